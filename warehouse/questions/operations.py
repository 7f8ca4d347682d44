"""What staff and operators must look after."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def returned_waiting(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """Units whose latest file came back and was not replaced yet. Columns: period_code, unit_code, error_count."""
    return snapshot.ask(
        """
        select period_code, unit_code, error_count
        from mart.submission_calendar
        where
            error_count > 0
            and ($scope is null or list_contains($scope, unit_code))
        order by period_code, unit_code
        """,
        {"scope": scope.parameter},
    )


def latest_accepted(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """The ten submissions received last of those that stand. Columns: submission_code, file_name (a stranger's)."""
    return snapshot.ask(
        """
        select submission_code, file_name
        from fact.submission
        where $scope is null or list_contains($scope, unit_code)
        order by receipt_code desc, submission_code
        limit 10
        """,
        {"scope": scope.parameter},
    )


def warning_count(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """One row: how many warnings came with files that were taken. Column: warning_count."""
    return snapshot.ask(
        """
        select count(*) as warning_count
        from mart.accepted_warning
        where $scope is null or list_contains($scope, unit_code)
        """,
        {"scope": scope.parameter},
    )


def unasked_values(snapshot: Snapshot, scope: Scope) -> pd.DataFrame:
    """Values that stand but that the programme no longer asks for, left out of every mart.

    Columns: programme_code, period_code, unit_code, indicator_code, total_value, submission_code, sheet_name, cell_ref.
    """
    return snapshot.ask(
        """
        select
            programme_code, period_code, unit_code, indicator_code, total_value, submission_code, sheet_name, cell_ref
        from mart.unasked_value
        where $scope is null or list_contains($scope, unit_code)
        order by submission_code, indicator_code
        """,
        {"scope": scope.parameter},
    )
