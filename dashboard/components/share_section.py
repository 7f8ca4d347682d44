"""A ratio unit by unit, types of unit side by side, as figures or as a table."""

from math import isnan
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.charts.share_rows import share_finding, share_rows
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.headings import show_group_heading
from dashboard.components.parts import places_by_type
from dashboard.components.task_sections import show_remarks
from dashboard.status_words import inline_status, with_meaning
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from dashboard.words import Words

_MANY, _SHOWN = 20, 15  # more rows than a phone bears, and how many are then shown at once


def show_shares(page: TaskView, key: str, title: str, rows: pd.DataFrame, drawn_as: Literal["bars", "dots"]) -> None:
    """The shares of each type of unit under what their group reached. rows: as `unit_shares` gives them."""
    view, t = page.view, page.view.t
    as_table = pick_table(view, key, title, share_table(page, rows))
    for place, unit_type, part in places_by_type(rows):
        group = t(f"group.{unit_type}")
        finding = share_finding(part, title, group, t)
        with place:
            show_group_heading(group)
            show_remarks(group_sentence(page, str(part.indicator_code.iloc[0]), unit_type))
            if as_table:
                show_table(view, share_table(page, part), finding)
            else:
                _show_figures(page, f"{key}_{unit_type}", part, drawn_as, finding)
    show_remarks(t("matrix.legend_earlier") if rows.is_earlier.any() else "")


def _show_figures(
    page: TaskView, key: str, rows: pd.DataFrame, drawn_as: Literal["bars", "dots"], finding: str
) -> None:
    """The lowest units at once; of many, the others behind a click."""
    t, chosen = page.view.t, page.view.choice.unit_code
    shown = len(rows) if len(rows) <= _MANY else _SHOWN
    rows = with_meaning(rows, page.view.least_ratios, t)
    show_figure(key, share_rows(rows.head(shown), t, drawn_as, chosen), finding)
    rest = rows.iloc[shown:]
    if rest.empty:
        return
    unknown = int((rest.state_code != "known").sum())
    with st.expander(t("share.rest", count=len(rest), unknown=unknown), expanded=chosen in set(rest.unit_code)):
        show_figure(f"{key}_rest", share_rows(rest, t, drawn_as, chosen), finding)


def group_sentence(page: TaskView, indicator_code: str, group_code: str) -> str:
    """A group's own share, of what, against its target; empty for what is no group (the office)."""
    t, rows = page.view.t, page.of_groups()
    now = rows[
        (rows.indicator_code == indicator_code)
        & (rows.group_code == group_code)
        & (rows.period_code == page.view.choice.period_code)
        & rows.to_date_value.notna()
    ]
    if now.empty:
        return ""
    row = now.iloc[0]
    told = t(
        "share.group",
        share=t.percent(row.to_date_value),
        part=t.value(row.numerator_value),
        whole=t.value(row.denominator_value),
    )
    if pd.isna(row.target_value):
        return f"{told} {t('share.no_target')}"
    status = inline_status(row.to_dict(), page.view.least_ratios, t)
    return f"{told} {_against_target(row.target_value, row.attainment_ratio, status, t)}"


def _against_target(target_value: float, attainment_ratio: float, status: str, t: Words) -> str:
    if isnan(attainment_ratio):
        return t("share.target_later", target=t.percent(target_value), status=status)
    return t("share.target", target=t.percent(target_value), attainment=t.percent(attainment_ratio), status=status)


def share_table(page: TaskView, rows: pd.DataFrame) -> Table:
    """A row a unit: both halves, the share, the target, the status, and what else must be known."""
    t = page.view.t
    notes = [
        t("matrix.earlier") if is_earlier else "" if state == "known" else t(f"share.{state}")
        for state, is_earlier in zip(rows.state_code, rows.is_earlier, strict=True)
    ]
    named = with_meaning(rows, page.view.least_ratios, t).assign(
        type_name=rows.unit_type.map(lambda code: t(f"group.{code}")), note=notes
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("numerator_value", t("share.part"), "number"),
        Column("denominator_value", t("share.whole"), "number"),
        Column("to_date_value", t("share.share"), "ratio"),
        Column("target_value", t("share.target_head"), "ratio"),
        Column("status_code", t("chart.status"), "status"),
        Column("way_up", t("chart.way_up")),
        Column("note", t("matrix.note")),
    ]
    return Table(named, columns)
