"""Who has reported, and when."""

from datetime import date

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def submission_calendar(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, late_by_code: str, today: date
) -> pd.DataFrame:
    """One row per unit of the period within the scope, with today's verdict on its report.

    `late_by_code` (received_at | report_date) is the programme's: which date counts as the day of reporting;
    a report without a date of its own counts by its receipt.
    Columns: unit_code, due_date, has_report, revision_count, error_count (of a returned file that waits),
    state_code (on_time | late | missing | not_due).
    """
    return snapshot.ask(
        """
        select
            unit_code, due_date, first_accepted_at is not null as has_report, revision_count, error_count,
            case
                when first_accepted_at is null and $today > due_date then 'missing'
                when first_accepted_at is null then 'not_due'
                when $late_by_code = 'received_at' and received_date > due_date then 'late'
                when $late_by_code = 'report_date' and coalesce(report_date, received_date) > due_date
                    then 'late'
                else 'on_time'
            end as state_code
        from mart.submission_calendar
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code
        """,
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "late_by_code": late_by_code,
            "today": today,
            "scope": scope.parameter,
        },
    )


def reported_periods(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """The periods for which a unit within the scope has an accepted submission. Column: period_code."""
    return snapshot.ask(
        """
        select distinct period_code
        from mart.submission_calendar
        where
            programme_code = $programme_code
            and first_accepted_at is not null
            and ($scope is null or list_contains($scope, unit_code))
        order by period_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )
