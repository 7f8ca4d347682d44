"""From a number to its cells: file, revision, sheet, cell, what was typed, who sent it and when."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads
from dashboard.components.folding_table import Cell, folding_table
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.notices import show_note
from dashboard.filters import MAX_TEXT, NOTHING, page_address, settle
from dashboard.frame import View
from dashboard.oddities import named_oddities
from dashboard.tables import Column, Table
from dashboard.unit_record import UnitRecord
from dashboard.unit_sources import made_of, part_codes, read_sources
from dashboard.values import given_text
from warehouse.questions.oddities import odd_values

COLUMNS = ("period", "value", "women", "cell", "typed", "note", "received")


def show_unit_source(view: View, record: UnitRecord) -> str | None:
    """Where the indicator named in the URL comes from; returns its code, None where none is (or cannot be) shown."""
    wished = st.query_params.get("indicator", NOTHING)[:MAX_TEXT]
    code = settle(wished, record.indicators.indicator_code.tolist(), NOTHING)
    if not wished:
        return None
    if not code:
        show_note(view.t("source.unknown", code=wished))
        return None
    indicator = record.indicators.set_index("indicator_code", drop=False).loc[code].to_dict()
    show_heading(view.t("source.title", name=indicator["indicator_name"]), made_of(record, indicator, view))
    parts = {part: read_sources(view, record, part) for part in part_codes(indicator)}
    _show_odd(view, record, list(parts))
    names = record.catalogue.set_index("indicator_code").indicator_name
    for part, rows in parts.items():
        if part != code:
            show_group_heading(str(names[part]))
        st.html(_table(view, rows))
    told = pd.concat([rows.assign(indicator_name=names[part]) for part, rows in parts.items()], ignore_index=True)
    title = view.t("source.title", name=indicator["indicator_name"])
    back = escape(page_address("units", period=view.choice.period_code))
    with st.container(horizontal=True, vertical_alignment="center"):
        offer_downloads(view, "source", title, source_table(view, told))
        st.html(f'<p><a href="{back}" target="_self">{escape(view.t("source.close"))}</a></p>')
    return code


def _show_odd(view: View, record: UnitRecord, codes: list[str]) -> None:
    """A remark for each value up to the chosen period that is to be asked about again."""
    t = view.t
    so_far = record.periods[record.periods.period_number <= view.period["period_number"]]
    names = dict(zip(so_far.period_code, so_far.period_name, strict=True))
    values = view.reader.ask(odd_values, view.choice.programme_code)
    values = values[values.indicator_code.isin(codes) & values.period_code.isin(names)]
    of_unit = view.unit_rows[view.unit_rows.unit_code == record.unit_code]
    for row in named_oddities({}, values, of_unit, names, t).to_dict("records"):
        show_note(t("odd.marked", period=row["period_name"], value=row["shown_text"], reason=row["reason_text"]))


def _table(view: View, rows: pd.DataFrame) -> str:
    return folding_table(
        [view.t(f"source.{name}") for name in COLUMNS], [_cells(view, row) for row in rows.to_dict("records")]
    )


def _cells(view: View, row: dict[Any, Any]) -> list[Cell]:
    t = view.t
    is_aside = pd.notna(row["total_value"]) and not row["is_counted"]
    return [
        Cell(row["period_name"]),
        Cell(row["value_text"], t("source.not_counted") if is_aside else ""),
        Cell(row["women_text"]),
        Cell(row["source_text"], given_text(row["submission_code"])),
        Cell(row["typed_text"]),
        Cell(given_text(row["note_text"])),
        Cell(_received(view, row), given_text(row["reporter_name"])),
    ]


def _received(view: View, row: dict[Any, Any]) -> str:
    return "" if pd.isna(row["received_at"]) else view.t.moment(row["received_at"])


def source_table(view: View, rows: pd.DataFrame) -> Table:
    """A row a period and entered indicator, as it is taken away."""
    t = view.t
    counted = rows.assign(counted=rows.is_counted.map({True: t("chart.yes"), False: t("chart.no")}))
    columns = [
        Column("indicator_name", t("units.indicator")),
        Column("period_name", t("source.period")),
        Column("total_value", t("source.value"), "number"),
        Column("women_value", t("source.women"), "number"),
        Column("counted", t("source.counted")),
        Column("typed_text", t("source.typed")),
        Column("note_text", t("source.note")),
        Column("source_text", t("source.cell")),
        Column("submission_code", t("source.submission")),
        Column("received_at", t("source.received"), "moment"),
        Column("reporter_name", t("source.reporter")),
    ]
    return Table(counted, columns)
