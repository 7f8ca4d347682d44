"""Units against tasks, departments and districts apart: the matrix of all tasks, and the bars of one."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from dashboard.charts.findings import matrix_finding, progress_finding
from dashboard.charts.progress_bars import progress_bars
from dashboard.charts.unit_task_matrix import unit_task_matrix
from dashboard.components.exhibit import show_exhibit
from dashboard.components.headings import show_group_heading
from dashboard.words import Words

_LEFT, _RIGHT = ("department",), ("district", "office")


def show_matrices(rows: pd.DataFrame, tasks: pd.DataFrame, highlighted: str | None, t: Words) -> None:
    """The matrix of each type of unit. rows as `units_worst_first` gives them; tasks as `name_tasks` does."""
    for unit_type, group, part in _by_type(rows, t):
        show_exhibit(
            f"matrix_{unit_type}",
            lambda part=part: unit_task_matrix(part, tasks, t, highlighted),  # type: ignore[misc]
            _matrix_table(part, tasks, t),
            matrix_finding(part, group, t),
            t,
        )


def show_progress(rows: pd.DataFrame, tasks: pd.DataFrame, highlighted: str | None, t: Words) -> None:
    """The bars of each type of unit on the task that the reader picks."""
    numbers = dict(zip(tasks.task_code, tasks.task_number, strict=True))
    task_code = st.segmented_control(
        t("overview.pick_task"),
        list(numbers),
        format_func=lambda code: t("task.short", number=numbers[code]),
        default=tasks.task_code.iloc[0],
        required=True,
        key="progress_task",
        persist_state="session",
    )
    task = tasks[tasks.task_code == task_code].iloc[0]
    show_group_heading(task.task_name)
    on_task = rows[rows.task_code == task_code].sort_values(
        "completion_ratio", na_position="first", kind="stable"
    )
    for unit_type, group, part in _by_type(on_task, t):
        show_exhibit(
            f"progress_{unit_type}",
            lambda part=part: progress_bars(part, t, highlighted),  # type: ignore[misc]
            _progress_table(part, t),
            progress_finding(part, group, task.task_short, t),
            t,
        )


def _by_type(rows: pd.DataFrame, t: Words) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Each type of unit that has rows, with its name, inside its place: departments left, the others right."""
    shown = set(rows.unit_type)
    sides = [[code for code in side if code in shown] for side in (_LEFT, _RIGHT)]
    occupied = [side for side in sides if side]
    for side, column in zip(occupied, st.columns(len(occupied), gap="large"), strict=True):
        with column:
            for unit_type in side:
                show_group_heading(t(f"group.{unit_type}"))
                yield unit_type, t(f"group.{unit_type}"), rows[rows.unit_type == unit_type]


def _matrix_table(rows: pd.DataFrame, tasks: pd.DataFrame, t: Words) -> pd.DataFrame:
    table = rows[["unit_name"]].drop_duplicates().set_index(rows.unit_code.drop_duplicates())
    for task in tasks.to_dict("records"):
        cells = rows[rows.task_code == task["task_code"]].set_index("unit_code")
        head = t("task.short", number=task["task_number"])
        table[head] = cells.attainment_ratio
        table[f"{head}: {t('chart.status')}"] = cells.status_code.map(lambda code: t(f"status.{code}"))
    return table.rename(columns={"unit_name": t("chart.unit")})


def _progress_table(rows: pd.DataFrame, t: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            t("chart.unit"): rows.unit_name,
            t("chart.status"): rows.status_code.map(lambda code: t(f"status.{code}")),
            t("chart.attainment"): rows.attainment_ratio,
            t("chart.completion"): rows.completion_ratio,
            t("chart.expected"): rows.expected_ratio,
        }
    )
