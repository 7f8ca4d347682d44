"""What people type, through the ETL: what was found stands beside what was taken, and a rebuild finds the same."""

from pathlib import Path

import duckdb
import pytest

from tests.clerk import fill_in
from tests.etl.test_legacy_text import in_tcvn3
from tests.house import House
from tests.journeys.verdicts import run_as_checked

SQL = "select indicator_code, total_value, women_value, found_text, women_found_text from fact.measurement"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House.build(tmp_path_factory.mktemp("typed") / "house")
    path = house.template("305", "2022-Q1", house.root / "le-chan.xlsx")
    answers = {
        "T1.01": ("'3", None),
        "T1.02": ("1\u00a0234", "1.000"),
        "T1.09": (in_tcvn3("không"), None),
        "T3.11": ("1.250,5", None),
    }
    info = {
        "Mã đơn vị": in_tcvn3("Quận Lê Chân"),
        "Đơn vị": "UBND Q. LE CHAN, TP Hải Phòng",
        "Kỳ báo cáo": "Quý I/2022",
    }
    fill_in(path, answers, info).rename(house.inbox / "le-chan.xlsx")
    run_as_checked(house)
    return house


def typed(house: House) -> dict[str, tuple[object, ...]]:
    rows = house.ask(f"{SQL} where unit_code = '305'")
    return {str(row.pop("indicator_code")): tuple(row.values()) for row in rows}


TAKEN = {
    "T1.01": (3, None, "'3", ""),
    "T1.02": (1234, 1000, "1 234", "1.000"),
    "T1.09": (0, None, "kh«ng", ""),
    "T3.11": (1250.5, None, "1.250,5", ""),
}


def test_what_was_found_stands_beside_what_was_taken(house: House) -> None:
    assert typed(house) == TAKEN
    assert house.ask("select unit_code, period_code from fact.submission") == [
        {"unit_code": "305", "period_code": "2022-Q1"}
    ]


def test_a_rebuild_finds_the_same(house: House) -> None:
    house.etl("rebuild")
    assert typed(house) == TAKEN


def test_a_store_from_before_the_column_of_women_is_made_anew(house: House) -> None:
    with duckdb.connect(str(house.home / "store.duckdb")) as store:
        store.execute("alter table accepted.measurement drop column women_found_text")
    house.drop_csv("machine.csv", [("306", "2022-Q1", "T1.02", 4, 2)])
    run_as_checked(house)
    assert house.ask(f"{SQL} where unit_code = '306'") == [
        {"indicator_code": "T1.02", "total_value": 4, "women_value": 2, "found_text": "4", "women_found_text": "2"}
    ]
    assert typed(house)["T1.01"] == TAKEN["T1.01"]


def test_a_workbook_that_only_nearly_says_whose_it_is_goes_back_with_a_question(house: House, tmp_path: Path) -> None:
    path = house.template("312", "2022-Q1", tmp_path / "an-duong.xlsx")
    info = {"Mã đơn vị": "Quận An Dương", "Đơn vị": "Quận An Dương", "Kỳ báo cáo": "6 tháng đầu năm"}
    fill_in(path, {"T1.01": (3, None)}, info).rename(house.inbox / "an-duong.xlsx")
    run_as_checked(house)
    (told,) = (house.home / "returned").rglob("problems.txt")
    words = told.read_text(encoding="utf-8")
    assert "Có phải là: Huyện An Dương (312)?" in words
    assert "Có phải là: Quý II năm 2022 (2022-Q2)?" in words
