"""What was loaded can be made again, taken back, and looked at as it was."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.house import PROJECT_ROOT, House, Value
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id, open_snapshot

MARTS = (
    "indicator_by_unit",
    "indicator_by_group",
    "progress_by_unit",
    "progress_by_group",
    "submission_calendar",
)


def values(total: float) -> list[Value]:
    """A small report of 305 for the first quarter."""
    return [("305", "2022-Q1", "T1.01", 1, None), ("305", "2022-Q1", "T1.02", total, total // 2)]


def tables(house: House) -> tuple[Any, ...]:
    """The snapshot's one hash, and the marts in full."""
    return (house.ask("select table_hash from ops.snapshot"), *(house.mart(name) for name in MARTS))


def with_a_history(house: House) -> None:
    """Two revisions, a duplicate and a returned file."""
    house.drop_csv("a.csv", values(200))
    house.etl("run")
    house.today = "2022-09-26"
    house.drop_csv("b.csv", values(260))
    house.drop_csv("c.csv", values(260))
    house.drop_csv("d.csv", [("305", "2022-Q1", "T1.01", -1, None), ("999", "2022-Q1", "T1.01", 1, None)])
    house.etl("run")


def attendances(house: House) -> float:
    value: float = house.mart("indicator_by_unit")["2022-Q1", "305", "T1.02"]["period_value"]
    return value


def test_rebuild_gives_the_same_tables(house: House) -> None:
    with_a_history(house)
    before = tables(house)
    (house.home / "store.duckdb").unlink()
    for snapshot in (house.home / "published").iterdir():
        snapshot.unlink()
    said = house.etl("rebuild")
    assert tables(house) == before
    assert len(said.splitlines()) == 1  # nothing of the errors of files returned long ago
    assert str(house.snapshot_id) in said
    assert "2 nhận / accepted, 1 trả lại / returned, 1 trùng" in said


def test_withdraw_brings_the_earlier_revision_back_and_rebuild_repeats_it(house: House) -> None:
    with_a_history(house)
    assert attendances(house) == 260
    said = house.etl("withdraw", "2022-Q1-305-r2", "--why", "Gửi nhầm đơn vị")
    assert "withdrawn: 2022-Q1-305-r2" in said.splitlines()[0]
    assert attendances(house) == 200
    assert house.mart("submission_calendar")["2022-Q1", "305"]["revision_count"] == 1
    withdrawn = tables(house)
    house.etl("rebuild")
    assert tables(house) == withdrawn
    house.etl("withdraw", "2022-Q1-305-r1", "--why", "Chưa được duyệt")
    calendar = house.mart("submission_calendar")["2022-Q1", "305"]
    assert (calendar["revision_count"], calendar["first_accepted_at"]) == (0, None)
    assert house.mart("progress_by_unit")["2022-Q1", "T1", "305"]["status_code"] == "no_report"


def test_withdrawing_what_is_not_there_says_so(house: House) -> None:
    with_a_history(house)
    before = house.snapshot_id
    assert "2022-Q1-305-r9" in house.etl("withdraw", "2022-Q1-305-r9", "--why", "?", exit_code=1)
    house.etl("withdraw", "2022-Q1-305-r2", "--why", "Gửi nhầm")
    house.etl("withdraw", "2022-Q1-305-r2", "--why", "Gửi nhầm", exit_code=1)
    assert house.snapshot_id != before


def test_a_submission_is_withdrawn_once_and_for_a_reason(house: House) -> None:
    house.drop_csv("first.csv", [("305", "2022-Q1", "T1.01", 1.0, None)])
    house.etl("run")
    assert "2022-Q1-305-r1 first.csv" in house.etl("status")
    assert "--why" in house.etl("withdraw", "2022-Q1-305-r1", "--why", " ", exit_code=1)
    house.etl("withdraw", "2022-Q1-305-r1", "--why", "nhầm đơn vị")
    said = house.etl("withdraw", "2022-Q1-305-r1", "--why", "nhầm đơn vị", exit_code=1)
    assert "2022-09-25" in said
    assert "Traceback" not in said


def test_rollback_moves_the_pointer_until_there_is_news(house: House) -> None:
    house.drop_csv("a.csv", values(200))
    house.etl("run")
    first = house.snapshot_id
    house.drop_csv("b.csv", values(260))
    house.etl("run")
    second = house.snapshot_id
    assert first is not None
    assert "Rolled back" not in house.etl("status")
    house.etl("rollback")
    assert (house.snapshot_id, attendances(house)) == (first, 200)
    (told,) = [line for line in house.etl("status").splitlines() if "Rolled back" in line]
    assert str(second) in told
    house.etl("run")
    assert house.snapshot_id == first
    house.etl("rollback", str(second))
    assert (house.snapshot_id, attendances(house)) == (second, 260)
    house.etl("rollback", first)
    house.drop_csv("c.csv", values(270))
    house.etl("run")
    assert attendances(house) == 270
    assert house.snapshot_id not in (first, second)
    house.etl("rollback", "no-such-snapshot", exit_code=1)
    assert attendances(house) == 270


def test_rebuild_repeats_what_was_odd_beside_peers_and_what_a_sample_home_refused(house: House) -> None:
    """Both rest on what stood at that time, not on what stands at the rebuild."""
    peers = ["303", "304", "305", "306", "307", "308", "309"]
    house.drop_csv("a.csv", [(unit, "2022-Q1", "T1.02", 100, 50) for unit in peers])
    house.etl("run")
    house.today = "2022-09-26"
    house.drop_csv("b.csv", [("315", "2022-Q1", "T1.02", 100_000, 50)])
    house.etl("sample", "--out", str(house.inbox / "samples"), "--periods", "1", "--units", "1")
    house.etl("run")
    codes = {row["problem_code"] for row in house.ask("select problem_code from ops.problem")}
    assert {"far_above_peers", "made_up_file"} <= codes
    before = tables(house)
    house.etl("rebuild")
    assert tables(house) == before


def test_a_clone_of_the_project_rebuilds_the_same_tables_from_a_copy_of_the_archive(
    house: House, tmp_path: Path
) -> None:
    with_a_history(house)
    before = house.ask("select table_hash from ops.snapshot")
    for room in ("programmes", "etl", "warehouse"):
        shutil.copytree(PROJECT_ROOT / room, tmp_path / "clone" / room)
    elsewhere = tmp_path / "elsewhere" / "data"
    shutil.copytree(house.home / "archive", elsewhere / "archive")
    (elsewhere / "inbox").mkdir()  # never made in silence where there is an archive
    environment = {**house.environment, "TIENBO_HOME": str(elsewhere)}
    del environment["TIENBO_PROGRAMMES"]
    subprocess.run(
        [sys.executable, "-m", "etl", "rebuild", "--quiet"], cwd=tmp_path / "clone", env=environment, check=True
    )
    there = open_snapshot(Home(elsewhere), current_snapshot_id(Home(elsewhere)) or "")
    assert there.ask("select table_hash from ops.snapshot").to_dict("records") == before
