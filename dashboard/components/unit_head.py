"""Who the unit is, who reports for it, and whether its report of the period is there."""

from html import escape

import streamlit as st

from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.unit_record import UnitRecord
from dashboard.unit_standing import latest_reporter, reported_on, submission_state
from dashboard.values import given_text


def show_unit_head(view: View, record: UnitRecord) -> None:
    """Name, kind, how it reports, its focal person, and the state of its report. Names are text of strangers."""
    t, unit = view.t, record.unit
    facts = {
        t("units.reports_by"): t(f"units.reports_by_{unit['reports_by']}"),
        t("units.reporter"): _reporter(view, record),
        str(view.period[t.column("period_name")]): _state(view, record),
    }
    group = t(f"group.{unit['unit_type']}")
    items = "".join(f"<dt>{escape(label)}</dt><dd>{escape(fact)}</dd>" for label, fact in facts.items())
    st.html(
        f'<section class="tb-unit"><h2>{escape(unit["unit_name"])}</h2>'
        f"<p>{escape(group)}</p><dl>{items}</dl>{_waiting(view, record)}</section>"
    )


def _reporter(view: View, record: UnitRecord) -> str:
    row = latest_reporter(record.submissions)
    if row is None:
        return view.t("units.no_reporter")
    given = (given_text(row[name]) for name in ("reporter_name", "reporter_phone"))
    told = " · ".join(text for text in given if text)
    return view.t("units.reporter_of", reporter=told, period=record.period_name(row["period_code"]))


def _state(view: View, record: UnitRecord) -> str:
    t, unit = view.t, record.unit
    state = t(f"units.state_{submission_state(unit['state_code'], unit['reports_by'])}")
    due = t("frame.due", date=t.date(unit["due_date"]))
    day = reported_on(record.submissions, view.choice.period_code, view.programme["late_by_code"])
    if day is None:
        return f"{state} · {due}"
    told = t("units.reported_on", date=t.date(day))
    return f"{state} · {told} · {due} · {t('units.revisions', count=unit['revision_count'])}"


def _waiting(view: View, record: UnitRecord) -> str:
    """The way to the returned file, where one waits."""
    count = record.unit["error_count"]
    if not count:
        return ""
    address = escape(page_address("submissions", unit=record.unit_code))
    told = escape(view.t("units.returned", count=count))
    return f'<p class="tb-note-box"><a href="{address}" target="_self">{told}</a></p>'
