"""Domain.md §5a, number by number: by the oracle, and by the product from a file to the marts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.house import House, Value
from tests.oracle.groups import indicator_by_group, progress_by_group
from tests.oracle.programme import Programme
from tests.oracle.units import Mart, Row, indicator_by_unit, progress_by_unit

Marts = dict[str, Mart]
UNITS = ("303", "311", "318", "SNV", "BVSTBPN")


def task_1(unit: str, period: str, **totals: float) -> list[Value]:
    """Values of task 1, written as `n01=1` for T1.01."""
    return [(unit, period, f"T1.{name[1:]}", total, None) for name, total in totals.items()]


FIRST_REVISION = task_1("311", "2022-Q1", n01=1, n02=200, n03=0, n04=0, n05=120, n06=30, n09=1, n10=1)
STANDING = [
    *task_1("311", "2022-Q1", n01=1, n02=260, n03=0, n04=0, n05=120, n06=30, n09=1, n10=1),
    *task_1("311", "2022-Q2", n02=200, n03=1, n04=30, n05=100, n08=1),
    *task_1("318", "2022-Q1", n01=1, n02=100, n03=1, n04=20, n05=0, n06=0, n08=1, n09=1, n10=0),
    ("SNV", "2022-Q1", "T2.09", 40, 8),
    ("SNV", "2022-Q2", "T2.09", 50, None),
    ("SNV", "2022-Q3", "T4.02", 1, None),
    ("BVSTBPN", "2022-Q4", "T4.01", 4, None),
    ("BVSTBPN", "2022-Q4", "T4.04", 10, None),
    ("BVSTBPN", "2022-Q4", "T4.05", 8, None),
]


def by_oracle(house: House, values: list[Value]) -> Marts:
    programme = Programme(house.programme)
    known = {(unit, period, code): (total, women) for unit, period, code, total, women in values}
    return {
        "indicator_by_unit": indicator_by_unit(programme, known),
        "indicator_by_group": indicator_by_group(programme, known),
        "progress_by_unit": progress_by_unit(programme, known),
        "progress_by_group": progress_by_group(programme, known),
    }


def by_product(house: House, values: list[Value]) -> Marts:
    house.drop_csv("values.csv", values)
    house.etl("run")
    marts = ("indicator_by_unit", "indicator_by_group", "progress_by_unit", "progress_by_group")
    return {name: house.mart(name) for name in marts}


both_sides = pytest.mark.parametrize("computed", [by_oracle, by_product])
Computed = Callable[[House, list[Value]], Marts]


@pytest.fixture
def small_house(house: House) -> House:
    """Three districts, one of them silent, a department and the office, at the end of the year."""
    house.keep_units(UNITS)
    not_asked = {"applies": "no", "reason": "Không có cấp ủy"}
    house.edit_csv("target_overrides", not_asked, unit_code="318", indicator_code="T2.02")
    house.today = "2023-01-05"
    return house


def near(value: float) -> Any:
    """As the text gives it: four decimals."""
    return pytest.approx(value, abs=5.1e-5)


def attainments(marts: Marts, period: str, unit: str, task: str) -> dict[str, float | None]:
    return {
        code: row["attainment_ratio"]
        for (one_period, one_unit, code), row in marts["indicator_by_unit"].items()
        if (one_period, one_unit) == (period, unit) and code.startswith(task)
    }


def has(row: Row, **expected: Any) -> None:
    """Holds some columns of a row."""
    assert {name: row[name] for name in expected} == expected


@both_sides
def test_first_revision_of_the_first_quarter(small_house: House, computed: Computed) -> None:
    marts = computed(small_house, FIRST_REVISION)
    assert attainments(marts, "2022-Q1", "311", "T1") == {
        "T1.01": near(1), "T1.02": near(0.8), "T1.03": None, "T1.04": None, "T1.05": near(0.8108),
        "T1.06": None, "T1.07": near(0.8108), "T1.08": 0, "T1.09": None, "T1.10": None,
    }  # fmt: skip
    has(marts["progress_by_unit"]["2022-Q1", "T1", "311"], attainment_ratio=near(0.6843), status_code="behind")


@both_sides
def test_every_other_number(small_house: House, computed: Computed) -> None:
    marts = computed(small_house, STANDING)
    of_unit, of_group = marts["progress_by_unit"], marts["progress_by_group"]
    indicators, group_indicators = marts["indicator_by_unit"], marts["indicator_by_group"]

    # 311 Thủy Nguyên
    has(of_unit["2022-Q1", "T1", "311"], attainment_ratio=near(0.7243), status_code="behind")
    has(indicators["2022-Q1", "311", "T1.02"], attainment_ratio=near(1), completion_ratio=near(0.26))
    has(indicators["2022-Q1", "311", "T1.08"], is_blank=True, attainment_ratio=0, status_code="behind")
    assert attainments(marts, "2022-Q2", "311", "T1") == {
        "T1.01": near(1), "T1.02": near(0.92), "T1.03": None, "T1.04": None, "T1.05": near(0.7432),
        "T1.06": None, "T1.07": near(0.8108), "T1.08": near(1), "T1.09": near(1), "T1.10": None,
    }  # fmt: skip
    has(of_unit["2022-Q2", "T1", "311"], attainment_ratio=near(0.9123), status_code="at_risk",
        completion_ratio=near(0.6071), expected_ratio=near(0.6667))  # fmt: skip
    has(indicators["2022-Q2", "311", "T1.05"], to_date_value=220, target_value=592)
    in_q4 = [value for value in attainments(marts, "2022-Q4", "311", "T1").values() if value is not None]
    assert len(in_q4) == 9
    has(of_unit["2022-Q4", "T1", "311"], attainment_ratio=near(0.6686), has_report=True,
        has_report_in_period=False)  # fmt: skip

    # 318 Bạch Long Vĩ, no communes, silent in Q2
    for code in ("T1.05", "T1.07"):
        has(indicators["2022-Q1", "318", code], status_code="not_assessed", attainment_ratio=None)
    has(indicators["2022-Q1", "318", "T3.10"], target_value=0)
    has(of_unit["2022-Q2", "T1", "318"], attainment_ratio=near(0.8), completion_ratio=near(0.525),
        expected_ratio=near(0.625), has_report=True, has_report_in_period=False)  # fmt: skip
    assert ("2022-Q1", "318", "T2.02") not in indicators
    assert ("2022-Q1", "318", "T2.03") not in indicators
    assert ("2022-Q1", "318", "T2.04") in indicators

    # 303 Hồng Bàng, silent
    has(of_unit["2022-Q2", "T1", "303"], status_code="no_report", attainment_ratio=None)

    # The group of the three
    has(of_group["2022-Q2", "T1", "district"], attainment_ratio=near(0.8562), status_code="at_risk",
        attainment_all_ratio=near(0.5708), status_all_code="behind", completion_ratio=near(0.5660),
        expected_ratio=near(0.6458), unit_count=3, reported_count=2, reported_in_period_count=1)  # fmt: skip
    has(group_indicators["2022-Q2", "district", "T1.02"], to_date_value=560, target_value=2000,
        attainment_ratio=near(0.56))  # fmt: skip
    has(group_indicators["2022-Q2", "district", "T1.07"], attainment_ratio=near(0.8108))

    # SNV
    has(indicators["2022-Q2", "SNV", "T2.13"], to_date_value=near(0.2), attainment_ratio=near(0.8))
    has(indicators["2022-Q2", "SNV", "T2.09"], to_date_value=40, to_date_women_value=8, period_value=50)
    has(indicators["2022-Q3", "SNV", "T4.02"], status_code="not_assessed")
    has(indicators["2022-Q3", "SNV", "T4.06"], attainment_ratio=0, is_blank=True, status_code="behind")

    # The office
    has(of_unit["2022-Q4", "T4", "BVSTBPN"], attainment_ratio=near(0.9), status_code="at_risk")
    assert ("2022-Q4", "T1", "BVSTBPN") not in of_unit
    has(of_group["2022-Q4", "T1", "city"], unit_count=4)
    has(of_group["2022-Q4", "T4", "city"], unit_count=5)
