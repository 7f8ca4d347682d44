"""What was done in each period, as columns made of parts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, plain
from dashboard.charts.period_axis import label_periods
from dashboard.words import Words


@dataclass(frozen=True)
class Part:
    """A part of a column: where its numbers stand, what it is called, its colour (never a status's)."""

    column: str
    name: str
    colour: str


def period_columns(rows: pd.DataFrame, parts: Sequence[Part], t: Words) -> go.Figure:
    """A column for each period, its parts on top of one another, and their sum above.

    rows: period_code, period_name, is_open, total_value, and a column for each part; in order of time. A missing
    total is no column, and is told. Parts that are nothing everywhere have no place in the legend. Traces: the parts,
    then the sums.
    """
    figure = canvas(t, 1, 190, top=34)
    codes = rows.period_code.tolist()
    for part in parts:
        values = rows[part.column].fillna(0)
        figure.add_bar(
            name=plain(part.name),
            x=codes,
            y=values.tolist(),
            marker={"color": part.colour},
            showlegend=bool((values > 0).any()),
            hovertext=[f"{plain(part.name)}: {t.value(value)}" for value in values],
            hoverinfo="text",
        )
    totals = rows.total_value
    figure.add_scatter(
        mode="text",
        showlegend=False,
        x=codes,
        y=totals.fillna(0).tolist(),
        text=[t("chart.missing") if pd.isna(total) else t.value(total) for total in totals],
        textposition="top center",
        textfont={"size": 13},
        hoverinfo="skip",
        cliponaxis=False,
    )
    _set_layout(figure, rows, t)
    return figure


def columns_finding(rows: pd.DataFrame, title: str, t: Words) -> str:
    """The sentence for `period_columns`: the sum of each period that has one."""
    known = rows[rows.total_value.notna()]
    steps = [f"{name} {t.value(total)}" for name, total in zip(known.period_name, known.total_value, strict=True)]
    return t("columns.finding", title=title, steps="; ".join(steps) or t("chart.missing"))


def _set_layout(figure: go.Figure, rows: pd.DataFrame, t: Words) -> None:
    label_periods(figure, rows, t)
    figure.update_yaxes(visible=False, rangemode="tozero")
    figure.update_layout(
        barmode="stack",
        bargap=0.45,
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.12,
            "yanchor": "bottom",
            "font": {"size": 13},
            "traceorder": "normal",
        },
    )
