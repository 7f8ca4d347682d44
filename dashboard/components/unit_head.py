"""Who the unit is, who reports for it, and whether its report of the period is there."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.unit_record import UnitRecord
from dashboard.values import given_text


def show_unit_head(view: View, record: UnitRecord) -> None:
    """Name, kind, how it reports, its focal person, and the state of its report. Names are text of strangers."""
    t, unit = view.t, record.unit
    facts = {
        t("units.reports_by"): t(f"units.reports_by_{unit['reports_by']}"),
        t("submissions.contact"): _reporter(view, record),
        str(view.period[t.column("period_name")]): _state(view, record),
    }
    kind = t(f"group.{unit['unit_type']}")
    if t.language == "vi":  # the catalogue has the finer kind in Vietnamese only
        kind = t("units.kind", group=kind, kind=unit["unit_kind"])
    items = "".join(f"<dt>{escape(label)}</dt><dd>{escape(fact)}</dd>" for label, fact in facts.items())
    st.html(
        f'<section class="tb-unit"><h2>{escape(unit["unit_name"])}</h2>'
        f"<p>{escape(kind)}</p><dl>{items}</dl>{_waiting(view, record)}</section>"
    )


def _reporter(view: View, record: UnitRecord) -> str:
    row = record.reporter
    if row is None:
        return view.t("submissions.no_contact")
    given = (given_text(row[name]) for name in ("reporter_name", "reporter_phone"))
    told = " · ".join(text for text in given if text)
    return view.t("units.reporter_of", reporter=told, period=record.period_name(row["period_code"]))


def _state(view: View, record: UnitRecord) -> str:
    t, unit = view.t, record.unit
    now = record.calendar[record.calendar.period_code == view.choice.period_code].iloc[0]
    state = t(f"submissions.state_{now.shown_state}")
    due = t("frame.due", date=t.date(unit["due_date"]))
    if pd.isna(now.reported_date):
        return f"{state} · {due}"
    told = t("units.reported_on", date=t.date(now.reported_date))
    return f"{state} · {told} · {due} · {t('units.revisions', count=unit['revision_count'])}"


def _waiting(view: View, record: UnitRecord) -> str:
    """The way to the returned file, where one waits."""
    count = record.unit["error_count"]
    if not count:
        return ""
    address = escape(page_address("submissions", unit=record.unit_code))
    told = escape(view.t("units.returned", count=count))
    return f'<p class="tb-note-box"><a href="{address}" target="_self">{told}</a></p>'
