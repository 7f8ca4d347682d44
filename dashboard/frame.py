"""What stands around every page: language, filters, freshness, banners."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from dashboard import filters
from dashboard.components import notices, reporting
from dashboard.components.headings import show_brand, show_title
from dashboard.filters import Choice
from dashboard.reader import Reader, open_reader
from dashboard.words import Words
from warehouse.clock import local_date, now
from warehouse.home import find_home
from warehouse.questions.catalogue import periods, programmes, units
from warehouse.questions.publication import publication
from warehouse.questions.submissions import reported_periods, submission_calendar


@dataclass(frozen=True)
class View:
    """What a page needs: whom to ask, in which words, and what the reader chose.

    `programme` and `period` are rows of `programmes` and `periods`; `unit_rows` those of `units` that ought
    to report in the period, with `unit_name` and `unit_short` in the reader's language.
    """

    reader: Reader
    t: Words
    choice: Choice
    programme: Mapping[str, Any]
    period: Mapping[str, Any]
    unit_rows: pd.DataFrame

    @property
    def least_ratios(self) -> dict[str, float]:
        """From which attainment on a status holds."""
        return {
            "on_track": self.programme["on_track_min_ratio"],
            "at_risk": self.programme["at_risk_min_ratio"],
        }


def open_page() -> View:
    """Draw the frame of a page and return what the page needs. Without data it says so and ends the run."""
    t = Words(filters.current_language())
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        show_brand(t)
        filters.pick_language(t)
    reader = open_reader()
    if reader is None:
        notices.show_alarms(find_home(), now(), t)
        _stop_empty(t("empty.no_snapshot_title"), t("empty.no_snapshot"))
    facts = reader.ask(publication).iloc[0]
    today = facts.made_up_date.date() if facts.is_made_up else local_date(now())
    title = st.container()
    view, calendar = _pick(reader, t, today)
    with title:
        show_title(str(view.programme[t.column("programme_name")]))
    if facts.is_made_up:
        notices.show_made_up(today, t)
    notices.show_alarms(find_home(), now(), t)
    period_name = str(view.period[t.column("period_name")])
    reporting.show_freshness(reader.snapshot.snapshot_id, facts.published_at, calendar, period_name, t)
    reporting.show_silent_units(calendar, t)
    return view


def _pick(reader: Reader, t: Words, today: date) -> tuple[View, pd.DataFrame]:
    """Draw the filters; returns the view and the period's calendar with the units' names."""
    with st.grid(5, min_column_width=150, key="filters"):
        programme = _pick_programme(reader, t, today)
        code = str(programme["programme_code"])
        period = _pick_period(reader, t, code, today)
        calendar = reader.ask(submission_calendar, code, period["period_code"], programme["late_by_code"], today)
        unit_rows = _name_units(reader.ask(units, code), t)
        unit_rows = unit_rows[unit_rows.unit_code.isin(calendar.unit_code)]
        unit_type, unit_code = filters.pick_unit_filters(t, unit_rows)
        is_over_all = filters.pick_reading(t)
    choice = Choice(code, str(period["period_code"]), unit_type, unit_code, is_over_all)
    view = View(reader, t, choice, programme, period, unit_rows)
    return view, unit_rows.merge(calendar, on="unit_code", validate="one_to_one")


def _pick_programme(reader: Reader, t: Words, today: date) -> Mapping[str, Any]:
    offered = filters.begun(reader.ask(programmes), today)
    if offered.empty:
        _stop_empty(t("empty.no_snapshot_title"), t("empty.no_programme"))
    names = dict(zip(offered.programme_code, offered[t.column("programme_name")], strict=True))
    code = filters.pick_code("programme", t("filter.programme"), names, offered.programme_code.iloc[0])
    return _row(offered, "programme_code", code)


def _pick_period(reader: Reader, t: Words, programme_code: str, today: date) -> Mapping[str, Any]:
    offered = filters.begun(reader.ask(periods, programme_code), today)
    if offered.empty:
        _stop_empty(t("empty.no_reports_title"), t("empty.no_period"))
    reported_codes = set(reader.ask(reported_periods, programme_code).period_code)
    opening = filters.opening_period(offered, reported_codes, today)
    names = dict(zip(offered.period_code, offered[t.column("period_name")], strict=True))
    return _row(offered, "period_code", filters.pick_code("period", t("filter.period"), names, opening))


def _row(table: pd.DataFrame, column: str, code: str) -> Mapping[str, Any]:
    return dict(table[table[column] == code].iloc[0])


def _name_units(unit_rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    return unit_rows.assign(unit_name=unit_rows[t.column("unit_name")], unit_short=unit_rows[t.column("unit_short")])


def _stop_empty(title: str, body: str) -> NoReturn:
    notices.show_empty(title, body)
    st.stop()
