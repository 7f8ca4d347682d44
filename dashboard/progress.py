"""Answers of the warehouse made ready for the screen: names, the chosen reading, and the order of units."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.filters import begun
from dashboard.words import Words


def name_tasks(tasks: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The rows of `tasks` with `task_name` and `task_short` in the reader's language."""
    return tasks.assign(task_name=tasks[t.column("task_name")], task_short=tasks[t.column("task_short")])


def begun_periods(rows: pd.DataFrame, today: date, t: Words) -> pd.DataFrame:
    """Of the rows of `periods` those that have begun, with `period_name` in the reader's language and `is_open`.

    An open period is not due yet.
    """
    begun_rows = begun(rows, today)
    return begun_rows.assign(
        period_name=begun_rows[t.column("period_name")], is_open=begun_rows.due_date >= pd.Timestamp(today)
    )


def groups_as_read(groups: pd.DataFrame, is_over_all: bool) -> pd.DataFrame:
    """The rows of `progress_by_group` with attainment and status in the chosen reading."""
    if not is_over_all:
        return groups
    return groups.assign(attainment_ratio=groups.attainment_all_ratio, status_code=groups.status_all_code)


def period_before(periods: pd.DataFrame, period_code: str) -> Mapping[Hashable, Any] | None:
    """The row of the programme's period before this one; None for its first. periods: all of them, in order of time."""
    earlier = periods[periods.period_number < periods.set_index("period_code").period_number[period_code]]
    return None if earlier.empty else earlier.to_dict("records")[-1]


def groups_since(groups: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """The groups' rows with what they were before: before_ratio, before_count (units), before_assessed_count.

    groups, before: as `groups_as_read` gives them, in one reading, of the period and of the one before (it may be
    empty). What was not there before is missing.
    """
    told = {
        "attainment_ratio": "before_ratio",
        "reported_count": "before_count",
        "assessed_indicator_count": "before_assessed_count",
    }
    earlier = before[["task_code", "group_code", *told]].rename(columns=told)
    return groups.merge(earlier, on=["task_code", "group_code"], how="left", validate="one_to_one")


def units_worst_first(progress: pd.DataFrame, units: pd.DataFrame, unit_type: str | None) -> pd.DataFrame:
    """The rows of `progress_by_unit` of one type of unit (None: all) with names, the furthest behind first.

    First come units with the most tasks behind, then those with the least mean attainment, last those without any
    report: silence is not a low number. A unit's rows stay together. units: unit_code, unit_name, unit_short.
    """
    names = units[["unit_code", "unit_name", "unit_short"]]
    named = progress.merge(names, on="unit_code", validate="many_to_one")
    rows = named if unit_type is None else named[named.unit_type == unit_type]
    return (
        rows.assign(
            behind_count=(rows.status_code == "behind").groupby(rows.unit_code).transform("sum"),
            mean_ratio=rows.groupby("unit_code").attainment_ratio.transform("mean"),
        )
        .sort_values(
            ["behind_count", "mean_ratio", "unit_code", "task_code"],
            ascending=[False, True, True, True],
            na_position="last",
            ignore_index=True,
        )
        .drop(columns=["behind_count", "mean_ratio"])
    )
