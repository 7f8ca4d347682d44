"""Which snapshots are kept."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.house import House
from warehouse.home import Home
from warehouse.retention import forget_oldest
from warehouse.snapshot import point_to, published_ids

START = datetime(2022, 1, 1, 9, tzinfo=UTC)


def weekly(folder: Path, weeks: int) -> Home:
    """A home with a snapshot a week, the last of them current."""
    home = Home(folder)
    home.published.mkdir()
    for week in range(weeks):
        moment = START + timedelta(weeks=week)
        path = home.published / f"{moment:%Y%m%dT%H%M%SZ}-{week:08x}.duckdb"
        path.touch()
        os.utime(path, (moment.timestamp(), moment.timestamp()))
    point_to(home, published_ids(home)[-1])
    return home


def days(home: Home) -> list[str]:
    return [snapshot_id[4:8] for snapshot_id in published_ids(home)]


def test_the_newest_and_the_last_of_each_month_are_kept(tmp_path: Path) -> None:
    home = weekly(tmp_path, 30)
    forget_oldest(home, snapshots_kept=3, months_kept=5)
    assert days(home) == ["0326", "0430", "0528", "0625", "0709", "0716", "0723"]


def test_a_month_ends_when_the_wall_clock_says_so(tmp_path: Path) -> None:
    home = weekly(tmp_path, 1)
    for name in ("20220131T165959Z-0000000a", "20220131T170000Z-0000000b"):  # midnight in Hải Phòng lies between
        (home.published / f"{name}.duckdb").touch()
    forget_oldest(home, snapshots_kept=1, months_kept=9)
    assert days(home) == ["0101", "0131", "0131"]  # the first is the current one


def test_the_current_one_and_what_is_no_snapshot_stay(tmp_path: Path) -> None:
    home = weekly(tmp_path, 30)
    point_to(home, published_ids(home)[1])
    (home.published / "copy of mine.duckdb").touch()
    forget_oldest(home, snapshots_kept=1, months_kept=1)
    assert days(home) == ["0108", "0723", " of "]


def test_after_a_clock_that_went_back_the_newest_is_still_the_newest(house: House) -> None:
    """A first snapshot was written, says its file, in 2036."""
    house.drop_csv("a.csv", [("305", "2022-Q1", "T1.01", 1, None)])
    house.etl("run")
    first = house.home / "published" / f"{house.snapshot_id}.duckdb"
    os.utime(first, (2_100_000_000, 2_100_000_000))
    house.today = "2022-09-20"
    house.drop_csv("b.csv", [("305", "2022-Q1", "T1.01", 2, None)])
    house.etl("run")
    assert published_ids(Home(house.home)) == [first.stem, house.snapshot_id]
    assert "Rolled back" not in house.etl("status")
    assert house.ask("select submission_code from fact.submission") == [{"submission_code": "2022-Q1-305-r2"}]
