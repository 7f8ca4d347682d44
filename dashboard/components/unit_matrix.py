"""Units down, tasks across: a table of where each stands, whose rows lead to the unit's page."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import EARLIER_MARK, STATUSES, verdict
from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_group_heading
from dashboard.components.parts import places_by_type
from dashboard.filters import page_address
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
    t = view.t
    heads = "".join(
        f'<th scope="col" title="{escape(name)}">{escape(t("task.short", number=number))}</th>'
        for name, number in zip(tasks.task_name, tasks.task_number, strict=True)
    )
    marked = rows.assign(is_earlier=_is_earlier(rows))
    cells = {(row["unit_code"], row["task_code"]): row for row in marked.to_dict("records")}
    body = "".join(
        _unit_row(view, unit, [cells.get((unit["unit_code"], code)) for code in tasks.task_code])
        for unit in rows.drop_duplicates("unit_code").to_dict("records")
    )
    return f"""<table class="tb-matrix"><thead><tr><th scope="col">{escape(t("chart.unit"))}</th>{heads}</tr></thead>
        <tbody>{body}</tbody></table>"""


def _unit_row(view: View, unit: Row, cells: list[Row | None]) -> str:
    mark = ' class="tb-chosen"' if unit["unit_code"] == view.choice.unit_code else ""
    address = escape(page_address("units", unit=unit["unit_code"], period=view.choice.period_code))
    name = f'<a href="{address}" target="_self" title="{escape(unit["unit_name"])}">{escape(unit["unit_short"])}</a>'
    return f'<tr{mark}><th scope="row">{name}</th>{"".join(_cell(view, cell) for cell in cells)}</tr>'


def _cell(view: View, cell: Row | None) -> str:
    if cell is None:
        return "<td></td>"
    t, code = view.t, cell["status_code"]
    text = verdict(code, cell["attainment_ratio"], t) + (EARLIER_MARK if cell["is_earlier"] else "")
    told = t(f"status.{code}") + (f" · {t('matrix.earlier')}" if cell["is_earlier"] else "")
    return f'<td style="background:{STATUSES[code].fill}" title="{escape(told)}">{escape(text)}</td>'
