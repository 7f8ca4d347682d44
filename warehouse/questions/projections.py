"""What the year's total would be if the periods to come are like those reported: never a result."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def projection_by_group(
    snapshot: Snapshot, _scope: Scope, programme_code: str, period_code: str, task_code: str
) -> pd.DataFrame:
    """One row per group and indicator of a task that can be projected from that period. Sums are everybody's.

    Columns: group_code, indicator_code, counted_unit_count, projected_unit_count, low_value, projected_value,
    high_value (in the indicator's unit), outlook_code (reached | likely | open | unlikely).
    """
    return snapshot.ask(
        """
        select
            group_code, indicator_code, counted_unit_count, projected_unit_count,
            low_value, projected_value, high_value, outlook_code
        from mart.projection_by_group
        where programme_code = $programme_code and period_code = $period_code and task_code = $task_code
        order by group_code, indicator_code
        """,
        {"programme_code": programme_code, "period_code": period_code, "task_code": task_code},
    )


def unit_projections(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, unit_code: str
) -> pd.DataFrame:
    """One row per indicator of a unit within the scope that can be projected from that period.

    Columns: indicator_code, low_value, projected_value, high_value (in the indicator's unit), outlook_code.
    """
    return snapshot.ask(
        """
        select indicator_code, low_value, projected_value, high_value, outlook_code
        from mart.projection_by_unit
        where
            programme_code = $programme_code
            and period_code = $period_code
            and unit_code = $unit_code
            and ($scope is null or list_contains($scope, unit_code))
        order by indicator_code
        """,
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "unit_code": unit_code,
            "scope": scope.parameter,
        },
    )
