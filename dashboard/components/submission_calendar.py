"""Units down, periods across: what became of each report, as a table whose rows lead to the unit's page."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.parts import places_by_type
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.submissions import STATES, count_by_period, units_by_silence
from dashboard.tables import Column, Table
from dashboard.words import Words

# A sign of its own for each state; the stronger the shade, the sooner staff must act. Not the statuses' colours.
SIGNS = {"missing": "!", "returned": "↩", "silent": "○", "not_due": "–", "late": "◷", "on_time": "✓"}
EXTENDED = "*"  # the unit has a due date of its own
_FILLS = {
    "missing": "rgba(138,90,168,.5)",
    "returned": "rgba(138,90,168,.32)",
    "silent": "rgba(122,132,150,.3)",
    "not_due": "transparent",
    "late": "rgba(74,120,181,.3)",
    "on_time": "rgba(122,132,150,.1)",
}


def show_calendar(view: View, named: pd.DataFrame, periods: pd.DataFrame) -> None:
    """The calendar of each type of unit. named: as `named_calendar` gives it, of all periods that have begun.

    periods: period_code, period_name, due_date, in order of time.
    """
    t = view.t
    show_heading(t("submissions.calendar"), t("submissions.calendar_lead"))
    key = "".join(
        f'<li><span class="tb-swatch" style="background:{_FILLS[state]}">{SIGNS[state]}</span>'
        f"{escape(t(f'submissions.state_{state}'))}</li>"
        for state in STATES
    )
    named = named.assign(is_extended=named.due_date != named.period_code.map(periods.set_index("period_code").due_date))
    if named.is_extended.any():
        key += f"<li>{EXTENDED} {escape(t('submissions.extended'))}</li>"
    st.html(f'<ul class="tb-legend">{key}</ul>')
    st.html(_counts(view, named, periods))
    offer_downloads(view, "calendar", t("submissions.calendar"), calendar_table(view, named, periods))
    units = units_by_silence(named)
    cells = {(row["unit_code"], row["period_code"]): row for row in named.to_dict("records")}
    for place, unit_type, part in places_by_type(units):
        with place:
            show_group_heading(t(f"group.{unit_type}"))
            st.html(_calendar(view, part, periods, cells))


def calendar_table(view: View, named: pd.DataFrame, periods: pd.DataFrame) -> Table:
    """A row a unit and period."""
    t = view.t
    names = dict(zip(periods.period_code, periods.period_name, strict=True))
    rows = named.assign(
        period_name=named.period_code.map(names),
        state_text=named.shown_state.map(lambda state: t(f"submissions.state_{state}")),
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("period_name", t("submissions.period")),
        Column("due_date", t("submissions.due"), "date"),
        Column("state_text", t("submissions.state")),
        Column("reported_date", t("submissions.reported"), "date"),
        Column("revision_count", t("submissions.revisions"), "number"),
        Column("error_count", t("submissions.errors"), "number"),
    ]
    return Table(rows, columns)


def _counts(view: View, named: pd.DataFrame, periods: pd.DataFrame) -> str:
    t, counts = view.t, count_by_period(named)
    lines = ""
    for period in periods.to_dict("records"):
        if period["period_code"] not in counts.index:
            continue
        row = counts.loc[period["period_code"]]
        told = [
            f"{escape(t(f'submissions.state_{state}'))} <b>{row[state]}</b>" for state in reversed(STATES) if row[state]
        ]
        due = escape(t("frame.due", date=t.date(period["due_date"])))
        lines += f"<li><b>{escape(period['period_name'])}</b> ({due}): {' · '.join(told)}</li>"
    return f'<ul class="tb-areas">{lines}</ul>'


def _calendar(
    view: View, units: pd.DataFrame, periods: pd.DataFrame, cells: dict[tuple[Any, Any], dict[Any, Any]]
) -> str:
    t = view.t
    heads = "".join(
        f'<th scope="col">{escape(_short_period(period["period_name"]))}<br>{_due(period["due_date"], t)}</th>'
        for period in periods.to_dict("records")
    )
    body = ""
    for unit in units.to_dict("records"):
        address = escape(page_address("units", unit=unit["unit_code"]))
        name = (
            f'<a href="{address}" target="_self" title="{escape(unit["unit_name"])}">{escape(unit["unit_short"])}</a>'
        )
        row = "".join(_cell(view, cells.get((unit["unit_code"], code))) for code in periods.period_code)
        chosen = ' class="tb-chosen"' if unit["unit_code"] == view.choice.unit_code else ""
        body += f'<tr{chosen}><th scope="row">{name}</th>{row}</tr>'
    head = f'<tr><th scope="col">{escape(t("chart.unit"))}</th>{heads}</tr>'
    return f'<table class="tb-matrix tb-calendar"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _short_period(name: str) -> str:
    """A period's name without the year, which all of them share: "Quý III năm 2022" → "Quý III"."""
    return name.partition(" năm ")[0].partition(" of ")[0]


def _due(day: date, t: Words) -> str:
    """The due date under a period's name; on a phone it may break before the year."""
    return f"<small>{escape(t.date(day)).replace('/', '/<wbr>')}</small>"


def _cell(view: View, row: dict[Any, Any] | None) -> str:
    if row is None:
        return "<td></td>"
    t, state = view.t, str(row["shown_state"])
    sign = SIGNS[state] + (SIGNS["returned"] if row["has_report"] and row["error_count"] else "")
    told = t(f"submissions.state_{state}")
    if row["is_extended"]:
        sign, told = sign + EXTENDED, f"{told}, {t('frame.due', date=t.date(row['due_date']))}"
    return f'<td style="background:{_FILLS[state]}" title="{escape(told)}">{sign}</td>'
