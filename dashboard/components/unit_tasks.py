"""How the unit stands on each task, beside the middle of its peers."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import EARLIER_MARK, STATUSES
from dashboard.components.headings import show_heading
from dashboard.components.status_mark import coloured_symbol, explained
from dashboard.frame import View
from dashboard.status_words import explain, unit_basis, way_up
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
    t = view.t
    is_earlier = row["has_report"] and not row["has_report_in_period"]
    figure = t("chart.missing") if pd.isna(row["attainment_ratio"]) else t.percent(row["attainment_ratio"])
    notes = [_plan_text(view, row), _assessed_text(view, record, row), _peers_text(view, record, row, peers)]
    notes += [f"{EARLIER_MARK} {t('matrix.earlier')}"] if is_earlier else []
    return f"""
        <article class="tb-card" title="{escape(row["task_name"])}">
          <p class="tb-number">{escape(t("task.number", number=row["task_number"]))}</p>
          <h3>{escape(row["task_short"])}</h3>
          <p class="tb-figure">{escape(figure + EARLIER_MARK * is_earlier)}</p>
          <p class="tb-status">{_status(view, record, row)}
            <small>{escape(way_up(row["status_code"], row["attainment_ratio"], view.least_ratios, t))}</small></p>
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


def _status(view: View, record: UnitRecord, row: dict[Any, Any]) -> str:
    """Symbol and word of the unit's status, which explain themselves."""
    code = row["status_code"]
    assessed, total = _assessed(record, row)
    basis = unit_basis(row | {"assessed_count": assessed, "indicator_count": total}, view.t)
    mark = f"{coloured_symbol(code)} {escape(view.t(f'status.{code}'))}"
    return explained(f"card-{row['task_code']}", mark, explain(row, basis, view.least_ratios, view.t))


def _assessed_text(view: View, record: UnitRecord, row: dict[Any, Any]) -> str:
    """On how many indicators the status rests: one of seven is less than it looks."""
    assessed, total = _assessed(record, row)
    return view.t("units.assessed", count=assessed, total=total) if assessed else ""


def _assessed(record: UnitRecord, row: dict[Any, Any]) -> tuple[int, int]:
    """How many of the task's indicators are assessed, and how many there are."""
    of_task = record.indicators[record.indicators.task_code == row["task_code"]]
    return int(of_task.attainment_ratio.notna().sum()), len(of_task)


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
