"""How fresh the numbers are, and who has not reported."""

from datetime import datetime
from html import escape

import pandas as pd
import streamlit as st

from dashboard.words import Words


def show_freshness(snapshot_id: str, published_at: str, calendar: pd.DataFrame, period_name: str, t: Words) -> None:
    """One line: how many units reported, data as of, snapshot. calendar: a row a unit, has_report."""
    parts = (
        t("frame.reported", reported=calendar.has_report.sum(), expected=len(calendar)),
        t("frame.data_as_of", moment=published_at),
        t("frame.snapshot", snapshot_id=snapshot_id),
    )
    first, *rest = (f"<span>{escape(part)}</span>" for part in parts)
    st.html(f'<p class="tb-freshness"><strong>{escape(period_name)}: {first}</strong>{"".join(rest)}</p>')


def show_silent_units(calendar: pd.DataFrame, t: Words) -> None:
    """Who has not reported, the overdue by duty first.

    calendar: unit_name, reports_by, due_date, state_code, error_count; one row a unit that ought to report.
    """
    silent = calendar[calendar.state_code.isin(["missing", "not_due"])]
    if silent.empty:
        st.caption(t("frame.silent_none"))
        return
    by_duty = silent.reports_by == "duty"
    is_missing = silent.state_code == "missing"
    parts = (
        ("frame.missing_by_duty", silent[is_missing & by_duty]),
        ("frame.missing_by_coordination", silent[is_missing & ~by_duty]),
        ("frame.not_due", silent[~is_missing]),
    )
    with st.expander(t("frame.silent_title", count=len(silent))):
        st.html("".join(_unit_list(t(key, count=len(units)), units, t) for key, units in parts if len(units)))


def _unit_list(title: str, units: pd.DataFrame, t: Words) -> str:
    items = "".join(
        f"<li>{escape(name)} <small>{escape(_remark(due_date, error_count, t))}</small></li>"
        for name, due_date, error_count in zip(units.unit_name, units.due_date, units.error_count, strict=True)
    )
    return f'<div class="tb-silent"><h2>{escape(title)}</h2><ul>{items}</ul></div>'


def _remark(due_date: datetime, error_count: int, t: Words) -> str:
    due = t("frame.due", date=t.date(due_date))
    return due if error_count == 0 else f"{due}; {t('frame.returned', count=error_count)}"
