"""What the unit itself says: its difficulties and its inspection findings as they are current. Text of strangers."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.folding_table import Cell, folding_table
from dashboard.frame import View
from dashboard.inspection import named_findings
from dashboard.unit_record import UnitRecord
from dashboard.values import cite, given_text
from warehouse.questions.difficulties import difficulties
from warehouse.questions.inspection import content_areas, findings

DIFFICULTIES = ("difficulty", "proposal", "cell")
FINDINGS = ("finding", "rating", "recommendation", "due", "state", "cell")


def show_said(view: View, record: UnitRecord) -> None:
    """Two expanders; where a list is empty its label says so."""
    t = view.t
    said = _of_unit(view, record, difficulties).merge(record.tasks[["task_code", "task_number"]], on="task_code")
    with st.expander(t("said.difficulties", count=len(said))):
        rows = [_difficulty(view, row) for row in said.to_dict("records")]
        st.html(folding_table([t(f"said.{name}") for name in DIFFICULTIES], rows) if rows else _nothing(view))
    areas = view.reader.ask(content_areas, view.choice.programme_code)
    found = named_findings(_of_unit(view, record, findings), view.unit_rows, areas, view.today, t)
    with st.expander(t("said.findings", count=len(found))):
        rows = [_finding(view, row) for row in found.to_dict("records")]
        st.html(folding_table([t(f"said.{name}") for name in FINDINGS], rows) if rows else _nothing(view))


def _of_unit(view: View, record: UnitRecord, question: Any) -> pd.DataFrame:
    """The unit's rows of a list that is current in the period, with the file that they came in."""
    rows = view.reader.ask(question, *view.key)
    files = record.submissions[["submission_code", "file_name", "revision_number"]]
    of_unit: pd.DataFrame = rows[rows.unit_code == record.unit_code]
    return of_unit.merge(files, on="submission_code")


def _nothing(view: View) -> str:
    return f"<p>{view.t('said.nothing')}</p>"


def _difficulty(view: View, row: dict[Any, Any]) -> list[Cell]:
    t = view.t
    return [
        Cell(row["difficulty_text"], t("task.short", number=row["task_number"])),
        Cell(given_text(row["proposal_text"])),
        Cell(cite(row, t)),
    ]


def _finding(view: View, row: dict[Any, Any]) -> list[Cell]:
    t = view.t
    area = f"{row['area_code']}. {given_text(row['area_name'])}"
    return [
        Cell(given_text(row["finding_text"]) or t("chart.missing"), area),
        Cell(given_text(row["rating_text"])),
        Cell(given_text(row["recommendation_text"])),
        Cell(t.date(row["due_date"]) if pd.notna(row["due_date"]) else ""),
        Cell(given_text(row["state_text"])),
        Cell(cite(row, t)),
    ]
