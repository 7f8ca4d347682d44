"""What all our figures share: quiet paper, the reader's number style, and text that stays text."""

from html import escape

import plotly.graph_objects as go

from dashboard.words import Words


def plain(text: str) -> str:
    """Text from a catalogue or a unit for use in a figure, where Plotly would read tags as markup."""
    return escape(text, quote=False)


def shortened(text: str, length: int) -> str:
    """The text, cut with an ellipsis where it is longer than `length` letters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def canvas(t: Words, row_count: int, row_height: int, top: int) -> go.Figure:
    """An empty figure for rows of a given height in pixels, with `top` pixels for what stands above them."""
    bottom = 8
    figure = go.Figure()
    figure.update_layout(
        height=top + row_count * row_height + bottom,
        margin={"l": 0, "r": 4, "t": top, "b": bottom, "pad": 6},
        separators=t.separators,
        showlegend=False,
        dragmode=False,  # so that a finger scrolls the page and not the figure
        barmode="overlay",
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
        font={"size": 13},
    )
    figure.update_xaxes(fixedrange=True, zeroline=False, showgrid=False, title=None)
    figure.update_yaxes(fixedrange=True, zeroline=False, showgrid=False, title=None, automargin=True)
    return figure


def label_units(figure: go.Figure, units: list[tuple[str, str]], highlighted: str | None) -> None:
    """Put units (code, short name) on the vertical axis, the first on top, one of them in bold."""
    labels = [plain(shortened(name, 22)) for _, name in units]
    figure.update_yaxes(
        tickfont={"size": 13},
        tickmode="array",
        tickvals=[code for code, _ in units],
        ticktext=[
            f"<b>{label}</b>" if code == highlighted else label for (code, _), label in zip(units, labels, strict=True)
        ],
        categoryorder="array",
        categoryarray=[code for code, _ in units],
        type="category",
        range=[len(units) - 0.5, -0.5],
        ticks="",
    )
