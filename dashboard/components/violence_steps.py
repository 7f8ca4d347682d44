"""From cases of violence to victims to support: three steps, the whole and by district."""

from collections.abc import Hashable, Mapping
from html import escape
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads
from dashboard.components.folding_table import labelled_cells
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_note
from dashboard.components.status_mark import coloured_symbol, explained
from dashboard.components.task_sections import show_remarks
from dashboard.components.unit_link import unit_link
from dashboard.coordination import STEPS, support_by_unit
from dashboard.status_words import explain
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from dashboard.words import Words

SHOWN = 6  # the units that support least; the rest is one click away
_HEADS = ("cases", "victims", "supported", "share")

Row = Mapping[Hashable, Any]


def show_violence(page: TaskView) -> None:
    """The steps for the chosen type of unit or the city, then a row a unit. More reports are not worse: it says so."""
    view, t = page.view, page.view.t
    roles = set(page.indicators().role_code)
    if not roles >= set(STEPS):
        return
    show_heading(t("coordination.violence"), t("coordination.violence_lead"))
    units = support_by_unit(page.of_units())
    if units.empty:
        show_remarks(t("coordination.violence_not_asked"))
        return
    show_note(t("coordination.more_is_not_worse"))
    st.html(_steps(page, _of_group(page)))
    offer_downloads(view, "violence", t("coordination.violence"), violence_table(units, t))
    st.html(_table(page, units[:SHOWN]))
    if len(units) > SHOWN:
        with st.expander(t("coordination.more_units", count=len(units) - SHOWN)):
            st.html(_table(page, units[SHOWN:]))


def violence_table(units: pd.DataFrame, t: Words) -> Table:
    """A row a unit, as `support_by_unit` gives them."""
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("cases", t("coordination.cases"), "number"),
        Column("victims", t("coordination.victims"), "number"),
        Column("victims_women", t("coordination.victims_women"), "number"),
        Column("supported", t("coordination.supported"), "number"),
        Column("supported_women", t("coordination.supported_women"), "number"),
        Column("share_ratio", t("coordination.share"), "ratio"),
        Column("share_target", t("coordination.share_target"), "ratio"),
        Column("status_code", t("chart.status"), "status"),
    ]
    return Table(units, columns)


def _of_group(page: TaskView) -> dict[str, Row]:
    """The rows of the group by role, of the chosen period."""
    rows, group = page.of_groups(), page.view.choice.unit_type or "city"
    now = rows[(rows.period_code == page.view.choice.period_code) & (rows.group_code == group)]
    return {str(row["role_code"]): row for row in now.to_dict("records") if isinstance(row["role_code"], str)}


def _steps(page: TaskView, of_group: Mapping[str, Row]) -> str:
    """A bar a step, as long as its number against the largest; women beneath, and the share against its target."""
    t = page.view.t
    rows = [of_group[role] for role in STEPS]
    largest = max((row["to_date_value"] for row in rows if not isnan(row["to_date_value"])), default=0) or 1
    bars = "".join(_step(name, row, largest, t) for name, row in zip(_HEADS, rows, strict=False))
    share = of_group.get("victims_supported_share")
    return f'<ol class="tb-funnel">{bars}</ol>{"" if share is None else _share_told(page, share)}'


def _step(name: str, row: Row, largest: float, t: Words) -> str:
    value, women = row["to_date_value"], row["to_date_women_value"]
    if isnan(value):
        number, width = t("chart.missing"), 0.0
    else:
        number, width = t.value(value), value / largest
    told = "" if isnan(women) else f" <small>{escape(_women_told(row, t))}</small>"
    return f"""<li><p>{escape(t(f"coordination.{name}"))}: <b>{escape(number)}</b>{told}</p>
        <div aria-hidden="true"><i style="width:{width:.1%}"></i></div></li>"""


def _women_told(row: Row, t: Words) -> str:
    """How many were women, and of how many that was not told."""
    women = t("coordination.of_them_women", count=t.value(row["to_date_women_value"]))
    untold = row["to_date_value"] - row["to_date_split_value"]
    return f"{women}, {t('task.untold', count=t.value(untold))}" if untold > 0 else women


def _share_told(page: TaskView, row: Row) -> str:
    t = page.view.t
    if isnan(row["to_date_value"]):
        return f"<p>{escape(t('coordination.share_none'))}</p>"
    target = t("chart.missing") if isnan(row["target_value"]) else t.percent(row["target_value"])
    sentence = t("coordination.share_told", share=t.percent(row["to_date_value"]), target=target)
    return f"<p>{escape(sentence)} {_explained_status(page, row, 'support')}</p>"


def _explained_status(page: TaskView, row: Row, key: str) -> str:
    """Symbol and word of the status of a share, which explain themselves."""
    t, code = page.view.t, row["status_code"]
    mark = f"{coloured_symbol(code)} {escape(t(f'status.{code}'))}"
    return explained(key, mark, explain(row, "", page.view.least_ratios, t))


def _table(page: TaskView, units: pd.DataFrame) -> str:
    t = page.view.t
    head = "".join(f'<th scope="col">{escape(t(f"coordination.{name}"))}</th>' for name in _HEADS)
    body = "".join(_unit_row(page, row) for row in units.to_dict("records"))
    return f"""<table class="tb-indicators"><thead><tr><th scope="col">{escape(t("chart.unit"))}</th>{head}</tr></thead>
        <tbody>{body}</tbody></table>"""


def _unit_row(page: TaskView, row: Row) -> str:
    t = page.view.t
    cells = [_number(row["cases"], float("nan"), t)]
    cells += [_number(row[name], row[f"{name}_women"], t) for name in ("victims", "supported")]
    cells.append(_share(page, row))
    told = labelled_cells([t(f"coordination.{name}") for name in _HEADS], cells)
    mark = ' class="tb-chosen"' if row["unit_code"] == page.view.choice.unit_code else ""
    link = unit_link(row["unit_code"], row["unit_short"], row["unit_name"])
    return f'<tr{mark}><th scope="row">{link}</th>{told}</tr>'


def _number(value: float, women: float, t: Words) -> str:
    if isnan(value):
        return escape(t("chart.missing"))
    told = "" if isnan(women) else f" <small>{escape(t('coordination.of_them_women', count=t.value(women)))}</small>"
    return f"{escape(t.value(value))}{told}"


def _share(page: TaskView, row: Row) -> str:
    """The share with its status; without victims there is nothing to support, which is not 0 %."""
    t, code = page.view.t, row["status_code"]
    if not isinstance(code, str):
        return escape(t("chart.missing"))
    if row["victims"] == 0:
        return f"{coloured_symbol(code)} <small>{escape(t('coordination.no_victims'))}</small>"
    ratio = "" if isnan(row["share_ratio"]) else escape(t.percent(row["share_ratio"]))
    told = _explained_status(page, row, f"support-{row['unit_code']}")
    return f"{ratio} <small>{told}</small>"
