"""Rules on what is measured: whether indicators, targets and their exceptions fit together.

A rule is given rows and yields problems. Of a cell that is bad by itself it says nothing: reading named it.
"""

from collections.abc import Iterator, Mapping

from etl.programme.catalogue import RatioPart
from etl.programme.problems import ProgrammeProblem
from etl.programme.read import Row

Rows = tuple[Row, ...]
Problems = Iterator[ProgrammeProblem]


def tasks_have_indicators(tasks: Rows, indicators: Rows) -> Problems:
    used = {row["task_code"] for row in indicators}
    for row in tasks:
        if row["task_code"] and row["task_code"] not in used:
            yield row.problem("task_code", "task_without_indicator")


def kinds_fit(indicators: Rows) -> Problems:
    """Women, decimals, weight and limit as the indicator's kind allows them."""
    for row in indicators:
        kind, decimals = row["indicator_kind"], row["decimals"] or 0
        if row["weight"] == 0:
            yield row.problem("weight", "not_positive")
        if kind in ("B", "R") and row["has_women"]:
            yield row.problem("has_women", "kind_without_women", kind=kind)
        if kind in ("B", "R") and decimals:
            yield row.problem("decimals", "kind_is_whole", kind=kind)
        elif row["has_women"] and decimals:
            yield row.problem("decimals", "people_are_whole")
        elif decimals > 6:
            yield row.problem("decimals", "too_many_decimals")
        if row["at_most"] and kind in ("B", "R"):
            yield row.problem("at_most", "limit_not_entered")
        asked_of = row["asked_of"] or frozenset()
        if "group" in asked_of and (len(asked_of) > 1 or kind in ("C", "S", "B")):
            yield row.problem("asked_of", "group_not_alone")


def roles_are_unique(indicators: Rows) -> Problems:
    """No two indicators play one role."""
    yield from _given_once(indicators, "role_code")


def pages_are_unique(tasks: Rows) -> Problems:
    """No two tasks have one page."""
    yield from _given_once(tasks, "page_code")


def _given_once(rows: Rows, column: str) -> Problems:
    first_line: dict[str, int] = {}
    for row in rows:
        found = row[column]
        if found and first_line.setdefault(found, row.line) != row.line:
            yield row.problem(column, "duplicate", found=found, line=first_line[found])


def ratios_have_parts(indicators: Rows) -> Problems:
    """Both halves for a ratio, none for the others, and each half something that units enter."""
    by_code = {row["indicator_code"]: row for row in indicators}
    for row in indicators:
        for column in ("numerator", "denominator"):
            part = row[column]
            if part is None and row["indicator_kind"] == "R" and not row.is_bad(column):
                yield row.problem(column, "part_missing")
            elif part is not None and row["indicator_kind"] in ("C", "S", "B"):
                yield row.problem(column, "part_not_asked")
            elif part is not None and part.indicator_code is not None:
                yield from _part_problems(row, column, part, by_code)


def _part_problems(row: Row, column: str, part: RatioPart, by_code: Mapping[str, Row]) -> Problems:
    source = by_code.get(part.indicator_code or "")
    if source is None:
        yield row.problem(column, "unknown_code", found=part.indicator_code, file="indicators.csv")
        return
    asked_of = row["asked_of"] or frozenset()
    is_group_only = asked_of == {"group"}
    missing = asked_of - (source["asked_of"] or asked_of) - {"group"}
    if source["indicator_kind"] == "R":
        yield row.problem(column, "part_is_ratio", found=part.indicator_code)
    if part.column == "women" and source["has_women"] is False:
        yield row.problem(column, "part_without_women", found=part.indicator_code)
    if part.column == "units" and not (is_group_only and column == "denominator"):
        yield row.problem(column, "units_need_group")
    if missing:
        types = ", ".join(sorted(missing))
        yield row.problem(column, "part_asked_of_fewer", found=part.indicator_code, types=types)


def limits_add_up(indicators: Rows) -> Problems:
    """A limit that is an indicator is compared to date, so both add up over the periods (kind C)."""
    by_code = {row["indicator_code"]: row for row in indicators}
    for row in indicators:
        limit = row["at_most"]
        if limit in (None, "commune_count"):
            continue
        whole = by_code.get(limit)
        if whole is None:
            yield row.problem("at_most", "unknown_code", found=limit, file="indicators.csv")
        elif whole is row or (row["indicator_kind"], whole["indicator_kind"]) != ("C", "C"):
            yield row.problem("at_most", "limit_not_cumulative", found=limit)


def indicators_apply_to_someone(indicators: Rows, units: Rows, periods: Rows, overrides: Rows) -> Problems:
    last_days = [row["to_date"] for row in periods if row["to_date"]]
    living = [
        row for row in units if any((row["valid_from"] or day) <= day <= (row["valid_to"] or day) for day in last_days)
    ]
    exempt = {(row["unit_code"], row["indicator_code"]) for row in overrides if row["applies"] is False}
    for row in indicators:
        asked_of = row["asked_of"]
        if not asked_of or asked_of == {"group"}:
            continue
        asked = (unit for unit in living if unit["unit_type"] in asked_of)
        if all((unit["unit_code"], row["indicator_code"]) in exempt for unit in asked):
            yield row.problem("asked_of", "applies_to_nobody")


# --- targets and their exceptions ---


def targets_fit(targets: Rows, indicators: Rows) -> Problems:
    by_code = {row["indicator_code"]: row for row in indicators}
    for row in targets:
        indicator = by_code.get(row["indicator_code"])
        if indicator is None:
            continue
        if row["unit_type"] and indicator["asked_of"] and row["unit_type"] not in indicator["asked_of"]:
            yield row.problem("unit_type", "type_not_asked", found=row["unit_type"])
        if indicator["indicator_kind"] in ("B", "R"):
            if row["per_commune"]:
                yield row.problem("per_commune", "not_per_commune", kind=indicator["indicator_kind"])
            if (row["target_value"] or 0) > 1:
                yield row.problem("target_value", "target_above_one", kind=indicator["indicator_kind"])
        if row["is_default"] is False and not row["source"] and not row.is_bad("source"):
            yield row.problem("source", "source_needed")


def overrides_fit(overrides: Rows, indicators: Rows, units: Rows) -> Problems:
    by_code = {row["indicator_code"]: row for row in indicators}
    unit_types = {row["unit_code"]: row["unit_type"] for row in units}
    for row in overrides:
        if row["applies"] and row["target_value"] is None and not row.is_bad("target_value"):
            yield row.problem("target_value", "override_without_value")
        if row["applies"] is False and row["target_value"] is not None:
            yield row.problem("target_value", "override_with_value")
        indicator, unit_type = by_code.get(row["indicator_code"]), unit_types.get(row["unit_code"])
        if indicator is None or unit_type is None:
            continue
        if indicator["asked_of"] and unit_type not in indicator["asked_of"]:
            yield row.problem("indicator_code", "type_not_asked", found=unit_type)
        if indicator["indicator_kind"] in ("B", "R") and (row["target_value"] or 0) > 1:
            yield row.problem("target_value", "target_above_one", kind=indicator["indicator_kind"])


def extensions_fit(extensions: Rows, periods: Rows) -> Problems:
    ends = {row["period_code"]: row["to_date"] for row in periods}
    for row in extensions:
        end = ends.get(row["period_code"])
        if end and row["due_date"] and row["due_date"] <= end:
            yield row.problem("due_date", "due_too_early", end=end)
