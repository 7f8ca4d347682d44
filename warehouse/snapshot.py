"""Published snapshots: immutable files under ever new names, and the pointer to the current one."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd

from warehouse.definitions import code_hash
from warehouse.durable import write_durably
from warehouse.home import Home


class OtherVersion(Exception):
    """A snapshot lacks a table or column that a question needs, since another version of the SQL files made it."""

    def __init__(self, snapshot_id: str) -> None:
        super().__init__(snapshot_id)
        self.snapshot_id = snapshot_id


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot, open for reading. Equal and hashable by its id."""

    snapshot_id: str
    connection: duckdb.DuckDBPyConnection

    def ask(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        """The answer to a query with named parameters. Safe from many threads: each call has its own cursor.

        Raises OtherVersion where the snapshot has no such table or column because other SQL files made it.
        """
        with self.connection.cursor() as cursor:
            try:
                return cursor.execute(sql, parameters or {}).df()
            except (duckdb.CatalogException, duckdb.BinderException) as missing:
                if self._made_by() == code_hash():
                    raise
                raise OtherVersion(self.snapshot_id) from missing

    def _made_by(self) -> str | None:
        """The hash of the SQL files that made it; None where it is so old that it does not say."""
        with self.connection.cursor() as cursor:
            try:
                row = cursor.execute("select code_hash from ops.snapshot").fetchone()
            except (duckdb.CatalogException, duckdb.BinderException):
                return None
            return str(row[0]) if row else None


def current_snapshot_id(home: Home) -> str | None:
    """The id that CURRENT names; None where nothing was published yet."""
    try:
        return home.current.read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def open_current(home: Home) -> Snapshot | None:
    """The current snapshot; None where nothing was published yet.

    Between reading its name and opening it, a publish may have replaced it and forgotten it: then the newer one.
    """
    snapshot_id = current_snapshot_id(home)
    while snapshot_id is not None:
        try:
            return open_snapshot(home, snapshot_id)
        except (FileNotFoundError, duckdb.IOException):
            newer_id = current_snapshot_id(home)
            if newer_id == snapshot_id:
                raise
            snapshot_id = newer_id
    return None


def snapshot_path(home: Home, snapshot_id: str) -> Path:
    """Where a snapshot lies. An id that is not a plain name (it may come from a URL) is a ValueError."""
    if not snapshot_id.replace("-", "").isalnum() or not snapshot_id.isascii():
        raise ValueError(f"not a snapshot id: {snapshot_id!r}")
    return home.published / f"{snapshot_id}.duckdb"


def published_ids(home: Home) -> list[str]:
    """The ids of all snapshots that are kept, oldest first."""
    published = []
    for path in home.published.glob("[!.]*.duckdb"):
        with suppress(FileNotFoundError):  # a run may be forgetting the oldest
            published.append((path.stat().st_mtime_ns, path.stem))
    return [snapshot_id for _, snapshot_id in sorted(published)]


def open_snapshot(home: Home, snapshot_id: str) -> Snapshot:
    """The snapshot with that id, read-only, with no way out to other files; FileNotFoundError if it is not kept."""
    path = snapshot_path(home, snapshot_id).resolve()
    if not path.is_file():
        raise FileNotFoundError(path)
    with _connecting:
        return Snapshot(snapshot_id, _connect(path))


_connecting = Lock()  # so that two threads do not open one file twice


@lru_cache(maxsize=8)
def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    # A snapshot's name is never used twice, so a connection may be kept for as long as the process lives. One that is
    # put out here closes when its last reader lets go of it; who opens the file before that shares its settings, which
    # is why none is set once it is open.
    return duckdb.connect(
        str(path), read_only=True, config={"enable_external_access": "false", "lock_configuration": "true"}
    )


def point_to(home: Home, snapshot_id: str) -> None:
    """Make a kept snapshot the current one, in one step that survives a power cut."""
    if not snapshot_path(home, snapshot_id).is_file():
        raise FileNotFoundError(f"no snapshot {snapshot_id} is kept")
    write_durably(home.current, (snapshot_id + "\n").encode())
