"""One card a task: how far the groups have come against the plan to date."""

from collections.abc import Hashable, Mapping
from html import escape
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import NEXT_BETTER, STATUSES
from dashboard.components.status_mark import coloured_symbol, explained
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.status_words import explain, group_basis, way_up
from dashboard.unit_standing import as_shown
from dashboard.words import Words

_BENEATH = {"city": ("department", "district")}

Row = Mapping[Hashable, Any]


def show_task_cards(view: View, tasks: pd.DataFrame, groups: pd.DataFrame, before_name: str) -> None:
    """A card for each task that the leading group has, in order.

    tasks: task_code, task_number, task_name, task_short, page_code. groups: as `groups_since` gives them, in the chosen
    reading. The large figure is the chosen type of unit's, else the city's with departments and districts beneath.
    before_name: of the period before, empty where there is none.
    """
    leading_group = view.choice.unit_type or "city"
    rows = {(row["task_code"], row["group_code"]): row for row in groups.to_dict("records")}
    cards = [
        _card(view, task, rows, leading_group, before_name)
        for task in tasks.to_dict("records")
        if (task["task_code"], leading_group) in rows
    ]
    st.html(f'<div class="tb-cards tb-overview">{"".join(cards)}</div>')
    if before_name:
        st.caption(view.t("overview.cards_change"))


def _card(view: View, task: Row, rows: Mapping[tuple[Any, Any], Row], leading_group: str, before_name: str) -> str:
    t = view.t
    lead = rows[task["task_code"], leading_group]
    beneath = [
        rows[task["task_code"], group]
        for group in _BENEATH.get(leading_group, ())
        if (task["task_code"], group) in rows
    ]
    return f"""
        <article class="tb-card" title="{escape(task["task_name"])}">
          <header><p class="tb-number">{escape(t("task.number", number=task["task_number"]))}</p>
            <h3>{_task_link(task)}</h3></header>
          <p class="tb-scope">{escape(t(f"group.{leading_group}"))}</p>
          {standing(view, lead, _change(lead, before_name, t))}
          <div class="tb-rest">
            <dl>{"".join(_beneath(view, row) for row in beneath)}</dl>{_office_note(lead, beneath, t)}
          </div>
        </article>"""


def _task_link(task: Row) -> str:
    """The task's name, leading to its page where it has one."""
    name = escape(task["task_short"])
    return (
        f'<a href="{escape(page_address(task["page_code"]))}" target="_self">{name}</a>' if task["page_code"] else name
    )


def _change(row: Row, before_name: str, t: Words) -> str:
    """What the figure was in the period before, as a line; told in full on hovering, since the units may be others.

    Without a report in this period the figure only fell behind a plan that went on: nothing is said.
    """
    if not before_name or isnan(row["attainment_ratio"]) or not row["reported_in_period_count"]:
        return ""
    if isnan(row["before_ratio"]):
        return f'<p class="tb-change">{escape(t("card.change_none", period=before_name))}</p>'
    change = round(as_shown(row["attainment_ratio"]) - as_shown(row["before_ratio"]), 9)
    direction = "up" if change > 0 else "down" if change < 0 else "same"
    told = t(
        "card.change_told",
        period=before_name,
        before=t.percent(row["before_ratio"]),
        before_count=int(row["before_count"]),
        before_assessed=int(row["before_assessed_count"]),
        now=t.percent(row["attainment_ratio"]),
        count=row["reported_count"],
        assessed=row["assessed_indicator_count"],
    )
    line, since = (
        t(f"card.change_{direction}", points=t.points(abs(change))),
        t("card.change_since", period=before_name),
    )
    return f'<p class="tb-change" title="{escape(told)}">{escape(line)} <small>{escape(since)}</small></p>'


def _office_note(lead: Row, beneath: list[Row], t: Words) -> str:
    """Why the city has a unit more than departments and districts together."""
    is_more = beneath and lead["unit_count"] > sum(row["unit_count"] for row in beneath)
    return f'<p class="tb-note">{escape(t("card.with_office"))}</p>' if is_more else ""


def standing(view: View, row: Row, change: str = "") -> str:
    """How a group stands on a task, as markup: attainment, status and way to the next, what the mean rests on, the
    year's plan, who reported.

    row: as `groups` of `show_task_cards`. change: markup of what it was before.
    """
    t = view.t
    return f"""
          <p class="tb-figure">{escape(_percent(row["attainment_ratio"], t))}</p>
          <p class="tb-status">{_status(view, row)}
            <small>{escape(way_up(row["status_code"], row["attainment_ratio"], view.least_ratios, t))}</small></p>
          {change}{_basis(row, t)}
          <div class="tb-rest">{_plan(row, view.choice.is_over_all, t)}
            <p class="tb-note">{escape(_reporting(row, t))}</p></div>"""


def _basis(row: Row, t: Words) -> str:
    """What the figure is a mean of: a mean of units on one indicator is another number than their sums' ratio."""
    if isnan(row["attainment_ratio"]):
        return ""
    told = t("card.basis", assessed=row["assessed_indicator_count"], total=row["indicator_count"])
    return f'<p class="tb-note tb-basis">{escape(told)}</p>'


def _percent(ratio: float, t: Words) -> str:
    return t("card.no_attainment") if isnan(ratio) else t.percent(ratio)


def _status(view: View, row: Row) -> str:
    t, code = view.t, row["status_code"]
    return _explained(view, row, f"{coloured_symbol(code)} {escape(t(f'status.{code}'))}")


def _explained(view: View, row: Row, mark: str) -> str:
    """A group's mark (markup) with what its status means and rests on."""
    basis = group_basis(row["attainment_ratio"], is_over_all=view.choice.is_over_all, t=view.t)
    key = f"card-{row.get('task_code', '')}-{row['group_code']}"
    return explained(key, mark, explain(row, basis, view.least_ratios, view.t))


def _plan(row: Row, is_over_all: bool, t: Words) -> str:
    """The year's plan as a bar, with a mark where it should be by now: always the mean of the units with a report."""
    completion, expected = row["completion_ratio"], row["expected_ratio"]
    if isnan(completion):
        return ""
    key = "card.plan_reporting" if is_over_all else "card.plan"
    sentence = t(key, completion=t.percent(completion), expected=t.percent(expected))
    if completion >= expected and row["status_code"] in NEXT_BETTER:
        sentence = f"{sentence} {t('card.surplus')}"
    colour = STATUSES[row["status_code"]].colour
    return f"""
        <div class="tb-plan" aria-hidden="true">
          <i style="width:{completion:.1%};background:{colour}"></i><b style="left:{expected:.1%}"></b>
        </div>
        <p class="tb-note">{escape(sentence)}</p>"""


def _reporting(row: Row, t: Words) -> str:
    return t(
        "card.reporting",
        reported=row["reported_count"],
        expected=row["unit_count"],
        in_period=row["reported_in_period_count"],
    )


def _beneath(view: View, row: Row) -> str:
    t = view.t
    told = f"""{coloured_symbol(row["status_code"])}<span class="tb-unseen">{escape(t(f"status.{row['status_code']}"))}
          </span> {escape(_percent(row["attainment_ratio"], t))}"""
    return f"""
        <dt>{escape(t(f"group.{row['group_code']}"))}</dt>
        <dd>{_explained(view, row, told)} <small>{row["reported_count"]}/{row["unit_count"]}</small></dd>"""
