"""What every task page shows of its task: where it stands, and how far each unit has come."""

from html import escape

import streamlit as st

from dashboard.components.headings import show_heading
from dashboard.components.notices import show_empty
from dashboard.components.task_cards import standing
from dashboard.components.unit_progress import show_progress
from dashboard.task_view import TaskView


def show_standing(page: TaskView) -> None:
    """A card for the city and each type of unit: attainment, status, the year's plan, who reported."""
    view, t = page.view, page.view.t
    show_heading(t("task.standing"), t("task.standing_lead", period=t.date(view.period["to_date"])))
    named = [(t(f"group.{row['group_code']}"), row) for row in page.groups_now.to_dict("records")]
    cards = "".join(
        f'<article class="tb-card"><h3>{escape(name)}</h3>{standing(view, row)}</article>' for name, row in named
    )
    st.html(f'<div class="tb-cards">{cards}</div>')


def show_task_progress(page: TaskView) -> None:
    """The bar of every unit, and the remarks without which it could be misread."""
    t, rows = page.view.t, page.units
    if rows.empty:
        show_empty(t("empty.no_units_title"), t("empty.no_units"))
        return
    show_heading(t("task.progress"), t("task.progress_lead"))
    has_surplus = (rows.completion_ratio >= rows.expected_ratio) & rows.status_code.isin(["at_risk", "behind"])
    remarks = [
        t("task.surplus") if has_surplus.any() else "",
        t("matrix.legend_earlier") if page.earlier_units else "",
    ]
    show_progress(page.view, t("task.progress"), rows, str(page.task["task_name"]))
    show_remarks(*remarks)


def show_remarks(*remarks: str) -> None:
    """Short remarks beneath a section; empty ones are left out. They may hold text from outside, which stays text."""
    said = "".join(f"<p>{escape(remark)}</p>" for remark in remarks if remark)
    if said:
        st.html(f'<div class="tb-remarks">{said}</div>')
