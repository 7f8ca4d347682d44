"""Build a snapshot from the store and the catalogue, hold its laws, publish it under a new name."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.definitions import DICTIONARY_FILE, code_hash, grain_of, in_building_order, sql_of
from warehouse.durable import make_folder, sweep, sync_file, sync_folder
from warehouse.home import Home
from warehouse.retention import forget_oldest, make_newest
from warehouse.snapshot import current_snapshot_id, point_to, snapshot_path
from warehouse.store import quoted, transaction

HASHED_SCHEMAS = ("dim", "fact", "mart")
EXAMPLES_SHOWN = 20


@dataclass(frozen=True)
class BrokenLaw:
    """A law that a snapshot would break: how many rows, and the first of them."""

    law_code: str
    meaning: str
    row_count: int
    examples: tuple[Mapping[str, Any], ...]


class LawsBroken(Exception):
    """A publish was stopped; nothing was published."""

    def __init__(self, broken: list[BrokenLaw]) -> None:
        super().__init__("; ".join(f"{law.law_code}: {law.row_count}" for law in broken))
        self.broken = broken


@dataclass(frozen=True)
class Published:
    """What a publish left behind."""

    snapshot_id: str
    table_hash: str


def publish_snapshot(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    dims: Mapping[str, pa.Table],
    *,
    catalogue_hash: str,
    published_at: datetime,
    snapshots_kept: int,
    months_kept: int,
    returned_wait_days: int,
) -> Published:
    """Build dim, ops, fact and mart tables in a new file, check the laws, and move CURRENT to it.

    `connection` is the store's (`open_store`), `dims` one Arrow table per dim table. Raises LawsBroken where a law
    does not hold, OSError or duckdb.Error where the disk does not take it; the snapshot before stands, and nothing
    is left behind.
    """
    make_folder(home.published)
    sweep(home.published)
    temporary = home.published / ".tmp-snapshot.duckdb"
    try:
        with _new_database(connection, temporary):
            make_tables(connection, dims)
            table_hash = hash_tables(connection)
            snapshot_id = _new_id(home, published_at, table_hash)
            _describe(connection, home, snapshot_id, published_at, catalogue_hash, table_hash, returned_wait_days)
            if broken := broken_laws(connection):
                raise LawsBroken(broken)
        make_newest(home, temporary)
        temporary.chmod(0o444)
        sync_file(temporary)
        temporary.rename(snapshot_path(home, snapshot_id))
    except BaseException:
        with suppress(OSError):
            sweep(home.published)
        raise
    sync_folder(home.published)
    point_to(home, snapshot_id)
    forget_oldest(home, snapshots_kept=snapshots_kept, months_kept=months_kept)
    return Published(snapshot_id, table_hash)


@contextmanager
def _new_database(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """A new database in use as `snapshot`, whole in its one file at the end."""
    connection.execute(f"attach {quoted(path)} as snapshot")
    connection.execute("use snapshot")
    try:
        with transaction(connection):
            yield
        connection.execute("checkpoint snapshot")  # out of the log, into the one file
        connection.execute("use store")
        connection.execute("detach snapshot")
    except BaseException:
        with suppress(duckdb.Error):  # after a write that failed this may fail too; the first failure is the one told
            connection.execute("use store")
            connection.execute("detach snapshot")
        raise


def make_tables(connection: duckdb.DuckDBPyConnection, dims: Mapping[str, pa.Table]) -> None:
    """All tables of a snapshot, in the database in use; `store` is attached."""
    for layer in ("dim", "ops", "fact", "mart"):
        connection.execute(f"create schema {layer}")
    for table, text in sql_of("dim").items():
        connection.execute(text)
        connection.register("dim_rows", dims[table])
        connection.execute(f"insert into dim.{table} by name select * from dim_rows")  # noqa: S608
        connection.unregister("dim_rows")
    for layer in ("ops", "fact", "mart"):
        for table in in_building_order(layer):
            connection.execute(f"create table {layer}.{table} as {sql_of(layer)[table]}")


def broken_laws(connection: duckdb.DuckDBPyConnection) -> list[BrokenLaw]:
    """The laws that the snapshot in use breaks. A law is a query for the rows that must not be."""
    broken = []
    for law_code, text in sql_of("law").items():
        result = connection.execute(text)
        names = [column[0] for column in result.description]
        rows = result.fetchall()
        if rows:
            examples = tuple(dict(zip(names, map(_plain, row), strict=True)) for row in rows[:EXAMPLES_SHOWN])
            broken.append(BrokenLaw(law_code, grain_of("law", law_code), len(rows), examples))
    return broken


def hash_tables(connection: duckdb.DuckDBPyConnection) -> str:
    """One hash over the rows of all dim, fact and mart tables, whatever their order.

    Sums of doubles may differ in the last bit from run to run on many threads: doubles are hashed to nine decimals.
    """
    columns: dict[tuple[str, str], list[str]] = {}
    for schema, table, column, data_type in connection.execute(
        """
        select table_schema, table_name, column_name, data_type
        from information_schema.columns
        where table_catalog = current_database() and table_schema in ('dim', 'fact', 'mart')
        order by table_schema, table_name, ordinal_position
        """
    ).fetchall():
        columns.setdefault((schema, table), []).append(f"round({column}, 9)" if data_type == "DOUBLE" else column)
    parts = [
        f"select '{schema}.{table}' as table_name, count(*) as row_count, sum(hash({', '.join(names)})) as row_hash"  # noqa: S608
        f" from {schema}.{table}"
        for (schema, table), names in columns.items()
    ]
    rows = connection.execute(
        f"select md5(string_agg(format('{{}} {{}} {{}}', table_name, row_count, row_hash), '\n' order by table_name))"  # noqa: S608
        f" from ({' union all '.join(parts)})"
    ).fetchall()
    return str(rows[0][0])


def _describe(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    snapshot_id: str,
    published_at: datetime,
    catalogue_hash: str,
    table_hash: str,
    returned_wait_days: int,
) -> None:
    """ops.snapshot, one row on the snapshot itself; ops.dictionary, one row per table and column."""
    connection.execute(
        """
        create table ops.snapshot as
        select
            $snapshot_id as snapshot_id,
            $published_at::timestamptz as published_at,
            count(made_up_date) > 0 as is_made_up,
            max(made_up_date) as made_up_date,
            $catalogue_hash as catalogue_hash,
            $code_hash as code_hash,
            $table_hash as table_hash,
            $returned_wait_days::integer as returned_wait_days,
            $previous_snapshot_id::varchar as previous_snapshot_id,
        from ops.submission
        where outcome_code = 'accepted'
        """,
        {
            "snapshot_id": snapshot_id,
            "published_at": published_at,
            "catalogue_hash": catalogue_hash,
            "code_hash": code_hash(),
            "table_hash": table_hash,
            "returned_wait_days": returned_wait_days,
            "previous_snapshot_id": current_snapshot_id(home),
        },
    )
    connection.register("dictionary_rows", pa.Table.from_pylist(dictionary_rows()))
    connection.execute("create table ops.dictionary as select * from dictionary_rows")
    connection.unregister("dictionary_rows")


def dictionary_rows() -> list[dict[str, str]]:
    """dictionary.csv as it stands: table_name, column_name, description_vi, description_en.

    A row without a table is said of the column wherever it occurs; a row without a column is said of the table.
    """
    with DICTIONARY_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _new_id(home: Home, published_at: datetime, table_hash: str) -> str:
    stem = f"{published_at:%Y%m%dT%H%M%SZ}-{table_hash[:8]}"
    number, snapshot_id = 1, stem
    while snapshot_path(home, snapshot_id).exists():
        number += 1
        snapshot_id = f"{stem}-{number}"
    return snapshot_id


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
