"""What mart.indicator_by_unit and mart.progress_by_unit must hold."""

from collections.abc import Mapping
from typing import Any

from tests.oracle.programme import Programme

# (unit, period, indicator) → (total, women) as they stand: latest revisions only
Values = Mapping[tuple[str, str, str], tuple[float | None, float | None]]
Row = dict[str, Any]
Mart = dict[tuple[str, ...], Row]  # by grain, the period first

NO_NUMBERS: Row = {
    "period_value": None,
    "period_women_value": None,
    "to_date_value": None,
    "to_date_women_value": None,
    "target_value": None,
    "expected_ratio": None,
    "completion_ratio": None,
    "attainment_ratio": None,
    "is_blank": False,
}


def sum_given(values: list[float | None]) -> float | None:
    """The sum of what was given; None when nothing was."""
    given = [value for value in values if value is not None]
    return sum(given) if given else None


def asked_values(programme: Programme, values: Values) -> Values:
    """The values that the programme still asks for."""
    return {
        (unit, period, indicator): pair
        for (unit, period, indicator), pair in values.items()
        if unit in programme.units_of(period) and programme.applies(unit, indicator)
    }


def to_date(
    programme: Programme, values: Values, unit: str, period: str, indicator: str
) -> tuple[float | None, float | None]:
    """Total and women of an entered indicator from the year's begin to the period's end."""
    pairs = [values.get((unit, one, indicator), (None, None)) for one in programme.periods_up_to(period)]
    if programme.indicators[indicator]["indicator_kind"] == "C":
        return sum_given([total for total, _ in pairs]), sum_given([women for _, women in pairs])
    totals = [total for total, _ in pairs if total is not None]
    whole = [pair for pair in pairs if None not in pair]
    if whole:
        return whole[-1]
    return (totals[-1] if totals else None), None


def ratio_parts(
    programme: Programme, values: Values, unit: str, period: str, indicator: str
) -> tuple[float | None, float | None]:
    """A ratio's numerator and denominator to date, each None while it was never filled in."""

    def part(code: str, column: str) -> float | None:
        if column == "commune_count":
            return float(programme.units[unit]["commune_count"])
        total, women = to_date(programme, values, unit, period, code)
        if column == "units":
            return None if total is None else 1.0
        return women if column == "women" else total

    numerator, denominator = programme.parts(indicator)
    return part(*numerator), part(*denominator)


def has_report(programme: Programme, values: Values, unit: str, task: str, periods: list[str]) -> bool:
    """Whether some indicator of the task has a value in one of the periods."""
    return any(
        values.get((unit, period, code), (None, None)) != (None, None)
        for period in periods
        for code, indicator in programme.indicators.items()
        if indicator["task_code"] == task
    )


def indicator_row(programme: Programme, values: Values, unit: str, period: str, indicator: str) -> Row:
    """One row of indicator_by_unit, for an indicator that applies to the unit."""
    task = programme.indicators[indicator]["task_code"]
    target = programme.target(unit, indicator)
    row = {**NO_NUMBERS, "target_value": target, "status_code": "no_report"}
    if not has_report(programme, values, unit, task, programme.periods_up_to(period)):
        return row
    is_zero_ratio = False
    if programme.is_ratio(indicator):
        numerator, denominator = ratio_parts(programme, values, unit, period, indicator)
        is_zero_ratio = denominator == 0
        row["is_blank"] = numerator is None or denominator is None
        if not row["is_blank"] and not is_zero_ratio:
            row["to_date_value"] = numerator / denominator  # type: ignore[operator]
    else:
        row["period_value"], row["period_women_value"] = values.get((unit, period, indicator), (None, None))
        row["to_date_value"], row["to_date_women_value"] = to_date(programme, values, unit, period, indicator)
        row["is_blank"] = row["to_date_value"] is None
    is_assessed = target is not None and target > 0 and programme.is_due(indicator, period) and not is_zero_ratio
    return row | judged(programme, row["to_date_value"], target, indicator, period, is_assessed=is_assessed)


def judged(
    programme: Programme,
    value: float | None,
    target: float | None,
    indicator: str,
    period: str,
    *,
    is_assessed: bool,
) -> Row:
    """Expected, completion, attainment and status of a value to date against a target."""
    if not is_assessed:
        is_known = value is not None and target is not None and target > 0
        completion = value / target if is_known else None  # type: ignore[operator]
        return {"completion_ratio": completion, "status_code": "not_assessed"}
    assert target is not None
    expected = programme.expected_ratio(indicator, period)
    attainment = min(1.0, (value or 0.0) / (target * expected))
    return {
        "expected_ratio": expected,
        "completion_ratio": (value or 0.0) / target,
        "attainment_ratio": attainment,
        "status_code": programme.status(attainment),
    }


def indicator_by_unit(programme: Programme, values: Values) -> Mart:
    """Every row of mart.indicator_by_unit by (period, unit, indicator)."""
    values = asked_values(programme, values)
    return {
        (period, unit, indicator): indicator_row(programme, values, unit, period, indicator)
        for period in programme.periods
        for unit in programme.units_of(period)
        for indicator in programme.indicators
        if programme.applies(unit, indicator)
    }


def mean(weighted: list[tuple[float, float]]) -> float:
    """The mean of (weight, value) pairs."""
    return sum(weight * value for weight, value in weighted) / sum(weight for weight, _ in weighted)


def progress_row(programme: Programme, values: Values, unit: str, period: str, task: str) -> Row:
    """One row of progress_by_unit, for a task of which the unit has a target."""
    row: Row = {
        "unit_type": programme.units[unit]["unit_type"],
        "has_report": has_report(programme, values, unit, task, programme.periods_up_to(period)),
        "has_report_in_period": has_report(programme, values, unit, task, [period]),
        "attainment_ratio": None,
        "completion_ratio": None,
        "expected_ratio": None,
        "status_code": "no_report",
    }
    if not row["has_report"]:
        return row
    assessed = [
        (float(indicator["weight"]), one)
        for code, indicator in programme.indicators.items()
        if indicator["task_code"] == task and programme.applies(unit, code)
        for one in [indicator_row(programme, values, unit, period, code)]
        if one["status_code"] != "not_assessed"
    ]
    if assessed:
        for column in ("attainment_ratio", "completion_ratio", "expected_ratio"):
            row[column] = mean([(weight, min(1.0, one[column])) for weight, one in assessed])
    row["status_code"] = programme.status(row["attainment_ratio"])
    return row


def progress_by_unit(programme: Programme, values: Values) -> Mart:
    """Every row of mart.progress_by_unit by (period, task, unit)."""
    values = asked_values(programme, values)
    return {
        (period, task, unit): progress_row(programme, values, unit, period, task)
        for period in programme.periods
        for task in programme.tasks
        for unit in programme.units_of(period)
        if any(
            programme.applies(unit, code) and programme.target(unit, code) is not None
            for code, indicator in programme.indicators.items()
            if indicator["task_code"] == task
        )
    }
