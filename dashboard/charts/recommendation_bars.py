"""Types of unit down, their recommendations across: overdue, open, done end to end."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas
from dashboard.words import Words

_ROW_HEIGHT = 58
# Not a status's colours; see-through, so that the page's ink reads on them in either theme
_COLOURS = {"overdue": "rgba(138,90,168,0.62)", "open": "rgba(74,120,181,0.42)", "done": "rgba(122,132,150,0.28)"}


def recommendation_bars(counts: pd.DataFrame, t: Words) -> go.Figure:
    """A bar a type of unit, a piece a state, each with its number. counts: as `count_by_state` gives them.

    One trace a state. The type's name stands over its bar, so that it needs no room beside it on a phone.
    """
    figure = canvas(t, len(counts), _ROW_HEIGHT, top=34)
    places = list(range(len(counts)))
    for state, colour in _COLOURS.items():
        figure.add_bar(
            name=t(f"inspection.state_{state}"),
            orientation="h",
            y=places,
            x=counts[state].tolist(),
            width=0.42,
            marker={"color": colour},
            text=[str(count) if count else "" for count in counts[state]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",  # a number is not squeezed with its bar
            hovertext=[f"{t(f'inspection.state_{state}')}: {count}" for count in counts[state]],
            hoverinfo="text",
        )
    for place, name in zip(places, counts.type_name, strict=True):
        figure.add_annotation(
            text=name, x=0, xref="x", y=place - 0.36, yref="y", showarrow=False, xanchor="left", font={"size": 13}
        )
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    figure.update_xaxes(showticklabels=False)
    figure.update_yaxes(showticklabels=False, range=[len(counts) - 0.6, -0.6])
    return figure


def recommendations_finding(counts: pd.DataFrame, t: Words) -> str:
    """The sentence for `recommendation_bars`: how many there are, done and overdue."""
    total, done, overdue = (int(counts[name].sum()) for name in ("total", "done", "overdue"))
    return t("inspection.states_finding", total=total, done=done, overdue=overdue)
