"""How a task has come along over the periods, by type of unit, against the plan."""

import pandas as pd
import streamlit as st

from dashboard.charts.trend import has_fallen, trend_finding, trend_lines
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.task_sections import show_remarks
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from warehouse.questions.progress import task_progress_of_unit


def show_trend(page: TaskView) -> None:
    """A figure for each type of unit, the chosen unit among its own; and one table of them all."""
    view, t = page.view, page.view.t
    lead = t("task.trend_lead_all") if view.choice.is_over_all else t("task.trend_lead")
    show_heading(t("task.trend"), lead)
    unit = _unit_rows(page)
    rows = {group: _group_rows(page, group) for group in page.group_codes}
    rows = {group: part for group, part in rows.items() if not part.empty}
    table = _trend_table(page, rows, unit)
    as_table = pick_table(view, "trend", t("task.trend"), table)
    if as_table:
        show_table(view, table, t("task.trend"))
    else:
        _show_figures(page, rows, unit)
    parts = [*rows.values(), unit]
    show_remarks(t("task.trend_falls") if any(has_fallen(part.completion_ratio) for part in parts) else "")


def _show_figures(page: TaskView, rows: dict[str, pd.DataFrame], unit: pd.DataFrame) -> None:
    t = page.view.t
    shown = [group for group in page.type_codes if group in rows]
    for place, group in zip(st.columns(max(len(shown), 1), gap="medium"), shown, strict=False):
        part, unit_name = rows[group], None
        if not unit.empty and unit.unit_type.iloc[0] == group:
            unit_name = _chosen_name(page)
            ratios = unit[["period_code", "completion_ratio"]].rename(columns={"completion_ratio": "unit_ratio"})
            part = part.merge(ratios, on="period_code", how="left", validate="one_to_one")
        name = t(f"group.{group}")
        with place:
            show_group_heading(name)
            show_figure(f"trend_{group}", trend_lines(part, t, unit_name), trend_finding(part, name, t))


def _group_rows(page: TaskView, group_code: str) -> pd.DataFrame:
    """A group's rows by period; where a period is not due and nobody has reported for it, nothing is known yet."""
    of_group = page.groups[page.groups.group_code == group_code]
    rows = page.periods.merge(of_group, on="period_code", validate="one_to_one")
    rows["is_awaited"] = rows.is_open & (rows.reported_in_period_count == 0)
    rows.loc[rows.is_awaited, ["attainment_ratio", "completion_ratio"]] = float("nan")
    return rows


def _unit_rows(page: TaskView) -> pd.DataFrame:
    """The chosen unit's rows by period, likewise; none where no unit is chosen."""
    view = page.view
    asked = (view.choice.programme_code, page.task_code, view.choice.unit_code or "")
    rows = page.periods.merge(view.reader.ask(task_progress_of_unit, *asked), on="period_code", validate="one_to_one")
    rows["is_awaited"] = rows.is_open & ~rows.has_report_in_period
    rows.loc[rows.is_awaited, ["attainment_ratio", "completion_ratio"]] = float("nan")
    return rows


def _chosen_name(page: TaskView) -> str:
    units = page.view.unit_rows
    return str(units.unit_short[units.unit_code == page.view.choice.unit_code].iloc[0])


def _trend_table(page: TaskView, rows: dict[str, pd.DataFrame], unit: pd.DataFrame) -> Table:
    """A row a group (or the chosen unit) and period: status, ratios, and how many reported in the period."""
    t = page.view.t
    parts = [part.assign(who=t(f"group.{group}")) for group, part in rows.items()]
    if not unit.empty:
        is_in = unit.has_report_in_period.astype(int)
        parts.append(unit.assign(who=_chosen_name(page), reported_in_period_count=is_in, unit_count=1))
    table = pd.concat(parts, ignore_index=True)
    words = table.status_code.map(lambda code: t(f"status.{code}"))
    table["status_word"] = words.where(~table.is_awaited, t("trend.open"))
    columns = [
        Column("who", t("task.who")),
        Column("period_name", t("filter.period")),
        Column("status_word", t("chart.status")),
        Column("attainment_ratio", t("chart.attainment"), "ratio"),
        Column("completion_ratio", t("chart.completion"), "ratio"),
        Column("expected_ratio", t("chart.expected"), "ratio"),
        Column("reported_in_period_count", t("task.reported_in_period"), "number"),
        Column("unit_count", t("task.unit_count"), "number"),
    ]
    return Table(table, columns)
