"""`status`: the last run, the snapshot, what waits, who is late, what broke. Never opens the store."""

from datetime import date
from typing import Any

from etl.heartbeat import read_heartbeat
from etl.inbox import waiting_files
from warehouse.clock import local_date, now
from warehouse.home import Home
from warehouse.questions.catalogue import periods, programmes, units
from warehouse.questions.operations import latest_accepted, returned_waiting, unasked_values
from warehouse.questions.publication import publication
from warehouse.questions.submissions import submission_calendar
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, current_snapshot_id, open_snapshot, published_ids

EVERYTHING = Scope.everything()
REPORTS_BY = ("duty", "coordination")
STATE_WORDS = {
    "missing": "Chưa báo cáo, quá hạn / missing",
    "missing_by_coordination": "Chưa báo cáo (phối hợp) / missing, by coordination",
    "late": "Báo cáo muộn / late",
}


def read_status(home: Home) -> dict[str, Any]:
    """All that `status --json` prints."""
    snapshot_id = current_snapshot_id(home)
    status: dict[str, Any] = {
        "home": str(home.root),
        "last_run": read_heartbeat(home),
        "files_waiting": [file.file_name for file in waiting_files(home.inbox)],
        "snapshot_id": snapshot_id,
        "snapshots_kept": published_ids(home),
    }
    if snapshot_id:
        status |= _snapshot_status(open_snapshot(home, snapshot_id))
    return status


def _snapshot_status(snapshot: Snapshot) -> dict[str, Any]:
    about = publication(snapshot, EVERYTHING).iloc[0]
    today = about["made_up_date"].date() if about["is_made_up"] else local_date(now())
    return {
        "published_at": about["published_at"].isoformat(),
        "is_made_up": bool(about["is_made_up"]),
        "today": today.isoformat(),
        "missing": _by_state(snapshot, today, "missing", "duty"),
        "missing_by_coordination": _by_state(snapshot, today, "missing", "coordination"),
        "late": _by_state(snapshot, today, "late"),
        "latest_accepted": latest_accepted(snapshot, EVERYTHING).to_dict("records"),
        "returned_waiting": returned_waiting(snapshot, EVERYTHING).to_dict("records"),
        "unasked_values": unasked_values(snapshot, EVERYTHING).to_dict("records"),
    }


def _by_state(snapshot: Snapshot, today: date, state_code: str, reports_by: str | None = None) -> dict[str, list[str]]:
    """Unit codes in that state, by period; only of the units that report by duty, or by coordination, where asked."""
    found: dict[str, list[str]] = {}
    for programme in programmes(snapshot, EVERYTHING).to_dict("records"):
        code = str(programme["programme_code"])
        catalogue = units(snapshot, EVERYTHING, code)
        wanted = set(
            catalogue.loc[catalogue["reports_by"].isin([reports_by] if reports_by else REPORTS_BY), "unit_code"]
        )
        for period_code in periods(snapshot, EVERYTHING, code)["period_code"]:
            calendar = submission_calendar(
                snapshot, EVERYTHING, code, str(period_code), str(programme["late_by_code"]), today
            )
            in_state = calendar.loc[calendar["state_code"] == state_code, "unit_code"]
            if codes := [str(unit) for unit in in_state if unit in wanted]:
                found[str(period_code)] = codes
    return found


def status_text(status: dict[str, Any]) -> str:
    """The same for a person at a terminal, in Vietnamese and English."""
    lines = [f"Thư mục dữ liệu / home: {status['home']}"]
    last_run = status["last_run"]
    if last_run is None:
        lines.append("Chưa chạy lần nào / no run yet. → make etl")
    else:
        lines.append(f"Lần chạy cuối / last run: {last_run['ended_at']}, exit {last_run['exit_code']}")
        lines += [f"  ! {message}" for message in last_run["messages"]]
        lines += [line for law in last_run["laws_broken"] for line in _law_lines(law)]
    waiting = status["files_waiting"]
    lines.append(f"Tệp đang chờ trong inbox / files waiting: {len(waiting)}" + "".join(f"\n  {w}" for w in waiting))
    if status["snapshot_id"] is None:
        return "\n".join([*lines, "Chưa công bố bản nào / nothing published yet."])
    made_up = " — SỐ LIỆU GIẢ ĐỊNH / made-up data" if status["is_made_up"] else ""
    lines.append(f"Bản công bố / snapshot: {status['snapshot_id']} ({status['published_at']}){made_up}")
    kept = [snapshot_id for snapshot_id in status["snapshots_kept"] if snapshot_id != status["snapshot_id"]]
    lines.append(f"Bản đang giữ khác / other snapshots kept: {', '.join(kept[-5:]) or '–'}")
    lines.append(f"Hôm nay / today: {status['today']}")
    lines.append("Báo cáo nhận gần nhất / latest accepted:")
    lines += [f"  {row['submission_code']} {row['file_name']}" for row in status["latest_accepted"]]
    for state, words in STATE_WORDS.items():
        for period, codes in status[state].items():
            lines.append(f"{words} {period} ({len(codes)}): {', '.join(codes)}")
    for row in status["returned_waiting"]:
        place = f"{row['period_code']} {row['unit_code']}"
        lines.append(f"Trả lại, chờ nộp lại / returned, waiting: {place}: {row['error_count']} lỗi / errors")
    unasked = status["unasked_values"]
    if unasked:
        lines.append(f"Số liệu không còn được hỏi / values no longer asked: {len(unasked)}")
        lines += [f"  {row['submission_code']} {row['indicator_code']} = {row['total_value']}" for row in unasked[:20]]
    return "\n".join(lines)


def _law_lines(law: dict[str, Any]) -> list[str]:
    """What broke, which submissions it points at, and the way out."""
    lines = [f"  ! {law['law_code']}: {law['meaning']} ({law['row_count']})"]
    codes = {row["submission_code"] for row in law["examples"] if row.get("submission_code")}
    lines += [f'    {code} → python -m etl withdraw {code} --why "…"' for code in sorted(codes)]
    if not codes:
        lines += [f"    {row}" for row in law["examples"][:5]]
    return lines
