"""Units down, a share of the plan across, with a mark where it should be by now."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, label_units, plain
from dashboard.charts.status import STATUSES
from dashboard.words import Words

_ROW_HEIGHT = 26
_LABELS_AT = 1.05
_AXIS_END = 1.9  # the words beside the bars need room on a phone


def budget_bars(rows: pd.DataFrame, t: Words, highlighted: str | None = None) -> go.Figure:
    """A bar for each unit, no longer than 100 %, and beside it what it says.

    rows: unit_code, unit_short, unit_name, bar_ratio, mark_ratio (0–1, each may be missing), told (our words),
    status_code; one row a unit, in the order in which they shall stand. Traces: bars, marks, words.
    """
    units = list(rows[["unit_code", "unit_short"]].itertuples(index=False, name=None))
    figure = canvas(t, len(units), _ROW_HEIGHT, top=26)
    figure.add_bar(
        orientation="h",
        y=rows.unit_code.tolist(),
        x=rows.bar_ratio.fillna(0).clip(upper=1).tolist(),
        marker={"color": [STATUSES[code].colour for code in rows.status_code], "cornerradius": 3},
        hovertext=[
            f"<b>{plain(name)}</b><br>{STATUSES[code].symbol} {t(f'status.{code}')}<br>{told}"
            for name, code, told in zip(rows.unit_name, rows.status_code, rows.told, strict=True)
        ],
        hoverinfo="text",
    )
    marked = rows[rows.mark_ratio.notna()]
    figure.add_scatter(
        mode="markers",
        x=marked.mark_ratio.clip(upper=1).tolist(),
        y=marked.unit_code.tolist(),
        marker={"symbol": "line-ns-open", "size": 17, "line": {"width": 2.5}, "color": "#4A78B5"},
        hoverinfo="skip",
        cliponaxis=False,
    )
    figure.add_scatter(
        mode="text",
        x=[_LABELS_AT] * len(rows),
        y=rows.unit_code.tolist(),
        text=[f"{STATUSES[code].symbol} {told}" for code, told in zip(rows.status_code, rows.told, strict=True)],
        textposition="middle right",
        textfont={"size": 13},
        hoverinfo="skip",
    )
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
