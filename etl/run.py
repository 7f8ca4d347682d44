"""One run: inbox → gate → read → recognise → clean → check → store → build → publish → summary."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from etl import at_work
from etl.archive import sweep_unfinished
from etl.heartbeat import Heartbeat, write_heartbeat
from etl.inbox import waiting_files
from etl.intake import Judged, take_in_events
from etl.programme.catalogue import Catalogue
from etl.programme.load import default_folder, load_catalogue
from etl.programme.problems import ProgrammeInvalid
from etl.publish import is_news, publish, state_hash
from etl.receive import receive_files
from etl.run_log import log_run
from etl.run_result import FAILED, STOPPED, RunResult
from etl.trouble import hold_inbox, messages_of
from warehouse.build import LawsBroken
from warehouse.clock import now
from warehouse.durable import make_folder
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id
from warehouse.store import append_rows, is_damage, open_store, set_aside
from warehouse.store_version import is_of_this_version


class AnotherRunAtWork(Exception):
    """Only one run at a time may write."""


@contextmanager
def lock(home: Home) -> Iterator[None]:
    """Hold the home for writing; AnotherRunAtWork where somebody else does, FolderGone where it is not there."""
    if not home.root.is_dir():
        hold_inbox(home, may_make=False)
    try:
        with FileLock(home.lock, timeout=0):
            yield
    except Timeout as busy:
        raise AnotherRunAtWork from busy


def run(home: Home, *, is_watched: bool = False, may_make_home: bool = False) -> RunResult:
    """One cron run over the home, under its lock. Whatever happens, the heartbeat tells it.

    `may_make_home`: make a new data folder where there is nothing yet; else FolderGone.
    """
    if may_make_home:
        make_folder(home.root)
    with lock(home):
        return run_locked(home, is_watched=is_watched, may_make_home=may_make_home)


def run_locked(
    home: Home, *, is_watched: bool = False, may_make_home: bool = False, programmes: Path | None = None
) -> RunResult:
    """The run itself; the caller holds the lock. `programmes`: their folder, if not the usual one."""
    started_at = now()
    result = RunResult()
    at_work.begin(home, started_at)
    try:
        hold_inbox(home, may_make=may_make_home)
        _work(home, result, started_at, is_watched, programmes or default_folder())
    except Exception as error:  # the last line of defence: cron mails one line, and the last snapshot stands
        result.exit_code = STOPPED if isinstance(error, ProgrammeInvalid) else FAILED
        result.messages += messages_of(error, home, now())
    _leave_traces(home, result, started_at)
    return result


def _leave_traces(home: Home, result: RunResult, started_at: datetime) -> None:
    """Heartbeat and log; a disk that refuses them is told like any other trouble."""
    try:
        write_heartbeat(home, _heartbeat(home, result, started_at))
    except OSError as error:
        result.exit_code = result.exit_code or FAILED
        result.messages += [one for one in messages_of(error, home, now()) if one not in result.messages]
    log_run(home, result, started_at, now())
    at_work.end(home)


def _work(home: Home, result: RunResult, started_at: datetime, is_watched: bool, programmes: Path) -> None:
    if not home.inbox.is_dir():
        result.made_home = str(home.root)
    for folder in (home.inbox, home.archive, home.events, home.returned, home.published):
        make_folder(folder)
    sweep_unfinished(home)
    catalogue = load_catalogue(programmes)
    result.max_age_hours = catalogue.settings.heartbeat_max_hours
    connection = _open_store(home, result)
    try:
        with _timed(result, "receive"):
            receive_files(home, connection)
        with _timed(result, "judge"):
            result.judged = take_in_events(home, connection, catalogue, is_watched=is_watched)
        result.messages += _misplaced(result.judged)
        with _timed(result, "publish"):
            _publish_news(home, connection, catalogue, result)
        _record(connection, catalogue, result, started_at)
    finally:
        connection.close()


@contextmanager
def _timed(result: RunResult, step: str) -> Iterator[None]:
    started = time.monotonic()
    try:
        yield
    finally:
        result.seconds[step] = round(time.monotonic() - started, 2)


def _open_store(home: Home, result: RunResult) -> duckdb.DuckDBPyConnection:
    """The store; one that is damaged or of another version is put aside and filled anew by this run."""
    try:
        if is_of_this_version(home.store):
            return open_store(home.store)
        why_vi, why_en = "do phiên bản khác lập", "was made by another version"
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        why_vi, why_en = "hỏng", "was damaged"
    aside = set_aside(home.store)
    result.messages.append(
        f"Kho dữ liệu store.duckdb {why_vi} ({aside.name}): lượt này dựng lại từ kho lưu. / "
        f"store.duckdb {why_en}, lies now as {aside.name}, and is made anew from the archive by this run."
    )
    return open_store(home.store)


def _publish_news(home: Home, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, result: RunResult) -> None:
    result.has_news = is_news(home, connection, catalogue)
    if not result.has_news:
        return
    try:
        result.snapshot_id = publish(home, connection, catalogue).snapshot_id
    except LawsBroken as stopped:
        result.exit_code = STOPPED
        result.laws_broken = [asdict(law) for law in stopped.broken]
        result.messages += [
            f"Vi phạm quy tắc / law broken: {law.law_code} ({law.row_count}): {law.meaning}" for law in stopped.broken
        ]


def _misplaced(judged: list[Judged]) -> list[str]:
    """Real reports that a home of samples had to return: no sender can mend that, only the operator."""
    returned = [
        receipt.file_name
        for receipt, verdict in judged
        if any(problem.code == "sample_home" for problem in verdict.judgement.problems)
    ]
    if not returned:
        return []
    return [
        f"Thư mục dữ liệu chứa số liệu giả định, đã trả lại {len(returned)} báo cáo thật; dùng thư mục mới. / "
        f"This home holds samples and returned {len(returned)} real reports; use a new home (see deploy/README.md)."
    ]


def _record(
    connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, result: RunResult, started_at: datetime
) -> None:
    row = {
        "started_at": started_at,
        "ended_at": now(),
        "exit_code": result.exit_code,
        "file_count": len(result.judged),
        "returned_count": result.returned_count,
        "snapshot_id": result.snapshot_id,
        "state_hash": state_hash(connection, catalogue),
    }
    append_rows(connection, "ops.run", pa.Table.from_pylist([row]))


def _heartbeat(home: Home, result: RunResult, started_at: datetime) -> Heartbeat:
    return Heartbeat(
        started_at=started_at,
        ended_at=now(),
        exit_code=result.exit_code,
        has_news=result.has_news,
        snapshot_id=current_snapshot_id(home),
        received_count=len(result.judged),
        returned_count=result.returned_count,
        files_waiting=len(waiting_files(home.inbox)),
        max_age_hours=result.max_age_hours,
        laws_broken=result.laws_broken,
        messages=result.messages,
    )
