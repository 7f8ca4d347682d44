"""Whom to remind: who is overdue or must send again, with a name and a telephone."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_empty
from dashboard.components.unit_link import unit_link
from dashboard.filters import NOTHING, pick_segment
from dashboard.frame import View
from dashboard.submissions import TO_CHASE
from dashboard.tables import Column, Table


def show_chase(view: View, rows: pd.DataFrame, period_name: str) -> None:
    """The list for the chosen period, by state. rows: as `to_chase` gives them."""
    t = view.t
    lead = t("submissions.chase_lead") if view.reader.is_newest else t("submissions.chase_then")
    show_heading(t("submissions.chase", period=period_name), lead)
    if rows.empty:
        show_empty(t("submissions.nobody_title"), t("submissions.nobody"))
        return
    counts = rows.shown_state.value_counts()
    states = {NOTHING: t("submissions.all", count=len(rows))} | {
        state: f"{t(f'submissions.state_{state}')} ({counts[state]})" for state in TO_CHASE if state in counts
    }
    state = pick_segment("state", t("submissions.state"), states)
    shown = rows[rows.shown_state == state] if state else rows
    offer_downloads(view, "chase", t("submissions.chase", period=period_name), chase_table(view, shown))
    has_time = (shown.shown_state == "not_due") & (state == NOTHING)
    if not has_time.all():
        st.html(_list(view, shown[~has_time]))
    if has_time.any():
        with st.expander(states["not_due"]):
            st.html(_list(view, shown[has_time]))


def chase_table(view: View, rows: pd.DataFrame) -> Table:
    """A row a unit to remind."""
    t = view.t
    named = rows.assign(
        state_text=rows.shown_state.map(lambda state: t(f"submissions.state_{state}")),
        contact_name=rows.reporter_name.fillna(t("submissions.no_contact")),
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("state_text", t("submissions.state")),
        Column("due_date", t("submissions.due"), "date"),
        Column("days_overdue", t("submissions.days_overdue"), "number"),
        Column("contact_name", t("submissions.contact")),
        Column("reporter_phone", t("submissions.phone")),
        Column("error_count", t("submissions.errors"), "number"),
    ]
    return Table(named, columns)


def _list(view: View, rows: pd.DataFrame) -> str:
    items = "".join(_item(view, row) for row in rows.astype(object).where(rows.notna(), None).to_dict("records"))
    return f'<ul class="tb-said">{items}</ul>'


def _item(view: View, row: dict[Any, Any]) -> str:
    t = view.t
    told = [t(f"submissions.state_{row['shown_state']}"), t("frame.due", date=t.date(row["due_date"]))]
    if row["days_overdue"] is not None:
        told.append(t("submissions.overdue_by", days=int(row["days_overdue"])))
    if row["error_count"]:
        told.append(t("submissions.errors_left", count=row["error_count"]))
    known = " · ".join(str(row[name]) for name in ("reporter_name", "reporter_phone") if row[name])
    contact = f"{t('submissions.contact')}: {known or t('submissions.no_contact')}"
    return f"""<li><p>{unit_link(row["unit_code"], row["unit_name"])}
        <small>{escape(" · ".join(told))}</small></p>
        <p><small>{escape(contact)}</small></p></li>"""
