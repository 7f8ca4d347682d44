"""What a section shows: figures or their table, one click apart, and the table to take away."""

from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard.downloads import About, file_stem, to_csv, to_excel
from dashboard.frame import View
from dashboard.tables import Table
from dashboard.words import Words

_FIRST_WIDTH = 190  # pixels: on a phone there must be room for the others
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pick_table(view: View, key: str, title: str, table: Table) -> bool:
    """Draw the switch between a section's figures and their table, and the downloads of that table.

    Returns whether the table is wanted. key: unique on the page, and part of the file's name. title: of the section.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools_{key}"):
        wanted = st.toggle(view.t("chart.show_table"), key=f"table_{view.page_name}_{key}", persist_state="session")
        offer_downloads(view, key, title, table)
    return wanted


def offer_downloads(view: View, key: str, title: str, table: Table) -> None:
    """Draw the download of a table, as Excel and as CSV; the file is made when somebody asks for it."""
    t = view.t
    stem = file_stem("tienbo", view.page_name, key, view.choice.period_code, *_unit_parts(view), *_snapshot_parts(view))
    about = About(title, view.facts, view.is_made_up, stem)
    with st.popover(t("download.button"), icon=":material/download:"):
        st.download_button(
            t("download.excel"),
            lambda: to_excel(table, about, t),
            file_name=f"{stem}.xlsx",
            mime=_EXCEL,
            key=f"excel_{view.page_name}_{key}",
            on_click="ignore",
        )
        st.download_button(
            t("download.csv"),
            lambda: to_csv(table, about, t),
            file_name=f"{stem}.csv",
            mime="text/csv",
            key=f"csv_{view.page_name}_{key}",
            on_click="ignore",
        )


def show_figure(key: str, figure: go.Figure, finding: str) -> None:
    """Show a figure. finding: the sentence that tells what it shows to those who cannot see it."""
    st.plotly_chart(figure, key=f"figure_{key}", alt=finding, config={"displayModeBar": False})


def show_table(view: View, table: Table, finding: str) -> None:
    """Show a table; its first column stays while the others slide beneath it."""
    t = view.t
    formats: dict[Any, Any] = dict(table.formats(t))
    styled = table.under_headings(t).style.format(formats, na_rep=t("chart.missing"))
    config: dict[str, Any] = {table.columns[0].heading: st.column_config.Column(pinned=True, width=_FIRST_WIDTH)}
    st.dataframe(styled, column_config=config, hide_index=True, alt=finding, height="content")
    st.html(_on_paper(table, t))


def _on_paper(table: Table, t: Words) -> str:
    """The table as HTML that is seen on paper only, where the other would show what is on the screen."""
    rows, formats, missing = table.under_headings(t), table.formats(t), t("chart.missing")
    head = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in table.columns)
    body = ""
    for row in rows.to_dict("records"):
        texts = (missing if pd.isna(value) else formats.get(str(name), str)(value) for name, value in row.items())
        body += f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in texts)}</tr>"
    return f'<table class="tb-paper"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _unit_parts(view: View) -> list[str]:
    return [code for code in (view.choice.unit_type, view.choice.unit_code) if code]


def _snapshot_parts(view: View) -> list[str]:
    """An earlier snapshot's id, so that a file of the past never passes for today's."""
    return [] if view.reader.is_newest else [view.reader.snapshot.snapshot_id]
