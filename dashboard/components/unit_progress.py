"""Units against tasks, departments and districts apart: the matrix of all tasks, and the bars of one."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.charts.findings import matrix_finding, progress_finding
from dashboard.charts.progress_bars import progress_bars
from dashboard.charts.unit_task_matrix import unit_task_matrix
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.headings import show_group_heading
from dashboard.words import Words

_LEFT, _RIGHT = ("department",), ("district", "office")


def show_matrices(rows: pd.DataFrame, tasks: pd.DataFrame, highlighted: str | None, t: Words) -> None:
    """The matrix of each type of unit. rows as `units_worst_first` gives them; tasks as `name_tasks` does."""
    as_table = pick_table("matrix", t)
    for place, unit_type, part in _by_type(rows):
        group = t(f"group.{unit_type}")
        finding = matrix_finding(part, group, t)
        with place:
            show_group_heading(group)
            if as_table:
                show_table(_matrix_table(part, tasks, t), finding, t)
            else:
                show_figure(f"matrix_{unit_type}", unit_task_matrix(part, tasks, t, highlighted), finding)


def show_progress(rows: pd.DataFrame, tasks: pd.DataFrame, highlighted: str | None, t: Words) -> None:
    """The bars of each type of unit on the task that the reader picks."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        task_code = _pick_task(tasks, t)
        as_table = pick_table("progress", t)
    task = tasks[tasks.task_code == task_code].iloc[0]
    show_group_heading(task.task_name)
    on_task = rows[rows.task_code == task_code].sort_values("completion_ratio", na_position="last", kind="stable")
    for place, unit_type, part in _by_type(on_task):
        group = t(f"group.{unit_type}")
        finding = progress_finding(part, group, task.task_short, t)
        with place:
            show_group_heading(group)
            if as_table:
                show_table(_progress_table(part, t), finding, t)
            else:
                show_figure(f"progress_{unit_type}", progress_bars(part, t, highlighted), finding)


def _pick_task(tasks: pd.DataFrame, t: Words) -> str:
    numbers = dict(zip(tasks.task_code, tasks.task_number, strict=True))
    task_code: str = st.segmented_control(
        t("overview.pick_task"),
        list(numbers),
        # Numbers, not names: these labels are read as markup, and names come from the programme's files.
        format_func=lambda code: t("task.short", number=numbers[code]),
        default=tasks.task_code.iloc[0],
        required=True,
        key="progress_task",
        persist_state="session",
    )
    return task_code


def _by_type(rows: pd.DataFrame) -> Iterator[tuple[DeltaGenerator, str, pd.DataFrame]]:
    """Each type of unit that has rows, and its place on the page: departments left, the others right."""
    shown = set(rows.unit_type)
    sides = [[code for code in side if code in shown] for side in (_LEFT, _RIGHT)]
    occupied = [side for side in sides if side]
    for side, place in zip(occupied, st.columns(len(occupied), gap="medium"), strict=True):
        for unit_type in side:
            yield place, unit_type, rows[rows.unit_type == unit_type]


def _matrix_table(rows: pd.DataFrame, tasks: pd.DataFrame, t: Words) -> pd.DataFrame:
    table = rows.drop_duplicates("unit_code").set_index("unit_code")[["unit_name"]]
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
