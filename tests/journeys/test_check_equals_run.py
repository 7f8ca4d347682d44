"""`check` says of files exactly what `run` then does with them: each outcome, each problem, in the same order."""

import csv
import random
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.etl.workbooks import workbook
from tests.house import LONG_CSV_HEADER, House, Value
from tests.journeys.office import save_again
from tests.journeys.verdicts import run_as_checked

TYPED = {"NV1!D5": 2, "NV1!D6": 260, "NV1!E6": 150, "NV1!D9": 60, "NV2!D5": 1, "NV3!D8": 3, "NV4!D5": 0}
UNITS = ("303", "304", "305", "306", "307", "308", "309", "311", "SNV", "STP", "STC")
MANY = 230  # files: more than the run takes into the store at once
COUNTED = ("T1.01", "T1.02", "T1.05", "T1.08", "T2.08", "T3.03", "T3.04", "T3.11")
VIOLENCE = ("T3.07", "T3.08")

ODD = {"more_than_whole", "far_above_history", "far_above_peers", "stock_jump", "copied_period", "year_to_date_typed"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House.build(tmp_path / "house")


def test_of_made_up_files(house: House, tmp_path: Path) -> None:
    samples = tmp_path / "samples"
    house.etl("sample", "--out", str(samples), "--periods", "3", "--units", "12")
    first, second, third = sorted(samples.iterdir())
    assert _outcomes(_checked_and_run(house, first.iterdir())) == {"accepted"}
    again = next(first.glob("305_*.xlsx"), next(first.iterdir()))
    duplicate = _copy(again, tmp_path / "new" / "0 gửi lại lần nữa.xlsx")
    retyped = workbook(tmp_path / "new" / "1 nhầm.xlsx", TYPED | {"Thông tin!B8": "2022-Q2"})
    said = _checked_and_run(house, [*second.iterdir(), *third.iterdir(), duplicate, retyped])
    assert _outcomes(said) == {"accepted", "returned", "duplicate"}
    assert {"sample_home", "women_exceed_total"} <= _codes(said)
    assert not ODD & _codes(said)  # they are honest


def test_of_what_clerks_and_strangers_send(house: House, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    first = [
        workbook(new / "a.xlsx", TYPED),
        workbook(new / "b.xlsx", TYPED | {"NV1!D6": 300}),
        workbook(new / "c.xlsx", TYPED, period="2022-Q2"),
        workbook(new / "d.xlsx", TYPED | {"NV1!D9": "khoảng 40", "NV1!D14": -3, "NV3!D5": "#REF!"}, unit="SNV"),
        workbook(new / "e.xlsx", {"NV1!D6": 9, "NV1!E6": 10}, unit="STP"),
        workbook(new / "f.xlsx", TYPED, unit="303", change=lambda book: book.remove(book["NV3"])),
        workbook(new / "g.xlsx", TYPED, unit="304", change=lambda book: book.remove(book["_meta"])),
        _copy(new / "a.xlsx", new / "h.xlsx"),
        _copy(new / "b.xlsx", new / "i.csv"),
        *save_again([new / "c.xlsx"], new, tmp_path / "office", "ods"),
        _write(new / "j.xlsx", b"PK\x03\x04 not a workbook"),
        _write(new / "k.csv", b""),
        _write(new / "l.csv", "Kính gửi: Ban Vì sự tiến bộ".encode("cp1258", "replace")),
    ]
    said = _checked_and_run(house, first)
    assert [one["outcome"] for one in said] == [
        "accepted", "accepted", "accepted", "accepted", "returned", "returned", "returned", "accepted",
        "accepted", "accepted", "returned", "returned", "returned",
    ]  # fmt: skip
    house.etl("withdraw", "2022-Q1-305-r4", "--why", "nhầm")
    house.etl("withdraw", "2022-Q2-305-r2", "--why", "nhầm kỳ")
    house.etl("run")
    (tmp_path / "later").mkdir()
    later = [
        _copy(new / "a.xlsx", tmp_path / "later" / "a.xlsx"),
        _copy(new / "c.xlsx", tmp_path / "later" / "c.xlsx"),
        workbook(tmp_path / "later" / "d.xlsx", TYPED | {"NV1!D6": 3000}, period="2022-Q3"),
    ]
    said = _checked_and_run(house, later)
    assert [one["outcome"] for one in said] == ["duplicate", "accepted", "accepted"]
    assert "far_above_history" in _codes(said)


def test_of_very_many_files_and_of_files_with_many_reports(house: House, tmp_path: Path) -> None:
    chance = random.Random(20220925)
    files = [_csv(tmp_path / f"{number:03}.csv", _reports(chance, 1)) for number in range(MANY)]
    files.append(_csv(tmp_path / "999.csv", _reports(chance, 12)))
    _checked_and_run(house, [_csv(tmp_path / "first.csv", _reports(chance, 24, mistakes=0))])
    codes = _codes(_checked_and_run(house, files))
    assert {"more_than_whole", "far_above_history", "far_above_peers", "stock_jump", "unknown_unit"} <= codes


def _checked_and_run(house: House, files: Iterable[Path]) -> list[dict[str, Any]]:
    """What `check` says of all the files in one call; the run's own word on each was the same."""
    for path in files:
        shutil.copyfile(path, house.inbox / path.name)
    return run_as_checked(house)


def _outcomes(said: list[dict[str, Any]]) -> set[str]:
    return {one["outcome"] for one in said}


def _codes(said: list[dict[str, Any]]) -> set[str]:
    return {each["code"] for one in said for each in one["problems"]}


def _copy(source: Path, target: Path) -> Path:
    target.parent.mkdir(exist_ok=True)
    return Path(shutil.copyfile(source, target))


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _csv(path: Path, reports: list[Value]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(LONG_CSV_HEADER)
        writer.writerows(("2022", *value, "") for value in reports)
    return path


def _reports(chance: random.Random, count: int, mistakes: float = 0.03) -> list[Value]:
    """So many reports of some units and periods, each once; now and then a digit too many, or an unknown unit."""
    keys = [(unit, f"2022-Q{number}") for unit in UNITS for number in (1, 2, 3)]
    values: list[Value] = []
    for unit, period in chance.sample(keys, count):
        named = unit if chance.random() >= mistakes else "Sở không có"
        codes = COUNTED + VIOLENCE if unit.isdigit() else COUNTED
        for code in codes:
            total = chance.choice((1, 10, 10, 100)) * chance.randint(0, 9)
            values.append((named, period, code, total, None))
    return values
