"""What a figure shows, in a sentence, for those who cannot see it."""

import pandas as pd

from dashboard.charts.status import STATUSES
from dashboard.words import Words


def matrix_finding(rows: pd.DataFrame, group: str, t: Words) -> str:
    """The sentence for `unit_task_matrix`: cells by status, and who stands on top (the worst)."""
    units = rows.drop_duplicates("unit_code")
    return t(
        "chart.matrix_alt",
        group=group,
        units=len(units),
        counts=_counts(rows.status_code, t),
        worst=", ".join(units.unit_short.head(3)),
    )


def progress_finding(rows: pd.DataFrame, group: str, task: str, t: Words) -> str:
    """The sentence for `progress_bars`: units by status, and who stands on top (the worst)."""
    return t(
        "chart.progress_alt",
        group=group,
        task=task,
        units=len(rows),
        counts=_counts(rows.status_code, t),
        worst=", ".join(rows.unit_short.head(3)),
    )


def _counts(status_codes: pd.Series, t: Words) -> str:
    counts = status_codes.value_counts()
    return ", ".join(
        t("chart.count", status=t(f"status.{code}").lower(), count=counts[code])
        for code in STATUSES
        if code in counts
    )
