"""What `status` tells a person at a terminal, in Vietnamese and English."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from etl.messages import shown
from warehouse.clock import LOCAL_ZONE

STATE_WORDS = {
    "missing": "Chưa báo cáo, quá hạn / missing",
    "missing_by_coordination": "Chưa báo cáo (phối hợp) / missing, by coordination",
    "late": "Báo cáo muộn / late",
}
ALARM_WORDS = {
    "at_work": "Một lượt chạy đã làm việc từ {since} mà chưa xong / a run has been at work since {since}",
    "silent": "Không chạy lần nào từ {since}: kiểm tra cron / no run since {since}: look at cron",
    "clock": "Lần chạy cuối ghi giờ {since}, sau bây giờ: kiểm tra đồng hồ / the last run says {since}, which is yet"
    " to come: look at the clock",
}
MAX_LISTED = 20


def status_text(status: dict[str, Any]) -> str:
    """The dict of `read_status` in lines."""
    lines = [f"Thư mục dữ liệu / home: {status['home']}", *_run_lines(status["last_run"])]
    lines += [f"  ! {ALARM_WORDS[one['code']].format(since=_local_minute(one['since']))}" for one in status["alarms"]]
    lines += _inbox_lines(status)
    if status["snapshot_id"] is None:
        return "\n".join([*lines, "Chưa công bố bản nào / nothing published yet."])
    return "\n".join([*lines, *_snapshot_lines(status), *_report_lines(status)])


def _run_lines(last_run: dict[str, Any] | None) -> list[str]:
    if last_run is None:
        return ["Chưa chạy lần nào / no run yet. → make etl"]
    return [
        f"Lần chạy cuối / last run: {_local_minute(last_run['ended_at'])}, exit {last_run['exit_code']}",
        *(f"  ! {message}" for message in last_run["messages"]),
        *(line for law in last_run["laws_broken"] for line in _law_lines(law)),
    ]


def _inbox_lines(status: dict[str, Any]) -> list[str]:
    waiting, never = status["files_waiting"], status["never_taken"]
    lines = [f"Tệp đang chờ trong inbox / files waiting: {len(waiting)}", *_indented(waiting)]
    if never:
        lines.append(f"Không nhận được: liên kết, không có quyền, chép dở / cannot be taken as they are: {len(never)}")
    return [*lines, *_indented(never)]


def _snapshot_lines(status: dict[str, Any]) -> list[str]:
    made_up = " — SỐ LIỆU GIẢ ĐỊNH / made-up data" if status["is_made_up"] else ""
    kept = [snapshot_id for snapshot_id in status["snapshots_kept"] if snapshot_id != status["snapshot_id"]]
    lines = [f"Bản công bố / snapshot: {status['snapshot_id']} ({_local_minute(status['published_at'])}){made_up}"]
    if status["is_rolled_back"]:
        lines.append(
            f"  ! Đã quay lại bản cũ; bản mới nhất là {kept[-1]}. Giữ đến khi có tin mới. / "
            "Rolled back to an earlier one; holds until the next news."
        )
    lines.append(f"Bản đang giữ khác / other snapshots kept: {', '.join(kept[-5:]) or '–'}")
    return [*lines, f"Hôm nay / today: {status['today']}"]


def _report_lines(status: dict[str, Any]) -> list[str]:
    names = status["unit_names"]
    lines = ["Báo cáo nhận gần nhất / latest accepted:"]
    lines += [f"  {row['submission_code']} {shown(row['file_name'])}" for row in status["latest_accepted"]]
    for state, words in STATE_WORDS.items():
        for period, codes in status[state].items():
            lines.append(f"{words} {period} ({len(codes)}): {', '.join(_named(code, names) for code in codes)}")
    for row in status["returned_files"]:
        whose = f"{row['period_code'] or ''} {_named(row['unit_code'], names)}".lstrip()
        lines.append(f"Trả lại, chờ nộp lại / returned, waiting: {whose}: {row['error_count']} lỗi / errors")
        lines.append(f"  → {row['folder'] or shown(row['file_name'])}")
    if count := status["warning_count"]:
        lines.append(
            f"{count} lưu ý trong tệp đã nhận: xem trang Nộp báo cáo / warnings in accepted files: Submissions"
        )
    unasked = status["unasked_values"]
    if unasked:
        lines.append(f"Số liệu không còn được hỏi / values no longer asked: {len(unasked)}")
    values = (f"{row['submission_code']} {row['indicator_code']} = {row['total_value']}" for row in unasked)
    return [*lines, *[f"  {value}" for value in values][:MAX_LISTED]]


def _indented(file_names: Iterable[str]) -> list[str]:
    return [f"  {shown(name)}" for name in file_names]


def _named(unit_code: str | None, names: dict[str, str]) -> str:
    if unit_code is None:
        return "không rõ đơn vị / unit unknown"
    return f"{unit_code} {names.get(unit_code, '')}".rstrip()


def _local_minute(iso: str) -> str:
    """A moment (ISO; UTC where it says nothing else) as the clock on the wall in Hải Phòng showed it."""
    moment = datetime.fromisoformat(iso)
    return f"{(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"


def _law_lines(law: dict[str, Any]) -> list[str]:
    """What broke, which submissions it points at, and the way out."""
    lines = [f"  ! {law['law_code']}: {law['meaning']} ({law['row_count']})"]
    codes = {row["submission_code"] for row in law["examples"] if row.get("submission_code")}
    lines += [f'    {code} → python -m etl withdraw {code} --why "…"' for code in sorted(codes)]
    if not codes:
        lines += [f"    {row}" for row in law["examples"][:5]]
    return lines
