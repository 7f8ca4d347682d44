"""How much of the year's plan each unit has done on one task, departments and districts apart."""

import pandas as pd

from dashboard.charts.findings import progress_finding
from dashboard.charts.progress_bars import progress_bars
from dashboard.components.exhibit import pick_table, show_figure, show_table
from dashboard.components.headings import show_group_heading
from dashboard.components.parts import places_by_type
from dashboard.frame import View
from dashboard.status_words import with_meaning
from dashboard.tables import Column, Table


def show_progress(view: View, title: str, rows: pd.DataFrame, task_name: str) -> None:
    """The bars of each type of unit, the least done first, and their table.

    rows: those of one task, as `units_worst_first` gives them. task_name: for the sentence about the figure.
    """
    t = view.t
    meant = with_meaning(rows, view.least_ratios, t)
    ordered = meant.assign(is_earlier=rows.has_report & ~rows.has_report_in_period).sort_values(
        "completion_ratio", na_position="last", kind="stable"
    )
    as_table = pick_table(view, "progress", title, progress_table(view, ordered))
    for place, unit_type, part in places_by_type(ordered):
        group = t(f"group.{unit_type}")
        finding = progress_finding(part, group, task_name, t)
        with place:
            show_group_heading(group)
            if as_table:
                show_table(view, progress_table(view, part), finding)
            else:
                show_figure(f"progress_{unit_type}", progress_bars(part, t, view.choice.unit_code), finding)


def progress_table(view: View, rows: pd.DataFrame) -> Table:
    """A row a unit: status, attainment, completion, what was expected, and whether it reported this period."""
    t = view.t
    named = rows.assign(
        type_name=rows.unit_type.map(lambda code: t(f"group.{code}")),
        in_period=rows.has_report_in_period.map({True: t("chart.yes"), False: t("chart.no")}),
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("status_code", t("chart.status"), "status"),
        Column("way_up", t("chart.way_up")),
        Column("attainment_ratio", t("chart.attainment"), "ratio"),
        Column("completion_ratio", t("chart.completion"), "ratio"),
        Column("expected_ratio", t("chart.expected"), "ratio"),
        Column("in_period", t("chart.reported_in_period")),
    ]
    return Table(named, columns)
