"""What a run or a check tells the person at the terminal, or cron's mail."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from etl.at_work import AtWork
from etl.ledger import Verdict
from etl.messages import message_en, message_vi, shown
from etl.reading_order import count_problems
from etl.run_result import RunResult
from etl.submission import Problem
from warehouse.clock import LOCAL_ZONE

MAX_TOLD = 3
OUTCOME_WORDS = {
    "accepted": "nhận / accepted",
    "returned": "trả lại / returned",
    "duplicate": "trùng, bỏ qua / duplicate",
}


def summary_text(result: RunResult) -> str:
    """One line a file with its first problems, then what was published."""
    lines = []
    for receipt, verdict in result.judged:
        codes = [one.submission_code for one in verdict.submissions if one.submission_code]
        told = " ".join([OUTCOME_WORDS[verdict.outcome], *codes[:5], *_warnings(verdict)])
        lines.append(f"{shown(receipt.file_name)}: {told}")
        if verdict.outcome == "returned":
            lines += _first_errors(verdict.judgement.problems)
    return "\n".join([*lines, *_counts(result), *result.messages, *_published(result)])


def withdrawn_text(submission_code: str, result: RunResult) -> str:
    """Which submission was taken back, then what the run that followed did."""
    return f"Đã rút lại / withdrawn: {submission_code}\n{summary_text(result)}"


def rebuilt_text(result: RunResult) -> str:
    """One line, and what is wrong: what became of each file was told when it came."""
    if result.exit_code:
        done = f"Dựng lại chưa xong / rebuild not finished, exit {result.exit_code}"
    else:
        done = "Đã dựng lại từ kho lưu / rebuilt from the archive"
    return "\n".join([*result.messages, ", ".join([done, *_counts(result), *_published(result)])])


def _counts(result: RunResult) -> list[str]:
    counts = Counter(verdict.outcome for _, verdict in result.judged)
    return [f"{counts[outcome]} {words}" for outcome, words in OUTCOME_WORDS.items() if counts[outcome]]


def _published(result: RunResult) -> list[str]:
    if result.snapshot_id:
        return [f"Đã công bố / published: {result.snapshot_id}"]
    return [] if result.exit_code else ["Không có gì mới / no news."]


def _warnings(verdict: Verdict) -> list[str]:
    """How many warnings came along with a file that was taken."""
    count = count_problems(verdict.judgement.problems)[1]
    return [f"({count} lưu ý / warnings)"] if count and verdict.outcome == "accepted" else []


def _first_errors(problems: Sequence[Problem]) -> list[str]:
    """A line an error for the first of them, and how many more there are."""
    told = [problem for problem in problems if problem.severity == "error"][:MAX_TOLD]
    left_out = count_problems(problems)[0] - len(told)
    lines = [f"    {_place(problem)}{message_vi(problem)} / {message_en(problem)}" for problem in told]
    return [*lines, f"    … còn {left_out} lỗi nữa / {left_out} more errors"] if left_out else lines


def _place(problem: Problem) -> str:
    place = "!".join(part for part in (shown(problem.sheet), problem.cell) if part)
    return place and f"{place} "


def one_line(result: RunResult) -> str:
    """For cron to mail: the exit code and the first message."""
    message = result.messages[0].strip().splitlines()[-1] if result.messages else ""
    return f"etl: exit {result.exit_code}: {message} → python -m etl status"


def busy_line(other: AtWork | None, moment: datetime, *, is_quiet: bool) -> str:
    """That another run holds the data folder; for cron empty, unless that one has been at work too long."""
    if other is None:
        return "" if is_quiet else "Một lượt chạy khác đang làm việc; thử lại sau. / Another run is at work; try later."
    since = f"{other.started_at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"
    if other.is_too_long(moment):
        return (
            f"Một lượt chạy đã làm việc từ {since} mà chưa xong: xem ps aux | grep etl, dừng nó (kill) nếu bị treo. / "
            f"A run has been at work since {since}: look at ps aux | grep etl, and kill it if it hangs."
        )
    return "" if is_quiet else f"Một lượt chạy khác đang làm việc từ {since}. / Another run is at work since {since}."


def made_home_line(home: str) -> str:
    """For cron to mail too: a run that made its data folder may have been sent to the wrong one."""
    return (
        f"Đã tạo thư mục dữ liệu mới {home}: kiểm tra TIENBO_HOME nếu không chủ ý. / "
        "Made a new data folder: check TIENBO_HOME if that was not meant."
    )


def checked_text(checked: list[dict[str, Any]]) -> str:
    """What `check` says to a person: every problem of every file."""
    lines = []
    for file in checked:
        lines.append(f"{file['file']}: {OUTCOME_WORDS[file['outcome']]}")
        for problem in file["problems"]:
            mark = "✗" if problem["severity"] == "error" else "!"
            place = f"{problem['sheet']}!{problem['cell']}" if problem["cell"] else problem["sheet"]
            lines.append(f"  {mark} {place} {problem['message_vi']}\n      {problem['message_en']}")
    return "\n".join(lines)
