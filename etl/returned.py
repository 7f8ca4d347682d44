"""What goes back to the sender: the file as it came, every problem by its cell, and the workbook marked."""

import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from etl.ledger import Verdict
from etl.list_workbook import counted, level, write_list_workbook
from etl.messages import message_en, message_vi, shown
from etl.reading_order import LEFT_OUT
from etl.sandbox import mark_in_sandbox
from etl.submission import Problem
from warehouse.durable import make_folder, sync_file, sync_folder

MAX_NAME_BYTES = 120
PROBLEMS_JSON, PROBLEMS_TEXT = "problems.json", "problems.txt"
MARKED_WORD, LIST_WORD = "đã đánh dấu", "danh sách lỗi"
MARKED_BEFORE = re.compile(rf" \({MARKED_WORD}(?: ([0-9]{{1,3}}))?\)$")
NOT_IN_NAMES = frozenset('<>:"|?*')  # Windows refuses them
WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]) *(\..*)?", re.IGNORECASE)  # no file there may be one
UNNAMED = "tệp"


def safe_name(file_name: str) -> str:
    """A stranger's file name made fit to be a name here: NFC, one part, at most 120 bytes, its ending kept."""
    name = "".join(letter for letter in _last_part(file_name) if letter.isprintable() and letter not in NOT_IN_NAMES)
    name = name.strip(" .") or UNNAMED
    path = Path(f"_{name}" if WINDOWS_DEVICE.fullmatch(name) else name)
    ending = path.suffix if len(path.suffix.encode()) <= 10 else ""
    return _cut(path.name.removesuffix(ending), MAX_NAME_BYTES - len(ending.encode())) + ending


def folder_name(file_name: str, sha256: str) -> str:
    """What the folder of a returned file is called, within its day's."""
    return f"{_own_name(file_name)}~{sha256[:8]}"


def judgement_as_dict(file_name: str, sha256: str, verdict: Verdict) -> dict[str, Any]:
    """One file as `check --json` and problems.json tell it."""
    return {
        "file": file_name,
        "sha256": sha256,
        "outcome": verdict.outcome,
        "submissions": [
            {
                "programme_code": one.programme_code,
                "unit_code": one.unit_code,
                "period_code": one.period_code,
                "outcome": one.outcome,
            }
            for one in verdict.submissions
        ],
        "problems": [_problem_as_dict(problem) for problem in verdict.judgement.problems],
    }


def write_returned(day_folder: Path, source: Path, file_name: str, sha256: str, verdict: Verdict) -> Path:
    """Put the file back in a folder of its own under `day_folder`; the folder. Once there, it is left as it is.

    It holds the file byte for byte, problems.json, problems.txt, and of a readable file the marked copy, or where
    none can be made a workbook with the list of problems.
    """
    name = _own_name(file_name)
    final = day_folder / folder_name(file_name, sha256)
    if final.exists():
        return final
    temporary = day_folder / f".tmp-{sha256[:8]}"
    make_folder(day_folder)
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    own_name = f"_{name}" if name in (PROBLEMS_JSON, PROBLEMS_TEXT) else name
    shutil.copyfile(source, temporary / own_name)
    told = judgement_as_dict(file_name, sha256, verdict)
    (temporary / PROBLEMS_JSON).write_text(json.dumps([told], ensure_ascii=False, indent=1), encoding="utf-8")
    (temporary / PROBLEMS_TEXT).write_text(problems_text(file_name, verdict.judgement.problems), encoding="utf-8-sig")
    _mark(temporary, own_name, file_name, verdict)
    for path in temporary.iterdir():
        sync_file(path)
    sync_folder(temporary)
    temporary.replace(final)
    sync_folder(day_folder)
    return final


def problems_text(file_name: str, problems: Sequence[Problem]) -> str:
    """The problems to be read aloud over the telephone, in the order given: Vietnamese, then English."""
    vi, en = counted(problems)
    lines = [f"Tệp bị trả lại: {shown(file_name)}", f"File returned: {shown(file_name)}", f"{vi} / {en}", ""]
    for number, problem in enumerate(problems, start=1):
        if problem.code in LEFT_OUT:
            lines += [message_vi(problem), message_en(problem), ""]
            continue
        (level_vi, level_en), sheet = level(problem), shown(problem.sheet)
        place_vi = _place(level_vi, sheet and f"sheet {sheet}", problem.cell and f"ô {problem.cell}")
        place_en = _place(level_en, sheet and f"sheet {sheet}", problem.cell and f"cell {problem.cell}")
        lines += [f"{number}. {place_vi}: {message_vi(problem)}", f"   {place_en}: {message_en(problem)}", ""]
    lines.append("Sửa các lỗi trên rồi gửi lại cả tệp. / Mend the errors above and send the whole file again.")
    return "\n".join(lines) + "\n"


def _own_name(file_name: str) -> str:
    """The safe name; one that had to be changed gets a mark, so that names that become the same stay apart."""
    name, whole = safe_name(file_name), _last_part(file_name)
    if name == whole:
        return name
    path, mark = Path(name), hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:6]
    return f"{path.stem}-{mark}{path.suffix}"


def _last_part(file_name: str) -> str:
    return re.split(r"[/\\]", unicodedata.normalize("NFC", file_name))[-1]


def _place(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _problem_as_dict(problem: Problem) -> dict[str, str]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.sheet,
        "cell": problem.cell,
        "found": shown(problem.found),
        "message_vi": message_vi(problem),
        "message_en": message_en(problem),
    }


def _mark(folder: Path, own_name: str, file_name: str, verdict: Verdict) -> None:
    """The marked copy; of a file that openpyxl cannot write, the workbook that lists its problems."""
    problems = verdict.judgement.problems
    if not verdict.judgement.is_readable or any(problem.code == "our_own_list" for problem in problems):
        return  # of a list of problems no other list is made
    stem = Path(own_name).stem
    marked = folder / f"{_marked_stem(stem)}.xlsx"
    if not mark_in_sandbox(folder / own_name, marked, problems):
        marked.unlink(missing_ok=True)
        write_list_workbook(folder / f"{stem} ({LIST_WORD}).xlsx", file_name, problems)


def _marked_stem(stem: str) -> str:
    """“x (đã đánh dấu)”; of a marked copy that was sent again “x (đã đánh dấu 2)”."""
    before = MARKED_BEFORE.search(stem)
    if before is None:
        return f"{stem} ({MARKED_WORD})"
    return f"{stem[: before.start()]} ({MARKED_WORD} {int(before[1] or 1) + 1})"


def _cut(text: str, byte_count: int) -> str:
    """The text cut to so many bytes of UTF-8, no letter cut through."""
    return text.encode()[:byte_count].decode(errors="ignore").rstrip(" .")
