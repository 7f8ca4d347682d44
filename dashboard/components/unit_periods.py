"""The unit's four tasks over the periods, as small figures or as their table."""

import pandas as pd

from dashboard.charts.unit_trend import trend_finding, unit_trend
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.headings import show_heading
from dashboard.frame import View
from dashboard.tables import Column, Table
from dashboard.unit_record import UnitRecord


def show_unit_trend(view: View, record: UnitRecord) -> None:
    """The figure of all tasks that the unit has, or its table."""
    t = view.t
    show_heading(t("units.trend"), t("units.trend_lead"))
    rows = trend_rows(record)
    present = record.tasks[record.tasks.task_code.isin(rows.task_code)]
    tasks = [
        (code, t("units.trend_task", number=number, task=short))
        for code, number, short in zip(present.task_code, present.task_number, present.task_short, strict=True)
    ]
    finding = trend_finding(rows, tasks, t)
    table = trend_table(view, rows)
    if pick_table(view, "trend", t("units.trend"), table):
        show_table(view, table, finding)
    else:
        show_figure("trend", unit_trend(rows, tasks, t), finding)


def trend_rows(record: UnitRecord) -> pd.DataFrame:
    """A row a task and period begun, in order; peer_ratio is missing where the unit has no peers."""
    peers = record.peers[record.peers.peer_count > 1].rename(columns={"completion_ratio": "peer_ratio"})
    rows = record.periods[["period_code", "period_name", "period_number", "is_open"]].merge(
        record.progress, on="period_code"
    )
    rows = rows.merge(peers[["period_code", "task_code", "peer_ratio"]], on=["period_code", "task_code"], how="left")
    rows = rows.merge(record.tasks[["task_code", "task_number", "task_short"]], on="task_code")
    # A period still awaited has a plan and no point: old figures against a new plan would look like a fall.
    is_awaited = rows.is_open & ~rows.has_report_in_period
    rows.loc[is_awaited, ["completion_ratio", "attainment_ratio", "peer_ratio"]] = None
    return rows.assign(is_earlier=rows.has_report & ~rows.has_report_in_period).sort_values(
        ["task_number", "period_number"], ignore_index=True
    )


def trend_table(view: View, rows: pd.DataFrame) -> Table:
    """A row a task and period."""
    t = view.t
    named = rows.assign(in_period=rows.has_report_in_period.map({True: t("chart.yes"), False: t("chart.no")}))
    columns = [
        Column("task_short", t("units.task")),
        Column("period_name", t("filter.period")),
        Column("completion_ratio", t("chart.completion"), "ratio"),
        Column("expected_ratio", t("chart.expected"), "ratio"),
        Column("peer_ratio", t("units.trend_peers"), "ratio"),
        Column("attainment_ratio", t("chart.attainment"), "ratio"),
        Column("status_code", t("chart.status"), "status"),
        Column("in_period", t("chart.reported_in_period")),
    ]
    return Table(named, columns)
