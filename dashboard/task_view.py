"""What a task page needs: the task that the programme gives it, and how groups and units stand on it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.components.notices import show_empty
from dashboard.frame import View, open_page
from dashboard.progress import begun_periods, groups_as_read, name_tasks, units_worst_first
from warehouse.questions.catalogue import periods, tasks
from warehouse.questions.indicators import indicator_by_group, indicator_by_unit, task_indicators
from warehouse.questions.progress import progress_by_unit, task_progress_of_groups

GROUPS = ("city", "department", "district")  # in the order in which they stand everywhere


@dataclass(frozen=True)
class TaskView:
    """A page's view and its task.

    `task` is a row of `name_tasks`. `periods` are those that have begun, with `period_name`, `is_open` (not due yet).
    `groups` are rows of `progress_by_group` on the task, of every such period, in the chosen reading; `units` those of
    `units_worst_first` on the task, of the chosen period and type of unit.
    """

    view: View
    task: Mapping[Hashable, Any]
    periods: pd.DataFrame
    groups: pd.DataFrame
    units: pd.DataFrame

    @property
    def task_code(self) -> str:
        return str(self.task["task_code"])

    @property
    def groups_now(self) -> pd.DataFrame:
        """The groups in the chosen period: the city and the chosen type of unit, or all types."""
        now = self.groups[self.groups.period_code == self.view.choice.period_code]
        return _in_order(now[now.group_code.isin(self.group_codes)])

    @property
    def group_codes(self) -> tuple[str, ...]:
        """The city and the chosen type of unit, or all types."""
        chosen = self.view.choice.unit_type
        return ("city", chosen) if chosen else GROUPS

    @property
    def type_codes(self) -> tuple[str, ...]:
        """The chosen type of unit, or all that stand side by side."""
        return self.group_codes[1:]

    @property
    def typed_units(self) -> pd.DataFrame:
        """The period's units of the chosen type, or all."""
        units, chosen = self.view.unit_rows, self.view.choice.unit_type
        return units[units.unit_type == chosen] if chosen else units

    @property
    def earlier_units(self) -> set[str]:
        """The codes of the units whose figures stand from earlier periods: nothing came this period."""
        return set(self.units.unit_code[self.units.has_report & ~self.units.has_report_in_period])

    def indicators(self) -> pd.DataFrame:
        """The task's indicators with `indicator_name` and `measure_unit` in the reader's language."""
        t = self.view.t
        rows = self.view.reader.ask(task_indicators, self.view.choice.programme_code, self.task_code)
        return rows.assign(indicator_name=rows[t.column("indicator_name")], measure_unit=rows[t.column("measure_unit")])

    def of_groups(self) -> pd.DataFrame:
        """The indicators by group in every period that has begun: `indicator_by_group` beside what they are."""
        rows = self.view.reader.ask(indicator_by_group, self.view.choice.programme_code, self.task_code)
        begun_rows = rows[rows.period_code.isin(self.periods.period_code)]
        return self.indicators().merge(begun_rows, on="indicator_code", validate="one_to_many")

    def of_units(self) -> pd.DataFrame:
        """`indicator_by_unit` in the chosen period and type of unit, beside what the indicator is and who the unit."""
        rows = self.view.reader.ask(indicator_by_unit, *self.view.key, self.task_code)
        named = self.typed_units.merge(rows, on="unit_code", validate="one_to_many")
        return named.merge(self.indicators(), on="indicator_code", validate="many_to_one")


def open_task_page(page_name: str) -> TaskView:
    """Draw the frame of a task's page, under the task's full name.

    Without a task or a report it says so and ends the run. page_name: as the programme's tasks name their screens.
    """
    view = open_page(page_name, has_reading=True, title=_task_name)
    t, choice, ask = view.t, view.choice, view.reader.ask
    task = _task_of(view)
    if task is None:
        show_empty(t("task.none_title"), t("task.none"))
        st.stop()
    period_rows = begun_periods(ask(periods, choice.programme_code), view.today, t)
    groups = groups_as_read(ask(task_progress_of_groups, choice.programme_code, task["task_code"]), choice.is_over_all)
    groups = groups[groups.period_code.isin(period_rows.period_code)]
    units = units_worst_first(ask(progress_by_unit, *view.key), view.unit_rows, choice.unit_type)
    page = TaskView(view, task, period_rows, groups, units[units.task_code == task["task_code"]])
    if not page.groups_now.reported_count.any():
        show_empty(t("empty.no_reports_title"), t("empty.no_reports", due=t.date(view.period["due_date"])))
        st.stop()
    return page


def _task_of(view: View) -> Mapping[Hashable, Any] | None:
    """The task that the page shows; None where the programme gives it none."""
    rows = name_tasks(view.reader.ask(tasks, view.choice.programme_code), view.t)
    rows = rows[rows.page_code == view.page_name]
    return None if rows.empty else rows.iloc[0].to_dict()


def _task_name(view: View) -> str | None:
    task = _task_of(view)
    return None if task is None else str(task["task_name"])


def _in_order(groups: pd.DataFrame) -> pd.DataFrame:
    return groups.sort_values("group_code", key=lambda codes: codes.map(GROUPS.index))
