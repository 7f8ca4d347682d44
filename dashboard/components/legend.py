"""The key to the statuses."""

from html import escape

import streamlit as st

from dashboard.charts.status import STATUSES
from dashboard.components.status_mark import explained
from dashboard.frame import View
from dashboard.status_words import UNMEASURED, legend_text, status_rule


def show_legend(view: View) -> None:
    """Symbol and word of each status, and when it holds."""
    items = "".join(f"<li>{_item(view, code)}</li>" for code in STATUSES)
    items += f"<li>{escape(view.t('matrix.legend_earlier'))}</li>"
    st.html(f'<ul class="tb-legend" aria-label="{escape(view.t("status.legend"))}">{items}</ul>')


def _item(view: View, status_code: str) -> str:
    t, status = view.t, STATUSES[status_code]
    text = escape(legend_text(status_code, view.least_ratios, t))
    if status_code in UNMEASURED:
        text = explained(f"legend-{status_code}", text, [status_rule(status_code, view.least_ratios, t)])
    return f'<span class="tb-swatch" style="background:{status.fill}">{status.symbol}</span>{text}'
