"""What a unit's numbers mean: the way to the next better status, and why something is not assessed."""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

import pandas as pd

from dashboard.charts.status import NEXT_BETTER

STEP = 0.001  # of a share: a tenth of a percent, as it is shown


def gap_to_next(
    status_code: str, value: float, planned: float, step: float, least_ratios: Mapping[str, float]
) -> tuple[float, str] | None:
    """How much more it takes to reach the next better status, and which that is; None where there is none.

    value: what was reached (missing counts as 0); planned: what would be all of it by now. Rounded up to whole steps,
    so that a gap is never shown as none.
    """
    better = NEXT_BETTER.get(status_code)
    if better is None:
        return None
    reached = 0.0 if pd.isna(value) else value
    steps = ceil(round((least_ratios[better] * planned - reached) / step, 9))
    return max(1, steps) * step, better


def indicator_gap(row: Mapping[Any, Any], least_ratios: Mapping[str, float]) -> tuple[float, str] | None:
    """The same for an indicator, in its own unit. row: as `UnitRecord.indicators`."""
    step = STEP if row["indicator_kind"] == "R" else 10.0 ** -int(row["decimals"])
    planned = row["target_value"] * row["expected_ratio"]
    return gap_to_next(row["status_code"], row["to_date_value"], planned, step, least_ratios)


def reason_code(row: Mapping[Any, Any]) -> str:
    """Why an indicator is not assessed: watched, zero_target, not_due, zero_denominator."""
    if pd.isna(row["target_value"]):
        return "watched"
    if row["target_value"] <= 0:
        return "zero_target"
    return "zero_denominator" if row["is_due"] else "not_due"


def blank_code(row: Mapping[Any, Any], *, is_to_date: bool) -> str | None:
    """Why there is no value: no_report, blank, or computed (a ratio has none of a period); None where it is there."""
    if pd.notna(row["to_date_value" if is_to_date else "period_value"]):
        return None
    if row["status_code"] == "no_report":
        return "no_report"
    if row["indicator_kind"] == "R":
        return "computed" if not is_to_date or not row["is_blank"] else "blank"
    return "blank" if is_to_date or row["has_submission"] else "no_report"


def submission_state(state_code: str, reports_by: str) -> str:
    """The calendar's state; silence of a unit that reports by coordination is never overdue."""
    return "coordination" if state_code == "missing" and reports_by == "coordination" else state_code


def reported_on(submissions: pd.DataFrame, period_code: str, late_by_code: str) -> date | None:
    """The day that counts as the day of reporting, of the first standing revision; None where there is none.

    submissions: as `unit_submissions` gives them.
    """
    stands = (submissions.outcome_code == "accepted") & submissions.withdrawn_at.isna()
    first = submissions[stands & (submissions.period_code == period_code)].sort_values("revision_number").head(1)
    if first.empty:
        return None
    row = first.iloc[0]
    is_dated = late_by_code == "report_date" and pd.notna(row.report_date)
    return pd.Timestamp(row.report_date if is_dated else row.received_date).date()


def latest_reporter(submissions: pd.DataFrame) -> Mapping[Any, Any] | None:
    """The row of `unit_submissions` that names a reporter or a telephone last; None where none ever did."""
    named = submissions[["reporter_name", "reporter_phone"]].fillna("").astype(bool).any(axis="columns")
    told = submissions[named & submissions.withdrawn_at.isna()]
    return None if told.empty else dict(told.iloc[-1])
