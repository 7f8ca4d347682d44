"""Units that moved between statuses since the period before: task by task, the worst first, names folded away."""

from collections.abc import Hashable, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import EARLIER_MARK, STATUSES
from dashboard.components.exhibit import pick_table, show_table
from dashboard.components.headings import show_heading
from dashboard.components.unit_link import unit_link
from dashboard.frame import View
from dashboard.movement import MOVEMENTS, moved_units
from dashboard.overview import Before
from dashboard.tables import Column, Table


def show_movement(view: View, before: Before, tasks: pd.DataFrame) -> None:
    """Show who moved, as lists or as a table; nothing in a first period, or where nobody has reported this one."""
    if not before.period_name or not view.has_reports:
        return
    t = view.t
    title = t("movement.title")
    rows = moved_units(before.changes, view.calendar)
    show_heading(title, t("movement.lead", period=before.period_name))
    table = _table(view, rows, tasks)
    if pick_table(view, "movement", title, table):
        show_table(view, table, title)
        return
    st.html(f'<div class="tb-movement">{"".join(_task(view, rows, task) for task in tasks.to_dict("records"))}</div>')


def _table(view: View, rows: pd.DataFrame, tasks: pd.DataFrame) -> Table:
    t = view.t
    told = rows.assign(
        task_name=rows.task_code.map(tasks.set_index("task_code").task_short),
        type_name=rows.unit_type.map(lambda code: t(f"group.{code}")),
        movement=rows.movement_code.map(lambda code: t(f"movement.{code}")),
    )
    return Table(
        told,
        [
            Column("unit_name", t("chart.unit")),
            Column("type_name", t("chart.group")),
            Column("task_name", t("movement.task")),
            Column("movement", t("movement.kind")),
            Column("previous_status_code", t("movement.previous_status"), "status"),
            Column("status_code", t("movement.status"), "status"),
            Column("previous_attainment_ratio", t("movement.previous_ratio"), "ratio"),
            Column("attainment_ratio", t("movement.ratio"), "ratio"),
        ],
    )


def _task(view: View, rows: pd.DataFrame, task: Mapping[Hashable, Any]) -> str:
    """One task: a line for each movement that happened, with its units behind it."""
    of_task = rows[rows.task_code == task["task_code"]]
    head = f"{view.t('task.short', number=task['task_number'])} · {task['task_short']}"
    kinds = [code for code in MOVEMENTS if (of_task.movement_code == code).any()]
    lines = "".join(_kind(view, code, of_task[of_task.movement_code == code]) for code in kinds)
    none = f"<p>{escape(view.t('movement.none'))}</p>"
    return f'<section><h3 class="tb-group">{escape(head)}</h3>{lines or none}</section>'


def _kind(view: View, movement_code: str, rows: pd.DataFrame) -> str:
    """A movement, its number of units, and from which status to which with the names; what is worst stands open."""
    t = view.t
    parts = "".join(
        f"<li>{_way(view, str(before), str(now))}: {_names(part)}</li>"
        for (before, now), part in rows.groupby(["previous_status_code", "status_code"], sort=False)
    )
    summary = t("movement.summary", kind=t(f"movement.{movement_code}"), count=len(rows))
    is_open = " open" if movement_code == "slipped" else ""
    return f"<details{is_open}><summary>{escape(summary)}</summary><ul>{parts}</ul></details>"


def _way(view: View, before: str, now: str) -> str:
    """From status to status, in symbols and words."""
    ends = [f"{STATUSES[code].symbol} {view.t(f'status.{code}')}" for code in dict.fromkeys((before, now))]
    return escape(" → ".join(ends))


def _names(rows: pd.DataFrame) -> str:
    return ", ".join(
        unit_link(code, short, name) + ("" if is_reported else EARLIER_MARK)
        for code, short, name, is_reported in zip(
            rows.unit_code, rows.unit_short, rows.unit_name, rows.has_report_in_period, strict=True
        )
    )
