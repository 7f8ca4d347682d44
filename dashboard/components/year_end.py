"""Where the counts of a task would be at the year's end if the periods to come are like those reported."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.year_end import year_end_panels
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_note
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from dashboard.words import Words
from dashboard.year_end import can_be_projected, outlook_finding
from warehouse.questions.catalogue import periods
from warehouse.questions.method import programme_settings
from warehouse.questions.projections import projection_by_group


def show_year_end(page: TaskView) -> None:
    """The sentence, and a panel an indicator or their table; nothing where the task has no such indicator."""
    view, t = page.view, page.view.t
    done, projected = year_end_rows(page)
    all_periods = view.reader.ask(periods, view.choice.programme_code)
    all_periods = all_periods.assign(period_name=all_periods[t.column("period_name")])
    is_last = view.period["period_number"] == all_periods.period_number.max()
    if done.empty or is_last:
        return
    show_heading(t("year_end.title"), t("year_end.lead"))
    if projected.empty:
        show_note(t("year_end.too_early", **_least(page)))
        return
    finding = outlook_finding(projected.outlook_code, t(f"group.{group_code(page)}"), t)
    st.html(f'<p class="tb-formula">{escape(finding)}</p>')
    table = year_end_table(projected, t)
    if pick_table(view, "year-end", t("year_end.title"), table):
        show_table(view, table, finding)
    else:
        show_figure("year_end", year_end_panels(projected, done, all_periods, t), finding)


def group_code(page: TaskView) -> str:
    """The group that is projected: the chosen type of unit, or the city."""
    return page.view.choice.unit_type or "city"


def year_end_rows(page: TaskView) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The group's indicators that are ever projected, by period up to the chosen one; and those projected from it.

    The second has a row an indicator: `projection_by_group`, what the indicator is, and low_ratio, projected_ratio,
    high_ratio (shares of the target).
    """
    view = page.view
    rows = page.of_groups()
    begun = page.periods[page.periods.period_number <= view.period["period_number"]].period_code.tolist()
    rows = rows[(rows.group_code == group_code(page)) & rows.period_code.isin(begun) & can_be_projected(rows)]
    done = rows.sort_values("period_code", key=lambda codes: codes.map(begun.index), kind="stable")
    answer = view.reader.ask(projection_by_group, *view.key, page.task_code)
    now = rows[rows.period_code == view.choice.period_code]
    projected = now.merge(answer, on=["group_code", "indicator_code"], validate="one_to_one")
    ratios = {
        f"{name}_ratio": projected[f"{name}_value"] / projected.target_value for name in ("low", "projected", "high")
    }
    return done, projected.assign(**ratios)


def year_end_table(projected: pd.DataFrame, t: Words) -> Table:
    """A row an indicator."""
    rows = projected.assign(outlook=projected.outlook_code.map(lambda code: t(f"year_end.outlook_{code}")))
    columns = [
        Column("indicator_name", t("task.head_indicator")),
        Column("measure_unit", t("task.measure_unit")),
        Column("counted_value", t("task.counted_head"), "number"),
        Column("target_value", t("task.head_target"), "number"),
        Column("projected_value", t("year_end.head_projected"), "number"),
        Column("low_value", t("year_end.head_low"), "number"),
        Column("high_value", t("year_end.head_high"), "number"),
        Column("projected_ratio", t("year_end.head_ratio"), "ratio"),
        Column("outlook", t("year_end.head_outlook")),
        Column("projected_unit_count", t("year_end.head_units"), "number"),
        Column("counted_unit_count", t("year_end.head_counted"), "number"),
    ]
    return Table(rows, columns)


def _least(page: TaskView) -> Mapping[str, str]:
    """What a projection needs, as the programme's settings say."""
    rows = page.view.reader.ask(programme_settings, page.view.choice.programme_code)
    settings = dict(zip(rows.setting_code, rows.setting_text, strict=True))
    share = page.view.t.percent(float(settings["projection_least_units"]))
    return {"periods": settings["projection_least_periods"], "share": share}
