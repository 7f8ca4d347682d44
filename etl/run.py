"""One run: inbox → gate → read → recognise → clean → check → store → build → publish → summary."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from etl.archive import ArchiveDamaged, sweep_unfinished
from etl.heartbeat import Heartbeat, write_heartbeat
from etl.inbox import waiting_files
from etl.intake import Judged, take_in_events
from etl.programme.catalogue import Catalogue
from etl.programme.load import default_folder, load_catalogue
from etl.programme.problems import ProgrammeInvalid
from etl.publish import is_news, publish, state_hash
from etl.receive import receive_files
from warehouse.build import LawsBroken
from warehouse.clock import now
from warehouse.durable import make_folder
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id
from warehouse.store import append_rows, is_damage, open_store, set_aside

PUBLISHED, FAILED, STOPPED, BUSY = 0, 1, 2, 3


class AnotherRunAtWork(Exception):
    """Only one run at a time may write."""


@dataclass
class RunResult:
    """What a run did, for its summary; `messages` name what is wrong and what to do."""

    exit_code: int = PUBLISHED
    judged: list[Judged] = field(default_factory=list)
    has_news: bool = False
    snapshot_id: str | None = None
    laws_broken: list[dict[str, Any]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    max_age_hours: float = 26.0
    made_home: str | None = None  # the data folder, where it had no inbox before


@contextmanager
def lock(home: Home) -> Iterator[None]:
    """Hold the home for writing; raises AnotherRunAtWork at once where somebody else does."""
    home.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home.lock, timeout=0):
            yield
    except Timeout as busy:
        raise AnotherRunAtWork from busy


def run(home: Home, *, is_watched: bool = False) -> RunResult:
    """One cron run over the home, under its lock. Whatever happens, the heartbeat tells it."""
    with lock(home):
        return run_locked(home, is_watched=is_watched)


def run_locked(home: Home, *, is_watched: bool = False) -> RunResult:
    """The run itself; the caller holds the lock."""
    started_at = now()
    result = RunResult()
    try:
        _work(home, result, started_at, is_watched)
    except ProgrammeInvalid as invalid:
        result.exit_code = STOPPED
        result.messages += str(invalid).splitlines()
    except ArchiveDamaged as damaged:
        result.exit_code = FAILED
        result.messages.append(str(damaged))
    except Exception:  # the last line of defence: cron mails what happened, and the last snapshot stands
        result.exit_code = FAILED
        result.messages.append(traceback.format_exc())
    write_heartbeat(home, _heartbeat(home, result, started_at))
    return result


def _work(home: Home, result: RunResult, started_at: datetime, is_watched: bool) -> None:
    if not home.inbox.is_dir():
        result.made_home = str(home.root)
    for folder in (home.inbox, home.archive, home.events, home.returned, home.published):
        make_folder(folder)
    sweep_unfinished(home)
    catalogue = load_catalogue(default_folder())
    result.max_age_hours = catalogue.settings.heartbeat_max_hours
    connection = _open_store(home, result)
    try:
        receive_files(home, connection)
        result.judged = take_in_events(home, connection, catalogue, is_watched=is_watched)
        result.messages += _misplaced(result.judged)
        _publish_news(home, connection, catalogue, result)
        _record(connection, catalogue, result, started_at)
    finally:
        connection.close()


def _open_store(home: Home, result: RunResult) -> duckdb.DuckDBPyConnection:
    """The store; one that was cut short while it was made, or is damaged, is put aside and filled anew by this run."""
    try:
        return open_store(home.store)
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        aside = set_aside(home.store)
        result.messages.append(
            f"Kho dữ liệu store.duckdb hỏng ({aside.name}): lượt này dựng lại từ kho lưu. / "
            f"store.duckdb was damaged, lies now as {aside.name}, and is made anew from the archive by this run."
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
        "returned_count": _returned_count(result),
        "snapshot_id": result.snapshot_id,
        "state_hash": state_hash(connection, catalogue),
    }
    append_rows(connection, "ops.run", pa.Table.from_pylist([row]))


def _returned_count(result: RunResult) -> int:
    return sum(verdict.outcome == "returned" for _, verdict in result.judged)


def _heartbeat(home: Home, result: RunResult, started_at: datetime) -> Heartbeat:
    return Heartbeat(
        started_at=started_at,
        ended_at=now(),
        exit_code=result.exit_code,
        has_news=result.has_news,
        snapshot_id=current_snapshot_id(home),
        received_count=len(result.judged),
        returned_count=_returned_count(result),
        files_waiting=len(waiting_files(home.inbox)),
        max_age_hours=result.max_age_hours,
        laws_broken=result.laws_broken,
        messages=result.messages,
    )
