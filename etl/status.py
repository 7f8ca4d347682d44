"""`status`: the last run, the snapshot, what waits, who is late, what broke. Never opens the store."""

from datetime import date, datetime, timedelta
from typing import Any

from etl.at_work import read_at_work
from etl.heartbeat import read_heartbeat
from etl.inbox import never_taken, waiting_files
from etl.returned import folder_name
from warehouse.clock import local_date, now
from warehouse.home import Home
from warehouse.questions.catalogue import periods, programmes, units
from warehouse.questions.operations import latest_accepted, returned_waiting, unasked_values, warning_count
from warehouse.questions.publication import publication
from warehouse.questions.returned import returned_files
from warehouse.questions.submissions import submission_calendar
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, current_snapshot_id, open_snapshot, published_ids

EVERYTHING = Scope.everything()
REPORTS_BY = ("duty", "coordination")
CLOCK_TOLERANCE = timedelta(minutes=10)


def read_status(home: Home) -> dict[str, Any]:
    """All that `status --json` prints."""
    snapshot_id = current_snapshot_id(home)
    kept = published_ids(home)
    status: dict[str, Any] = {
        "home": str(home.root),
        "last_run": read_heartbeat(home),
        "alarms": _alarms(home),
        "files_waiting": [file.file_name for file in waiting_files(home.inbox)],
        "never_taken": never_taken(home.inbox),
        "snapshot_id": snapshot_id,
        "snapshots_kept": kept,
        "is_rolled_back": snapshot_id in kept[:-1],
    }
    if snapshot_id:
        status |= _snapshot_status(home, open_snapshot(home, snapshot_id))
    return status


def _alarms(home: Home) -> list[dict[str, str]]:
    """What is wrong with the runs as such: code, and the moment (ISO) since when."""
    moment, last_run, other = now(), read_heartbeat(home), read_at_work(home)
    alarms = []
    if other and other.is_too_long(moment):
        alarms.append({"code": "at_work", "since": other.started_at.isoformat()})
    if last_run:
        ended_at = datetime.fromisoformat(last_run["ended_at"])
        if moment - ended_at > timedelta(hours=last_run["max_age_hours"]):
            alarms.append({"code": "silent", "since": last_run["ended_at"]})
        if ended_at - moment > CLOCK_TOLERANCE:
            alarms.append({"code": "clock", "since": last_run["ended_at"]})
    return alarms


def _snapshot_status(home: Home, snapshot: Snapshot) -> dict[str, Any]:
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
        "returned_files": _returned_files(home, snapshot, today),
        "warning_count": int(warning_count(snapshot, EVERYTHING).iloc[0]["warning_count"]),
        "unit_names": _unit_names(snapshot),
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


def _returned_files(home: Home, snapshot: Snapshot, today: date) -> list[dict[str, Any]]:
    """The files that wait to be sent again, each with its folder below the home (None where that is gone)."""
    files: dict[tuple[Any, ...], dict[str, Any]] = {}
    for programme_code in programmes(snapshot, EVERYTHING)["programme_code"]:
        frame = returned_files(snapshot, EVERYTHING, str(programme_code), today)
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            folder = home.returned / f"{row['received_date']:%Y-%m-%d}" / folder_name(row["file_name"], row["sha256"])
            # A file of which the programme is not known is told with each of them.
            files[row["receipt_code"], row["period_code"], row["unit_code"]] = {
                "period_code": row["period_code"],
                "unit_code": row["unit_code"],
                "file_name": row["file_name"],
                "error_count": row["error_count"],
                "folder": str(folder.relative_to(home.root)) if folder.is_dir() else None,
            }
    return list(files.values())


def _unit_names(snapshot: Snapshot) -> dict[str, str]:
    """unit_code → its short name, of the newest programme that has it."""
    names: dict[str, str] = {}
    for programme_code in programmes(snapshot, EVERYTHING)["programme_code"]:
        for row in units(snapshot, EVERYTHING, str(programme_code)).to_dict("records"):
            names.setdefault(str(row["unit_code"]), str(row["unit_short_vi"]))
    return names
