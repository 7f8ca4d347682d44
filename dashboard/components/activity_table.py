"""Plans, meetings and joint activities: what was done in each period, and how far that is on the year's plan."""

from collections.abc import Hashable, Mapping
from html import escape
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads
from dashboard.components.folding_table import labelled_cells
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.indicator_table import plan_told, written
from dashboard.coordination import activities_by_period
from dashboard.frame import View
from dashboard.status_words import with_meaning
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from dashboard.words import Words

Row = Mapping[Hashable, Any]


def show_activities(page: TaskView) -> None:
    """A table for each type of unit, side by side: a row an activity, a column a period, and the bar of the plan."""
    view, t = page.view, page.view.t
    rows, periods = page.of_groups(), _periods_to_date(page)
    groups = {code: activities_by_period(rows, code, list(periods.period_code)) for code in page.type_codes}
    groups = {code: part for code, part in groups.items() if not part.empty}
    if not groups:
        return
    show_heading(t("coordination.activities"), t("coordination.activities_lead"))
    told = {code: with_meaning(part, view.least_ratios, t) for code, part in groups.items()}
    offer_downloads(view, "activities", t("coordination.activities"), activities_table(told, periods, t))
    for place, (code, part) in zip(st.columns(len(groups), gap="medium"), groups.items(), strict=True):
        with place:
            show_group_heading(t(f"group.{code}"))
            st.html(_table(view, part, periods))


def activities_table(groups: Mapping[str, pd.DataFrame], periods: pd.DataFrame, t: Words) -> Table:
    """A row a type of unit and activity, as on the screen."""
    rows = pd.concat([part.assign(group_name=t(f"group.{code}")) for code, part in groups.items()])
    columns = [
        Column("indicator_name", t("task.head_indicator")),
        Column("group_name", t("chart.group")),
        Column("measure_unit", t("task.measure_unit")),
        *(Column(period["period_code"], period["period_name"], "number") for period in periods.to_dict("records")),
        Column("to_date_value", t("task.head_to_date"), "number"),
        Column("target_value", t("task.head_target"), "number"),
        Column("completion_ratio", t("chart.completion"), "ratio"),
        Column("expected_ratio", t("chart.expected"), "ratio"),
        Column("status_code", t("chart.status"), "status"),
        Column("way_up", t("chart.way_up")),
    ]
    return Table(rows, columns)


def _periods_to_date(page: TaskView) -> pd.DataFrame:
    """The periods up to the chosen one."""
    rows: pd.DataFrame = page.periods[page.periods.period_number <= page.view.period["period_number"]]
    return rows


def _table(view: View, rows: pd.DataFrame, periods: pd.DataFrame) -> str:
    t = view.t
    heads = [t("coordination.period", number=number) for number in periods.period_number]
    heads += [t("coordination.to_date_of_plan"), t("task.head_completion")]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(_row(view, row, list(periods.period_code), heads) for row in rows.to_dict("records"))
    first = f'<th scope="col">{escape(t("task.head_indicator"))}</th>'
    return f"""<table class="tb-indicators tb-activities"><thead><tr>{first}{head}</tr></thead>
        <tbody>{body}</tbody></table>"""


def _row(view: View, row: Row, period_codes: list[str], heads: list[str]) -> str:
    t = view.t
    cells = [escape(written(row, code, t)) for code in period_codes]
    cells += [escape(_to_date(row, t)), plan_told(view, row, f"activity-{row['group_code']}-{row['indicator_code']}")]
    unit = "" if row["indicator_kind"] == "B" else f" <small>({escape(row['measure_unit'])})</small>"
    return f'<tr><th scope="row">{escape(row["indicator_name"])}{unit}</th>{labelled_cells(heads, cells)}</tr>'


def _to_date(row: Row, t: Words) -> str:
    """What counts to date of the plan; where nothing is planned, the value to date."""
    if isnan(row["target_value"]):
        return written(row, "to_date_value", t)
    done = t.value(row["counted_value"]) if not isnan(row["counted_value"]) else t("chart.missing")
    return t("coordination.of_plan", done=done, plan=t.value(row["target_value"]))
