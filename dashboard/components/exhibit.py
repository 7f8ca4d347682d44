"""A figure and its table, one click apart."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.words import Words


def pick_table(key: str, t: Words) -> bool:
    """Draw the switch between a section's figures and their tables; returns whether tables are wanted."""
    return st.toggle(t("chart.show_table"), key=f"table_{key}", persist_state="session")


def show_figure(key: str, figure: go.Figure, finding: str) -> None:
    """Show a figure. finding: the sentence that tells what it shows to those who cannot see it."""
    st.plotly_chart(figure, key=f"figure_{key}", alt=finding, config={"displayModeBar": False})


def show_table(table: pd.DataFrame, finding: str, t: Words) -> None:
    """Show a table; its columns stand under the reader's names, and a column of floats holds ratios."""
    formats: dict[Any, Any] = dict.fromkeys(table.select_dtypes("float").columns, t.percent)
    styled = table.style.format(formats, na_rep=t("chart.missing"))
    names = {table.columns[0]: st.column_config.Column(pinned=True)}  # on a phone the rest slides beneath
    st.dataframe(styled, column_config=names, hide_index=True, alt=finding, height="content")
