"""How far units and groups have come on each task."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def progress_by_unit(snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """One row per task and unit of the period within the scope, reported or not.

    Columns: task_code, unit_code, unit_type, has_report, has_report_in_period, attainment_ratio,
    completion_ratio, expected_ratio (0–1, missing without a report), status_code.
    """
    return snapshot.ask(
        """
        select
            task_code, unit_code, unit_type, has_report, has_report_in_period,
            attainment_ratio, completion_ratio, expected_ratio, status_code
        from mart.progress_by_unit
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        order by task_code, unit_code
        """,
        {"programme_code": programme_code, "period_code": period_code, "scope": scope.parameter},
    )


def progress_by_group(snapshot: Snapshot, _scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """One row per task and group (department, district, city). Group means are everybody's.

    Columns: task_code, group_code, unit_count, reported_count, reported_in_period_count,
    attainment_ratio (of units with a report), attainment_all_ratio (the silent as 0), completion_ratio,
    expected_ratio (0–1), indicator_count (asked of some unit), assessed_indicator_count (what the means rest on),
    status_code, status_all_code.
    """
    return snapshot.ask(
        """
        select
            task_code, group_code, unit_count, reported_count, reported_in_period_count,
            attainment_ratio, attainment_all_ratio, completion_ratio, expected_ratio,
            indicator_count, assessed_indicator_count, status_code, status_all_code
        from mart.progress_by_group
        where programme_code = $programme_code and period_code = $period_code
        order by task_code, group_code
        """,
        {"programme_code": programme_code, "period_code": period_code},
    )


def task_progress_of_groups(snapshot: Snapshot, _scope: Scope, programme_code: str, task_code: str) -> pd.DataFrame:
    """One row per period and group, on one task. Group means are everybody's.

    Columns: period_code, and those of `progress_by_group` but for task_code.
    """
    return snapshot.ask(
        """
        select
            period_code, group_code, unit_count, reported_count, reported_in_period_count,
            attainment_ratio, attainment_all_ratio, completion_ratio, expected_ratio,
            indicator_count, assessed_indicator_count, status_code, status_all_code
        from mart.progress_by_group
        where programme_code = $programme_code and task_code = $task_code
        order by period_code, group_code
        """,
        {"programme_code": programme_code, "task_code": task_code},
    )


def task_progress_of_unit(
    snapshot: Snapshot, scope: Scope, programme_code: str, task_code: str, unit_code: str
) -> pd.DataFrame:
    """One row per period to which the unit belongs, on one task; none for a unit outside the scope.

    Columns: period_code, and those of `progress_by_unit` but for task_code and unit_code.
    """
    return snapshot.ask(
        """
        select
            period_code, unit_type, has_report, has_report_in_period,
            attainment_ratio, completion_ratio, expected_ratio, status_code
        from mart.progress_by_unit
        where
            programme_code = $programme_code
            and task_code = $task_code
            and unit_code = $unit_code
            and ($scope is null or list_contains($scope, unit_code))
        order by period_code
        """,
        {
            "programme_code": programme_code,
            "task_code": task_code,
            "unit_code": unit_code,
            "scope": scope.parameter,
        },
    )


def progress_change(snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """One row per task and unit of the period within the scope: what became of it since the period before.

    None in a programme's first period. Columns: task_code, unit_code, unit_type, previous_period_code,
    has_report_in_period, had_report_in_previous, previous_attainment_ratio, attainment_ratio (0–1), change_ratio
    (missing unless both are there), previous_status_code, status_code, movement_code (fell_silent | unchanged |
    started | assessed | unassessed | improved | slipped).
    """
    return snapshot.ask(
        """
        select
            task_code, unit_code, unit_type, previous_period_code, has_report_in_period, had_report_in_previous,
            previous_attainment_ratio, attainment_ratio, change_ratio,
            previous_status_code, status_code, movement_code
        from mart.progress_change
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        order by task_code, unit_code
        """,
        {"programme_code": programme_code, "period_code": period_code, "scope": scope.parameter},
    )
