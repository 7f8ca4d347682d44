"""One unit: how it stands, where each of its numbers comes from, and what it has sent."""

from collections.abc import Sequence

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def unit_progress(snapshot: Snapshot, scope: Scope, programme_code: str, unit_code: str) -> pd.DataFrame:
    """One row per period and task of a unit within the scope, those not begun too.

    Columns: period_code, task_code, has_report, has_report_in_period, attainment_ratio, completion_ratio,
    expected_ratio (0–1, missing without a report), status_code.
    """
    return snapshot.ask(
        """
        select
            period_code, task_code, has_report, has_report_in_period,
            attainment_ratio, completion_ratio, expected_ratio, status_code
        from mart.progress_by_unit
        where
            programme_code = $programme_code
            and unit_code = $unit_code
            and ($scope is null or list_contains($scope, unit_code))
        order by period_code, task_code
        """,
        {"programme_code": programme_code, "unit_code": unit_code, "scope": scope.parameter},
    )


def peer_progress(snapshot: Snapshot, _scope: Scope, programme_code: str, unit_type: str) -> pd.DataFrame:
    """The middle of all units of a type that were assessed, by period and task. Medians of groups are everybody's.

    Columns: period_code, task_code, peer_count, attainment_ratio, completion_ratio (0–1).
    """
    return snapshot.ask(
        """
        select
            period_code, task_code,
            count(attainment_ratio)::integer as peer_count,
            median(attainment_ratio) as attainment_ratio,
            median(completion_ratio) as completion_ratio
        from mart.progress_by_unit
        where programme_code = $programme_code and unit_type = $unit_type
        group by period_code, task_code
        order by period_code, task_code
        """,
        {"programme_code": programme_code, "unit_type": unit_type},
    )


def unit_indicators(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, unit_code: str
) -> pd.DataFrame:
    """One row per indicator that a unit within the scope is asked for, reported or not.

    Columns: indicator_code, period_value, period_women_value, to_date_value, to_date_women_value, target_value
    (in the indicator's unit; a ratio 0–1), expected_ratio, completion_ratio, attainment_ratio (0–1), status_code,
    is_due, is_blank (reported on, never filled in), submission_code (of the period, missing without a report).
    """
    return snapshot.ask(
        """
        select
            indicator_code, period_value, period_women_value, to_date_value, to_date_women_value, target_value,
            expected_ratio, completion_ratio, attainment_ratio, status_code, is_due, is_blank, submission_code
        from mart.indicator_by_unit
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


def value_sources(
    snapshot: Snapshot,
    scope: Scope,
    programme_code: str,
    period_code: str,
    unit_code: str,
    indicator_codes: Sequence[str],
) -> pd.DataFrame:
    """The cells that a unit within the scope filled in for these indicators up to a period, in order of time.

    Columns: indicator_code, source_period_code, is_counted (the value to date is made of it), total_value,
    women_value, note_text, submission_code, revision_number, file_name, received_at (UTC, naive), reporter_name,
    sheet_name, cell_ref, women_cell_ref, found_text, women_found_text (what was typed). Strangers' text.
    """
    return snapshot.ask(
        """
        select
            indicator_code, source_period_code, is_counted, total_value, women_value, note_text, submission_code,
            revision_number, file_name, received_at at time zone 'UTC' as received_at, reporter_name,
            sheet_name, cell_ref, women_cell_ref, found_text, women_found_text
        from mart.value_source
        where
            programme_code = $programme_code
            and period_code = $period_code
            and unit_code = $unit_code
            and list_contains($indicator_codes, indicator_code)
            and ($scope is null or list_contains($scope, unit_code))
        order by indicator_code, source_period_number
        """,
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "unit_code": unit_code,
            "indicator_codes": list(indicator_codes),
            "scope": scope.parameter,
        },
    )


def value_changes(snapshot: Snapshot, scope: Scope, programme_code: str, unit_code: str) -> pd.DataFrame:
    """What the resubmissions of a unit within the scope changed, the latest first.

    Columns: period_code, revision_number, indicator_code, file_name, received_at (UTC, naive), sheet_name, cell_ref,
    women_cell_ref, old_total_value, new_total_value, old_women_value, new_women_value, old_note_text, new_note_text.
    """
    return snapshot.ask(
        """
        select
            period_code, revision_number, indicator_code, file_name,
            received_at at time zone 'UTC' as received_at, sheet_name, cell_ref, women_cell_ref,
            old_total_value, new_total_value, old_women_value, new_women_value, old_note_text, new_note_text
        from mart.value_change
        where
            programme_code = $programme_code
            and unit_code = $unit_code
            and ($scope is null or list_contains($scope, unit_code))
        order by mart.value_change.received_at desc, revision_number desc, indicator_code
        """,
        {"programme_code": programme_code, "unit_code": unit_code, "scope": scope.parameter},
    )


def unit_submissions(snapshot: Snapshot, scope: Scope, programme_code: str, unit_code: str) -> pd.DataFrame:
    """Every submission of a unit within the scope that was accepted, in order of receipt; withdrawn ones too.

    Columns: period_code, submission_code, revision_number, file_name (a stranger's), withdrawn_at (UTC, naive;
    missing: it stands), withdrawn_why.
    """
    return snapshot.ask(
        """
        select
            period_code, submission_code, revision_number, file_name,
            withdrawn_at at time zone 'UTC' as withdrawn_at, withdrawn_why
        from ops.submission
        where
            programme_code = $programme_code
            and unit_code = $unit_code
            and outcome_code = 'accepted'
            and ($scope is null or list_contains($scope, unit_code))
        order by receipt_code, submission_number
        """,
        {"programme_code": programme_code, "unit_code": unit_code, "scope": scope.parameter},
    )
