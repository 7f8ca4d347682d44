"""Since an earlier snapshot: the changes counted, the tasks' attainments, and the units whose status is another."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import STATUSES
from dashboard.comparison import Comparison
from dashboard.components.exhibit import offer_downloads
from dashboard.components.folding_table import Cell, folding_table
from dashboard.components.headings import show_heading
from dashboard.components.legend import show_legend
from dashboard.components.notices import show_note
from dashboard.filters import page_address
from dashboard.since import NO_CHANGE
from dashboard.tables import Column, Table
from dashboard.words import Words

SHOWN = 12  # units that a reader takes in; the rest is one click away
MOVES = ("worse", "better", "new", "gone")


def show_summary(compared: Comparison) -> None:
    """How much changed, a line each."""
    t, moves, kinds = compared.view.t, compared.statuses.move_code, compared.submissions.kind_code
    lines = [
        t("since.count_groups", count=compared.moved_groups, total=len(compared.groups)),
        t("since.count_better", count=(moves == "better").sum()),
        t("since.count_worse", count=(moves == "worse").sum()),
        t("since.count_submissions", **{kind: (kinds == kind).sum() for kind in ("first", "again", "withdrawn")}),
        t("since.count_decisions", count=len(compared.decisions)),
        t("since.count_difficulties", count=len(compared.difficulties)),
    ]
    shown = compared.view.facts[t("download.published_at")]
    show_heading(t("since.summary", moment=compared.moment, shown=shown), "")
    st.html(f'<ul class="tb-areas">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>')


def show_tasks(compared: Comparison) -> None:
    """A row a task, a column a group: attainment then → now."""
    t, rows = compared.view.t, compared.groups
    show_heading(t("since.tasks"), t("since.tasks_lead"))
    offer_downloads(compared.view, "tasks", t("since.tasks"), groups_table(compared))
    cells = {(row["task_code"], row["group_code"]): row for row in rows.to_dict("records")}
    codes = [code for code in ("city", "department", "district") if code in set(rows.group_code)]
    body = [
        [
            Cell(task["task_short"], t("task.short", number=task["task_number"])),
            *(_group_cell(cells.get((task["task_code"], code)), t) for code in codes),
        ]
        for task in compared.tasks.to_dict("records")
    ]
    st.html(folding_table([t("since.task"), *(t(f"group.{code}") for code in codes)], body))


def groups_table(compared: Comparison) -> Table:
    """A row a task and group."""
    t = compared.view.t
    rows = compared.groups.merge(compared.tasks[["task_code", "task_short"]], on="task_code")
    rows = rows.assign(
        group_name=[t(f"group.{code}") for code in rows.group_code], change_points=rows.change_ratio * 100
    )
    columns = [
        Column("task_short", t("since.task")),
        Column("group_name", t("chart.group")),
        Column("then_ratio", t("since.then_ratio"), "ratio"),
        Column("now_ratio", t("since.now_ratio"), "ratio"),
        Column("change_points", t("since.change"), "number"),
        Column("then_text", t("since.then_status")),
        Column("now_text", t("since.now_status")),
    ]
    return Table(_with_status_words(rows, t), columns)


def show_statuses(compared: Comparison) -> None:
    """A row a unit, a column a task: symbol then → now, the units that became worse first."""
    view, t, rows = compared.view, compared.view.t, compared.statuses
    show_heading(t("since.statuses"), t("since.statuses_lead"))
    if rows.empty:
        show_note(t("since.statuses_none"))
        return
    offer_downloads(view, "statuses", t("since.statuses"), statuses_table(compared))
    ranks = rows.assign(rank=rows.move_code.map(MOVES.index)).groupby("unit_code")["rank"]
    units = ranks.agg(["min", "size"]).sort_values(["min", "size"], ascending=[True, False], kind="stable").index
    body = [_unit_cells(compared, str(code)) for code in units]
    show_legend(view)
    heads = [t("chart.unit"), *(t("task.short", number=number) for number in compared.tasks.task_number)]
    st.html(folding_table(heads, body[:SHOWN]))
    if len(body) > SHOWN:
        with st.expander(t("since.more_units", count=len(body) - SHOWN)):
            st.html(folding_table(heads, body[SHOWN:]))


def statuses_table(compared: Comparison) -> Table:
    """A row a unit and task whose status is another."""
    view, t = compared.view, compared.view.t
    rows = compared.statuses.merge(compared.tasks[["task_code", "task_short"]], on="task_code")
    rows = rows.merge(view.unit_rows[["unit_code", "unit_type", "unit_name"]], on="unit_code")
    rows = rows.assign(
        type_name=[t(f"group.{code}") for code in rows.unit_type],
        move_text=[t(f"since.move_{code}") for code in rows.move_code],
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("task_short", t("since.task")),
        Column("move_text", t("since.move")),
        Column("then_text", t("since.then_status")),
        Column("now_text", t("since.now_status")),
        Column("then_ratio", t("since.then_ratio"), "ratio"),
        Column("now_ratio", t("since.now_ratio"), "ratio"),
    ]
    return Table(_with_status_words(rows, t), columns)


def _with_status_words(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The rows with then_text and now_text, missing where a side has no status."""

    words = {code: t(f"status.{code}") for code in STATUSES}
    return rows.assign(then_text=rows.then_status.map(words), now_text=rows.now_status.map(words))


def _group_cell(row: dict[Any, Any] | None, t: Words) -> Cell:
    if row is None:
        return Cell("")
    if pd.isna(row["change_ratio"]):
        change = ""
    elif abs(row["change_ratio"]) <= NO_CHANGE:
        change = t("since.same")
    else:
        sign = "+" if row["change_ratio"] > 0 else "−"
        change = t("since.points", points=sign + t.points(abs(row["change_ratio"])))
    return Cell(f"{_standing(row, 'then', t)} → {_standing(row, 'now', t)}", change)


def _unit_cells(compared: Comparison, unit_code: str) -> list[Cell]:
    t, rows = compared.view.t, compared.statuses
    names = dict(zip(compared.view.unit_rows.unit_code, compared.view.unit_rows.unit_short, strict=True))
    of_unit = {row["task_code"]: row for row in rows[rows.unit_code == unit_code].to_dict("records")}
    cells = [Cell(names[unit_code], address=page_address("units", unit=unit_code))]
    for task_code in compared.tasks.task_code:
        row = of_unit.get(task_code)
        if row is None:
            cells.append(Cell(""))
        else:
            told = f"{_standing(row, 'then', t)} → {_standing(row, 'now', t)}"
            cells.append(Cell(told, t(f"status.{row['now_status']}")))
    return cells


def _standing(row: dict[Any, Any], side: str, t: Words) -> str:
    """Symbol and percentage, the symbol alone without one, a dash where that side has nothing."""
    status_code, ratio = row[f"{side}_status"], row[f"{side}_ratio"]
    if pd.isna(status_code):
        return t("chart.missing")
    symbol = STATUSES[status_code].symbol
    return symbol if pd.isna(ratio) else f"{symbol} {t.percent(ratio)}"
