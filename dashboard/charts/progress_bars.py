"""Units down, the share of the year's plan across, with a mark where the plan should be by now."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import plain
from dashboard.charts.plan_bars import plan_bars
from dashboard.charts.status import EARLIER_MARK, STATUSES, verdict
from dashboard.words import Words

_AXIS_END = 1.36
_HOVER_COLUMNS = [
    "unit_name",
    "status_code",
    "rule",
    "completion_ratio",
    "expected_ratio",
    "attainment_ratio",
    "way_up",
]


def progress_bars(rows: pd.DataFrame, t: Words, highlighted: str | None = None) -> go.Figure:
    """A bar for each unit on one task.

    rows: unit_code, unit_short, unit_name, completion_ratio, expected_ratio, attainment_ratio (0–1 or
    missing), status_code, is_earlier (nothing came this period: its figure gets a star), rule and way_up (what the
    status means, in words); one row a unit, in the order in which they shall stand. A unit without a report has no
    bar, but its symbol: missing is not zero. Traces: bars, plan marks, verdicts.
    """
    triples = zip(rows.status_code, rows.completion_ratio, rows.is_earlier, strict=True)
    return plan_bars(
        rows,
        rows.completion_ratio,
        rows.expected_ratio,
        told=[verdict(code, ratio, t) + EARLIER_MARK * is_earlier for code, ratio, is_earlier in triples],
        hovers=[_hover_text(row, t) for row in rows[_HOVER_COLUMNS].itertuples(index=False, name=None)],
        axis_end=_AXIS_END,
        t=t,
        highlighted=highlighted,
    )


def _hover_text(row: tuple[Any, ...], t: Words) -> str:
    name, status_code, rule, completion, expected, attainment, way_up = row
    lines = [f"<b>{plain(name)}</b>", f"{STATUSES[status_code].symbol} {rule}"]
    named = (("completion", completion), ("expected", expected), ("attainment", attainment))
    lines += [f"{t(f'chart.{key}')}: {t.percent(ratio)}" for key, ratio in named if pd.notna(ratio)]
    return "<br>".join([*lines, way_up] if way_up else lines)
