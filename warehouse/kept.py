"""The snapshots that are kept, known by their names alone: hundreds are listed without opening one."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from warehouse.clock import local_date
from warehouse.home import Home
from warehouse.snapshot import Snapshot, open_snapshot

_NAME = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{8}(?:-\d+)?")  # as `warehouse.build` gives it


@dataclass(frozen=True)
class Kept:
    """One kept snapshot, and when it was published (aware, UTC)."""

    snapshot_id: str
    published_at: datetime

    @property
    def published_date(self) -> date:
        """The local day of its publication."""
        return local_date(self.published_at)


def kept_snapshots(home: Home) -> list[Kept]:
    """All snapshots that are kept, the newest first. A file of another name is none."""
    found = []
    for path in home.published.glob("*.duckdb"):
        named = _NAME.fullmatch(path.stem)
        if named:
            moment = datetime.strptime(named[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append((moment, _written_at(path), path.stem))
    return [Kept(snapshot_id, moment) for moment, _, snapshot_id in sorted(found, reverse=True)]


def open_kept(home: Home, snapshot_id: str) -> Snapshot | None:
    """The snapshot with that id; None where it is no id, is not kept (any more) or cannot be read."""
    try:
        return open_snapshot(home, snapshot_id)
    except (ValueError, OSError, duckdb.Error):
        return None


def _written_at(path: Path) -> int:
    """Tells two of the same second apart; the file may be forgotten while we look."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
