"""A figure and its table, one click apart."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.words import Words


def show_exhibit(
    key: str, draw: Callable[[], go.Figure], table: pd.DataFrame, finding: str, t: Words
) -> None:
    """Show the figure, or its table where the reader asked for it.

    table: columns already under the reader's names; a column of floats holds ratios. finding: the sentence that
    tells what the figure shows.
    """
    if st.toggle(t("chart.show_table"), key=f"table_{key}", persist_state="session"):
        ratios = table.select_dtypes("float").columns
        styled = table.style.format(t.percent, subset=list(ratios), na_rep="–")
        st.dataframe(styled, hide_index=True, alt=finding, height="content")
    else:
        st.plotly_chart(draw(), key=f"figure_{key}", alt=finding, config={"displayModeBar": False})
