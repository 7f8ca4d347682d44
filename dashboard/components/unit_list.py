"""The units of the period to choose from, by type, the furthest behind first."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.status import STATUSES
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.legend import show_legend
from dashboard.components.parts import places_by_type
from dashboard.components.status_mark import described_by, explanation
from dashboard.components.unit_matrix import unit_lines
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.progress import name_tasks, units_worst_first
from warehouse.questions.catalogue import tasks
from warehouse.questions.progress import progress_by_unit


def show_unit_list(view: View) -> None:
    """A link to each unit of the period and type, with how many of its tasks have which status."""
    t = view.t
    show_heading(t("units.choose"), t("units.choose_lead"))
    show_legend(view)
    rows = units_worst_first(view.reader.ask(progress_by_unit, *view.key), view.unit_rows, view.choice.unit_type)
    lines = unit_lines(view, rows, name_tasks(view.reader.ask(tasks, view.choice.programme_code), t))
    for place, unit_type, part in places_by_type(rows):
        with place:
            show_group_heading(t(f"group.{unit_type}"))
            items = "".join(_item(view, unit_rows, lines) for _, unit_rows in part.groupby("unit_code", sort=False))
            st.html(f'<ul class="tb-units">{items}</ul>')


def _item(view: View, rows: pd.DataFrame, lines: Mapping[str, list[str]]) -> str:
    unit = rows.iloc[0]
    counts = rows.status_code.value_counts()
    shown = [code for code in STATUSES if code in counts]
    marks = " ".join(f"{STATUSES[code].symbol} {counts[code]}" for code in shown)
    told = ", ".join(
        view.t("chart.count", status=view.t(f"status.{code}").lower(), count=counts[code]) for code in shown
    )
    address = escape(page_address("units", unit=unit.unit_code, period=view.choice.period_code))
    key = f"unit-{unit.unit_code}"
    return (
        f'<li class="tb-why"><a href="{address}" target="_self" {described_by(key)}>{escape(unit.unit_name)}</a>'
        f' <span aria-hidden="true">{marks}</span><span class="tb-unseen">{escape(told)}</span>'
        f"{explanation(key, lines[unit.unit_code], unit.unit_name)}</li>"
    )
