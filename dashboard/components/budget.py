"""Budget spent against the year's plan: by type of unit, and the biggest and the least spenders."""

from collections.abc import Hashable, Mapping
from html import escape
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.budget_bars import budget_bars, budget_finding
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.folding_table import labelled_cells
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.indicator_table import plan_told
from dashboard.components.notices import show_note
from dashboard.components.parts import places_by_type
from dashboard.components.task_sections import show_remarks
from dashboard.coordination import EXTREMES, budget_by_unit, extremes
from dashboard.frame import View
from dashboard.status_words import with_meaning
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from dashboard.words import Words

Row = Mapping[Hashable, Any]


def show_budget(page: TaskView) -> None:
    """What each group has spent of its plan, then the units at both ends, and where the plan should be by now."""
    view, t = page.view, page.view.t
    groups = page.of_groups()
    groups = groups[(groups.role_code == "budget") & (groups.period_code == view.choice.period_code)]
    groups = groups[groups.group_code.isin(page.group_codes)]
    if groups.empty:
        return
    show_heading(t("coordination.budget"), t("coordination.budget_lead", unit=groups.measure_unit.iloc[0]))
    st.html(_group_table(view, groups.set_index("group_code").loc[list(page.group_codes)].reset_index()))
    units = with_meaning(with_words(budget_by_unit(page.of_units()), t), view.least_ratios, t)
    if units.empty:
        show_note(t("coordination.no_budget"))
        return
    table = budget_table(units, t)
    if pick_table(view, "budget", t("coordination.budget"), table):
        show_table(view, table, t("coordination.budget"))
        return
    for place, unit_type, part in places_by_type(units):
        name = t(f"group.{unit_type}")
        with place:
            show_group_heading(name)
            figure = budget_bars(extremes(part), t, view.choice.unit_code)
            show_figure(f"budget_{unit_type}", figure, budget_finding(part, name, t))
            is_cut = len(part) > 2 * EXTREMES
            show_remarks(t("coordination.budget_cut", shown=EXTREMES, count=len(part)) if is_cut else "")


def with_words(units: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The rows of `budget_by_unit` with type_name and what stands beside the bar: percent, spent and planned."""
    told = [
        t("coordination.spent", ratio=t.percent(ratio), spent=_amount(spent, t), plan=_amount(plan, t))
        for ratio, spent, plan in zip(units.completion_ratio, units.to_date_value, units.target_value, strict=True)
    ]
    return units.assign(told=told, type_name=units.unit_type.map(lambda code: t(f"group.{code}")))


def budget_table(units: pd.DataFrame, t: Words) -> Table:
    """A row a unit with a plan, the biggest spender against it first."""
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("measure_unit", t("task.measure_unit")),
        Column("to_date_value", t("task.head_to_date"), "number"),
        Column("target_value", t("task.head_target"), "number"),
        Column("completion_ratio", t("chart.completion"), "ratio"),
        Column("expected_ratio", t("chart.expected"), "ratio"),
        Column("status_code", t("chart.status"), "status"),
        Column("way_up", t("chart.way_up")),
    ]
    return Table(units, columns)


def _amount(value: float, t: Words) -> str:
    return t("chart.missing") if isnan(value) else t.value(value, 1)


def _group_table(view: View, groups: pd.DataFrame) -> str:
    t = view.t
    heads = (t("coordination.counted"), t("task.head_target"), t("task.head_completion"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(_group_row(view, row, heads) for row in groups.to_dict("records"))
    first = f'<th scope="col">{escape(t("chart.group"))}</th>'
    return f"""<table class="tb-indicators tb-budget"><thead><tr>{first}{head}</tr></thead>
        <tbody>{body}</tbody></table>"""


def _group_row(view: View, row: Row, heads: tuple[str, ...]) -> str:
    t = view.t
    told = plan_told(view, row, f"budget-{row['group_code']}")
    cells = (_amount(row["counted_value"], t), _amount(row["target_value"], t), told)
    name = t(f"group.{row['group_code']}")
    return f'<tr><th scope="row">{escape(name)}</th>{labelled_cells(heads, cells)}</tr>'
