"""A year in which the committee bends every rule of the programme: the marts still equal the oracle."""

import pytest

from tests.house import House
from tests.journeys.year import known_values
from tests.oracle.comparison import difference
from tests.oracle.groups import indicator_by_group, progress_by_group
from tests.oracle.movement import progress_change
from tests.oracle.programme import Programme
from tests.oracle.units import indicator_by_unit, progress_by_unit

OTHER_TARGETS = {
    ("305", "T1.02"): "0",
    ("306", "T1.02"): "300",
    ("311", "T2.03"): "0.4",
    ("SNV", "T2.03"): "0.3",
    ("SYT", "T2.13"): "0",
    ("317", "T2.06"): "1",
}
NOT_ASKED = (("307", "T2.02"), ("308", "T2.04"), ("311", "T3.07"), ("STC", "T4.02"), ("STC", "T4.04"))


def bend(house: House) -> None:
    """Weights, own targets, what is not asked, units that end or begin within the year, a due period more."""
    house.edit_csv("indicators", {"weight": "3"}, indicator_code="T1.01")
    house.edit_csv("indicators", {"weight": "0.5", "due_period_code": "2022-Q2"}, indicator_code="T2.03")
    house.edit_csv("targets", {"target_value": "0.5"}, indicator_code="T2.07")
    house.edit_csv("units", {"valid_to": "2022-07-31", "successor_code": "303"}, unit_code="309")
    house.edit_csv("units", {"valid_from": "2022-04-01"}, unit_code="DTN")
    for (unit, indicator), target in OTHER_TARGETS.items():
        edit = {"applies": "yes", "target_value": target, "reason": "Theo quyết định riêng"}
        house.edit_csv("target_overrides", edit, unit_code=unit, indicator_code=indicator)
    for unit, indicator in NOT_ASKED:
        edit = {"applies": "no", "reason": "Không có nhiệm vụ này"}
        house.edit_csv("target_overrides", edit, unit_code=unit, indicator_code=indicator)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_marts_equal_the_oracle(house: House, seed: int) -> None:
    bend(house)
    programme = Programme(house.programme)
    values = known_values(programme, programme.periods, seed)
    house.today = "2023-01-05"
    house.drop_csv("year.csv", [(*key, total, women) for key, (total, women) in values.items()])
    house.etl("run")
    for compute in (indicator_by_unit, indicator_by_group, progress_by_unit, progress_by_group, progress_change):
        assert difference(house.mart(compute.__name__), compute(programme, values)) == []


def test_values_no_longer_asked_leave_the_marts_and_stay_known(house: House) -> None:
    values = {
        ("311", "2022-Q1", "T3.07"): (4.0, 3.0),
        ("311", "2022-Q1", "T3.08"): (3.0, 2.0),
        ("311", "2022-Q1", "T3.01"): (1.0, None),
    }
    house.drop_csv("q1.csv", [(*key, total, women) for key, (total, women) in values.items()])
    house.etl("run")
    bend(house)
    house.etl("run")
    programme = Programme(house.programme)
    for compute in (indicator_by_unit, indicator_by_group, progress_by_unit, progress_by_group, progress_change):
        assert difference(house.mart(compute.__name__), compute(programme, values)) == []
    kept = house.ask("select indicator_code from fact.measurement order by all")
    assert [row["indicator_code"] for row in kept] == ["T3.01", "T3.07", "T3.08"]
    assert "T3.07" in house.etl("status")
