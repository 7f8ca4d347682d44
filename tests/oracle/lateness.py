"""Whether a report came in time."""

from datetime import date

from tests.oracle.programme import Programme


def state(
    programme: Programme,
    unit: str,
    period: str,
    *,
    received_on: date | None,
    reported_on: date | None,
    today: date,
) -> str:
    """The calendar's state, from the dates of the first standing revision (None: there is none)."""
    due = programme.due_date(unit, period)
    if received_on is None:
        return "missing" if today > due else "not_due"
    judged_by = reported_on if programme.settings["late_by"] == "report_date" else None
    return "late" if (judged_by or received_on) > due else "on_time"
