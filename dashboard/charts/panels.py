"""Small panels two beside each other: periods across, shares of the year's plan upwards, and a title above."""

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import plain, shortened

COLUMNS = 2


def axis(letter: str, number: int) -> str:
    """Plotly counts axes x, x2, x3 …"""
    return f"{letter}{number + 1}" if number else letter


def place_panel(
    figure: go.Figure, periods: pd.DataFrame, number: int, line_count: int, *, most_ratio: float = 1.03
) -> None:
    """Where a panel stands, and its axes. periods: period_code, period_name, in order of time."""
    line, column = divmod(number, COLUMNS)
    height = 1 / line_count
    top = 1 - line * height
    figure.update_layout(
        {
            axis("x", number).replace("x", "xaxis"): {
                "domain": [0.09 + column * 0.5, 0.47 + column * 0.5],
                "anchor": axis("y", number),
                "type": "category",
                "tickvals": periods.period_code.tolist(),
                "ticktext": [plain(name) for name in short_names(periods.period_name.tolist())],
                "tickangle": 0,
                "tickfont": {"size": 11},
                "range": [-0.3, len(periods) - 0.7],
                "fixedrange": True,
                "showgrid": False,
            },
            axis("y", number).replace("y", "yaxis"): {
                "domain": [top - 0.78 * height, top - 0.2 * height],
                "anchor": axis("x", number),
                "range": [0, most_ratio],
                "tickvals": [0, 0.5, 1],
                "ticktext": ["0%", "50%", "100%"],
                "tickfont": {"size": 11},
                "fixedrange": True,
                "zeroline": False,
                "showgrid": True,
                "gridcolor": "rgba(122,132,150,0.25)",
            },
        }
    )


def write_title(figure: go.Figure, title: str, number: int) -> None:
    """A panel's title on two lines above it."""
    figure.add_annotation(
        text="<br>".join(plain(line) for line in wrap(shortened(title, 46), 24)),
        xref=f"{axis('x', number)} domain",
        yref=f"{axis('y', number)} domain",
        x=-0.2,
        y=1.06,
        xanchor="left",
        align="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": 13},
    )


def short_names(names: Sequence[str]) -> list[str]:
    """The names as they fit under a small panel, without the words that all share: "Quý I năm 2022" → "Quý I".

    The opening words stand on the first name alone: "Quý I", "II", "III".
    """
    words = [name.split() for name in names]
    closing = _shared(words, from_end=True)
    kept = [one[: len(one) - closing] for one in words]
    opening = _shared(kept, from_end=False)
    return [" ".join(one[opening:] if number else one) for number, one in enumerate(kept)]


def _shared(words: Sequence[Sequence[str]], *, from_end: bool) -> int:
    """How many words at one end all have in common; each keeps one of its own."""
    ends = [one[::-1] if from_end else one for one in words]
    most = min((len(one) - 1 for one in ends), default=0) if len(ends) > 1 else 0
    return next((count for count in range(most) if len({one[count] for one in ends}) > 1), most)


def write_legend(figure: go.Figure) -> None:
    """One legend for all panels, above them."""
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yref": "container", "yanchor": "top", "font": {"size": 13}},
    )
