"""What stands around every page: language, navigation, filters, freshness, banners."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

import pandas as pd
import streamlit as st

from dashboard import filters
from dashboard.components import as_of, notices, reporting
from dashboard.components.furniture import name_furniture
from dashboard.components.headings import show_brand, show_on_paper, show_programme, show_title
from dashboard.components.navigation import show_navigation
from dashboard.filters import Choice, UnitUse
from dashboard.reader import Reader, open_reader
from dashboard.words import Words
from warehouse.clock import local_date, now
from warehouse.home import find_home
from warehouse.kept import kept_snapshots
from warehouse.questions.catalogue import periods, programmes, units
from warehouse.questions.publication import publication
from warehouse.questions.submissions import reported_periods, submission_calendar


@dataclass(frozen=True)
class View:
    """What a page needs: whom to ask, in which words, and what the reader chose.

    `page_name` is that of the page's file, `today` the local date: made-up data bring their own, and an earlier
    snapshot's is the day of its publication, so that the past is judged as it was judged then. `programme` and
    `period` are rows of `programmes` and `periods`; `unit_rows` those of `units` that ought to report in the period,
    with `unit_name` and `unit_short` in the reader's language; `calendar` is `submission_calendar` of the period beside
    them. `facts` (label → text) name the filters and the snapshot, for what is taken away.
    """

    page_name: str
    reader: Reader
    t: Words
    today: date
    is_made_up: bool
    choice: Choice
    programme: Mapping[str, Any]
    period: Mapping[str, Any]
    unit_rows: pd.DataFrame
    calendar: pd.DataFrame
    facts: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """Programme and period, as most questions ask for them."""
        return self.choice.programme_code, self.choice.period_code

    @property
    def least_ratios(self) -> dict[str, float]:
        """From which attainment on a status holds."""
        return {
            "on_track": self.programme["on_track_min_ratio"],
            "at_risk": self.programme["at_risk_min_ratio"],
        }

    @property
    def narrowed_units(self) -> pd.DataFrame:
        """The unit rows of the chosen type, or of the chosen unit alone."""
        rows, choice = self.unit_rows, self.choice
        if choice.unit_code:
            return rows[rows.unit_code == choice.unit_code]
        return rows[rows.unit_type == choice.unit_type] if choice.unit_type else rows

    @property
    def has_reports(self) -> bool:
        """Whether any unit has reported for the period itself."""
        return bool(self.calendar.has_report.any())


def open_page(
    page_name: str,
    *,
    unit_use: UnitUse = "highlight",
    has_reading: bool = False,
    title: Callable[["View"], str | None] | None = None,
) -> View:
    """Draw the frame of a page and return what the page needs. Without data it says so and ends the run.

    page_name: its file's name in `pages/`. unit_use: what the page does with a chosen unit.
    has_reading: whether it shows means of groups, whose reading can then be picked. title: what the page is called
    where that comes from the data (text from outside); without, or where it gives None, its name in the navigation.
    """
    t = Words(filters.current_language())
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="top"):
        show_brand(t)
        filters.pick_language(t)
    name_furniture(t)
    show_navigation(page_name, t)
    title_place = st.empty()
    with title_place:
        show_title(t(f"page.{page_name}"))
    reader = open_reader(st.query_params.get("as_of"))
    if reader is None:
        notices.show_alarms(find_home(), now(), t)
        _stop_empty(t("empty.no_snapshot_title"), t("empty.no_snapshot"))
    published = reader.ask(publication).iloc[0]
    today = _today_of(reader, published)
    _show_which_snapshot(reader, published, today, t)
    programme_place = st.container()
    with st.grid(4 + has_reading, min_column_width=150, key="filters"):
        view = _pick_view(page_name, reader, published, today, t, unit_use, has_reading=has_reading)
    own_title = title(view) if title else None
    if own_title:
        with title_place:
            show_title(own_title)
    with programme_place:
        show_programme(str(view.programme[t.column("programme_name")]))
    _show_notices(view)
    return view


def _today_of(reader: Reader, published: pd.Series) -> date:
    """Made-up data bring their own day; an earlier snapshot is judged by the day of its publication."""
    if published.is_made_up:
        return published.made_up_date.date()  # type: ignore[no-any-return]
    return local_date(now() if reader.is_newest else published.published_at.tz_localize("UTC"))


def _show_which_snapshot(reader: Reader, published: pd.Series, today: date, t: Words) -> None:
    """What a reader must know who does not see the newest, or does not see the one that was asked for."""
    wished = filters.misfit("as_of", reader.snapshot.snapshot_id)
    if wished:
        notices.show_note(t("as_of.misfit", code=wished))
    if not reader.is_newest:
        as_of.show_as_of(published.snapshot_id, published.published_at, today, t)


def _pick_view(
    page_name: str,
    reader: Reader,
    published: pd.Series,
    today: date,
    t: Words,
    unit_use: UnitUse,
    *,
    has_reading: bool,
) -> View:
    """Draw the filters; the view of what was picked."""
    programme = _pick_programme(reader, t, today)
    code = str(programme["programme_code"])
    period = _pick_period(reader, t, code, today)
    calendar = reader.ask(submission_calendar, code, period["period_code"], programme["late_by_code"], today)
    unit_rows = _name_units(reader.ask(units, code), t)
    unit_rows = unit_rows[unit_rows.unit_code.isin(calendar.unit_code)]
    unit_type, unit_code = filters.pick_unit_filters(t, unit_rows, unit_use)
    is_over_all = has_reading and filters.pick_reading(t)
    choice = Choice(code, str(period["period_code"]), unit_type, unit_code, is_over_all)
    facts = {
        t("filter.programme"): str(programme[t.column("programme_name")]),
        t("filter.period"): str(period[t.column("period_name")]),
        t("filter.type"): t(f"group.{unit_type}") if unit_type else t("filter.type_all"),
        t("download.snapshot"): str(published.snapshot_id),
        t("download.published_at"): t.moment(published.published_at),
    }
    if unit_code:
        facts[t(f"filter.unit_{unit_use}")] = str(unit_rows.set_index("unit_code").unit_name[unit_code])
    if has_reading:
        facts[t("filter.over")] = t(f"filter.over_{'all' if is_over_all else 'reporting'}")
    calendar = unit_rows.merge(calendar, on="unit_code", validate="one_to_one")
    is_made_up = bool(published.is_made_up)
    return View(page_name, reader, t, today, is_made_up, choice, programme, period, unit_rows, calendar, facts)


def _show_notices(view: View) -> None:
    """Everything that a reader must know before trusting the numbers."""
    t = view.t
    show_on_paper(view.facts)
    if view.is_made_up:
        notices.show_made_up(view.today, t)
    if view.reader.is_newest:  # how the ETL is doing today says nothing of an earlier snapshot
        notices.show_alarms(find_home(), now(), t)
    choice = view.choice
    taken = {
        "programme": choice.programme_code,
        "period": choice.period_code,
        "type": choice.unit_type or filters.NOTHING,
        "unit": choice.unit_code or filters.NOTHING,
    }
    for name, code in taken.items():
        wished = filters.misfit(name, code)
        if wished:
            notices.show_note(t(f"frame.misfit_{name}", code=wished))
    with st.container(horizontal=True, vertical_alignment="center", key="freshness"):
        reporting.show_freshness(
            view.reader.snapshot.snapshot_id,
            view.facts[t("download.published_at")],
            view.calendar,
            str(view.period[t.column("period_name")]),
            t,
        )
        as_of.pick_as_of(view.reader.snapshot.snapshot_id, view.reader.newest_id, kept_snapshots(find_home()), t)
    if not view.has_reports:
        notices.show_note(t("frame.nobody_yet", due=t.date(view.period["due_date"])))
    reporting.show_silent_units(view.calendar, t)


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
