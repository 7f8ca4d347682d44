"""What an operator may do to what was loaded: withdraw a submission, rebuild from the archive, roll back."""

from dataclasses import replace

from etl.archive import Withdrawal, event_names, next_event_code, write_event
from etl.run import lock, run_locked
from etl.run_result import FAILED, RunResult
from warehouse.clock import now
from warehouse.durable import sweep, sync_folder
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id, open_snapshot, point_to
from warehouse.store import find_submission, log_of, open_store


class NotPossible(Exception):
    """What was asked cannot be done; the message says why, and what to do, in both languages."""


def withdraw(home: Home, submission_code: str, why: str) -> RunResult:
    """Take an accepted submission back, as an event in the archive, and publish what then stands."""
    if not why.strip():
        raise NotPossible('Hãy ghi lý do rút lại: --why "lý do". / Give the reason: --why "reason".')
    with lock(home):
        _check_can_withdraw(home, submission_code)
        moment = now()
        last_code = event_names(home)[-1].removesuffix(".json")
        event_code = next_event_code(moment, "withdrawn", last_code)
        write_event(home, Withdrawal(event_code, moment, submission_code, why))
        return run_locked(home)


def rebuild(home: Home, *, is_watched: bool) -> RunResult:
    """Make the store and a snapshot anew from archive and programmes. A run that finds no store does just that.

    The new store is made beside the old one, which stands until the new one is whole: whatever happens on the way.
    """
    with lock(home):
        anew = replace(home, store_name=".tmp-rebuilt.duckdb")
        result = run_locked(anew, is_watched=is_watched)
        if result.exit_code != FAILED and anew.store.exists():
            log_of(home.store).unlink(missing_ok=True)
            anew.store.replace(home.store)
            sync_folder(home.root)
        else:
            sweep(home.root)
        return result


def rollback(home: Home, snapshot_id: str | None) -> str:
    """Point CURRENT at a kept snapshot, by default the one that the current one replaced; its id."""
    with lock(home):
        if snapshot_id is None:
            snapshot_id = _previous_id(home)
        try:
            point_to(home, snapshot_id)
        except (FileNotFoundError, ValueError) as missing:
            raise NotPossible(
                f"Không còn bản công bố {snapshot_id!r}; `status` liệt kê các bản đang giữ. / "
                f"No snapshot {snapshot_id!r} is kept; `status` lists those that are."
            ) from missing
        return snapshot_id


def _check_can_withdraw(home: Home, submission_code: str) -> None:
    connection = open_store(home.store)
    try:
        found = find_submission(connection, submission_code)
    finally:
        connection.close()
    if found is False:
        raise NotPossible(
            f"Không có báo cáo đã nhận nào mang mã {submission_code!r}; xem `status`. / "
            f"No accepted submission has the code {submission_code!r}; see `status`."
        )
    if isinstance(found, str):
        raise NotPossible(f"{submission_code} đã được rút lại lúc {found} UTC. / It was withdrawn then.")


def _previous_id(home: Home) -> str:
    current_id = current_snapshot_id(home)
    previous_id = None
    if current_id:
        rows = open_snapshot(home, current_id).ask("select previous_snapshot_id from ops.snapshot")
        previous_id = rows["previous_snapshot_id"].iloc[0]
    if not previous_id:
        raise NotPossible("Chưa có bản công bố nào trước đó. / There is no earlier snapshot.")
    return str(previous_id)
