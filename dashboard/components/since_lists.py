"""Since an earlier snapshot: the reports that came, what the programme decided anew, the difficulties newly told."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.comparison import Comparison
from dashboard.components.difficulty_list import show_difficulties
from dashboard.components.difficulty_tables import list_table
from dashboard.components.exhibit import offer_downloads
from dashboard.components.folding_table import Cell, folding_table
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_note
from dashboard.components.unit_link import unit_link
from dashboard.tables import Column, Table
from dashboard.values import given_text
from dashboard.words import Words
from warehouse.questions.catalogue import periods

KINDS = ("first", "again", "withdrawn")


def show_submissions(compared: Comparison) -> None:
    """Who reported for the first time, who sent again, what was withdrawn, by period."""
    view, t, rows = compared.view, compared.view.t, compared.submissions
    show_heading(t("since.submissions"), t("since.submissions_lead"))
    if rows.empty:
        show_note(t("since.submissions_none"))
        return
    named = _named_submissions(compared)
    offer_downloads(view, "submissions", t("since.submissions"), submissions_table(named, t))
    lists = ""
    for period_name in named.period_name.unique()[::-1]:
        for kind in KINDS:
            part = named[(named.period_name == period_name) & (named.kind_code == kind)]
            if len(part):
                told = t("since.kind_count", period=period_name, kind=part.kind_text.iloc[0].lower(), count=len(part))
                items = "".join(_submission(row, t) for row in part.to_dict("records"))
                lists += f"<h3>{escape(told)}</h3><ul>{items}</ul>"
    st.html(f'<div class="tb-silent">{lists}</div>')


def submissions_table(named: pd.DataFrame, t: Words) -> Table:
    """A row a report that came or was withdrawn."""
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("period_name", t("since.period")),
        Column("kind_text", t("since.kind")),
        Column("revision_number", t("since.revision"), "number"),
        Column("received_at", t("since.received"), "moment"),
        Column("withdrawn_at", t("since.withdrawn_at"), "moment"),
        Column("withdrawn_why", t("since.why")),
        Column("file_name", t("since.file")),
    ]
    return Table(named, columns)


def show_decisions(compared: Comparison) -> None:
    """What the programme decided anew: then → now."""
    t, rows = compared.view.t, compared.decisions
    show_heading(t("since.decisions"), t("since.decisions_lead"))
    if rows.empty:
        show_note(t("since.decisions_none"))
        return
    told = rows.assign(
        kind_text=[t(f"since.decision_{code}") for code in rows.kind_code],
        then_text=rows.then_text.fillna(t("since.absent")),
        now_text=rows.now_text.fillna(t("since.absent")),
    )
    names = ("subject_text", "kind_text", "then_text", "now_text")
    heads = [t("since.about"), t("since.kind"), t("since.then"), t("since.now")]
    columns = [Column(name, head) for name, head in zip(names, heads, strict=True)]
    offer_downloads(compared.view, "decisions", t("since.decisions"), Table(told, columns))
    st.html(folding_table(heads, [[Cell(row[name]) for name in names] for row in told.to_dict("records")]))


def show_new_difficulties(compared: Comparison) -> None:
    """What units had not told before, in their words."""
    view, t, rows = compared.view, compared.view.t, compared.difficulties
    show_heading(t("since.difficulties"), t("since.difficulties_lead"))
    if rows.empty:
        show_note(t("since.difficulties_none"))
        return
    offer_downloads(view, "difficulties", t("since.difficulties"), list_table(rows, t))
    show_difficulties(view, rows)


def _named_submissions(compared: Comparison) -> pd.DataFrame:
    view, t = compared.view, compared.view.t
    units = view.unit_rows[["unit_code", "unit_type", "unit_name", "unit_short"]]
    period_rows = view.reader.ask(periods, view.choice.programme_code)
    period_names = dict(zip(period_rows.period_code, period_rows[t.column("period_name")], strict=True))
    named = compared.submissions.merge(units, on="unit_code").sort_values("period_code", kind="stable")
    return named.assign(
        type_name=[t(f"group.{code}") for code in named.unit_type],
        period_name=named.period_code.map(period_names),
        kind_text=[t(f"since.kind_{code}") for code in named.kind_code],
    )


def _submission(row: dict[Any, Any], t: Words) -> str:
    is_withdrawn = row["kind_code"] == "withdrawn"
    told = t.moment(row["withdrawn_at"] if is_withdrawn else row["received_at"])
    why = f": {given_text(row['withdrawn_why'])}" if is_withdrawn else ""
    return f"<li>{unit_link(row['unit_code'], row['unit_short'])} <small>{escape(told + why)}</small></li>"
