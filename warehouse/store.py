"""The ETL's own database: ledger, accepted rows of every revision, problems, runs. Readers never open it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.definitions import sql_of
from warehouse.durable import sync_folder

SubmissionKey = tuple[str, str, str]  # programme_code, unit_code, period_code


# What DuckDB says of a file that is no whole database: cut short, overwritten, or written by another version.
DAMAGE = (
    "not a valid DuckDB",
    "Could not read enough bytes",
    "Corrupt database",
    "checksum",
    "replaying WAL",
    "version number",
)


def open_store(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the store attached as `store` and in use; its tables are made where they are missing.

    The store is attached, not opened, so that a snapshot can be built beside it on the same connection. Raises
    duckdb.Error where it cannot be read (`is_damage`) or written.
    """
    if not path.exists():
        _make_database(path)
    spill = path.with_name(".tmp-spill")  # else it would be a folder of wherever the program was started
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    connection.execute(f"set temp_directory = {quoted(spill)}")
    connection.execute("set TimeZone = 'UTC'")
    connection.execute(f"attach {quoted(path)} as store")
    connection.execute("use store")
    connection.execute("create schema if not exists ops")
    connection.execute("create schema if not exists accepted")
    for text in sql_of("store").values():
        connection.execute(text)
    return connection


def _make_database(path: Path) -> None:
    """An empty database, whole from the moment that it bears its name; a log without its store belongs to none."""
    log_of(path).unlink(missing_ok=True)
    temporary = path.with_name(f".tmp-{path.name}")
    temporary.unlink(missing_ok=True)
    duckdb.connect(str(temporary)).close()
    temporary.replace(path)
    sync_folder(path.parent)


def is_damage(error: duckdb.Error) -> bool:
    """Whether the store itself is damaged, so that only a new one helps; a full disk or a lock is no damage."""
    return any(words in str(error) for words in DAMAGE)


def set_aside(path: Path) -> Path:
    """Put a damaged store out of the way, for whoever wants to look at it; where it lies now.

    Its log goes first: a log must never meet another store than its own.
    """
    aside = path.with_name(f"{path.name}.damaged")
    log_of(path).unlink(missing_ok=True)
    path.replace(aside)
    return aside


def log_of(path: Path) -> Path:
    """The file in which DuckDB keeps what it has not yet written into the database file."""
    return path.with_name(f"{path.name}.wal")


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing of what is done inside."""
    connection.begin()
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # a database that failed to write may refuse this too; the first failure is told
            connection.rollback()
        raise
    connection.commit()


def append_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Add rows to a table of the store; columns are matched by name."""
    if rows.num_rows:
        connection.register("appended_rows", rows)
        connection.execute(f"insert into {table} by name select * from appended_rows")  # noqa: S608
        connection.unregister("appended_rows")


def standing_submissions(
    connection: duckdb.DuckDBPyConnection, keys: Iterable[SubmissionKey]
) -> dict[SubmissionKey, tuple[int, str | None]]:
    """For each key ever accepted: the highest revision number given out (withdrawn ones too), and the SHA-256 of
    the revision that stands, None where all were withdrawn. Works on a store and on a snapshot."""
    programmes, units, periods = zip(*keys, strict=True) if (keys := list(keys)) else ((), (), ())
    rows = connection.execute(
        """
        select
            programme_code,
            unit_code,
            period_code,
            max(revision_number),
            arg_max(sha256, revision_number) filter (where withdrawn_at is null),
        from ops.submission
        semi join (
            select unnest($programmes) as programme_code, unnest($units) as unit_code, unnest($periods) as period_code
        ) using (programme_code, unit_code, period_code)
        where outcome_code = 'accepted'
        group by programme_code, unit_code, period_code
        """,
        {"programmes": list(programmes), "units": list(units), "periods": list(periods)},
    ).fetchall()
    return {(programme, unit, period): (revision, sha256) for programme, unit, period, revision, sha256 in rows}


def is_sample_home(connection: duckdb.DuckDBPyConnection) -> bool | None:
    """Whether the first accepted submission was made up; None where nothing was ever accepted."""
    rows = connection.execute(
        """
        select made_up_date is not null
        from ops.submission
        where outcome_code = 'accepted'
        order by receipt_code, submission_number
        limit 1
        """
    ).fetchall()
    return bool(rows[0][0]) if rows else None


def is_known_inbox_file(connection: duckdb.DuckDBPyConnection, inbox_identity: str) -> bool:
    """Whether that very file in the inbox was already received, and only its removal is missing."""
    rows = connection.execute(
        "select 1 from ops.receipt where inbox_identity = $identity limit 1", {"identity": inbox_identity}
    ).fetchall()
    return bool(rows)


def last_event_code(connection: duckdb.DuckDBPyConnection) -> str:
    """The code of the latest event taken in; empty in a new store. Event codes rise with time."""
    rows = connection.execute("select max(event_code) from ops.event").fetchall()
    return rows[0][0] or ""


def last_news_code(connection: duckdb.DuckDBPyConnection) -> str:
    """The code of the latest event that changed anything: a withdrawal, or a file that was no duplicate."""
    rows = connection.execute(
        """
        select max(event_code)
        from ops.event
        where event_code not in (select receipt_code from ops.receipt where outcome_code = 'duplicate')
        """
    ).fetchall()
    return rows[0][0] or ""


def find_submission(connection: duckdb.DuckDBPyConnection, submission_code: str) -> str | bool:
    """False if no accepted submission has the code; when it was withdrawn (UTC, as text); or True if it stands."""
    rows = connection.execute(
        "select strftime(withdrawn_at, '%Y-%m-%d %H:%M') from ops.submission where submission_code = $code",
        {"code": submission_code},
    ).fetchall()
    return (rows[0][0] or True) if rows else False


def mark_withdrawn(
    connection: duckdb.DuckDBPyConnection, submission_code: str, withdrawn_at: datetime, withdrawn_why: str
) -> None:
    """Take an accepted submission back; its rows stay, and count for nothing."""
    connection.execute(
        """
        update ops.submission
        set withdrawn_at = $at, withdrawn_why = $why
        where submission_code = $code and withdrawn_at is null
        """,
        {"code": submission_code, "at": withdrawn_at, "why": withdrawn_why},
    )


def quoted(path: Path) -> str:
    """The path as an SQL literal: attach takes no parameters."""
    return "'" + str(path).replace("'", "''") + "'"


def last_published_state(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The state hash of the last run that published; None where none did."""
    rows = connection.execute(
        "select state_hash from ops.run where snapshot_id is not null order by rowid desc limit 1"
    ).fetchall()
    return str(rows[0][0]) if rows else None
