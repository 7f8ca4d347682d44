"""What mart.projection_by_unit and mart.projection_by_group must hold, in decimals as a clerk would add them up."""

from decimal import Decimal

from tests.oracle.groups import GROUPS
from tests.oracle.programme import Programme
from tests.oracle.units import Mart, Row, Values, asked_values, has_report, to_date


def projection_by_unit(programme: Programme, values: Values) -> Mart:
    """Every row of mart.projection_by_unit by (period, unit, indicator)."""
    values = asked_values(programme, values)
    return {
        (period, unit, indicator): row
        for period in programme.periods
        for unit in programme.units_of(period)
        for indicator in programme.indicators
        if (row := _unit_row(programme, values, period, unit, indicator)) is not None
    }


def _is_projectable(programme: Programme, unit: str, indicator: str) -> bool:
    """A count that adds up, without a due period, asked of the unit with a target above zero."""
    row = programme.indicators[indicator]
    is_count = row["indicator_kind"] == "C" and not row["due_period_code"]
    return is_count and programme.applies(unit, indicator) and (programme.target(unit, indicator) or 0) > 0


def _unit_row(programme: Programme, values: Values, period: str, unit: str, indicator: str) -> Row | None:
    if not _is_projectable(programme, unit, indicator):
        return None
    so_far = programme.periods_up_to(period)
    in_order = programme.periods_up_to(max(programme.periods))
    to_come = [one for one in in_order if one not in so_far and unit in programme.units_of(one)]
    by_period = {one: values.get((unit, one, indicator), (None, None))[0] for one in so_far}
    given = [Decimal(str(value)) for value in by_period.values() if value is not None]
    is_enough = len(given) >= int(programme.settings["projection_least_periods"])
    if not to_come or by_period[period] is None or not is_enough:
        return None
    done, count = sum(given), len(to_come)
    target = Decimal(str(programme.target(unit, indicator)))
    low, high = done + count * min(given), done + count * max(given)
    return {
        "given_count": len(given),
        "remaining_count": count,
        "to_date_value": float(done),
        "target_value": float(target),
        "low_value": float(low),
        "projected_value": float(done + count * done / len(given)),
        "high_value": float(high),
        "outlook_code": _outlook(done, low, high, target),
    }


def _outlook(done: Decimal, low: Decimal, high: Decimal, target: Decimal) -> str:
    if done >= target:
        return "reached"
    if low >= target:
        return "likely"
    return "open" if high >= target else "unlikely"


def projection_by_group(programme: Programme, values: Values) -> Mart:
    """Every row of mart.projection_by_group by (period, group, indicator)."""
    of_units = projection_by_unit(programme, values)
    values = asked_values(programme, values)
    return {
        (period, group, indicator): row
        for period in programme.periods
        for group in GROUPS
        for indicator in programme.indicators
        if (row := _group_row(programme, values, of_units, period, group, indicator)) is not None
    }


def _group_row(
    programme: Programme, values: Values, of_units: Mart, period: str, group: str, indicator: str
) -> Row | None:
    task, so_far = programme.indicators[indicator]["task_code"], programme.periods_up_to(period)
    counted = [
        unit
        for unit in programme.members(group)
        if unit in programme.units_of(period)
        and _is_projectable(programme, unit, indicator)
        and has_report(programme, values, unit, task, so_far)
    ]
    projected = [unit for unit in counted if (period, unit, indicator) in of_units]
    if not projected or len(projected) < float(programme.settings["projection_least_units"]) * len(counted):
        return None
    sums: dict[str, Decimal] = dict.fromkeys(("to_date_value", "low_value", "projected_value", "high_value"), Decimal())
    for unit in counted:
        done = to_date(programme, values, unit, period, indicator)[0] or 0.0
        row = of_units.get((period, unit, indicator), dict.fromkeys(sums, done))
        sums = {column: total + Decimal(str(row[column])) for column, total in sums.items()}
    target = sum(Decimal(str(programme.target(unit, indicator))) for unit in counted)
    done, low, high = sums["to_date_value"], sums["low_value"], sums["high_value"]
    return {
        "counted_unit_count": len(counted),
        "projected_unit_count": len(projected),
        "counted_value": float(done),
        "target_value": float(target),
        "low_value": float(low),
        "projected_value": float(sums["projected_value"]),
        "high_value": float(high),
        "outlook_code": _outlook(done, low, high, Decimal(target)),
    }
