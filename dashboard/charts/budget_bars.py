"""Units down, the share of the budget's plan across, with a mark where it should be by now."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import plain
from dashboard.charts.plan_bars import plan_bars
from dashboard.charts.status import STATUSES
from dashboard.words import Words

_AXIS_END = 1.9  # the words beside the bars need room on a phone


def budget_bars(rows: pd.DataFrame, t: Words, highlighted: str | None = None) -> go.Figure:
    """A bar for each unit, no longer than 100 %, and beside it what it says.

    rows: unit_code, unit_short, unit_name, bar_ratio, mark_ratio (0–1, each may be missing), told (our words),
    status_code, rule and way_up (what the status means, in words); one row a unit, in the order in which they shall
    stand. Traces: bars, marks, words.
    """
    symbols = [STATUSES[code].symbol for code in rows.status_code]
    return plan_bars(
        rows,
        rows.bar_ratio.clip(upper=1),
        rows.mark_ratio.clip(upper=1),
        told=[f"{symbol} {told}" for symbol, told in zip(symbols, rows.told, strict=True)],
        hovers=[
            "<br>".join(filter(None, [f"<b>{plain(name)}</b>", f"{symbol} {rule}", told, up]))
            for name, symbol, rule, told, up in zip(
                rows.unit_name, symbols, rows.rule, rows.told, rows.way_up, strict=True
            )
        ],
        axis_end=_AXIS_END,
        t=t,
        highlighted=highlighted,
    )


def budget_finding(rows: pd.DataFrame, group: str, t: Words) -> str:
    """The sentence for `budget_bars`: how many reach their mark, and who is lowest."""
    marked = rows[rows.bar_ratio.notna() & rows.mark_ratio.notna()]
    lowest = marked.sort_values("bar_ratio", kind="stable").unit_short.head(3)
    return t(
        "coordination.budget_finding",
        group=group,
        reached=int((marked.bar_ratio + 1e-9 >= marked.mark_ratio).sum()),
        units=len(marked),
        lowest=", ".join(lowest) or t("chart.missing"),
    )
