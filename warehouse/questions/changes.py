"""What two snapshots are each asked, to be held beside each other."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def accepted_submissions(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """Every submission of the units within the scope that was ever accepted, in order of receipt; withdrawn ones too.

    Columns: submission_code, unit_code, period_code, revision_number, file_name (a stranger's), received_at,
    withdrawn_at (UTC, naive; missing: it stands), withdrawn_why.
    """
    return snapshot.ask(
        """
        select
            submission_code, unit_code, period_code, revision_number, file_name,
            received_at at time zone 'UTC' as received_at, withdrawn_at at time zone 'UTC' as withdrawn_at,
            withdrawn_why
        from ops.submission
        where
            programme_code = $programme_code
            and outcome_code = 'accepted'
            and ($scope is null or list_contains($scope, unit_code))
        order by receipt_code, submission_number
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )


def own_due_dates(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """The due dates of units within the scope that are not their period's.

    Columns: period_code, unit_code, due_date.
    """
    return snapshot.ask(
        """
        select unit_period.period_code, unit_period.unit_code, unit_period.due_date
        from dim.unit_period as unit_period
        inner join dim.period as period
            on
                unit_period.programme_code = period.programme_code
                and unit_period.period_code = period.period_code
        where
            unit_period.programme_code = $programme_code
            and unit_period.due_date <> period.due_date
            and ($scope is null or list_contains($scope, unit_period.unit_code))
        order by unit_period.period_code, unit_period.unit_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )
