"""What a unit's next workbook must already hold: its values to date and its current lists."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def values_to_date(snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """One row per unit within the scope and entered indicator with a value up to the period.

    Columns: unit_code, indicator_code, to_date_value, to_date_women_value (in the indicator's unit).
    """
    return snapshot.ask(
        """
        select unit_code, indicator_code, to_date_value, to_date_women_value
        from mart.value_to_date
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code, indicator_code
        """,
        {"programme_code": programme_code, "period_code": period_code, "scope": scope.parameter},
    )


def current_findings(snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """The inspection lists current in the period, of the units within the scope, in their order. Strangers' text.

    Columns: unit_code, area_code, rating_number, finding_text, recommendation_text, due_date, finding_status_code,
    sheet_name, cell_ref.
    """
    return snapshot.ask(
        """
        select
            unit_code, area_code, rating_number, finding_text, recommendation_text, due_date, finding_status_code,
            sheet_name, cell_ref
        from fact.finding
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code, row_number
        """,
        {"programme_code": programme_code, "period_code": period_code, "scope": scope.parameter},
    )


def current_difficulties(snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """The lists of difficulties current in the period, of the units within the scope, in their order. Strangers' text.

    Columns: unit_code, task_code, difficulty_text, proposal_text, sheet_name, cell_ref.
    """
    return snapshot.ask(
        """
        select unit_code, task_code, difficulty_text, proposal_text, sheet_name, cell_ref
        from fact.difficulty
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code, row_number
        """,
        {"programme_code": programme_code, "period_code": period_code, "scope": scope.parameter},
    )
