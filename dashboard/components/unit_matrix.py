"""Units down, tasks across: a table of where each stands, whose rows lead to the unit's page."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.charts.status import EARLIER_MARK, STATUSES, verdict
from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_group_heading
from dashboard.components.link_table import link_table
from dashboard.components.parts import places_by_type
from dashboard.frame import View
from dashboard.status_words import task_line
from dashboard.tables import Column, Table
from warehouse.questions.indicators import assessed_counts

Row = Mapping[Hashable, Any]


def show_matrices(view: View, title: str, rows: pd.DataFrame, tasks: pd.DataFrame) -> DeltaGenerator:
    """The matrix of each type of unit, and the download of them all; returns the place under the last one.

    rows as `units_worst_first` gives them, at least one; tasks as `name_tasks` does.
    """
    offer_downloads(view, "matrix", title, matrix_table(view, rows, tasks))
    for place, unit_type, part in places_by_type(rows):
        with place:
            show_group_heading(view.t(f"group.{unit_type}"))
            st.html(_matrix(view, part, tasks))
    return place


def matrix_table(view: View, rows: pd.DataFrame, tasks: pd.DataFrame) -> Table:
    """A row a unit; of each task attainment, status, and whether the figure stands from earlier periods."""
    t = view.t
    table = rows.drop_duplicates("unit_code").set_index("unit_code")[["unit_name", "unit_type"]]
    table["unit_type"] = table.unit_type.map(lambda code: t(f"group.{code}"))
    columns = [Column("unit_name", t("chart.unit")), Column("unit_type", t("chart.group"))]
    for task in tasks.to_dict("records"):
        cells = rows[rows.task_code == task["task_code"]].set_index("unit_code")
        name, head = str(task["task_code"]), t("task.short", number=task["task_number"])
        table[f"{name}_ratio"] = cells.attainment_ratio
        # A task that a unit does not have has no status.
        table[f"{name}_status"] = cells.status_code.map(lambda code: t(f"status.{code}"))
        table[f"{name}_earlier"] = _is_earlier(cells).map({True: t("matrix.earlier"), False: ""})
        columns += [
            Column(f"{name}_ratio", head, "ratio"),
            Column(f"{name}_status", f"{head}: {t('chart.status')}"),
            Column(f"{name}_earlier", f"{head}: {t('matrix.note')}"),
        ]
    return Table(table.reset_index(), columns)


def _is_earlier(rows: pd.DataFrame) -> pd.Series:
    return rows.has_report & ~rows.has_report_in_period


def _matrix(view: View, rows: pd.DataFrame, tasks: pd.DataFrame) -> str:
    heads = [
        (view.t("task.short", number=number), name)
        for name, number in zip(tasks.task_name, tasks.task_number, strict=True)
    ]
    marked = rows.assign(is_earlier=_is_earlier(rows))
    cells = {(row["unit_code"], row["task_code"]): row for row in marked.to_dict("records")}
    lines = unit_lines(view, rows, tasks)
    return link_table(
        view,
        rows.drop_duplicates("unit_code"),
        heads,
        lambda unit_code: [_cell(view, cells.get((unit_code, task_code))) for task_code in tasks.task_code],
        lines.__getitem__,
    )


def _cell(view: View, row: Row | None) -> str:
    if row is None:
        return "<td></td>"
    code = row["status_code"]
    text = verdict(code, row["attainment_ratio"], view.t) + EARLIER_MARK * row["is_earlier"]
    # Not in the order of Tab, where the row's link is; but a finger's touch brings its row's explanation.
    return f'<td style="background:{STATUSES[code].fill}" tabindex="-1">{escape(text)}</td>'


def unit_lines(view: View, rows: pd.DataFrame, tasks: pd.DataFrame) -> dict[str, list[str]]:
    """What each unit's statuses mean and rest on, a line a task, by unit. rows and tasks as `show_matrices` takes."""
    counts = view.reader.ask(assessed_counts, *view.key)
    numbered = rows.merge(counts, on=["task_code", "unit_code"]).merge(tasks[["task_code", "task_number"]])
    told = numbered.assign(is_earlier=_is_earlier(numbered)).sort_values("task_number").to_dict("records")
    lines: dict[str, list[str]] = {}
    for row in told:
        lines.setdefault(row["unit_code"], []).append(task_line(row, view.least_ratios, view.t))
    return lines
