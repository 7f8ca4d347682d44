"""One unit over the periods: a small panel a task, with the plan and the middle of its peers."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, plain
from dashboard.charts.panels import COLUMNS, axis, place_panel, write_legend, write_title
from dashboard.charts.status import STATUSES
from dashboard.words import Words

_DONE, _PLAN, _PEERS = "#7A8496", "#4A78B5", "#8E5BB5"  # none of them a status
_PANEL_HEIGHT = 205


def unit_trend(rows: pd.DataFrame, tasks: Sequence[tuple[str, str]], t: Words) -> go.Figure:
    """The share of the year's plan that is done, a panel a task, two beside each other.

    rows: task_code, period_code, period_name, completion_ratio, expected_ratio, peer_ratio (0–1 or missing),
    status_code, is_earlier (nothing came in that period: a hollow point); in order of time. tasks: code and title.
    A missing point breaks the line. Traces of a panel: plan, peers if it has any, the unit.
    """
    line_count = -(-len(tasks) // COLUMNS)
    has_peers = bool(rows.peer_ratio.notna().any())
    figure = canvas(t, line_count, _PANEL_HEIGHT, top=64)
    for number, (task_code, title) in enumerate(tasks):
        axes = {"xaxis": axis("x", number), "yaxis": axis("y", number)}
        panel = rows[rows.task_code == task_code]
        plan, peers, unit = _traces(panel, t, is_first=number == 0)
        for trace in (plan, peers, unit) if has_peers else (plan, unit):
            figure.add_trace(trace.update(**axes))
        place_panel(figure, panel, number, line_count)
        write_title(figure, title, number)
    write_legend(figure)
    return figure


def _traces(panel: pd.DataFrame, t: Words, *, is_first: bool) -> list[go.Scatter]:
    codes = panel.period_code.tolist()
    shared: dict[str, Any] = {"x": codes, "showlegend": is_first, "cliponaxis": False}
    symbols = ["circle-open" if earlier else "circle" for earlier in panel.is_earlier]
    return [
        go.Scatter(
            name=t("units.trend_plan"),
            legendgroup="plan",
            mode="lines",
            y=panel.expected_ratio.tolist(),
            line={"color": _PLAN, "width": 2, "dash": "dash"},
            hoverinfo="skip",
            **shared,
        ),
        go.Scatter(
            name=t("units.trend_peers"),
            legendgroup="peers",
            mode="lines",
            y=panel.peer_ratio.tolist(),
            line={"color": _PEERS, "width": 2, "dash": "dot"},
            hoverinfo="skip",
            **shared,
        ),
        go.Scatter(
            name=t("units.trend_unit"),
            legendgroup="unit",
            mode="lines+markers",
            y=panel.completion_ratio.tolist(),
            line={"color": _DONE, "width": 3},
            marker={"size": 9, "symbol": symbols, "color": [STATUSES[code].colour for code in panel.status_code]},
            hovertext=_hover_texts(panel, t),
            hoverinfo="text",
            **shared,
        ),
    ]


def _hover_texts(panel: pd.DataFrame, t: Words) -> list[str]:
    told = []
    for row in panel.to_dict("records"):
        pairs = (
            (t("chart.completion"), row["completion_ratio"]),
            (t("chart.expected"), row["expected_ratio"]),
            (t("units.trend_peers"), row["peer_ratio"]),
        )
        lines = [f"{label}: {t.percent(ratio)}" for label, ratio in pairs if pd.notna(ratio)]
        told.append("<br>".join([f"<b>{plain(row['period_name'])}</b>", t(f"status.{row['status_code']}"), *lines]))
    return told


def trend_finding(rows: pd.DataFrame, tasks: Sequence[tuple[str, str]], t: Words) -> str:
    """The sentence for `unit_trend`: of each task the share done period by period, and the plan by the last."""
    told = []
    for task_code, title in tasks:
        known = rows[(rows.task_code == task_code) & rows.completion_ratio.notna()]
        if known.empty:
            told.append(t("units.trend_none", task=title))
            continue
        steps = " → ".join(t.percent(ratio) for ratio in known.completion_ratio)
        told.append(t("units.trend_finding", task=title, steps=steps, plan=t.percent(known.expected_ratio.iloc[-1])))
    return " ".join(told)
