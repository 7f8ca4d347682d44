"""Who has reported, and when."""

from datetime import date

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def submission_calendar(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str | None, late_by_code: str, today: date
) -> pd.DataFrame:
    """One row per period (None: all) and unit of it within the scope, with today's verdict on its report.

    `late_by_code` (received_at | report_date) is the programme's: which date counts as the day of reporting;
    a report without a date of its own counts by its receipt.
    Columns: period_code, unit_code, due_date, has_report, reported_date (the day that counts), revision_count,
    error_count (of a returned file that waits), state_code (on_time | late | missing | not_due).
    """
    return snapshot.ask(
        """
        select
            period_code, unit_code, due_date, first_accepted_at is not null as has_report,
            case
                when $late_by_code = 'report_date' then coalesce(report_date, received_date)
                else received_date
            end as reported_date,
            revision_count, error_count,
            case
                when first_accepted_at is null and $today > due_date then 'missing'
                when first_accepted_at is null then 'not_due'
                when reported_date > due_date then 'late'
                else 'on_time'
            end as state_code
        from mart.submission_calendar
        where
            programme_code = $programme_code
            and ($period_code is null or period_code = $period_code)
            and ($scope is null or list_contains($scope, unit_code))
        order by period_code, unit_code
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


def latest_reporters(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """Who reported last for each unit within the scope that ever named somebody. A stranger's text.

    Columns: unit_code, period_code, reporter_name, reporter_phone (either may be missing).
    """
    return snapshot.ask(
        """
        select unit_code, period_code, reporter_name, reporter_phone
        from mart.latest_reporter
        where
            programme_code = $programme_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )
