"""Difficulties as tables: how many by task and by period, and the list itself."""

import pandas as pd

from dashboard.difficulties import count_by_period
from dashboard.frame import View
from dashboard.progress import begun_periods
from dashboard.tables import Column, Table
from dashboard.words import Words
from warehouse.questions.catalogue import periods
from warehouse.questions.difficulties import difficulty_counts


def task_table(counts: pd.DataFrame, t: Words) -> Table:
    """A row a task and type of unit. counts: as `count_by_task` gives them."""
    named = counts.assign(type_name=counts.unit_type.map(lambda code: t(f"group.{code}")))
    columns = [
        Column("task_short", t("difficulties.task")),
        Column("type_name", t("chart.group")),
        Column("difficulty_count", t("difficulties.count"), "number"),
        Column("unit_count", t("difficulties.unit_count"), "number"),
    ]
    return Table(named, columns)


def period_table(view: View, tasks: pd.DataFrame) -> Table:
    """A row a period that has begun: how many difficulties stood on the lists, by task. Of the units chosen."""
    t, code = view.t, view.choice.programme_code
    period_rows = begun_periods(view.reader.ask(periods, code), view.today, t)
    counts = view.reader.ask(difficulty_counts, code)
    counts = counts[counts.unit_code.isin(view.narrowed_units.unit_code)]
    columns = [
        Column("period_name", t("filter.period")),
        *(
            Column(code, t("task.short", number=number), "number")
            for code, number in zip(tasks.task_code, tasks.task_number, strict=True)
        ),
        Column("total", t("difficulties.total"), "number"),
    ]
    return Table(count_by_period(counts, period_rows, tasks), columns)


def list_table(named: pd.DataFrame, t: Words) -> Table:
    """A row a difficulty, with the cell that it came from."""
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("task_short", t("difficulties.task")),
        Column("difficulty_text", t("difficulties.text")),
        Column("proposal_text", t("difficulties.proposal")),
        Column("submission_code", t("difficulties.submission")),
        Column("sheet_name", t("difficulties.sheet")),
        Column("cell_ref", t("difficulties.cell")),
    ]
    return Table(named, columns)
