"""Periods across, named in full on a few short lines; those that are not due yet say so."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import plain
from dashboard.words import Words

_LINE = 11  # letters that a phone has room for


def label_periods(figure: go.Figure, rows: pd.DataFrame, t: Words) -> None:
    """Put the periods on the horizontal axis. rows: period_code, period_name, is_open, in order of time."""
    labels = [
        "<br>".join(wrap(plain(name), _LINE)) + (f"<br><i>{t('trend.open')}</i>" if is_open else "")
        for name, is_open in zip(rows.period_name, rows.is_open, strict=True)
    ]
    figure.update_xaxes(
        type="category",
        tickvals=rows.period_code.tolist(),
        ticktext=labels,
        tickangle=0,
        automargin=True,
        range=[-0.5, len(rows) - 0.5],
    )
