"""An inbox full of hostile files and a few good ones: one run, nothing through, nothing lost, every file answered."""

import hashlib
import json
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.corpus import CSV_UNIT, corpus, good_files
from tests.hostile.hostile import ANYTHING, LOADS, Hostile
from tests.house import House
from tests.journeys.memory import PeakOf
from tests.journeys.verdicts import run_as_checked

MOST_MIB = 500


@dataclass
class WatchedHouse(House):
    """A house that knows how much memory each command took, and what it left on stderr."""

    peaks: dict[str, float] = field(default_factory=dict)

    def start(self, *arguments: str, cwd: Path | None = None) -> "subprocess.Popen[str]":
        process = super().start(*arguments, cwd=cwd)
        peak = PeakOf(process)
        communicate = process.communicate

        def watched(*given: Any, **named: Any) -> tuple[str, str]:
            said = communicate(*given, **named)
            self.peaks[arguments[0]] = peak.end()
            assert "Traceback" not in said[1], said[1]
            return said

        process.communicate = watched  # type: ignore[method-assign]
        return process


@dataclass(frozen=True)
class Received:
    """What was dropped into the inbox, and what the run made of it, by file name."""

    house: WatchedHouse
    good: dict[str, bytes]
    dropped: dict[str, Hostile]
    told: dict[str, dict[str, Any]]  # what `check` said; `run` said the same


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Received:
    folder = tmp_path_factory.mktemp("hostile")
    house = WatchedHouse.build(folder / "house")
    assert isinstance(house, WatchedHouse)
    good = good_files(folder)
    dropped = {each.name: each for each in corpus(good)}
    for name, content in {**good, **{name: each.content for name, each in dropped.items()}}.items():
        (house.inbox / name).write_bytes(content)
    told = {one["file"]: one for one in run_as_checked(house)}
    return Received(house, good, dropped, told)


def test_every_file_is_told_what_it_is(received: Received) -> None:
    wrong = {}
    for name, each in received.dropped.items():
        codes = {problem["code"] for problem in received.told[name]["problems"] if problem["severity"] == "error"}
        if not (codes & each.told or ANYTHING in each.told or (LOADS in each.told and not codes)):
            wrong[name] = codes
    assert not wrong


def test_good_files_beside_them_are_taken_and_published(received: Received) -> None:
    assert received.house.snapshot_id
    for name in received.good:
        assert received.told[name]["outcome"] in ("accepted", "duplicate"), received.told[name]
    units = {row["unit_code"] for row in received.house.ask("select distinct unit_code from fact.measurement")}
    assert {"305", CSV_UNIT} <= units


def test_no_file_is_lost_and_none_is_doubled(received: Received) -> None:
    house = received.house
    assert [path for path in house.inbox.rglob("*") if path.is_file()] == []
    rows = house.ask("select file_name, sha256, archive_name, outcome_code from ops.receipt")
    dropped = received.good | {name: each.content for name, each in received.dropped.items()}
    assert Counter(row["file_name"] for row in rows) == Counter(list(dropped))
    for row in rows:
        content = dropped[row["file_name"]]
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        assert (house.home / "archive" / row["archive_name"]).read_bytes() == content
        assert row["outcome_code"] in ("accepted", "returned", "duplicate")


def test_every_returned_file_lies_there_with_its_reason_in_both_languages(received: Received) -> None:
    returned = {name for name, one in received.told.items() if one["outcome"] == "returned"}
    found = set()
    for path in (received.house.home / "returned").rglob("problems.json"):
        (one,) = json.loads(path.read_text(encoding="utf-8"))
        errors = [problem for problem in one["problems"] if problem["severity"] == "error"]
        assert errors, one["file"]
        text = (path.parent / "problems.txt").read_text(encoding="utf-8-sig")
        for problem in errors:
            assert problem["message_vi"] in text
            assert problem["message_en"] in text
            assert "{" not in problem["message_vi"].replace(problem["found"], "")
        found.add(one["file"])
    assert len(found) >= len(returned) - 5  # some are byte for byte the same, and lie in one folder
    assert found <= returned


def test_a_package_that_was_corrupted_and_still_loads_says_what_it_said_before(received: Received) -> None:
    """The checksums of its parts hold it: what was turned over lay outside them."""
    for name, one in received.told.items():
        if name.startswith("tot-") or not received.dropped.get(name):
            continue
        if received.dropped[name].content.startswith(b"PK") and one["outcome"] != "returned":
            assert {(each["unit_code"], each["period_code"]) for each in one["submissions"]} <= {
                ("305", "2022-Q1"), (CSV_UNIT, "2022-Q1"),
            }  # fmt: skip
    values = received.house.ask(
        "select distinct total_value from fact.measurement where unit_code = '305' and indicator_code = 'T1.02'"
    )
    assert values == [{"total_value": 260.0}]


def test_all_of_it_takes_little_memory(received: Received) -> None:
    assert 50 < received.house.peaks["run"] <= MOST_MIB
    assert 50 < received.house.peaks["check"] <= MOST_MIB


def test_the_next_run_finds_nothing_left_to_do(received: Received) -> None:
    before = received.house.snapshot_id
    received.house.etl("run")
    assert received.house.snapshot_id == before
