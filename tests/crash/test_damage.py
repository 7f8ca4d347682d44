"""What a broken disk may leave: said in a line that names the file, or made whole again; never skipped in silence."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.crash.kills import start_run
from tests.crash.truth import truth
from tests.etl.workbooks import raw_workbook, worksheet
from tests.house import House, Value
from warehouse.home import Home

GOOD: list[Value] = [("305", "2022-Q1", "T1.02", 40, 20)]


def with_reports(house: House) -> dict[str, Any]:
    """An accepted report and a returned one; the truth of the home."""
    house.drop_csv("good.csv", GOOD)
    house.drop_csv("bad.csv", [("306", "2022-Q1", "T1.02", -1, None)])
    house.etl("run")
    return truth(Home(house.home))


def archived(house: House, ending: str) -> Path:
    """The one file of the archive that ends so and comes first."""
    return min(house.home.glob(f"archive/*/*{ending}"))


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"no database at all" * 1000])
def test_a_damaged_store_is_made_anew_and_that_is_said(house: House, content: bytes) -> None:
    before = with_reports(house)
    (house.home / "store.duckdb").write_bytes(content)
    said = house.etl("run", "--quiet")
    assert "store.duckdb.damaged" in said
    assert len(said.splitlines()) == 1
    assert (house.home / "store.duckdb.damaged").read_bytes() == content
    (house.home / "store.duckdb.damaged").unlink()
    assert truth(Home(house.home)) == before
    assert house.etl("run", "--quiet") == ""


def test_a_log_that_has_lost_its_store_belongs_to_no_other(house: House) -> None:
    before = with_reports(house)
    (house.home / "store.duckdb").unlink()
    (house.home / "store.duckdb.wal").write_bytes(b"of another store")
    house.etl("run")
    assert truth(Home(house.home)) == before


@pytest.mark.parametrize("is_gone", [True, False])
def test_an_archived_file_that_is_gone_or_changed_is_named_and_heals(house: House, is_gone: bool) -> None:
    with_reports(house)
    path = archived(house, ".csv")
    content = path.read_bytes()
    path.unlink() if is_gone else path.write_bytes(content[:-1])
    published = house.snapshot_id
    said = house.etl("rebuild", exit_code=1)
    assert path.name in said
    assert "Traceback" not in said
    assert house.snapshot_id == published
    (house.inbox / "again.csv").write_bytes(content)
    house.etl("run")
    assert path.read_bytes() == content
    healed = truth(Home(house.home))
    house.etl("rebuild")
    assert truth(Home(house.home)) == healed


@pytest.mark.parametrize("ending", [".json", ".judged.json"])
@pytest.mark.parametrize("is_empty", [True, False])
def test_an_event_that_was_cut_short_is_named_and_nothing_is_skipped(house: House, ending: str, is_empty: bool) -> None:
    before = with_reports(house)
    events = sorted(
        path for path in (house.home / "archive/events").iterdir() if path.name.count(".") == len(ending.split("."))
    )
    path = events[0]
    content = path.read_bytes()
    path.write_bytes(b"" if is_empty else content[: len(content) // 2])
    said = house.etl("rebuild", exit_code=1)
    assert path.name in said
    assert "Traceback" not in said
    path.write_bytes(content)
    house.etl("rebuild")
    assert truth(Home(house.home)) == before


def test_children_end_with_a_run_that_is_killed_however_busy_they_are(house: House) -> None:
    corner = worksheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="5000"><c r="GR5000"><v>1</v></c></row>')
    raw_workbook(house.inbox / "heavy.xlsx", *[corner] * 50)
    process = start_run(house)
    children: list[int] = []
    while len(children) < 3:  # the server of the sandbox, its helper, and the child that reads
        children = group_members(process.pid)[1:]
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while group_members(process.pid):
        assert time.monotonic() < deadline, "a child outlives the run"
        time.sleep(0.01)
    (house.inbox / "heavy.xlsx").unlink(missing_ok=True)


def group_members(group: int) -> list[int]:
    """Its processes, the oldest first."""
    told = subprocess.run(["ps", "-o", "pid=", "-g", str(group)], capture_output=True, text=True, check=False).stdout
    return sorted(int(pid) for pid in told.split())


def test_a_run_goes_on_where_a_killed_one_held_the_lock(house: House) -> None:
    house.drop_csv("a.csv", GOOD)
    process = start_run(house)
    while not (house.home / "run.lock").exists():
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    house.etl("run")
    assert house.mart("progress_by_unit")["2022-Q1", "T1", "305"]["has_report"] is True
