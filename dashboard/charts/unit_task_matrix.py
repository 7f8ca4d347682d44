"""Units down, tasks across: where each stands."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, label_units, plain
from dashboard.charts.status import STATUSES, verdict
from dashboard.words import Words

_ROW_HEIGHT = 29


def unit_task_matrix(rows: pd.DataFrame, tasks: pd.DataFrame, t: Words, highlighted: str | None = None) -> go.Figure:
    """A cell for each unit and task with the status's symbol and the attainment.

    rows: unit_code, unit_short, unit_name, task_code, attainment_ratio (0–1 or missing), status_code; units
    in the order in which they shall stand. tasks: task_code, task_number, in order. One trace a task,
    `customdata` (unit_code, task_code) on each cell: bars, because a heatmap's cells cannot be clicked in
    Streamlit.
    """
    units = list(rows[["unit_code", "unit_short"]].drop_duplicates("unit_code").itertuples(index=False, name=None))
    figure = canvas(t, len(units), _ROW_HEIGHT, top=30)
    for column, task in enumerate(tasks.itertuples()):
        _add_task(figure, rows[rows.task_code == task.task_code], column, t)
    figure.update_layout(bargap=0.14)
    figure.update_xaxes(
        side="top",
        range=[0, len(tasks)],
        tickvals=[column + 0.48 for column in range(len(tasks))],
        ticktext=[t("task.short", number=number) for number in tasks.task_number],
        ticks="",
    )
    label_units(figure, units, highlighted)
    return figure


def _add_task(figure: go.Figure, cells: pd.DataFrame, column: int, t: Words) -> None:
    figure.add_bar(
        orientation="h",
        y=cells.unit_code.tolist(),
        x=[0.96] * len(cells),
        base=column,
        marker={
            "color": [STATUSES[code].fill for code in cells.status_code],
            "line": {"width": 0},
            "cornerradius": 4,
        },
        text=[verdict(code, ratio, t) for code, ratio in zip(cells.status_code, cells.attainment_ratio, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"size": 13},
        hovertext=[
            f"<b>{plain(name)}</b><br>{verdict(code, ratio, t)} {t(f'status.{code}')}"
            for name, code, ratio in zip(cells.unit_name, cells.status_code, cells.attainment_ratio, strict=True)
        ],
        hoverinfo="text",
        customdata=cells[["unit_code", "task_code"]].to_numpy(dtype=object).tolist(),
    )
