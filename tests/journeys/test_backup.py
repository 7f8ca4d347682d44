"""A backup taken at any moment is a whole data folder of that moment; one that is damaged restores nothing."""

import os
import shutil
from pathlib import Path

import pytest

from tests.house import House, Value

REPORTS: list[list[Value]] = [
    [(unit, "2022-Q1", "T1.01", 1.0, None), (unit, "2022-Q1", "T1.04", 40.0, 21.0)] for unit in ("303", "304", "305")
]
SUBMISSIONS = "select submission_code, revision_number, sha256, received_at from fact.submission order by all"
MEASUREMENTS = "select * from fact.measurement order by all"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backup"
    made.mkdir()
    return made


def restored(house: House, folder: Path, root: Path) -> House:
    """Another house with the same programmes, filled from the backup."""
    other = House.build(root)
    shutil.rmtree(other.home)
    shutil.rmtree(other.root / "programmes")
    shutil.copytree(house.root / "programmes", other.root / "programmes")
    other.etl("restore", "--from", str(folder))
    return other


def hash_of(house: House) -> str:
    return str(house.ask("select table_hash from ops.snapshot")[0]["table_hash"])


def test_a_restored_backup_is_the_data_folder_again(house: House, folder: Path, tmp_path: Path) -> None:
    for number, report in enumerate(REPORTS):
        house.drop_csv(f"{number}.csv", report)
    (house.inbox / "note.docx").write_bytes(b"PK\x03\x04 no workbook")
    house.etl("run")
    house.etl("withdraw", "2022-Q1-304-r1", "--why", "nhầm đơn vị")
    house.drop_csv("late.csv", [("306", "2022-Q1", "T1.01", 2.0, None)])
    os.utime(house.inbox / "late.csv", (0, 0))
    house.etl("backup", "--out", str(folder))
    other = restored(house, folder, tmp_path / "other")  # a rebuild takes what waits, as every run does
    house.etl("run")
    assert hash_of(other) == hash_of(house)
    assert list(other.inbox.iterdir()) == []
    assert {path.name for path in (other.home / "returned").rglob("*")} >= {"note.docx", "problems.txt"}
    assert other.ask(MEASUREMENTS) == house.ask(MEASUREMENTS)


def test_backups_while_a_run_is_at_work_are_whole(house: House, folder: Path, tmp_path: Path) -> None:
    house.etl("sample", "--out", str(house.inbox), "--periods", "1", "--units", "12")
    running = house.start("run")
    early = tmp_path / "early"
    while running.poll() is None:
        house.etl("backup", "--out", str(folder))
        if not early.exists() and list((folder / "archive" / "events").iterdir()):
            shutil.copytree(folder, early)
    assert running.communicate()[1] == ""
    assert running.returncode == 0
    house.etl("backup", "--out", str(folder))
    last = restored(house, folder, tmp_path / "last")
    assert hash_of(last) == hash_of(house)
    before = restored(house, early, tmp_path / "before")
    before.etl("run")  # what waited in the inbox is in the backup too
    assert {row["submission_code"]: row["sha256"] for row in before.ask(SUBMISSIONS)} == {
        row["submission_code"]: row["sha256"] for row in house.ask(SUBMISSIONS)
    }


def test_a_second_backup_copies_only_what_is_new(house: House, folder: Path) -> None:
    house.drop_csv("0.csv", REPORTS[0])
    house.etl("run")
    house.etl("backup", "--out", str(folder))
    first = {path: path.stat().st_ino for path in folder.rglob("*") if path.is_file() and path.name != "run.lock"}
    assert "0 mới" in house.etl("backup", "--out", str(folder))
    house.drop_csv("1.csv", REPORTS[1])
    house.etl("run")
    assert "2 mới" in house.etl("backup", "--out", str(folder))
    assert {path: path.stat().st_ino for path in first} == first
    assert len(list(folder.glob("programmes/*"))) == 1


@pytest.mark.parametrize("damage", ["lost", "altered"])
def test_a_damaged_backup_restores_nothing_and_names_the_file(
    house: House, folder: Path, tmp_path: Path, damage: str
) -> None:
    house.drop_csv("0.csv", REPORTS[0])
    house.etl("run")
    house.etl("backup", "--out", str(folder))
    [kept] = list((folder / "archive").glob("??/*.csv"))
    if damage == "lost":
        kept.unlink()
    else:
        kept.write_bytes(kept.read_bytes().replace(b"40", b"41"))
    other = House.build(tmp_path / "other")
    assert kept.name in other.etl("restore", "--from", str(folder), exit_code=1)
    assert [path for path in other.home.rglob("*") if path.is_file()] == []


def test_only_an_empty_data_folder_is_filled(house: House, folder: Path) -> None:
    house.drop_csv("0.csv", REPORTS[0])
    house.etl("run")
    house.etl("backup", "--out", str(folder))
    before = house.snapshot_id
    assert "is not empty" in house.etl("restore", "--from", str(folder), exit_code=1)
    assert house.snapshot_id == before


def test_a_backup_goes_where_there_is_a_folder_and_never_into_the_data(house: House, tmp_path: Path) -> None:
    assert "mkdir -p" in house.etl("backup", "--out", str(tmp_path / "gone"), exit_code=1)
    assert "outside the data folder" in house.etl("backup", "--out", str(house.home / "archive"), exit_code=1)


def test_another_homes_backup_is_left_alone(house: House, folder: Path, tmp_path: Path) -> None:
    house.drop_csv("0.csv", REPORTS[0])
    house.etl("run")
    house.etl("backup", "--out", str(folder))
    other = House.build(tmp_path / "other")
    other.drop_csv("1.csv", REPORTS[1])
    other.etl("run")
    assert "another data folder" in other.etl("backup", "--out", str(folder), exit_code=1)
