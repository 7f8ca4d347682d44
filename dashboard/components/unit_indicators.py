"""Every indicator that the unit is asked for, task by task; each leads to where its number comes from."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import STATUSES
from dashboard.components.exhibit import offer_downloads
from dashboard.components.folding_table import Cell, folding_table
from dashboard.components.headings import show_heading
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.status_words import explain, indicator_basis
from dashboard.tables import Column, Table, status_text
from dashboard.unit_record import UnitRecord
from dashboard.unit_standing import blank_code, indicator_gap, reason_code
from dashboard.values import value_text, with_unit
from dashboard.year_end import projected_text

COLUMNS = ("indicator", "period_value", "to_date", "target", "expected", "completion", "attainment", "status")


def show_unit_indicators(view: View, record: UnitRecord, indicator_code: str | None) -> None:
    """An expander a task; the one of the indicator that the reader looks at stands open."""
    t = view.t
    show_heading(t("units.indicators"), t("units.indicators_lead"))
    offer_downloads(view, "indicators", t("units.indicators"), indicator_table(view, record))
    for task in record.tasks.to_dict("records"):
        rows = record.indicators[record.indicators.task_code == task["task_code"]]
        if rows.empty:
            continue
        is_open = indicator_code in set(rows.indicator_code)
        with st.expander(_label(view, t("task.number", number=task["task_number"]), rows), expanded=is_open):
            st.html(_table(view, rows.to_dict("records"), indicator_code) + _not_asked(view, record, task["task_code"]))


def _label(view: View, task: str, rows: pd.DataFrame) -> str:
    """Words and counts of ours: an expander's label is read as markup."""
    counts = rows.status_code.value_counts()
    told = " · ".join(f"{status_text(code, view.t)}: {counts[code]}" for code in STATUSES if code in counts)
    return f"{task} — {told}"


def _table(view: View, rows: list[dict[Any, Any]], indicator_code: str | None) -> str:
    codes = [row["indicator_code"] for row in rows]
    marked = codes.index(indicator_code) if indicator_code in codes else None
    heads = [view.t(f"units.{name}") for name in COLUMNS]
    return folding_table(heads, [_cells(view, row) for row in rows], marked=marked)


def _cells(view: View, row: dict[Any, Any]) -> list[Cell]:
    t = view.t
    address = page_address("units", indicator=row["indicator_code"], period=view.choice.period_code)
    is_assessed = pd.notna(row["expected_ratio"])
    planned = row["target_value"] * row["expected_ratio"] if is_assessed else None
    unit = row["measure_unit"] if row["indicator_kind"] in ("C", "S") else ""
    remark, target = _remark(view, row), value_text(row["target_value"], row, t)
    basis = indicator_basis(row, value_text(row["to_date_value"], row, t), target, t)
    return [
        Cell(row["indicator_name"], unit, address),
        _value_cell(view, row, "period", address),
        _value_cell(view, row, "to_date", address),
        Cell(target),
        Cell(value_text(planned, row | {"decimals": 2}, t) if is_assessed else ""),  # a quarter of 2 is 0,5
        Cell(_percent(view, row["completion_ratio"]), _year_end(view, row)),
        Cell(_percent(view, row["attainment_ratio"])),
        Cell(
            status_text(row["status_code"], t),
            remark,
            fill=STATUSES[row["status_code"]].fill,
            why=explain(row, basis, view.least_ratios, t, up=remark),
            key=f"indicator-{row['indicator_code']}",
        ),
    ]


def _percent(view: View, ratio: float) -> str:
    return "" if pd.isna(ratio) else view.t.percent(ratio)


def _year_end(view: View, row: dict[Any, Any]) -> str:
    """The projected total of the year, in words; empty where nothing is projected."""
    if pd.isna(row["outlook_code"]):
        return ""
    outlook = view.t(f"year_end.outlook_{row['outlook_code']}")
    return view.t("year_end.year", spread=projected_text(row, view.t), outlook=outlook)


def _value_cell(view: View, row: dict[Any, Any], name: str, address: str) -> Cell:
    t, women = view.t, row[f"{name}_women_value"]
    blank = blank_code(row, is_to_date=name == "to_date")
    if blank:
        return Cell(t(f"units.blank_{blank}"), address=address)
    told = t("units.women", count=t.value(women)) if pd.notna(women) else ""
    return Cell(value_text(row[f"{name}_value"], row, t), told, address)


def _remark(view: View, row: dict[Any, Any]) -> str:
    """The way to the next status, or why there is none."""
    t = view.t
    if row["status_code"] == "not_assessed":
        due = view.t("units.some_period") if pd.isna(row["due_period_code"]) else str(row["due_period_name"])
        return t(f"units.reason_{reason_code(row)}", due=due)
    gap = indicator_gap(row, view.least_ratios)
    if gap is None:
        return ""
    value, better = gap
    missing = t("units.answer_yes") if row["indicator_kind"] == "B" else with_unit(value, row, t)
    if row["indicator_kind"] == "R":
        missing = t("units.points", points=t.points(value))
    return t("units.gap", missing=missing, status=t(f"status.{better}"))


def _not_asked(view: View, record: UnitRecord, task_code: str) -> str:
    of_task = record.catalogue[(record.catalogue.task_code == task_code) & ~record.catalogue.is_group_only]
    left_out = of_task[~of_task.indicator_code.isin(record.indicators.indicator_code)]
    if left_out.empty:
        return ""
    rows = [[Cell(name), Cell(view.t("units.not_asked"))] for name in left_out.indicator_name]
    return folding_table([view.t("units.indicator"), view.t("units.status")], rows)


def indicator_table(view: View, record: UnitRecord) -> Table:
    """A row an indicator with its raw numbers, as it is taken away."""
    t = view.t
    rows = record.indicators.merge(record.tasks[["task_code", "task_short"]], on="task_code")
    scale = rows.indicator_kind.map(lambda kind: 100.0 if kind == "R" else 1.0)  # a ratio's unit of measure is %
    rows = rows.assign(
        to_date_value=rows.to_date_value * scale,
        target_value=rows.target_value * scale,
        expected_value=rows.target_value * rows.expected_ratio * scale,
        remark=[_remark(view, row) for row in rows.to_dict("records")],
        blank=rows.is_blank.map({True: t("units.blank_blank"), False: ""}),
    )
    columns = [
        Column("task_short", t("units.task")),
        Column("indicator_code", t("units.code")),
        Column("indicator_name", t("units.indicator")),
        Column("measure_unit", t("units.measure_unit")),
        Column("period_value", t("units.period_value"), "number"),
        Column("period_women_value", t("units.period_women"), "number"),
        Column("to_date_value", t("units.to_date"), "number"),
        Column("to_date_women_value", t("units.to_date_women"), "number"),
        Column("blank", t("units.blank_head")),
        Column("target_value", t("units.target"), "number"),
        Column("expected_value", t("units.expected"), "number"),
        Column("completion_ratio", t("units.completion"), "ratio"),
        Column("attainment_ratio", t("units.attainment"), "ratio"),
        Column("status_code", t("units.status"), "status"),
        Column("remark", t("units.remark")),
        Column("projected_value", t("year_end.head_projected"), "number"),
        Column("low_value", t("year_end.head_low"), "number"),
        Column("high_value", t("year_end.head_high"), "number"),
    ]
    return Table(rows, columns)
