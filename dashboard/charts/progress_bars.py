"""Units down, the share of the year's plan across, with a mark where the plan should be by now."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, label_units, plain
from dashboard.charts.status import EARLIER_MARK, STATUSES, verdict
from dashboard.words import Words

_ROW_HEIGHT = 26
_LABELS_AT = 1.05  # the verdicts stand in a column of their own, beyond 100 %
_AXIS_END = 1.36


def progress_bars(rows: pd.DataFrame, t: Words, highlighted: str | None = None) -> go.Figure:
    """A bar for each unit on one task.

    rows: unit_code, unit_short, unit_name, completion_ratio, expected_ratio, attainment_ratio (0–1 or
    missing), status_code, is_earlier (nothing came this period: its figure gets a star); one row a unit, in the
    order in which they shall stand. A unit without a report has no bar, but its symbol: missing is not zero.
    Traces: bars, plan marks, verdicts.
    """
    units = list(rows[["unit_code", "unit_short"]].itertuples(index=False, name=None))
    figure = canvas(t, len(units), _ROW_HEIGHT, top=26)
    figure.add_bar(
        orientation="h",
        y=rows.unit_code.tolist(),
        x=rows.completion_ratio.fillna(0).tolist(),
        marker={"color": [STATUSES[code].colour for code in rows.status_code], "cornerradius": 3},
        hovertext=[_hover_text(row, t) for row in rows[_HOVER_COLUMNS].itertuples(index=False, name=None)],
        hoverinfo="text",
        customdata=rows[["unit_code"]].to_numpy(dtype=object).tolist(),
    )
    _mark_plan(figure, rows)
    _write_verdicts(figure, rows, t)
    figure.update_layout(bargap=0.42)
    figure.update_xaxes(
        side="top",
        range=[0, _AXIS_END],
        tickvals=[0, 0.5, 1],
        ticktext=["0%", "50%", "100%"],
        showgrid=True,
        gridcolor="rgba(122,132,150,0.25)",
    )
    label_units(figure, units, highlighted)
    return figure


_HOVER_COLUMNS = ["unit_name", "status_code", "completion_ratio", "expected_ratio", "attainment_ratio"]


def _hover_text(row: tuple[Any, ...], t: Words) -> str:
    name, status_code, completion, expected, attainment = row
    lines = [f"<b>{plain(name)}</b>", f"{STATUSES[status_code].symbol} {t(f'status.{status_code}')}"]
    named = (("completion", completion), ("expected", expected), ("attainment", attainment))
    lines += [f"{t(f'chart.{key}')}: {t.percent(ratio)}" for key, ratio in named if pd.notna(ratio)]
    return "<br>".join(lines)


def _mark_plan(figure: go.Figure, rows: pd.DataFrame) -> None:
    planned = rows[rows.expected_ratio.notna()]
    figure.add_scatter(
        mode="markers",
        x=planned.expected_ratio.tolist(),
        y=planned.unit_code.tolist(),
        marker={"symbol": "line-ns-open", "size": 17, "line": {"width": 2.5}, "color": "#4A78B5"},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _write_verdicts(figure: go.Figure, rows: pd.DataFrame, t: Words) -> None:
    triples = zip(rows.status_code, rows.completion_ratio, rows.is_earlier, strict=True)
    figure.add_scatter(
        mode="text",
        x=[_LABELS_AT] * len(rows),
        y=rows.unit_code.tolist(),
        text=[verdict(code, ratio, t) + EARLIER_MARK * is_earlier for code, ratio, is_earlier in triples],
        textposition="middle right",
        textfont={"size": 13},
        hoverinfo="skip",
    )
