"""Difficulties made ready for the screen: named, counted, and what several units say in the same words said once."""

import pandas as pd

from dashboard.words import Words


def named_difficulties(rows: pd.DataFrame, units: pd.DataFrame, tasks: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The rows of `difficulties` of the units given, with the names of unit, type and task.

    units: unit_code, unit_type, unit_name, unit_short. tasks: as `name_tasks` gives them.
    Adds unit_type, unit_name, unit_short, type_name, task_number, task_name, task_short.
    """
    named = rows.merge(units[["unit_code", "unit_type", "unit_name", "unit_short"]], on="unit_code")
    named = named.merge(tasks[["task_code", "task_number", "task_name", "task_short"]], on="task_code")
    return named.assign(type_name=named.unit_type.map(lambda code: t(f"group.{code}")))


def said_by_many(named: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows in groups of the same task, difficulty and proposal, the one that most units share first."""
    keys = ["task_code", "difficulty_text", "proposal_text"]
    groups = [rows for _, rows in named.groupby(keys, sort=False, dropna=False)]
    return sorted(groups, key=lambda rows: (-len(rows), rows.task_number.iloc[0], rows.unit_code.iloc[0]))


def count_by_task(named: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """One row a task and type of unit: difficulty_count, unit_count; a task without any has zeros.

    Columns: task_code, task_number, task_short, unit_type, difficulty_count, unit_count.
    """
    counted = named.groupby(["task_code", "unit_type"]).unit_code.agg(difficulty_count="size", unit_count="nunique")
    types = [code for code in ("department", "district", "office") if code in set(named.unit_type)]
    index = pd.MultiIndex.from_product([tasks.task_code, types], names=["task_code", "unit_type"])
    rows = counted.reindex(index, fill_value=0).reset_index()
    return rows.merge(tasks[["task_code", "task_number", "task_short"]], on="task_code")


def count_by_period(counts: pd.DataFrame, periods: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
    """One row a period: the number of difficulties of each task under its code, and of all under `total`.

    counts: as `difficulty_counts` gives them. periods: period_code, period_name, in order of time.
    """
    table = counts.pivot_table(
        index="period_code", columns="task_code", values="difficulty_count", aggfunc="sum", fill_value=0
    )
    table = table.reindex(index=periods.period_code, columns=tasks.task_code, fill_value=0)
    table["total"] = table.sum(axis="columns")
    return table.reset_index().merge(periods[["period_code", "period_name"]], on="period_code")
