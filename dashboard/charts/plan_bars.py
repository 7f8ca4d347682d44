"""Units down, a share of a plan across, with a mark where it should be by now: what such figures have in common."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, label_units
from dashboard.charts.status import STATUSES
from dashboard.words import Words

_ROW_HEIGHT = 26
_LABELS_AT = 1.05  # what is said of a bar stands in a column of its own, beyond 100 %


def plan_bars(
    rows: pd.DataFrame,
    bars: pd.Series,
    marks: pd.Series,
    *,
    told: Sequence[str],
    hovers: Sequence[str],
    axis_end: float,
    t: Words,
    highlighted: str | None,
) -> go.Figure:
    """A bar for each unit in its status's colour, its mark, and what is said of it. Traces: bars, marks, words.

    rows: unit_code, unit_short, status_code; one row a unit, in the order in which they shall stand. bars and marks:
    0–1, missing where there is none. told and hovers: beside the bar and on hovering, free of markup from outside.
    axis_end: how far the axis goes, so that the words have room on a phone.
    """
    units = list(rows[["unit_code", "unit_short"]].itertuples(index=False, name=None))
    figure = canvas(t, len(units), _ROW_HEIGHT, top=26)
    figure.add_bar(
        orientation="h",
        y=rows.unit_code.tolist(),
        x=bars.fillna(0).tolist(),
        marker={"color": [STATUSES[code].colour for code in rows.status_code], "cornerradius": 3},
        hovertext=list(hovers),
        hoverinfo="text",
    )
    _mark(figure, rows.unit_code[marks.notna()], marks.dropna())
    figure.add_scatter(
        mode="text",
        x=[_LABELS_AT] * len(rows),
        y=rows.unit_code.tolist(),
        text=list(told),
        textposition="middle right",
        textfont={"size": 13},
        hoverinfo="skip",
    )
    _measure(figure, axis_end)
    label_units(figure, units, highlighted)
    return figure


def _mark(figure: go.Figure, unit_codes: pd.Series, marks: pd.Series) -> None:
    figure.add_scatter(
        mode="markers",
        x=marks.tolist(),
        y=unit_codes.tolist(),
        marker={"symbol": "line-ns-open", "size": 17, "line": {"width": 2.5}, "color": "#4A78B5"},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _measure(figure: go.Figure, axis_end: float) -> None:
    figure.update_layout(bargap=0.42)
    figure.update_xaxes(
        side="top",
        range=[0, axis_end],
        tickvals=[0, 0.5, 1],
        ticktext=["0%", "50%", "100%"],
        showgrid=True,
        gridcolor="rgba(122,132,150,0.25)",
    )
