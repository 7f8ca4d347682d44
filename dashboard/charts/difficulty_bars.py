"""Tasks down, the number of difficulties across, types of unit end to end."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, label_units
from dashboard.words import Words

_ROW_HEIGHT = 44
# None of them a status's; see-through, so that the page's ink reads on them in either theme
_COLOURS = {"department": "rgba(74,120,181,0.5)", "district": "rgba(138,90,168,0.5)", "office": "rgba(122,132,150,0.5)"}


def difficulty_bars(counts: pd.DataFrame, t: Words) -> go.Figure:
    """A bar a task, a piece a type of unit. counts: as `count_by_task` gives them. One trace a type."""
    tasks = counts.drop_duplicates("task_code")
    figure = canvas(t, len(tasks), _ROW_HEIGHT, top=30)
    for unit_type, part in counts.groupby("unit_type", sort=False):
        figure.add_bar(
            name=t(f"group.{unit_type}"),
            orientation="h",
            y=part.task_code.tolist(),
            x=part.difficulty_count.tolist(),
            marker={"color": _COLOURS[str(unit_type)]},
            text=[str(count) if count else "" for count in part.difficulty_count],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            hovertext=[
                t("difficulties.bar", count=count, units=units, group=t(f"group.{unit_type}"))
                for count, units in zip(part.difficulty_count, part.unit_count, strict=True)
            ],
            hoverinfo="text",
        )
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        bargap=0.35,
    )
    figure.update_xaxes(showticklabels=False)
    pairs = zip(tasks.task_code, tasks.task_number, strict=True)
    label_units(figure, [(code, t("task.short", number=number)) for code, number in pairs], None)
    return figure


def difficulties_finding(counts: pd.DataFrame, t: Words) -> str:
    """The sentence for `difficulty_bars`: how many, and which task has most (all that share the first place)."""
    by_task = counts.groupby("task_number").difficulty_count.sum()
    most = [t("task.short", number=number) for number in by_task.index[by_task == by_task.max()]]
    return t("difficulties.finding", count=by_task.sum(), most=", ".join(most), most_count=by_task.max())
