"""What became of each unit's tasks since the period before, and what can be told of it."""

from itertools import pairwise

from tests.oracle.programme import Programme
from tests.oracle.units import Mart, Row, Values, progress_by_unit

RANKS = ("behind", "at_risk", "on_track")


def progress_change(programme: Programme, values: Values) -> Mart:
    """Every row of mart.progress_change by (period, task, unit)."""
    of_units = progress_by_unit(programme, values)
    periods = programme.periods_up_to(list(programme.periods)[-1])
    return {
        (now, task, unit): _change(before, of_units.get((before, task, unit)), row)
        for before, now in pairwise(periods)
        for (period, task, unit), row in of_units.items()
        if period == now
    }


def _change(previous_period: str, before: Row | None, now: Row) -> Row:
    then = before or {"has_report_in_period": False, "attainment_ratio": None, "status_code": "no_report"}
    both = then["attainment_ratio"] is not None and now["attainment_ratio"] is not None
    return {
        "previous_period_code": previous_period,
        "has_report_in_period": now["has_report_in_period"],
        "had_report_in_previous": then["has_report_in_period"],
        "previous_attainment_ratio": then["attainment_ratio"],
        "attainment_ratio": now["attainment_ratio"],
        "change_ratio": now["attainment_ratio"] - then["attainment_ratio"] if both else None,
        "previous_status_code": then["status_code"],
        "status_code": now["status_code"],
        "movement_code": _movement(then, now),
    }


def _movement(then: Row, now: Row) -> str:
    before, after = then["status_code"], now["status_code"]
    if then["has_report_in_period"] and not now["has_report_in_period"]:
        return "fell_silent"
    if before == after:
        return "unchanged"
    if before == "no_report":
        return "started"
    if before == "not_assessed":
        return "assessed"
    if after == "not_assessed":
        return "unassessed"
    return "improved" if RANKS.index(after) > RANKS.index(before) else "slipped"
