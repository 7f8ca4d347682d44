"""What can go wrong with a machine over the years: each is one line for cron's mail, the last snapshot stands, and the
next run goes on by itself."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from tests.house import House, Value

REPORT: list[Value] = [("305", "2022-Q1", "T1.01", 1, None)]
MORE: list[Value] = [("306", "2022-Q1", "T1.01", 2, None)]
# Rights hold for root, too, without these two powers.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


@pytest.fixture
def working(house: House) -> House:
    """A house that has published, with one more report in its inbox."""
    house.drop_csv("first.csv", REPORT)
    house.etl("run")
    house.drop_csv("more.csv", MORE)
    return house


def etl_under(house: House, prefix: Sequence[str], *arguments: str) -> tuple[int, str]:
    """`python -m etl …` as child of another program: its exit code, and all that it said."""
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "etl", *arguments],
        cwd=house.root, env=house.environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def mounted(script: str) -> tuple[str, ...]:
    """A prefix under which a program sees mounts of its own, which are gone when it ends."""
    unshare = ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-rm")
    return (*unshare, "sh", "-ec", f'{script}; exec "$@"', "sh")


def log_of(house: House) -> list[dict[str, Any]]:
    lines = (house.home / "log" / "run.jsonl").read_text(encoding="ascii").splitlines()
    return [json.loads(line) for line in lines]


def told_in_one_line(house: House, said: str, *words: str) -> None:
    """One line with these words, and the snapshot before it stands."""
    assert len(said.strip().splitlines()) == 1, said
    assert "Traceback" not in said
    assert [word for word in words if word not in said] == [], said
    assert house.ask("select unit_code from fact.submission") == [{"unit_code": "305"}]


def goes_on_by_itself(house: House) -> None:
    assert house.etl("run", "--quiet") == ""
    assert house.ask("select unit_code from fact.submission order by all") == [
        {"unit_code": "305"}, {"unit_code": "306"},
    ]  # fmt: skip


def test_a_full_disk(working: House) -> None:
    """The data folder on a disk of its own, with 300 kB left on it."""
    home, kept = working.home, working.root / "kept"
    fill = (
        f"mkdir {kept}; cp -a {home}/. {kept}; mount -t tmpfs -o size=64m tmpfs {home}; cp -a {kept}/. {home};"
        f" head -c $(( $(df --output=avail -B1 {home} | tail -1) - 300000 )) /dev/zero > {home}/filler || true"
    )
    code, said = etl_under(working, mounted(fill), "run", "--quiet")
    assert code == 1
    told_in_one_line(working, said, str(home), "Hết chỗ", "is full")
    goes_on_by_itself(working)


def test_a_disk_that_may_only_be_read(working: House) -> None:
    home = working.home
    code, said = etl_under(
        working, mounted(f"mount --bind {home} {home}; mount -o remount,bind,ro {home}"), "run", "--quiet"
    )
    assert code == 1
    told_in_one_line(working, said, str(home), "chỉ cho đọc", "only be read")
    goes_on_by_itself(working)


@pytest.mark.parametrize("folder", ["", "inbox", "archive", "archive/events", "published", "log"])
def test_a_folder_of_somebody_else(working: House, folder: str) -> None:
    path = working.home / folder
    path.chmod(0o555)
    code, said = etl_under(working, AS_ANYBODY if os.geteuid() == 0 else (), "run", "--quiet")
    path.chmod(0o755)
    if folder == "log":  # a log is never a reason to fail
        assert (code, said) == (0, "")
        return
    assert code == 1
    told_in_one_line(working, said, str(path), "chown", "no right")
    goes_on_by_itself(working)


def test_a_store_of_somebody_else(working: House) -> None:
    store = working.home / "store.duckdb"
    store.chmod(0o000)
    code, said = etl_under(working, AS_ANYBODY if os.geteuid() == 0 else (), "run", "--quiet")
    store.chmod(0o644)
    assert code == 1
    told_in_one_line(working, said, str(store), "chown")
    goes_on_by_itself(working)


def test_an_inbox_whose_drive_is_gone_is_not_made_anew(working: House) -> None:
    """Neither by cron nor by hand, and the screens are told by the heartbeat."""
    share = working.root / "share"
    working.inbox.rename(share)
    working.inbox.symlink_to(working.root / "not mounted")
    for arguments in (("run", "--quiet"), ("rebuild", "--quiet")):
        told_in_one_line(working, working.etl(*arguments, exit_code=1), str(working.inbox), "TIENBO_HOME")
    assert "mkdir -p" in working.etl("run", exit_code=1)
    assert json.loads((working.home / "heartbeat.json").read_text(encoding="utf-8"))["exit_code"] == 1
    working.inbox.unlink()
    working.inbox.symlink_to(share)
    goes_on_by_itself(working)


def test_a_data_folder_that_is_gone_is_not_made_anew(working: House) -> None:
    away = working.home.rename(working.root / "away")
    for arguments in (("run", "--quiet"), ("rebuild", "--quiet"), ("withdraw", "2022-Q1-305-r1", "--why", "?")):
        said = working.etl(*arguments, exit_code=1)
        assert len(said.strip().splitlines()) == 1, said
        assert str(working.home) in said
        assert not working.home.exists()
    away.rename(working.home)
    goes_on_by_itself(working)


def test_programmes_that_are_gone(working: House) -> None:
    away = (working.root / "programmes").rename(working.root / "away")
    told_in_one_line(working, working.etl("run", "--quiet", exit_code=2), str(working.root / "programmes"))
    away.rename(working.root / "programmes")
    goes_on_by_itself(working)


@pytest.mark.parametrize(
    "change",
    [
        "drop table accepted.finding",
        "alter table ops.receipt drop column sender_name",
        "alter table ops.receipt add column of_tomorrow integer",
    ],
)
def test_a_store_of_another_version_is_made_anew_and_that_is_told(working: House, change: str) -> None:
    before = working.ask("select * from fact.measurement")
    with duckdb.connect(str(working.home / "store.duckdb")) as store:
        store.execute(change)
    (working.inbox / "more.csv").unlink()
    told_in_one_line(working, working.etl("run", "--quiet"), "phiên bản khác", "another version")
    assert working.etl("run", "--quiet") == ""
    assert working.ask("select * from fact.measurement") == before
    working.drop_csv("more.csv", MORE)
    goes_on_by_itself(working)


def test_what_nobody_expected_is_one_line_with_a_reference_and_its_story_is_in_the_log(working: House) -> None:
    store = working.home / "store.duckdb"
    away = store.rename(working.root / "away")
    store.mkdir()
    said = working.etl("run", "--quiet", exit_code=1)
    told_in_one_line(working, said, "IOException", "2022-09-25T05:00:00Z", "log/run.jsonl")
    [failure] = [line for line in log_of(working) if line["event"] == "failure"]
    assert failure["time"] == "2022-09-25T05:00:00Z"
    assert "Traceback" in failure["traceback"]
    store.rmdir()
    away.rename(store)
    goes_on_by_itself(working)


def test_too_little_memory(working: House) -> None:
    """An address space that takes the program, and then no table."""
    limited = ("sh", "-ec", 'ulimit -v 1100000; exec "$@"', "sh")
    code, said = etl_under(working, limited, "run", "--quiet")
    assert code == 1
    told_in_one_line(working, said, "bộ nhớ", "memory")
    goes_on_by_itself(working)


def test_a_clock_that_jumps_far_ahead_and_back(working: House) -> None:
    working.today = "2036-01-01"
    working.etl("run", "--quiet")
    working.today = "2022-09-26"
    assert "01/01/2036 12:00, exit 0" in working.etl("status")
    assert "đồng hồ" in working.etl("status")
    working.drop_csv("again.csv", [("306", "2022-Q1", "T1.01", 3, None)])
    assert working.etl("run", "--quiet") == ""
    told = working.etl("status")
    assert "01/01/2036" not in told
    assert "đồng hồ" not in told
    assert "2022-Q1-306-r2" in told
    assert working.mart("indicator_by_unit")["2022-Q1", "306", "T1.01"]["period_value"] == 3


def test_a_run_that_hangs_is_told_after_two_hours_and_not_before(working: House) -> None:
    with FileLock(working.home / "run.lock"):
        (working.home / "at_work.json").write_text(
            '{"started_at": "2022-09-25T04:00:00+00:00", "max_hours": 2}', encoding="utf-8"
        )  # an hour ago
        assert "11:00" in working.etl("run", exit_code=3)
        assert working.etl("run", "--quiet", exit_code=3) == ""
        working.today = "2022-09-26"
        told_in_one_line(working, working.etl("run", "--quiet", exit_code=3), "25/09/2022 11:00", "kill")
        assert "25/09/2022 11:00" in working.etl("status")
    goes_on_by_itself(working)
    assert [line["started_at"] for line in log_of(working) if line["event"] == "cut_short"]
    assert not (working.home / "at_work.json").exists()


def test_the_log_tells_each_file_and_each_run_in_a_line_whatever_files_are_called(house: House) -> None:
    name = "a\nb\u202eslx.\x1b[31m.csv"
    house.drop_csv(name, REPORT)
    house.drop_csv("bad.csv", [("305", "2022-Q1", "T1.01", -1, None)])
    house.etl("run")
    first, second, run = log_of(house)
    assert first | {"receipt": "", "sha256": ""} == {
        "time": "2022-09-25T05:00:00Z", "event": "file", "receipt": "", "file_name": name, "sha256": "",
        "outcome": "accepted", "submissions": ["2022-Q1-305-r1"], "errors": 0, "warnings": first["warnings"],
    }  # fmt: skip
    assert (second["outcome"], second["errors"]) == ("returned", 1)
    assert (house.home / "archive" / "events" / f"{first['receipt']}.json").is_file()
    assert (run["event"], run["exit_code"], run["files"], run["returned"]) == ("run", 0, 2, 1)
    assert run["snapshot_id"] == house.snapshot_id
    assert set(run["seconds"]) == {"receive", "judge", "publish"}


def test_commands_that_only_read_tell_trouble_in_a_line_too(working: House, tmp_path: Path) -> None:
    (working.home / "published" / "CURRENT").chmod(0o000)
    prefix = AS_ANYBODY if os.geteuid() == 0 else ()
    for arguments, expected in ((("status",), 1), (("check", str(working.inbox / "more.csv")), 2)):
        code, said = etl_under(working, prefix, *arguments)
        assert code == expected, said
        assert len(said.strip().splitlines()) == 1, said
        assert "CURRENT" in said
