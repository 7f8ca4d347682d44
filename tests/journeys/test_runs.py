"""Runs that meet, and runs from anywhere."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from tests.house import PROJECT_ROOT, House, Value

REPORT: list[Value] = [("305", "2022-Q1", "T1.01", 1, None)]


@contextmanager
def still_being_copied(path: Path) -> Iterator[None]:
    """A file that grows all the while, as one that is being copied over a slow line: a run waits for it."""
    is_over = threading.Event()

    def grow() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not is_over.wait(0.2):
                file.write("x")
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        yield
    finally:
        is_over.set()
        writer.join()


def test_of_two_runs_at_once_one_works_and_the_other_leaves(house: House) -> None:
    house.drop_csv("a.csv", REPORT)
    growing = house.inbox / "b.csv"
    with still_being_copied(growing):
        both = [house.start("run"), house.start("run")]
        said = [process.communicate(timeout=120) for process in both]
    assert sorted(process.returncode for process in both) == [0, 3], said
    assert house.mart("progress_by_unit")["2022-Q1", "T1", "305"]["has_report"] is True
    assert growing.exists()
    assert not (house.inbox / "a.csv").exists()


def test_check_template_and_status_work_while_a_run_is_at_work(house: House, tmp_path: Path) -> None:
    house.drop_csv("a.csv", REPORT)
    house.etl("run")
    path = house.drop_csv("b.csv", [("306", "2022-Q1", "T1.01", 1, None)])
    with FileLock(house.home / "run.lock"), duckdb.connect(str(house.home / "store.duckdb")):
        assert "thử lại sau" in house.etl("run", exit_code=3)
        assert house.etl("run", "--quiet", exit_code=3) == ""
        (checked,) = house.check(path, exit_code=0)
        assert checked["outcome"] == "accepted"
        assert house.template("305", "2022-Q2", tmp_path / "305.xlsx").stat().st_size > 0
        assert json.loads(house.etl("status", "--json"))["files_waiting"] == ["b.csv"]
    assert path.exists()


def test_check_and_template_work_before_anything_was_published(house: House, tmp_path: Path) -> None:
    (checked,) = house.check(house.drop_csv("a.csv", REPORT), exit_code=0)
    assert checked["outcome"] == "accepted"
    house.etl("template", "--programme", "2022", "--period", "2022-Q1", "--all", "--out", str(tmp_path / "all"))
    assert len(list((tmp_path / "all").iterdir())) == 53
    assert house.snapshot_id is None


def test_one_units_workbook_goes_into_a_folder_or_into_an_xlsx_file(house: House, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    one = ("template", "--programme", "2022", "--period", "2022-Q1", "--unit", "305", "--out")
    for folder in (str(there), f"{tmp_path}/made/here/"):
        assert "305_2022-Q1.xlsx" in house.etl(*one, folder)
        assert [path.name for path in Path(folder).iterdir()] == ["305_2022-Q1.xlsx"]
    for name in ("305.xls", "305"):
        said = house.etl(*one, str(tmp_path / name), exit_code=1)
        assert ".xlsx" in said
        assert "Traceback" not in said
        assert not (tmp_path / name).exists()
    house.etl(*one, str(there / "305_2022-Q1.xlsx" / "in a file.xlsx"), exit_code=1)


@pytest.mark.parametrize("folder", ["/", str(PROJECT_ROOT), str(PROJECT_ROOT / "tests")])
def test_a_run_works_from_any_folder(house: House, folder: str) -> None:
    house.drop_csv("a.csv", REPORT)
    house.etl("run", cwd=Path(folder))
    assert house.mart("progress_by_unit")["2022-Q1", "T1", "305"]["has_report"] is True


def test_a_quiet_run_is_silent_when_all_is_well(house: House) -> None:
    assert house.etl("run", "--quiet") == ""
    house.drop_csv("a.csv", REPORT)
    assert house.etl("run", "--quiet") == ""
    (house.programme / "tasks.csv").write_text("task_code\n", encoding="utf-8")
    assert len(house.etl("run", "--quiet", exit_code=2).splitlines()) == 1


def test_a_reader_that_leaves_early_makes_no_noise(house: House) -> None:
    house.drop_csv("a.csv", REPORT)
    house.etl("run")
    process = house.start("status")
    assert process.stdout
    assert process.stderr
    process.stdout.close()  # as `| head -1` does
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_a_run_by_hand_makes_a_new_data_folder_and_says_so_cron_never_makes_one(house: House) -> None:
    house.inbox.rmdir()
    house.home.rmdir()
    said = house.etl("run", "--quiet", exit_code=1)
    assert len(said.splitlines()) == 1
    assert f"mkdir -p {house.inbox}" in said
    assert not house.home.exists()
    said = house.etl("run")
    assert f"Đã tạo thư mục dữ liệu mới {house.home}" in said
    assert "TIENBO_HOME" in said
    assert house.etl("run", "--quiet") == ""


def test_status_says_what_an_operator_must_do_in_names_and_local_times(house: House) -> None:
    house.drop_csv("good.csv", [("306", "2022-Q1", "T1.02", 5, 1), ("306", "2022-Q1", "T1.01", 0, None)])
    house.drop_csv("bad.csv", [("305", "2022-Q1", "T1.01", -1, None)])
    (house.inbox / "nowhere.xlsx").symlink_to("nowhere at all")
    (house.inbox / "elsewhere").symlink_to(house.root)
    os.mkfifo(house.inbox / "pipe.xlsx")
    said = house.etl("run")
    told, known = house.etl("status"), json.loads(house.etl("status", "--json"))
    assert "last run: 25/09/2022 12:00, exit 0" in told
    assert f"{house.snapshot_id} (25/09/2022 12:00)" in told
    assert "2022-Q1 305 Q. Lê Chân: 1 lỗi" in told
    assert known["never_taken"] == ["elsewhere", "nowhere.xlsx", "pipe.xlsx"]
    assert all(f"\n  {name}\n" in told for name in known["never_taken"])
    (returned,) = known["returned_files"]
    assert (returned["unit_code"], returned["error_count"]) == ("305", 1)
    assert (house.home / returned["folder"] / "bad.csv").is_file()
    assert f"→ {returned['folder']}" in told
    [row] = house.ask("select count(*) as n from ops.problem where severity_code = 'warning' and receipt_code in"
                      " (select receipt_code from fact.submission)")  # fmt: skip
    assert known["warning_count"] == row["n"] > 0
    assert f"2022-Q1-306-r1 ({row['n']} lưu ý / warnings)" in said
    assert f"{row['n']} lưu ý trong tệp đã nhận" in told


@pytest.mark.parametrize(
    ("command", "exit_code", "named"),
    [
        (("check", "nowhere.xlsx"), 2, "nowhere.xlsx"),
        (("sample", "--programme", "1999", "--out", "samples"), 1, "2022"),
        (("template", "--programme", "2022", "--period", "2022-Q9", "--all", "--out", "forms"), 1, "2022-Q4"),
        (("rollback", "nowhere"), 1, "nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    house: House, command: tuple[str, ...], exit_code: int, named: str
) -> None:
    said = house.etl(*command, exit_code=exit_code)
    assert named in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
