"""Values to ask about again: what is odd, beside what, and whom to ring."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads
from dashboard.components.folding_table import Cell, folding_table
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_empty
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.oddities import named_oddities
from dashboard.tables import Column, Table
from warehouse.questions.oddities import copied_periods, odd_values, summed_periods

SHOWN = 12  # the oddest; the rest stands behind a touch


def show_oddities(view: View, period_rows: pd.DataFrame, reporters: pd.DataFrame) -> None:
    """The list for the chosen period and units, the oddest first, and how much there is in the other periods.

    period_rows: as `begun_periods` gives them. reporters: as `latest_reporters` gives them.
    """
    t, code = view.t, view.choice.programme_code
    names = dict(zip(period_rows.period_code, period_rows.period_name, strict=True))
    reports = {
        "copied_period": view.reader.ask(copied_periods, code),
        "year_to_date_typed": view.reader.ask(summed_periods, code),
    }
    rows = named_oddities(reports, view.reader.ask(odd_values, code), view.narrowed_units, names, t)
    rows = rows.merge(reporters[["unit_code", "reporter_name", "reporter_phone"]], on="unit_code", how="left")
    here = rows[rows.period_code == view.choice.period_code]
    show_heading(t("odd.title", count=len(here)), t("odd.lead"))
    if here.empty:
        show_empty(t("odd.none_title"), t("odd.none"))
    else:
        offer_downloads(view, "odd", t("odd.title", count=len(here)), odd_table(view, here))
        st.html(_list(view, here.head(SHOWN)))
    if len(here) > SHOWN:
        with st.expander(t("odd.more", count=len(here) - SHOWN)):
            st.html(_list(view, here[SHOWN:]))
    _show_elsewhere(view, rows[rows.period_code != view.choice.period_code])


def odd_table(view: View, rows: pd.DataFrame) -> Table:
    """A row a value or a copied report, as it is taken away."""
    t = view.t
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("period_name", t("submissions.period")),
        Column("subject_text", t("odd.subject")),
        Column("total_value", t("odd.value"), "number"),
        Column("compared_value", t("odd.compared"), "number"),
        Column("odd_ratio", t("odd.times"), "number"),
        Column("reason_text", t("odd.reason")),
        Column("sheet_name", t("submissions.sheet")),
        Column("cell_ref", t("submissions.cell")),
        Column("reporter_name", t("submissions.contact")),
        Column("reporter_phone", t("submissions.phone")),
    ]
    return Table(rows, columns)


def _list(view: View, rows: pd.DataFrame) -> str:
    heads = [view.t(f"odd.{name}") for name in ("unit", "subject", "value", "reason")]
    told = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return folding_table(heads, [_cells(row) for row in told])


def _cells(row: dict[Any, Any]) -> list[Cell]:
    contact = " · ".join(str(row[name]) for name in ("reporter_name", "reporter_phone") if row[name])
    place = " · ".join(str(row[name]) for name in ("sheet_name", "cell_ref") if row[name])
    unit = page_address("units", unit=row["unit_code"])
    source = page_address("units", unit=row["unit_code"], indicator=row["indicator_code"] or "")
    return [
        Cell(row["unit_name"], contact, unit),
        Cell(row["subject_text"], place, source),
        Cell(row["shown_text"]),
        Cell(row["reason_text"]),
    ]


def _show_elsewhere(view: View, rows: pd.DataFrame) -> None:
    """Where else in the year there is something to ask about; each period leads to its own list."""
    counts = rows.groupby(["period_code", "period_name"], as_index=False).size()
    links = " · ".join(
        f'<a href="{escape(page_address("submissions", period=code))}" target="_self">'
        f"{escape(view.t('odd.elsewhere_count', period=name, count=count))}</a>"
        for code, name, count in counts.itertuples(index=False)
    )
    if links:
        st.html(f'<p class="tb-more">{escape(view.t("odd.elsewhere"))} {links}</p>')
