"""What a data folder says happened, so that one that saw a crash can be held against one that did not."""

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from etl.archive import event_names
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id, snapshot_path

# When a run began, and which file of the file system's a receipt was, cannot be the same twice.
LEFT_OUT = {"run": None, "receipt": "inbox_identity"}
CLOCKED = "docProps/core.xml"  # of a workbook: the minute in which the marked copy was made


def truth(home: Home) -> dict[str, Any]:
    """Everything that must be equal: the ledger with its codes and revisions, accepted rows, the snapshot's hash over
    all dim, fact and mart tables, every archived byte, every file that went back, what still waits, and leftovers."""
    return {
        **_store(home),
        "snapshot": _table_hash(home),
        "archive": {path.name: _hash(path) for path in sorted(home.archive.glob("??/*"))},
        "events": sorted(path.name for path in home.events.iterdir()),
        "returned": {
            str(path.relative_to(home.returned)): _content(path)
            for path in sorted(home.returned.rglob("*"))
            if path.is_file()
        },
        "inbox": sorted(path.name for path in home.inbox.rglob("*") if path.is_file()),
        "leftovers": sorted(str(path.relative_to(home.root)) for path in _leftovers(home)),
    }


def differences(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Where they differ, in words short enough to print."""
    told = []
    for part in sorted({*found, *wanted}):
        if found.get(part) != wanted.get(part):
            one, other = _items(found.get(part)), _items(wanted.get(part))
            told.append(f"{part}: too much {sorted(one - other)[:3]}, missing {sorted(other - one)[:3]}"[:1000])
    return told


def lost_files(home: Home, files: Iterable[Path]) -> list[str]:
    """Which of the files are not in the archive, byte for byte."""
    kept = {_hash(path) for path in home.archive.glob("??/*")}
    return [path.name for path in files if _hash(path) not in kept]


def doubled(home: Home) -> list[str]:
    """Submissions and receipts that the ledger holds twice, or more receipts than the files that came."""
    with duckdb.connect(str(home.store), read_only=True) as connection:
        rows = connection.execute(
            """
            select submission_code from ops.submission where outcome_code = 'accepted' group by all having count(*) > 1
            union all
            select receipt_code from ops.receipt group by all having count(*) > 1
            """
        ).fetchall()
        (receipts,) = connection.execute("select count(*) from ops.receipt").fetchone() or (0,)
    received = [name for name in event_names(home) if not name.endswith("-withdrawn.json")]
    return [str(row[0]) for row in rows] + ([] if receipts == len(received) else [f"{receipts} receipts"])


def _store(home: Home) -> dict[str, list[str]]:
    with duckdb.connect(str(home.store), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables order by all"
        ).fetchall()
        contents = {}
        for schema, table in tables:
            left_out = LEFT_OUT.get(table, "")
            if left_out is not None:
                columns = f"* exclude ({left_out})" if left_out else "*"
                rows = connection.execute(f"select row::varchar from (select {columns} from {schema}.{table}) as row")
                contents[f"{schema}.{table}"] = sorted(row[0] for row in rows.fetchall())
        return contents


def _table_hash(home: Home) -> str:
    path = snapshot_path(home, current_snapshot_id(home) or "")
    with duckdb.connect(str(path), read_only=True) as connection:
        (table_hash,) = connection.execute("select table_hash from ops.snapshot").fetchone() or ("",)
        return str(table_hash)


def _leftovers(home: Home) -> Iterable[Path]:
    known = {home.inbox, home.archive, home.returned, home.published, home.store, home.heartbeat, home.lock}
    yield from (path for path in home.root.iterdir() if path not in known)
    yield from (path for path in home.root.rglob(".tmp-*"))
    yield from (path for path in home.published.iterdir() if path.suffix != ".duckdb" and path != home.current)


def _content(path: Path) -> str:
    if path.suffix != ".xlsx" or not zipfile.is_zipfile(path):
        return _hash(path)
    with zipfile.ZipFile(path) as book:
        return repr(sorted((entry.filename, entry.CRC) for entry in book.infolist() if entry.filename != CLOCKED))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _items(part: Any) -> set[str]:
    if isinstance(part, dict):
        return {f"{name}: {content}" for name, content in part.items()}
    return {part} if isinstance(part, str) else set(part or ())
