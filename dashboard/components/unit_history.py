"""What the unit has sent over the periods, and what its resubmissions changed."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.folding_table import Cell, folding_table
from dashboard.components.headings import show_heading
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.unit_record import UnitRecord
from dashboard.values import cite, given_text, value_text
from warehouse.questions.units import value_changes

CALENDAR = ("period", "state", "due", "day", "revision_count", "waiting")
CHANGES = ("indicator", "change", "women_change", "note_change", "cell", "received")


def show_calendar(view: View, record: UnitRecord) -> None:
    """A row a period begun: due, reported, state, revisions, what waits."""
    t = view.t
    show_heading(t("history.calendar"), t("history.calendar_lead"))
    heads = [t(f"history.{name}") for name in CALENDAR]
    st.html(folding_table(heads, [_period(view, record, row) for row in record.calendar.to_dict("records")]))


def _period(view: View, record: UnitRecord, row: dict[Any, Any]) -> list[Cell]:
    t = view.t
    desk = page_address("submissions", unit=record.unit_code, period=row["period_code"])
    return [
        Cell(row["period_name"]),
        Cell(t(f"submissions.state_{row['shown_state']}"), address=desk),
        Cell(t.date(row["due_date"])),
        Cell(t.date(row["reported_date"]) if pd.notna(row["reported_date"]) else ""),
        Cell(t.value(row["revision_count"]) if row["revision_count"] else ""),
        Cell(t("history.errors", count=row["error_count"]) if row["error_count"] else ""),
    ]


def show_changes(view: View, record: UnitRecord) -> None:
    """What each resubmission changed, old → new, and which revisions were withdrawn and why."""
    t = view.t
    changes = view.reader.ask(value_changes, view.choice.programme_code, record.unit_code)
    withdrawn = record.submissions[record.submissions.withdrawn_at.notna()]
    if changes.empty and withdrawn.empty:
        return
    named = changes.merge(record.catalogue, on="indicator_code")
    with st.expander(t("history.changes", count=len(named), withdrawn=len(withdrawn))):
        if len(withdrawn):
            heads = [t(f"history.{name}") for name in ("withdrawn", "withdrawn_at", "why")]
            st.html(folding_table(heads, [_withdrawn(view, record, row) for row in withdrawn.to_dict("records")]))
        if len(named):
            heads = [t(f"history.{name}") for name in CHANGES]
            st.html(folding_table(heads, [_change(view, record, row) for row in named.to_dict("records")]))


def _withdrawn(view: View, record: UnitRecord, row: dict[Any, Any]) -> list[Cell]:
    t = view.t
    told = t("cite.revision", number=row["revision_number"])
    return [
        Cell(record.period_name(row["period_code"]), f"{row['file_name']} · {told}"),
        Cell(t.moment(row["withdrawn_at"])),
        Cell(given_text(row["withdrawn_why"])),
    ]


def _change(view: View, record: UnitRecord, row: dict[Any, Any]) -> list[Cell]:
    return [
        Cell(row["indicator_name"], record.period_name(row["period_code"])),
        Cell(_old_to_new(view, row, "total_value")),
        Cell(_old_to_new(view, row, "women_value")),
        Cell(_old_to_new(view, row, "note_text")),
        Cell(cite(row, view.t)),
        Cell(view.t.moment(row["received_at"])),
    ]


def _old_to_new(view: View, row: dict[Any, Any], name: str) -> str:
    """ "40 → 52", with the word for blank; nothing where it did not change."""
    old, new = row[f"old_{name}"], row[f"new_{name}"]
    if old == new or (pd.isna(old) and pd.isna(new)):
        return ""
    blank = view.t("units.blank_blank")

    def told(value: Any) -> str:
        if pd.isna(value):
            return blank
        return str(value) if name == "note_text" else value_text(value, row, view.t)

    return f"{told(old)} → {told(new)}"
