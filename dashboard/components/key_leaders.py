"""Agencies with a woman key leader: the share of agencies, and who has none."""

from html import escape
from math import isnan

import pandas as pd
import streamlit as st

from dashboard.charts.status import EARLIER_MARK
from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.parts import places_by_type
from dashboard.components.share_section import group_sentence
from dashboard.components.task_sections import show_remarks
from dashboard.filters import page_address
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView

_STATES = ("none", "not_filled", "no_report")  # those that are listed by name


def show_key_leaders(page: TaskView) -> None:
    """Each group's share of agencies, and the units that have no woman key leader or have not said.

    Nothing where the programme does not ask.
    """
    view, t = page.view, page.view.t
    answers = key_leader_answers(page)
    if answers.empty:
        return
    show_heading(t("cadres.key_leaders"), t("cadres.key_leaders_lead"))
    offer_downloads(view, "key-leaders", t("cadres.key_leaders"), _table(page, answers))
    show_remarks(f"{t('group.city')}: {_share_sentence(page, 'city')}")
    for place, unit_type, rows in places_by_type(answers):
        with place:
            show_group_heading(t(f"group.{unit_type}"))
            show_remarks(_share_sentence(page, unit_type))
            for state in _STATES:
                _show_units(page, state, rows[rows.state_code == state])
    show_remarks(t("matrix.legend_earlier") if answers.is_earlier[answers.state_code == "none"].any() else "")


def key_leader_answers(page: TaskView) -> pd.DataFrame:
    """A row for each unit that is asked: `of_units` with state_code some | none | not_filled | no_report.

    And is_earlier: the answer stands from earlier periods.
    """
    rows = page.of_units()
    rows = rows[rows.role_code == "woman_key_leader"]
    answers = zip(rows.status_code, rows.to_date_value, strict=True)
    return rows.assign(
        state_code=[_state(status, value) for status, value in answers],
        is_earlier=rows.unit_code.isin(page.earlier_units) & rows.to_date_value.notna(),
    )


def _state(status_code: str, value: float) -> str:
    if status_code == "no_report":
        return "no_report"
    if isnan(value):
        return "not_filled"
    return "some" if value > 0 else "none"


def _share_sentence(page: TaskView, group_code: str) -> str:
    known = page.indicators()
    codes = known.indicator_code[known.role_code == "woman_key_leader_share"]
    return "" if codes.empty else group_sentence(page, str(codes.iloc[0]), group_code)


def _show_units(page: TaskView, state: str, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    t = page.view.t
    links = "".join(
        f'<li><a href="{escape(page_address("units", unit=code))}" target="_self">{escape(name)}</a>'
        f"{EARLIER_MARK * is_earlier}</li>"
        for code, name, is_earlier in zip(rows.unit_code, rows.unit_name, rows.is_earlier, strict=True)
    )
    title = t(f"cadres.state_{state}", count=len(rows))
    st.html(f'<div class="tb-silent"><h4>{escape(title)}</h4><ul>{links}</ul></div>')


def _table(page: TaskView, rows: pd.DataFrame) -> Table:
    t = page.view.t
    named = rows.assign(
        type_name=rows.unit_type.map(lambda code: t(f"group.{code}")),
        answer=rows.state_code.map(lambda code: t(f"cadres.answer_{code}")),
        note=rows.is_earlier.map({True: t("matrix.earlier"), False: ""}),
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("answer", t("cadres.has_woman_leader")),
        Column("note", t("matrix.note")),
    ]
    return Table(named, columns)
