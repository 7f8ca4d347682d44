"""How the unit stands on each task, beside the middle of its peers."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import EARLIER_MARK, STATUSES
from dashboard.components.headings import show_heading
from dashboard.components.task_cards import shortfall
from dashboard.frame import View
from dashboard.unit_record import UnitRecord


def show_unit_tasks(view: View, record: UnitRecord) -> None:
    """A card for each task that the unit has; the others are named."""
    t = view.t
    show_heading(t("units.tasks"), t("units.tasks_lead", period=t.date(view.period["to_date"])))
    of_period = record.progress[record.progress.period_code == view.choice.period_code]
    peers = record.peers[record.peers.period_code == view.choice.period_code].set_index("task_code")
    rows = record.tasks.merge(of_period, on="task_code")
    st.html(f'<div class="tb-cards tb-few">{"".join(_card(view, record, row, peers) for row in _records(rows))}</div>')
    left_out = record.tasks[~record.tasks.task_code.isin(rows.task_code)]
    if len(left_out):
        st.html(f"<p>{escape(t('units.no_task', tasks=', '.join(left_out.task_short)))}</p>")


def _records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    return rows.to_dict("records")


def _card(view: View, record: UnitRecord, row: dict[Any, Any], peers: pd.DataFrame) -> str:
    t, status = view.t, STATUSES[row["status_code"]]
    is_earlier = row["has_report"] and not row["has_report_in_period"]
    figure = t("chart.missing") if pd.isna(row["attainment_ratio"]) else t.percent(row["attainment_ratio"])
    way_up = shortfall(row, view.least_ratios, t)
    notes = [_plan_text(view, row), _assessed_text(view, record, row), _peers_text(view, record, row, peers)]
    notes += [f"{EARLIER_MARK} {t('matrix.earlier')}"] if is_earlier else []
    return f"""
        <article class="tb-card" title="{escape(row["task_name"])}">
          <p class="tb-number">{escape(t("task.number", number=row["task_number"]))}</p>
          <h3>{escape(row["task_short"])}</h3>
          <p class="tb-figure">{escape(figure + EARLIER_MARK * is_earlier)}</p>
          <p class="tb-status"><span style="color:{status.colour}" aria-hidden="true">{status.symbol}</span>
            {escape(t(f"status.{status.status_code}"))} <small>{escape(way_up)}</small></p>
          {_bar(row)}{"".join(f'<p class="tb-note">{escape(note)}</p>' for note in notes if note)}
        </article>"""


def _bar(row: dict[Any, Any]) -> str:
    """The year's plan as a bar, with a mark where it should be by now."""
    if pd.isna(row["completion_ratio"]):
        return ""
    return f"""<div class="tb-plan" aria-hidden="true">
        <i style="width:{row["completion_ratio"]:.1%};background:{STATUSES[row["status_code"]].colour}"></i>
        <b style="left:{row["expected_ratio"]:.1%}"></b></div>"""


def _plan_text(view: View, row: dict[Any, Any]) -> str:
    if pd.isna(row["completion_ratio"]):
        return ""
    t = view.t
    return t("card.plan", completion=t.percent(row["completion_ratio"]), expected=t.percent(row["expected_ratio"]))


def _assessed_text(view: View, record: UnitRecord, row: dict[Any, Any]) -> str:
    """On how many indicators the status rests: one of seven is less than it looks."""
    of_task = record.indicators[record.indicators.task_code == row["task_code"]]
    assessed = of_task.attainment_ratio.notna().sum()
    return view.t("units.assessed", count=assessed, total=len(of_task)) if assessed else ""


def _peers_text(view: View, record: UnitRecord, row: dict[Any, Any], peers: pd.DataFrame) -> str:
    t, peer = view.t, peers.loc[row["task_code"]]
    if peer.peer_count < 2:
        return ""
    return t(
        "units.peers",
        median=t.percent(peer.attainment_ratio),
        group=t(f"group.{record.unit['unit_type']}").lower(),
        count=peer.peer_count,
    )
