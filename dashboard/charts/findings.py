"""What a figure shows, in a sentence, for those who cannot see it."""

import pandas as pd

from dashboard.charts.status import STATUSES
from dashboard.words import Words


def progress_finding(rows: pd.DataFrame, group: str, task: str, t: Words) -> str:
    """The sentence for `progress_bars`: units by status, and who is furthest behind."""
    return t(
        "chart.progress_alt",
        group=group,
        task=task,
        units=len(rows),
        counts=_counts(rows.status_code, t),
        worst=_worst(rows, t),
    )


def _counts(status_codes: pd.Series, t: Words) -> str:
    counts = status_codes.value_counts()
    return ", ".join(
        t("chart.count", status=t(f"status.{code}").lower(), count=counts[code]) for code in STATUSES if code in counts
    )


def _worst(rows: pd.DataFrame, t: Words) -> str:
    """The three units that have done least, and how many more have done as little; the silent are unknown."""
    assessed = rows[rows.attainment_ratio.notna()].sort_values("completion_ratio", kind="stable")
    names = ", ".join(assessed.unit_short.head(3)) or t("chart.missing")
    as_little = int((assessed.completion_ratio[3:] <= assessed.completion_ratio[:3].max() + 1e-9).sum())
    return t("chart.as_little", names=names, count=as_little) if as_little else names
