"""The year's end as it is projected: by the oracle in bent years, and by hand on a few numbers."""

from decimal import Decimal

import pytest

from tests.house import House
from tests.journeys.test_hard_year import bend
from tests.journeys.year import ALWAYS_SILENT, known_values
from tests.oracle.comparison import difference
from tests.oracle.programme import Programme
from tests.oracle.projection import projection_by_group, projection_by_unit


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_projections_equal_the_oracle(house: House, seed: int) -> None:
    bend(house)
    house.edit_csv("settings", {"setting_value": "0.55"}, setting_code="projection_least_units")
    programme = Programme(house.programme)
    values = known_values(programme, programme.periods, seed)
    house.today = "2023-01-05"
    house.drop_csv("year.csv", [(*key, total, women) for key, (total, women) in values.items()])
    house.etl("run")
    for compute in (projection_by_unit, projection_by_group):
        expected = compute(programme, values)
        assert difference(house.mart(compute.__name__), expected) == []
        assert {period for period, _, _ in expected} <= {"2022-Q2", "2022-Q3"}
        assert 0 < len(expected) < len(programme.periods) * len(programme.units) * len(programme.indicators)
    of_units = projection_by_unit(programme, values)
    assert not {(ALWAYS_SILENT, "T1.01"), ("305", "T1.02")} & {(unit, code) for _, unit, code in of_units}
    outlooks = {row["outlook_code"] for row in of_units.values()}
    assert outlooks == {"reached", "likely", "open", "unlikely"}


def test_by_hand(house: House) -> None:
    """305 T1.02 of 1000: 200, silent, 260 → 460 + 1 × 230 (200 to 260). 306: only one period. 303: not this period."""
    given = {
        ("305", "2022-Q1"): 200, ("305", "2022-Q3"): 260, ("306", "2022-Q3"): 900,
        ("303", "2022-Q1"): 100, ("303", "2022-Q2"): 300, ("304", "2022-Q2"): 500, ("304", "2022-Q3"): 250,
    }  # fmt: skip
    house.drop_csv("year.csv", [(unit, period, "T1.02", total, None) for (unit, period), total in given.items()])
    house.etl("run")
    of_units = house.mart("projection_by_unit")
    shown = {
        key: [row[name] for name in ("low_value", "projected_value", "high_value")] for key, row in of_units.items()
    }
    assert shown == {
        ("2022-Q3", "305", "T1.02"): [660, 690, 720],
        ("2022-Q3", "304", "T1.02"): [1000, 1125, 1250],
        ("2022-Q2", "303", "T1.02"): [600, 800, 1000],
    }
    outlooks = {unit: row["outlook_code"] for (_, unit, _), row in of_units.items()}
    assert outlooks == {"305": "unlikely", "304": "likely", "303": "open"}
    districts = house.mart("projection_by_group")["2022-Q3", "district", "T1.02"]
    assert (districts["projected_unit_count"], districts["counted_unit_count"]) == (2, 4)
    # 306 and 303 bring what they have: 900 and 400
    assert [Decimal(districts[name]) for name in ("counted_value", "low_value", "projected_value", "high_value")] == [
        2510, 2960, 3115, 3270,
    ]  # fmt: skip
    assert ("2022-Q2", "district", "T1.02") not in house.mart("projection_by_group")  # one of three is too few
    house.edit_csv("settings", {"setting_value": "3"}, setting_code="projection_least_periods")
    house.etl("run")
    assert house.mart("projection_by_unit") == house.mart("projection_by_group") == {}
