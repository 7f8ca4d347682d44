"""Whether a store was made by this version of the software."""

from pathlib import Path

import duckdb

from warehouse.definitions import sql_of
from warehouse.store import quoted


def is_of_this_version(path: Path) -> bool:
    """Whether the store's tables have today's columns; true of one without tables.

    Of one that is not there or cannot be read it is true as well: to open it says why.
    """
    with duckdb.connect(":memory:") as connection:
        try:
            connection.execute(f"attach {quoted(path)} as store (read_only)")
        except duckdb.Error:
            return True
        connection.execute("create schema ops; create schema accepted")
        for text in sql_of("store").values():
            connection.execute(text)
        there = _columns(connection, "store")
        return not there or there == _columns(connection, "memory")


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> set[tuple[str, ...]]:
    return set(
        connection.execute(
            """
            select schema_name, table_name, column_name, data_type
            from duckdb_columns()
            where database_name = $database and schema_name in ('ops', 'accepted')
            """,
            {"database": database},
        ).fetchall()
    )
