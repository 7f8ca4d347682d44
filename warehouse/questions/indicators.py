"""The indicators of a task: what they are, and what units and groups have reached on each."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def task_indicators(snapshot: Snapshot, _scope: Scope, programme_code: str, task_code: str) -> pd.DataFrame:
    """A task's indicators in the catalogue's order.

    Columns: indicator_code, role_code (what it is to a screen, missing for most), indicator_name_vi,
    indicator_name_en, measure_unit_vi, measure_unit_en, indicator_kind (C | S | B | R), has_women, decimals,
    due_period_code, due_period_number (missing: from the first period), is_group_only.
    """
    return snapshot.ask(
        """
        select
            indicator_code, role_code, indicator_name_vi, indicator_name_en, measure_unit_vi, measure_unit_en,
            indicator_kind, has_women, decimals, due_period_code, due_period_number, is_group_only
        from dim.indicator
        where programme_code = $programme_code and task_code = $task_code
        order by indicator_number
        """,
        {"programme_code": programme_code, "task_code": task_code},
    )


def indicator_by_group(snapshot: Snapshot, _scope: Scope, programme_code: str, task_code: str) -> pd.DataFrame:
    """One row per period, group and indicator of a task. Sums of groups are everybody's.

    Columns: period_code, group_code, indicator_code, period_value, period_women_value, period_split_value (what was
    given with its women), to_date_value, to_date_women_value, to_date_split_value, counted_value (the part of
    to_date_value that counts towards the target), numerator_value, denominator_value (of a ratio), target_value,
    expected_ratio, completion_ratio, attainment_ratio (0–1), status_code.
    """
    return snapshot.ask(
        """
        select
            period_code, group_code, indicator_code, period_value, period_women_value, period_split_value,
            to_date_value, to_date_women_value, to_date_split_value, counted_value,
            numerator_value, denominator_value, target_value,
            expected_ratio, completion_ratio, attainment_ratio, status_code
        from mart.indicator_by_group
        where programme_code = $programme_code and task_code = $task_code
        order by period_code, group_code, indicator_code
        """,
        {"programme_code": programme_code, "task_code": task_code},
    )


def indicator_by_unit(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, task_code: str
) -> pd.DataFrame:
    """One row per unit of the period within the scope and indicator of a task that applies to it.

    Columns: unit_code, indicator_code, period_value, period_women_value, to_date_value, to_date_women_value,
    target_value, expected_ratio, completion_ratio, attainment_ratio (0–1), status_code,
    is_blank (reported on, never filled in).
    """
    return snapshot.ask(
        """
        select
            unit_code, indicator_code, period_value, period_women_value, to_date_value, to_date_women_value,
            target_value, expected_ratio, completion_ratio, attainment_ratio, status_code, is_blank
        from mart.indicator_by_unit
        where
            programme_code = $programme_code
            and period_code = $period_code
            and task_code = $task_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code, indicator_code
        """,
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "task_code": task_code,
            "scope": scope.parameter,
        },
    )


def ratio_parts(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, indicator_code: str
) -> pd.DataFrame:
    """The two halves of a ratio, to date: one row per unit within the scope to which it applies, ended ones too.

    Columns: unit_code, numerator_value, denominator_value (missing where never filled in).
    """
    return snapshot.ask(
        """
        select unit_code, numerator_value, denominator_value
        from mart.ratio_part
        where
            programme_code = $programme_code
            and period_code = $period_code
            and indicator_code = $indicator_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code
        """,
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "indicator_code": indicator_code,
            "scope": scope.parameter,
        },
    )


def assessed_counts(snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """On how many indicators the attainment of each task and unit rests.

    Columns: task_code, unit_code, assessed_count (0 where nothing is assessed), indicator_count.
    """
    return snapshot.ask(
        """
        select
            task_code, unit_code,
            count(attainment_ratio)::integer as assessed_count,
            count(*)::integer as indicator_count
        from mart.indicator_by_unit
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        group by task_code, unit_code
        order by task_code, unit_code
        """,
        {"programme_code": programme_code, "period_code": period_code, "scope": scope.parameter},
    )
