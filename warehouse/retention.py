"""Which published snapshots are kept: the newest ones, and of earlier months the last one each."""

import os
from pathlib import Path

from warehouse.home import Home
from warehouse.kept import kept_snapshots
from warehouse.snapshot import current_snapshot_id, published_ids, snapshot_path


def forget_oldest(home: Home, *, snapshots_kept: int, months_kept: int) -> None:
    """Delete the snapshots that settings do not keep; the current one always stays.

    Kept are the newest `snapshots_kept`, and the last of each of the latest `months_kept` months in which anything was
    published. Both are counts, not ages: a clock that jumps ahead makes nothing old.
    """
    in_order = published_ids(home)
    month_of = {one.snapshot_id: f"{one.published_date:%Y-%m}" for one in kept_snapshots(home)}
    last_of_month = {month_of[snapshot_id]: snapshot_id for snapshot_id in in_order if snapshot_id in month_of}
    kept = {*in_order[-snapshots_kept:], *list(last_of_month.values())[-months_kept:], current_snapshot_id(home)}
    for snapshot_id in month_of.keys() - kept:
        snapshot_path(home, snapshot_id).unlink()


def make_newest(home: Home, path: Path) -> None:
    """Date a file so that it comes last in `published_ids`, also where the clock went back."""
    dates = [one.stat().st_mtime_ns + 1_000 for one in home.published.glob("[!.]*.duckdb")]
    written_at = max([path.stat().st_mtime_ns, *dates])
    os.utime(path, ns=(written_at, written_at))
