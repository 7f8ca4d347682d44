"""The key to the statuses."""

from html import escape

import streamlit as st

from dashboard.charts.status import STATUSES
from dashboard.words import Words


def show_legend(t: Words) -> None:
    """Symbol and word of each status."""
    items = "".join(
        f'<li><span class="tb-swatch" style="background:{status.fill}">{status.symbol}</span>'
        f"{escape(t(f'status.{code}'))}</li>"
        for code, status in STATUSES.items()
    )
    items += f"<li>{escape(t('matrix.legend_earlier'))}</li>"
    st.html(f'<ul class="tb-legend" aria-label="{escape(t("status.legend"))}">{items}</ul>')
