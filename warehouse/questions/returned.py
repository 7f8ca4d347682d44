"""Files that went back to their senders, and what was remarked on those that were taken."""

from datetime import date

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def returned_files(snapshot: Snapshot, scope: Scope, programme_code: str, today: date) -> pd.DataFrame:
    """One row per returned file that waits and unit and period that it reports for, the last received first.

    Files of which that is not known are among them for as long as the house's settings say; a scope of units sees
    only files that are of one of them alone.
    Columns: receipt_code, period_code, unit_code (missing where unknown), is_placed, sha256, file_name (a stranger's),
    received_at (UTC, naive), received_date (local), submission_count, error_count, warning_count.
    """
    return snapshot.ask(
        """
        select
            receipt_code, period_code, unit_code, is_placed, sha256, file_name,
            received_at at time zone 'UTC' as received_at, received_date,
            submission_count, error_count, warning_count
        from mart.returned_file
        where
            not is_replaced
            and coalesce(programme_code, $programme_code) = $programme_code
            and (is_placed or $today - received_date <= (select returned_wait_days from ops.snapshot))
            and ($scope is null or (submission_count = 1 and list_contains($scope, unit_code)))
        order by receipt_code desc, period_code, unit_code
        """,
        {"programme_code": programme_code, "today": today, "scope": scope.parameter},
    )


def returned_problems(snapshot: Snapshot, scope: Scope, receipt_code: str | None) -> pd.DataFrame:
    """The problems of one returned file that waits, or of them all (None), in the order in which to read them.

    Columns: receipt_code, problem_number, problem_code, severity_code (error | warning), sheet_name, cell_ref,
    found_text (missing: the cell is blank), message_vi, message_en. A stranger's text but for the codes.
    """
    return snapshot.ask(
        """
        select
            receipt_code, problem_number, problem_code, severity_code, sheet_name, cell_ref, found_text,
            message_vi, message_en
        from mart.returned_problem
        where
            ($receipt_code is null or receipt_code = $receipt_code)
            and ($scope is null or list_contains($scope, unit_code))
        order by receipt_code desc, problem_number
        """,
        {"receipt_code": receipt_code, "scope": scope.parameter},
    )


def accepted_warnings(snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str) -> pd.DataFrame:
    """The warnings of files of which a submission for the period stands, by unit and in their file's order.

    Columns: unit_code (missing where the file is of several), problem_code, file_name, sheet_name, cell_ref,
    found_text (missing: the cell is blank), message_vi, message_en. A stranger's text but for the codes.
    """
    return snapshot.ask(
        """
        select unit_code, problem_code, file_name, sheet_name, cell_ref, found_text, message_vi, message_en
        from mart.accepted_warning
        where
            programme_code = $programme_code
            and coalesce(period_code, $period_code) = $period_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_code nulls last, receipt_code, problem_number
        """,
        {"programme_code": programme_code, "period_code": period_code, "scope": scope.parameter},
    )
