"""What a unit's numbers mean: the way to the next better status, and why something is not assessed."""

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

import pandas as pd

from dashboard.charts.status import NEXT_BETTER

TINY = 1e-9
STEP = 0.001  # of a share: a tenth of a percent, as it is shown


def as_shown(share: float) -> float:
    """A share as it is shown, in whole tenths of a percent: who subtracts two of them gets our difference."""
    return floor(share / STEP + 0.5 + TINY) * STEP


def gap_to_next(
    status_code: str, value: float, planned: float, step: float, least_ratios: Mapping[str, float]
) -> tuple[float, str] | None:
    """How much more it takes to reach a better status, and which is then reached; None where there is none.

    value: what was reached (missing counts as 0); planned: what would be all of it by now. Rounded up to whole steps,
    so that a gap is never shown as none.
    """
    better = NEXT_BETTER.get(status_code)
    if better is None:
        return None
    reached = 0.0 if pd.isna(value) else value
    if step == STEP:  # a share
        reached = as_shown(reached)
    steps = ceil(round((least_ratios[better] * planned - reached) / step, 9))
    gap = max(1, steps) * step
    is_enough = reached + gap >= least_ratios["on_track"] * planned - TINY
    return gap, "on_track" if is_enough else better


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
