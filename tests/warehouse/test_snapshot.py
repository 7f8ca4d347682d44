"""Snapshots under the readers' hands."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id, open_snapshot, point_to, snapshot_path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    home.published.mkdir()
    with duckdb.connect(str(snapshot_path(home, "first"))) as connection:
        connection.execute("create table numbers as select 42 as answer_value")
    point_to(home, "first")
    return home


def test_many_threads_open_one_snapshot_at_once(home: Home) -> None:
    def ask(_: int) -> int:
        return int(open_snapshot(home, "first").ask("select answer_value from numbers").iloc[0, 0])

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(ask, range(64))) == {42}


def test_the_pointer_names_the_current_one(home: Home) -> None:
    assert current_snapshot_id(home) == "first"
    with pytest.raises(FileNotFoundError):
        point_to(home, "never")
    assert current_snapshot_id(home) == "first"


@pytest.mark.parametrize("snapshot_id", ["../store", "a/b", "", "'; drop", "é"])
def test_an_id_from_a_stranger_names_no_path(home: Home, snapshot_id: str) -> None:
    with pytest.raises(ValueError, match="not a snapshot id"):
        open_snapshot(home, snapshot_id)


@pytest.mark.parametrize(
    "sql", ["create table more as select 1", "select * from read_text('/etc/hostname')", "set threads = 1"]
)
def test_a_snapshot_gives_no_way_out(home: Home, sql: str) -> None:
    with pytest.raises(duckdb.Error):
        open_snapshot(home, "first").ask(sql)
