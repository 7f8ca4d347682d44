"""The units of the period to choose from, by type, the furthest behind first."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.status import STATUSES
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.legend import show_legend
from dashboard.components.parts import places_by_type
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.progress import units_worst_first
from warehouse.questions.progress import progress_by_unit


def show_unit_list(view: View) -> None:
    """A link to each unit of the period and type, with how many of its tasks have which status."""
    t = view.t
    show_heading(t("units.choose"), t("units.choose_lead"))
    show_legend(t)
    rows = units_worst_first(view.reader.ask(progress_by_unit, *view.key), view.unit_rows, view.choice.unit_type)
    for place, unit_type, part in places_by_type(rows):
        with place:
            show_group_heading(t(f"group.{unit_type}"))
            items = "".join(_item(view, unit_rows) for _, unit_rows in part.groupby("unit_code", sort=False))
            st.html(f'<ul class="tb-units">{items}</ul>')


def _item(view: View, rows: pd.DataFrame) -> str:
    unit = rows.iloc[0]
    counts = rows.status_code.value_counts()
    shown = [code for code in STATUSES if code in counts]
    marks = " ".join(f"{STATUSES[code].symbol} {counts[code]}" for code in shown)
    told = ", ".join(
        view.t("chart.count", status=view.t(f"status.{code}").lower(), count=counts[code]) for code in shown
    )
    address = escape(page_address("units", unit=unit.unit_code, period=view.choice.period_code))
    return (
        f'<li><a href="{address}" target="_self">{escape(unit.unit_name)}</a>'
        f' <span title="{escape(told)}">{marks}</span></li>'
    )
