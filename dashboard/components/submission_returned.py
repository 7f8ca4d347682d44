"""Files that came back and wait: every problem by its cell, and the marked workbook to send on."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads, show_table
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_empty, show_note
from dashboard.frame import View
from dashboard.oddities import TOLD
from dashboard.returned import files_to_hand_out, returned_folder
from dashboard.tables import Column, Table
from dashboard.words import Words
from warehouse.home import find_home
from warehouse.questions.returned import accepted_warnings, returned_files, returned_problems

SHOWN = 40  # of one file: who has more mends these first
_OPEN_UP_TO = 2  # so many files stand open; of more only the headings


def show_returned(view: View) -> None:
    """Every returned file that waits, of the units chosen, and those of which no unit is known."""
    t = view.t
    lead = t("submissions.returned_lead") if view.reader.is_newest else t("submissions.returned_then")
    show_heading(t("submissions.returned"), lead)
    files = view.reader.ask(returned_files, view.choice.programme_code, view.today)
    chosen = view.narrowed_units.unit_code
    is_narrowed = bool(view.choice.unit_code or view.choice.unit_type)
    files = files[files.unit_code.isin(chosen) | (files.unit_code.isna() & (not is_narrowed))]
    if files.empty:
        show_empty(t("submissions.none_returned_title"), t("submissions.none_returned"))
        return
    problems = view.reader.ask(returned_problems, None)
    problems = problems[problems.receipt_code.isin(files.receipt_code)]
    offer_downloads(view, "problems", t("submissions.returned"), problem_table(view, files, problems))
    for row in files.astype(object).where(files.notna(), None).to_dict("records"):
        title = _title(view, row)
        with st.expander(title, expanded=len(files) <= _OPEN_UP_TO):
            _show_file(view, row, problems[problems.receipt_code == row["receipt_code"]])


def show_warnings(view: View) -> None:
    """What was remarked on files that were taken, but for what `show_oddities` says by all that stands today."""
    t = view.t
    rows = view.reader.ask(accepted_warnings, *view.key)
    rows = rows[rows.unit_code.isin(view.narrowed_units.unit_code) | rows.unit_code.isna()]
    rows = rows[~rows.problem_code.isin(TOLD)]
    if rows.empty:
        return
    names = dict(zip(view.unit_rows.unit_code, view.unit_rows.unit_name, strict=True))
    named = rows.assign(unit_name=rows.unit_code.map(names))
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("sheet_name", t("submissions.sheet")),
        Column("cell_ref", t("submissions.cell")),
        Column("found_text", t("submissions.found")),
        Column(t.column("message"), t("submissions.to_do")),
        Column("file_name", t("submissions.file")),
    ]
    table = Table(named, columns)
    with st.expander(t("submissions.warnings", count=len(rows))):
        offer_downloads(view, "warnings", t("submissions.warnings", count=len(rows)), table)
        show_table(view, table, t("submissions.warnings", count=len(rows)))


def problem_table(view: View, files: pd.DataFrame, problems: pd.DataFrame) -> Table:
    """A row a problem of the files that wait."""
    t = view.t
    names = dict(zip(view.unit_rows.unit_code, view.unit_rows.unit_name, strict=True))
    of_file = files.drop_duplicates("receipt_code")[["receipt_code", "unit_code", "period_code", "file_name"]]
    rows = problems.merge(of_file, on="receipt_code")
    rows = rows.assign(
        unit_name=rows.unit_code.map(names),
        severity_text=rows.severity_code.map(lambda code: t(f"submissions.{code}")),
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("period_code", t("submissions.period")),
        Column("file_name", t("submissions.file")),
        Column("severity_text", t("submissions.severity")),
        Column("sheet_name", t("submissions.sheet")),
        Column("cell_ref", t("submissions.cell")),
        Column("found_text", t("submissions.found")),
        Column(t.column("message"), t("submissions.to_do")),
    ]
    return Table(rows, columns)


def _title(view: View, row: dict[Any, Any]) -> str:
    """Our words and codes only: a label is read as markup, and file names come from strangers."""
    t = view.t
    unit = row["unit_code"] or t("submissions.unknown_unit")
    return t(
        "submissions.file_title",
        unit=unit,
        period=row["period_code"] or "–",
        count=row["error_count"],
        moment=t.moment(row["received_at"]),
    )


def _show_file(view: View, row: dict[Any, Any], problems: pd.DataFrame) -> None:
    t = view.t
    names = dict(zip(view.unit_rows.unit_code, view.unit_rows.unit_name, strict=True))
    unit = names.get(row["unit_code"], t("submissions.unknown_unit"))
    st.html(f"<p>{escape(unit)} · {escape(t('submissions.file'))}: {escape(row['file_name'])}</p>")
    _offer_files(view, row)
    shown = problems.astype(object).where(problems.notna(), None).head(SHOWN).to_dict("records")
    st.html(f'<ol class="tb-said tb-problems">{"".join(_problem(one, t) for one in shown)}</ol>')
    if len(problems) > SHOWN:
        show_note(t("submissions.more_problems", count=len(problems) - SHOWN))


def _offer_files(view: View, row: dict[Any, Any]) -> None:
    t = view.t
    folder = returned_folder(find_home(), row["sha256"], f"{row['received_date']:%Y-%m-%d}")
    if folder is None:
        show_note(t("submissions.folder_gone"))
        return
    with st.container(horizontal=True, gap="small"):
        for number, path in enumerate(files_to_hand_out(folder)):
            is_sent = path.name == folder.name.rpartition("~")[0]
            kind = "sent" if is_sent else "list" if path.suffix == ".txt" else "marked"
            st.download_button(
                t(f"submissions.download_{kind}"),
                path.read_bytes,
                file_name=path.name,
                mime="application/octet-stream",
                key=f"returned_{row['receipt_code']}_{number}",
                icon=":material/download:",
                on_click="ignore",
            )


def _problem(problem: dict[Any, Any], t: Words) -> str:
    place = [t(f"submissions.{problem['severity_code']}")]
    place += [str(problem[name]) for name in ("sheet_name", "cell_ref") if problem[name]]
    found = ""
    if problem["cell_ref"]:
        text = problem["found_text"] or t("submissions.blank")
        found = f" <small>{escape(t('submissions.found'))}: “{escape(text)}”</small>"
    return f"<li><p><b>{escape(' · '.join(place))}</b>{found}</p><p>{escape(problem[t.column('message')])}</p></li>"
