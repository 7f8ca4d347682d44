"""The year's plan over the periods: how much is done, against how much should be."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, plain
from dashboard.charts.period_axis import label_periods
from dashboard.charts.status import STATUSES, verdict
from dashboard.words import Words

_DONE, _PLAN, _UNIT = "#7A8496", "#4A78B5", "#8E5BB5"  # none of them a status


def trend_lines(rows: pd.DataFrame, t: Words, unit_name: str | None = None) -> go.Figure:
    """Lines over the periods for one group, and for one of its units if `unit_name` is given.

    rows: period_code, period_name, is_open, completion_ratio, expected_ratio (0–1 or missing), status_code,
    unit_ratio (the unit's completion; read where there is a unit); in order of time. A missing point breaks the line:
    nothing is known there. Traces: plan, done, its points with their verdicts, and the unit.
    """
    figure = canvas(t, 1, 250, top=8)
    codes = rows.period_code.tolist()
    _add_plan(figure, rows, t)
    figure.add_scatter(
        name=plain(t("trend.done")),
        mode="lines",
        x=codes,
        y=rows.completion_ratio.tolist(),
        line={"color": _DONE, "width": 3},
        hoverinfo="skip",
    )
    _add_points(figure, rows, rows.expected_ratio if unit_name is None else rows.unit_ratio, t)
    if unit_name is not None:
        figure.add_scatter(
            name=plain(unit_name),
            mode="lines+markers",
            x=codes,
            y=rows.unit_ratio.tolist(),
            line={"color": _UNIT, "width": 2, "dash": "dot"},
            marker={"size": 8, "symbol": "diamond"},
            hovertext=[
                f"{plain(unit_name)}: {t.percent(ratio)}" if pd.notna(ratio) else "" for ratio in rows.unit_ratio
            ],
            hoverinfo="text",
            cliponaxis=False,
        )
    _set_axes(figure, rows, t)
    return figure


def trend_finding(rows: pd.DataFrame, group: str, t: Words) -> str:
    """The sentence for `trend_lines`: the share done period by period, and how far that is from the plan."""
    known = rows[rows.completion_ratio.notna()]
    if known.empty:
        return t("trend.finding_none", group=group)
    last = known.iloc[-1]
    return t(
        "trend.finding",
        group=group,
        steps=" → ".join(t.percent(ratio) for ratio in known.completion_ratio),
        first=known.period_name.iloc[0],
        last=last.period_name,
        expected=t.percent(last.expected_ratio),
    )


def has_fallen(ratios: pd.Series) -> bool:
    """Whether a share of the plan is ever lower than in the period before."""
    return bool((ratios.dropna().diff() < -1e-9).any())


def _add_points(figure: go.Figure, rows: pd.DataFrame, other_ratio: pd.Series, t: Words) -> None:
    """A point a period with its verdict, which keeps clear of another line."""
    figure.add_scatter(
        mode="markers+text",
        showlegend=False,
        x=rows.period_code.tolist(),
        y=rows.completion_ratio.tolist(),
        text=[verdict(code, ratio, t) for code, ratio in zip(rows.status_code, rows.completion_ratio, strict=True)],
        textposition=["bottom center" if below else "top center" for below in rows.completion_ratio < other_ratio],
        textfont={"size": 13},
        marker={"size": 9, "color": [STATUSES[code].colour for code in rows.status_code]},
        hovertext=_hover_texts(rows, t),
        hoverinfo="text",
        cliponaxis=False,
    )


def _add_plan(figure: go.Figure, rows: pd.DataFrame, t: Words) -> None:
    figure.add_scatter(
        name=plain(t("trend.plan")),
        mode="lines+markers",
        x=rows.period_code.tolist(),
        y=rows.expected_ratio.tolist(),
        line={"color": _PLAN, "width": 2, "dash": "dash"},
        marker={"symbol": "line-ew-open", "size": 15, "line": {"width": 2.5}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _hover_texts(rows: pd.DataFrame, t: Words) -> list[str]:
    told = []
    for name, done, plan in zip(rows.period_name, rows.completion_ratio, rows.expected_ratio, strict=True):
        pairs = (("completion", done), ("expected", plan))
        lines = [f"{t(f'chart.{key}')}: {t.percent(ratio)}" for key, ratio in pairs if pd.notna(ratio)]
        told.append("<br>".join([f"<b>{plain(name)}</b>", *lines]))
    return told


def _set_axes(figure: go.Figure, rows: pd.DataFrame, t: Words) -> None:
    label_periods(figure, rows, t)
    figure.update_yaxes(
        range=[-0.08, 1.12],
        tickvals=[0, 0.5, 1],
        ticktext=["0%", "50%", "100%"],
        showgrid=True,
        gridcolor="rgba(122,132,150,0.25)",
    )
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 13}},
        margin={"t": 40, "r": 8},
    )
