"""Units down, tasks across: a table of where each stands, whose rows lead to the unit's page."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import EARLIER_MARK, STATUSES, verdict
from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_group_heading
from dashboard.components.link_table import cell, link_table
from dashboard.components.parts import places_by_type
from dashboard.frame import View
from dashboard.tables import Column, Table

Row = Mapping[Hashable, Any]


def show_matrices(view: View, title: str, rows: pd.DataFrame, tasks: pd.DataFrame) -> None:
    """The matrix of each type of unit, and the download of them all.

    rows as `units_worst_first` gives them; tasks as `name_tasks` does.
    """
    offer_downloads(view, "matrix", title, matrix_table(view, rows, tasks))
    for place, unit_type, part in places_by_type(rows):
        with place:
            show_group_heading(view.t(f"group.{unit_type}"))
            st.html(_matrix(view, part, tasks))


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
    return link_table(
        view,
        rows.drop_duplicates("unit_code"),
        heads,
        lambda unit_code: [_cell(view, cells.get((unit_code, task_code))) for task_code in tasks.task_code],
    )


def _cell(view: View, row: Row | None) -> str:
    if row is None:
        return "<td></td>"
    t, code = view.t, row["status_code"]
    text = verdict(code, row["attainment_ratio"], t) + (EARLIER_MARK if row["is_earlier"] else "")
    told = t(f"status.{code}") + (f" · {t('matrix.earlier')}" if row["is_earlier"] else "")
    return cell(text, told, STATUSES[code].fill)
