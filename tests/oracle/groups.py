"""What mart.indicator_by_group and mart.progress_by_group must hold."""

from tests.oracle.programme import Programme
from tests.oracle.units import (
    NO_NUMBERS,
    Mart,
    Row,
    Values,
    asked_values,
    has_report,
    indicator_by_unit,
    judged,
    progress_by_unit,
    ratio_parts,
    sum_given,
    to_date,
)

GROUPS = ("department", "district", "city")


def progress_by_group(programme: Programme, values: Values) -> Mart:
    """Every row of mart.progress_by_group by (period, task, group)."""
    of_units = progress_by_unit(programme, values)
    of_indicators = indicator_by_unit(programme, values)
    rows: Mart = {}
    for period in programme.periods:
        for task in programme.tasks:
            for group in GROUPS:
                members = {
                    unit: row
                    for unit in programme.members(group)
                    if (row := of_units.get((period, task, unit))) is not None
                }
                if members:
                    rows[(period, task, group)] = _progress_row(programme, members, period, task) | _counts(
                        [
                            (code, row)
                            for (one, unit, code), row in of_indicators.items()
                            if one == period
                            and unit in programme.members(group)
                            and programme.indicators[code]["task_code"] == task
                        ]
                    )
    return rows


def _counts(rows: list[tuple[str, Row]]) -> Row:
    """How many indicators are asked of some unit, and how many assessed for some."""
    return {
        "indicator_count": len({code for code, _ in rows}),
        "assessed_indicator_count": len({code for code, row in rows if row["attainment_ratio"] is not None}),
    }


def _progress_row(programme: Programme, members: dict[str, Row], period: str, task: str) -> Row:
    reporting = [row for row in members.values() if row["has_report"]]
    row: Row = {
        "unit_count": len(members),
        "reported_count": len(reporting),
        "reported_in_period_count": sum(one["has_report_in_period"] for one in members.values()),
        "attainment_ratio": None,
        "attainment_all_ratio": None,
        "completion_ratio": None,
        "expected_ratio": None,
        "status_code": "no_report",
        "status_all_code": "no_report",
    }
    if not reporting:
        return row
    assessed = [one for one in reporting if one["attainment_ratio"] is not None]
    if assessed:
        for column in ("attainment_ratio", "completion_ratio", "expected_ratio"):
            row[column] = sum(one[column] for one in assessed) / len(assessed)
    silent_count = sum(
        not one["has_report"] and _has_something_due(programme, unit, period, task) for unit, one in members.items()
    )
    if assessed or silent_count:
        attained = sum(one["attainment_ratio"] for one in assessed)
        row["attainment_all_ratio"] = attained / (len(assessed) + silent_count)
    row["status_code"] = programme.status(row["attainment_ratio"])
    row["status_all_code"] = programme.status(row["attainment_all_ratio"])
    return row


def _has_something_due(programme: Programme, unit: str, period: str, task: str) -> bool:
    return any(
        (programme.target(unit, code) or 0) > 0
        for code, indicator in programme.indicators.items()
        if indicator["task_code"] == task and programme.applies(unit, code) and programme.is_due(code, period)
    )


def indicator_by_group(programme: Programme, values: Values) -> Mart:
    """Every row of mart.indicator_by_group by (period, group, indicator)."""
    values = asked_values(programme, values)
    return {
        (period, group, indicator): _indicator_row(programme, values, period, group, indicator)
        for period in programme.periods
        for group in GROUPS
        for indicator in programme.indicators
        if _members_asked(programme, group, indicator)
    }


def _members_asked(programme: Programme, group: str, indicator: str) -> list[str]:
    """The group's units to which the indicator applies; for a ratio of groups, its numerator."""
    asked = programme.parts(indicator)[0][0] if programme.is_of_groups_only(indicator) else indicator
    return [unit for unit in programme.members(group) if programme.applies(unit, asked)]


def _indicator_row(programme: Programme, values: Values, period: str, group: str, indicator: str) -> Row:
    row = {**NO_NUMBERS, "status_code": "no_report"}
    task = programme.indicators[indicator]["task_code"]
    present = set(programme.units_of(period)) & set(programme.members(group))
    periods = programme.periods_up_to(period)
    reporting = {unit for unit in present if has_report(programme, values, unit, task, periods)}
    if not reporting:
        return row
    asked = _members_asked(programme, group, indicator)
    if programme.is_ratio(indicator):
        return row | _ratio_row(programme, values, period, indicator, asked, present)
    return row | _summed_row(programme, values, period, indicator, asked, reporting)


def _summed_row(
    programme: Programme, values: Values, period: str, indicator: str, asked: list[str], reporting: set[str]
) -> Row:
    pairs = {unit: to_date(programme, values, unit, period, indicator) for unit in asked}
    in_period = [values.get((unit, period, indicator), (None, None)) for unit in asked]
    row: Row = {
        "period_value": sum_given([total for total, _ in in_period]),
        "period_women_value": sum_given([women for _, women in in_period]),
        "to_date_value": sum_given([total for total, _ in pairs.values()]),
        "to_date_women_value": sum_given([women for _, women in pairs.values()]),
    }
    row["is_blank"] = row["to_date_value"] is None
    aiming = [unit for unit in asked if unit in reporting and (programme.target(unit, indicator) or 0) > 0]
    target = sum_given([programme.target(unit, indicator) for unit in aiming])
    attained = None if row["is_blank"] else sum(pairs[unit][0] or 0.0 for unit in aiming)
    is_assessed = target is not None and programme.is_due(indicator, period)
    row["target_value"] = target
    return row | judged(programme, attained, target, indicator, period, is_assessed=is_assessed)


def _ratio_row(
    programme: Programme, values: Values, period: str, indicator: str, asked: list[str], present: set[str]
) -> Row:
    parts = {unit: ratio_parts(programme, values, unit, period, indicator) for unit in asked}
    given = {unit: pair for unit, pair in parts.items() if None not in pair}
    numerator = sum(pair[0] or 0.0 for pair in given.values())
    denominator = sum(pair[1] or 0.0 for pair in given.values())
    value = numerator / denominator if denominator else None
    weights = {unit: pair[1] or 0.0 for unit, pair in given.items() if unit in present}
    target = _ratio_target(programme, indicator, weights)
    is_assessed = value is not None and target is not None and target > 0 and programme.is_due(indicator, period)
    return {
        "to_date_value": value,
        "is_blank": not given,
        "target_value": target,
        **judged(programme, value, target, indicator, period, is_assessed=is_assessed),
    }


def _ratio_target(programme: Programme, indicator: str, denominators: dict[str, float]) -> float | None:
    """The denominator-weighted mean of the units' targets; of a ratio of groups, the catalogue's own."""
    if programme.is_of_groups_only(indicator):
        return programme.group_target(indicator)
    aimed = {unit: programme.target(unit, indicator) or 0.0 for unit in denominators}
    weight = sum(denominators[unit] for unit, target in aimed.items() if target > 0)
    if not weight:
        return None
    return sum(denominators[unit] * target for unit, target in aimed.items() if target > 0) / weight
