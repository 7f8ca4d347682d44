"""Projections to the year's end, in words. They are said to be projections wherever they stand."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.words import Words

OUTLOOKS = ("reached", "likely", "open", "unlikely")  # the best first


def can_be_projected(indicators: pd.DataFrame) -> pd.Series:
    """Which rows are of indicators that are ever projected: counts that add up, with a target, without a due period."""
    is_count = (indicators.indicator_kind == "C") & indicators.due_period_code.isna()
    return is_count & (indicators.target_value > 0)


def projected_text(row: Mapping[Any, Any], t: Words) -> str:
    """The projected total with its range: ≈ 690 (660–720). row: low_value, projected_value, high_value, decimals."""
    low, about, high = (t.value(row[f"{name}_value"], int(row["decimals"])) for name in ("low", "projected", "high"))
    return t("year_end.about", value=about) if low == high else t("year_end.spread", value=about, low=low, high=high)


def outlook_finding(outlooks: pd.Series, group: str, t: Words) -> str:
    """How many indicators would meet the year's target at the present pace. outlooks: an outlook_code each."""
    counts = outlooks.value_counts()
    count = {code: int(counts.get(code, 0)) for code in OUTLOOKS}
    rest = "".join(t(f"year_end.rest_{code}", count=count[code]) for code in ("open", "unlikely") if count[code])
    met = count["reached"] + count["likely"]
    return t("year_end.finding", group=group, total=len(outlooks), met=met, rest=rest)
