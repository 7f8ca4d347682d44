"""What the Overview's five sentences must say, by the rules of docs/overview.md."""

from datetime import date
from typing import Any

from tests.oracle.movement import progress_change
from tests.oracle.programme import Programme
from tests.oracle.units import Mart, Row, Values, progress_by_unit


def tenths(ratio: float) -> int:
    """A ratio in tenths of a percent, as it is shown."""
    return int(ratio * 1000 + 0.5 + 1e-6)


def units_asked(programme: Programme, period: str, unit_type: str | None) -> list[str]:
    return [code for code in programme.units_of(period) if unit_type in (None, programme.units[code]["unit_type"])]


def biggest(programme: Programme, values: Values, period: str, unit_type: str | None, sign: int) -> Row | None:
    """The gain (sign 1) or slip (-1) to tell; None where there is nothing to compare; without `unit` if too small."""
    asked = units_asked(programme, period, unit_type)
    found = [
        (sign * (tenths(row["attainment_ratio"]) - tenths(row["previous_attainment_ratio"])), task, unit, row)
        for (one, task, unit), row in progress_change(programme, values).items()
        if one == period and unit in asked and row["has_report_in_period"] and row["change_ratio"] is not None
    ]
    if not found:
        return None
    most = max(change for change, *_ in found)
    if most < 10:
        return {}
    equal = [(-sign * tenths(row["attainment_ratio"]), task, unit, row) for c, task, unit, row in found if c == most]
    _, task, unit, row = min(equal, key=lambda one: one[:3])
    return {"unit": unit, "task": task, "tenths": most, "others": len(equal) - 1, "row": row}


def behind(programme: Programme, values: Values, period: str, unit_type: str | None) -> tuple[int, set[str]]:
    """The largest number of tasks that a unit is behind on, and the units behind on so many."""
    rows: Mart = progress_by_unit(programme, values)
    counts = {
        unit: sum(
            row["status_code"] == "behind" for (one, _, code), row in rows.items() if (one, code) == (period, unit)
        )
        for unit in units_asked(programme, period, unit_type)
    }
    most = max(counts.values())
    return most, {unit for unit, count in counts.items() if count == most}


def silent(programme: Programme, values: Values, period: str, unit_type: str | None, today: date) -> dict[str, Any]:
    """Who sent nothing, in the order in which they are named, and how many of them are overdue by duty."""
    reported = {unit for unit, one, _ in values if one == period}
    missing = [unit for unit in units_asked(programme, period, unit_type) if unit not in reported]
    late = [
        unit
        for unit in missing
        if programme.due_date(unit, period) < today and programme.units[unit]["reports_by"] == "duty"
    ]
    days = max(((today - programme.due_date(unit, period)).days for unit in late), default=0)
    others = [unit for unit in missing if unit not in late and programme.due_date(unit, period) < today]
    rest = [unit for unit in missing if unit not in late and unit not in others]
    return {"units": late + others + rest, "overdue": len(late), "days": days}
