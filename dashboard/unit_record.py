"""All that is known of one unit, asked once and named in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.frame import View
from dashboard.progress import begun_periods, name_tasks
from dashboard.submissions import shown_states
from warehouse.questions.catalogue import periods, tasks
from warehouse.questions.method import indicator_catalogue
from warehouse.questions.projections import unit_projections
from warehouse.questions.submissions import latest_reporters, submission_calendar
from warehouse.questions.units import peer_progress, unit_indicators, unit_progress, unit_submissions


@dataclass(frozen=True)
class UnitRecord:
    """One unit. `unit` is its row of `View.calendar` (the chosen period's); the tables are those of the questions.

    `periods` are those begun (period_code, period_number, period_name, to_date), in order; `catalogue` holds all
    indicators with indicator_name, measure_unit, due_period_name; `indicators` those asked of the unit, with the
    catalogue beside them, their projections if any and `has_submission` (for the period itself); `calendar` is a row
    a period begun to which the unit belongs, with `shown_state` as staff speak of it.
    """

    unit: Mapping[str, Any]
    tasks: pd.DataFrame
    periods: pd.DataFrame
    catalogue: pd.DataFrame
    indicators: pd.DataFrame
    progress: pd.DataFrame
    peers: pd.DataFrame
    submissions: pd.DataFrame
    reporters: pd.DataFrame
    calendar: pd.DataFrame

    @property
    def reporter(self) -> Mapping[Any, Any] | None:
        """Who reported for it last, with the period; None where nobody ever did."""
        return None if self.reporters.empty else dict(self.reporters.iloc[0])

    @property
    def unit_code(self) -> str:
        """Its code."""
        return str(self.unit["unit_code"])

    def period_name(self, period_code: str) -> str:
        """The name of a period that has begun; of another its code."""
        names = self.periods.set_index("period_code").period_name
        return str(names.get(period_code, period_code))


def read_unit(view: View, unit_code: str) -> UnitRecord:
    """Ask for everything about a unit that belongs to the chosen period."""
    t, ask, programme_code = view.t, view.reader.ask, view.choice.programme_code
    unit = dict(view.calendar[view.calendar.unit_code == unit_code].iloc[0])
    period_rows = begun_periods(ask(periods, programme_code), view.today, t)
    catalogue = ask(indicator_catalogue, programme_code)
    all_periods = ask(periods, programme_code)
    catalogue = catalogue.assign(
        indicator_name=catalogue[t.column("indicator_name")],
        measure_unit=catalogue[t.column("measure_unit")],
        due_period_name=catalogue.due_period_code.map(all_periods.set_index("period_code")[t.column("period_name")]),
    )
    reporters = ask(latest_reporters, programme_code)
    indicators = ask(unit_indicators, *view.key, unit_code).merge(
        ask(unit_projections, *view.key, unit_code), on="indicator_code", how="left", validate="one_to_one"
    )
    return UnitRecord(
        unit=unit,
        tasks=name_tasks(ask(tasks, programme_code), t),
        periods=period_rows,
        catalogue=catalogue,
        indicators=catalogue.merge(indicators, on="indicator_code").assign(has_submission=unit["has_report"]),
        progress=ask(unit_progress, programme_code, unit_code),
        peers=ask(peer_progress, programme_code, unit["unit_type"]),
        submissions=ask(unit_submissions, programme_code, unit_code),
        reporters=reporters[reporters.unit_code == unit_code],
        calendar=_calendar(view, unit, period_rows),
    )


def _calendar(view: View, unit: Mapping[str, Any], period_rows: pd.DataFrame) -> pd.DataFrame:
    rows = view.reader.ask(
        submission_calendar, view.choice.programme_code, None, view.programme["late_by_code"], view.today
    )
    rows = rows[rows.unit_code == unit["unit_code"]].assign(reports_by=unit["reports_by"])
    named = period_rows[["period_code", "period_name"]].merge(rows, on="period_code")
    return named.assign(shown_state=shown_states(named))
