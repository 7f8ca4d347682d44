"""inbox → archive: take every settled file, byte for byte, and put its receipt down before it leaves the inbox."""

import errno
import os

import duckdb

from etl.archive import Receipt, Withdrawal, event_names, keep_file, next_event_code, read_event, write_event
from etl.inbox import settled_files
from warehouse.clock import now
from warehouse.durable import sync_folder
from warehouse.home import Home
from warehouse.store import is_known_inbox_file, last_event_code


def pending_events(home: Home, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The file names of the events that the store has not taken in yet, in their order."""
    last_code = last_event_code(connection)
    return [name for name in event_names(home) if name.removesuffix(".json") > last_code]


def receive_files(home: Home, connection: duckdb.DuckDBPyConnection) -> int:
    """Move all settled files of the inbox into the archive; how many were received.

    Power may fail anywhere: archive, then receipt, then removal. A file whose receipt is there but which was not
    removed is known by its identity, and only removed.
    """
    _hold_emptied(home)
    pending = [read_event(home, name) for name in pending_events(home, connection)]
    known = {event.inbox_identity for event in pending if isinstance(event, Receipt)}
    last_code = pending[-1].event_code if pending else last_event_code(connection)
    known_until = _known_until(pending, connection)
    sync_folder(home.archive)  # folders that a killed run made there, whose names may not be durable yet
    received_count = 0
    for file in settled_files(home.inbox):
        if file.identity not in known and not is_known_inbox_file(connection, file.identity):
            kept = keep_file(home, file)
            if kept is None:
                continue
            sha256, archive_name = kept
            moment = now()
            last_code = next_event_code(moment, sha256[:8], last_code)
            receipt = Receipt(
                event_code=last_code,
                received_at=moment,
                sha256=sha256,
                file_name=file.file_name,
                archive_name=archive_name,
                size_bytes=file.size_bytes,
                inbox_identity=file.identity,
                known_until=known_until,
            )
            write_event(home, receipt)
            received_count += 1
        file.path.unlink(missing_ok=True)
    return received_count


def _hold_emptied(home: Home) -> None:
    """OSError where files could not be removed from the inbox: none would ever be taken, and nobody would be told."""
    if not os.access(home.inbox, os.R_OK | os.W_OK | os.X_OK):
        number = errno.EROFS if os.statvfs(home.inbox).f_flag & os.ST_RDONLY else errno.EACCES
        raise OSError(number, os.strerror(number), str(home.inbox))


def _known_until(pending: list[Receipt | Withdrawal], connection: duckdb.DuckDBPyConnection) -> str:
    """The last event before this run, or before the one that was cut short and that this run finishes."""
    if not pending:
        return last_event_code(connection)
    return pending[-1].known_until if isinstance(pending[-1], Receipt) else pending[-1].event_code
