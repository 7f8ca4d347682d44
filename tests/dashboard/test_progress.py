"""The order of units, and the two readings of groups."""

import pandas as pd

from dashboard.progress import groups_as_read, units_worst_first

PROGRESS = pd.DataFrame(
    [
        ("T1", "A", "district", 0.96, "on_track"),
        ("T2", "A", "district", 0.80, "at_risk"),
        ("T1", "B", "district", 0.70, "behind"),
        ("T2", "B", "district", 0.99, "on_track"),
        ("T1", "C", "district", None, "no_report"),
        ("T2", "C", "district", None, "no_report"),
        ("T1", "D", "department", 0.20, "behind"),
        ("T2", "D", "department", 0.20, "behind"),
    ],
    columns=["task_code", "unit_code", "unit_type", "attainment_ratio", "status_code"],
)
UNITS = pd.DataFrame({"unit_code": list("ABCD"), "unit_name": list("abcd"), "unit_short": list("abcd")})


def test_units_with_most_tasks_behind_stand_first_and_the_silent_last() -> None:
    rows = units_worst_first(PROGRESS, UNITS, None)
    assert list(rows.unit_code.drop_duplicates()) == ["D", "B", "A", "C"]
    assert list(rows.task_code) == ["T1", "T2"] * 4


def test_one_type_of_unit_can_be_kept() -> None:
    assert set(units_worst_first(PROGRESS, UNITS, "department").unit_code) == {"D"}


def test_silence_stays_missing() -> None:
    rows = units_worst_first(PROGRESS, UNITS, "district")
    assert rows[rows.unit_code == "C"].attainment_ratio.isna().all()


def test_the_second_reading_takes_the_second_columns() -> None:
    groups = pd.DataFrame(
        {
            "attainment_ratio": [0.96],
            "status_code": ["on_track"],
            "attainment_all_ratio": [0.5],
            "status_all_code": ["behind"],
        }
    )
    assert groups_as_read(groups, is_over_all=False).attainment_ratio.tolist() == [0.96]
    read = groups_as_read(groups, is_over_all=True)
    assert (read.attainment_ratio.item(), read.status_code.item()) == (0.5, "behind")
