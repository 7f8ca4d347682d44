"""Counts on their way to the year's end: what is done, and dotted with its range what is projected."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, plain
from dashboard.charts.panels import COLUMNS, axis, place_panel, write_legend, write_title
from dashboard.words import Words

_DONE, _TARGET, _PROJECTED = "#7A8496", "#4A78B5", "#8E5BB5"  # none of them a status
_BAND = "rgba(142,91,181,0.22)"
_PANEL_HEIGHT = 205


def year_end_panels(rows: pd.DataFrame, done: pd.DataFrame, periods: pd.DataFrame, t: Words) -> go.Figure:
    """A panel an indicator: shares of the year's target.

    rows: indicator_code, indicator_name, low_ratio, projected_ratio, high_ratio, in order. done: indicator_code,
    period_code, completion_ratio (missing where nothing is known), in order of time. periods: all of the year,
    period_code, period_name, in order. Traces of a panel: the target, the range, the projection, what is done.
    """
    line_count = -(-len(rows) // COLUMNS)
    figure = canvas(t, line_count, _PANEL_HEIGHT, top=64)
    most = max(1.05, rows.high_ratio.max() * 1.05)
    for number, row in enumerate(rows.to_dict("records")):
        axes = {"xaxis": axis("x", number), "yaxis": axis("y", number)}
        so_far = done[(done.indicator_code == row["indicator_code"]) & done.completion_ratio.notna()]
        for trace in _traces(row, so_far, periods, t, is_first=number == 0):
            figure.add_trace(trace.update(**axes))
        place_panel(figure, periods, number, line_count, most_ratio=most)
        write_title(figure, row["indicator_name"], number)
    write_legend(figure)
    return figure


def _traces(
    row: dict[Any, Any], so_far: pd.DataFrame, periods: pd.DataFrame, t: Words, *, is_first: bool
) -> list[go.Scatter]:
    shared: dict[str, Any] = {"showlegend": is_first, "cliponaxis": False}
    codes, end = periods.period_code.tolist(), periods.period_code.iloc[-1]
    now, reached = so_far.period_code.iloc[-1], so_far.completion_ratio.iloc[-1]
    return [
        go.Scatter(
            name=t("year_end.target"),
            legendgroup="target",
            mode="lines",
            x=codes,
            y=[1.0] * len(codes),
            line={"color": _TARGET, "width": 2, "dash": "dash"},
            hoverinfo="skip",
            **shared,
        ),
        go.Scatter(
            name=t("year_end.range"),
            legendgroup="range",
            mode="lines",
            x=[now, end, end, now],
            y=[reached, row["high_ratio"], row["low_ratio"], reached],
            fill="toself",
            fillcolor=_BAND,
            line={"width": 0},
            hoverinfo="skip",
            **shared,
        ),
        go.Scatter(
            name=t("year_end.projection"),
            legendgroup="projection",
            mode="lines+markers+text",
            x=[now, end],
            y=[reached, row["projected_ratio"]],
            line={"color": _PROJECTED, "width": 2, "dash": "dot"},
            marker={"size": [0, 9], "symbol": "circle-open"},
            text=["", t("year_end.about", value=t.percent(row["projected_ratio"]))],
            textposition="bottom center" if row["projected_ratio"] < 1 else "top left",  # clear of the target
            hovertext=[
                "",
                plain(t("year_end.hover", low=t.percent(row["low_ratio"]), high=t.percent(row["high_ratio"]))),
            ],
            hoverinfo="text",
            **shared,
        ),
        go.Scatter(
            name=t("trend.done"),
            legendgroup="done",
            mode="lines+markers",
            x=so_far.period_code.tolist(),
            y=so_far.completion_ratio.tolist(),
            line={"color": _DONE, "width": 3},
            marker={"size": 8},
            hovertext=[t.percent(ratio) for ratio in so_far.completion_ratio],
            hoverinfo="text",
            **shared,
        ),
    ]
