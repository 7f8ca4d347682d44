"""What was done in each period, and who came: women, men, and those not told by sex."""

import pandas as pd
import streamlit as st

from dashboard.charts.period_columns import Part, columns_finding, period_columns
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.task_sections import show_remarks
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from dashboard.words import Words

_COLOURS = ("#4A78B5", "#9DB4D0", "#8E5BB5", "#C9B6DA", "#B9BEC8")  # quiet, and none a status's


def show_activity(page: TaskView, role_codes: tuple[str, ...]) -> None:
    """The indicators that have these roles by period: counts by type of unit, people by sex.

    A task without any has no such section.
    """
    view, t = page.view, page.view.t
    rows = activity_rows(page, role_codes)
    if rows.empty:
        return
    show_heading(t("communication.activity"), t("communication.activity_lead"))
    table = _table(page, rows)
    if pick_table(view, "activity", t("communication.activity"), table):
        show_table(view, table, t("communication.activity"))
    else:
        for codes in (role_codes[start : start + 2] for start in range(0, len(role_codes), 2)):
            shown = [part for code in codes if not (part := rows[rows.role_code == code]).empty]
            for place, part in zip(st.columns(max(len(shown), 1), gap="medium"), shown, strict=False):
                with place:
                    _show_indicator(page, part)
    show_remarks(t("communication.untold") if (rows.untold_value > 0).any() else "")


def activity_rows(page: TaskView, role_codes: tuple[str, ...]) -> pd.DataFrame:
    """The indicators of these roles by group and period, with men_value and untold_value (of the period)."""
    rows = page.of_groups()
    rows = rows[rows.role_code.isin(role_codes) & rows.group_code.isin(page.group_codes)]
    rows = page.periods.merge(rows, on="period_code", validate="one_to_many")
    split = rows.period_split_value.fillna(0)
    untold = (rows.period_value - split).where(rows.has_women)
    men = (split - rows.period_women_value.fillna(0)).where(rows.has_women)
    return rows.assign(men_value=men, untold_value=untold, total_value=rows.period_value)


def _show_indicator(page: TaskView, rows: pd.DataFrame) -> None:
    """One indicator's columns: people by sex of the chosen group, other counts by type of unit."""
    t, name, role_code = page.view.t, rows.indicator_name.iloc[0], rows.role_code.iloc[0]
    if rows.has_women.iloc[0]:
        group_code = page.view.choice.unit_type or "city"
        rows, parts = rows[rows.group_code == group_code], _sexes(t)
        name = f"{name} – {t(f'group.{group_code}')}"
    else:
        rows, parts = _by_type(page, rows), _types(page)
    show_group_heading(name)
    show_figure(f"activity_{role_code}", period_columns(rows, parts, t), columns_finding(rows, name, t))


def _sexes(t: Words) -> list[Part]:
    return [
        Part("period_women_value", t("communication.women"), _COLOURS[2]),
        Part("men_value", t("communication.men"), _COLOURS[3]),
        Part("untold_value", t("communication.unknown_sex"), _COLOURS[4]),
    ]


def _types(page: TaskView) -> list[Part]:
    t = page.view.t
    return [Part(code, t(f"group.{code}"), colour) for code, colour in zip(page.type_codes, _COLOURS, strict=False)]


def _by_type(page: TaskView, rows: pd.DataFrame) -> pd.DataFrame:
    """A row a period: what each type of unit did under its code, and total_value of the types shown."""
    typed = rows[rows.group_code.isin(page.type_codes)]
    wide = typed.pivot(index="period_code", columns="group_code", values="period_value")
    wide = wide.reindex(columns=list(page.type_codes))
    wide["total_value"] = wide.sum(axis="columns", min_count=1)
    return page.periods.merge(wide.reset_index(), on="period_code", validate="one_to_one")


def _table(page: TaskView, rows: pd.DataFrame) -> Table:
    t = page.view.t
    named = rows.assign(group_name=rows.group_code.map(lambda code: t(f"group.{code}")))
    named = named.sort_values(["indicator_code", "period_number"], kind="stable")
    columns = [
        Column("indicator_name", t("task.head_indicator")),
        Column("group_name", t("chart.group")),
        Column("period_name", t("filter.period")),
        Column("total_value", t("communication.in_period"), "number"),
        Column("period_women_value", t("communication.women"), "number"),
        Column("men_value", t("communication.men"), "number"),
        Column("untold_value", t("communication.unknown_sex"), "number"),
    ]
    return Table(named, columns)
