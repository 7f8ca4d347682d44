"""Rules on the frame of a programme: whether its dates, periods, units and tasks fit together.

A rule is given rows and yields problems. Of a cell that is bad by itself it says nothing: reading named it.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from etl.names import name_key, split_kind
from etl.programme.problems import ProgrammeProblem
from etl.programme.read import Row
from etl.workbook import RESERVED_SHEETS

Rows = tuple[Row, ...]
Problems = Iterator[ProgrammeProblem]


def one_programme(programme: Rows) -> Problems:
    for row in programme[1:]:
        yield row.problem("programme_code", "one_programme")


def dates_in_order(programme: Rows, periods: Rows) -> Problems:
    for row in (*programme, *periods):
        if row["from_date"] and row["to_date"] and row["to_date"] < row["from_date"]:
            yield row.problem("to_date", "ends_before_start")
    for row in periods:
        if row["due_date"] and row["to_date"] and row["due_date"] <= row["to_date"]:
            yield row.problem("due_date", "due_too_early", end=row["to_date"])


def period_codes_begin_with_programme(programme: Rows, periods: Rows) -> Problems:
    """So that a period's code alone tells which programme it belongs to."""
    prefixes = [f"{row['programme_code']}-" for row in programme if row["programme_code"]]
    for row in periods:
        if prefixes and row["period_code"] and not row["period_code"].startswith(prefixes[0]):
            yield row.problem("period_code", "wrong_prefix", prefix=prefixes[0])


def periods_follow_each_other(periods: Rows) -> Problems:
    for before, row in pairwise(periods):
        if before["to_date"] and row["from_date"]:
            expected = before["to_date"] + timedelta(days=1)
            if row["from_date"] != expected:
                yield row.problem("from_date", "does_not_follow", expected=expected)


def periods_fill_the_programme(programme: Rows, periods: Rows) -> Problems:
    if not programme or not periods:
        return
    ends = (("from_date", periods[0], "not_programme_start"), ("to_date", periods[-1], "not_programme_end"))
    for column, row, code in ends:
        expected = programme[0][column]
        if expected and row[column] and row[column] != expected:
            yield row.problem(column, code, expected=expected)


def shares_rise_to_one(periods: Rows) -> Problems:
    before = 0.0
    for row in periods:
        share = row["planned_share"]
        if share is None:
            continue
        if not 0 < share <= 1:
            yield row.problem("planned_share", "not_a_share")
        elif share <= before:
            yield row.problem("planned_share", "share_not_rising", before=before)
        elif row is periods[-1] and share != 1:
            yield row.problem("planned_share", "share_not_one")
        before = share


# --- units ---


def names_are_unique(units: Rows, tasks: Rows, indicators: Rows) -> Problems:
    """Names label charts and are recognised in workbooks: two alike could not be told apart."""
    unique = (
        (units, ("unit_name_vi", "unit_name_en", "unit_short_vi", "unit_short_en")),
        (tasks, ("task_short_vi", "task_short_en", "sheet_name")),
        (indicators, ("indicator_name_vi", "indicator_name_en")),
    )
    for rows, columns in unique:
        for column in columns:
            first_line: dict[str, int] = {}
            for row in rows:
                name = (row[column] or "").casefold()
                if name in first_line:
                    yield row.problem(column, "duplicate", found=row[column], line=first_line[name])
                elif name:
                    first_line[name] = row.line


def aliases_mean_one_unit(aliases: Rows, units: Rows) -> Problems:
    """However an alias is spelt, it must not be another unit's code, name or alias, nor a name without its kind."""
    owner: dict[tuple[str, str], str] = {}
    for row in units:
        for column in ("unit_code", "unit_name_vi", "unit_short_vi"):
            kind, rest = split_kind(name_key(row[column] or ""), name_key)
            owner |= {one: row["unit_code"] for one in ((kind, rest), ("", rest)) if one not in owner}
    for row in aliases:
        if row["alias_name"] and row["unit_code"]:
            unit_code = owner.setdefault(split_kind(name_key(row["alias_name"]), name_key), row["unit_code"])
            if unit_code != row["unit_code"]:
                yield row.problem("alias_name", "alias_of_two", found=row["alias_name"], unit=unit_code)


def one_office(units: Rows) -> Problems:
    offices = [row for row in units if row["unit_type"] == "office"]
    for row in offices[1:]:
        yield row.problem("unit_type", "second_office")


def unit_lives(units: Rows) -> Problems:
    for row in units:
        if row["valid_from"] and row["valid_to"] and row["valid_to"] < row["valid_from"]:
            yield row.problem("valid_to", "ends_before_start")
        if row["successor_code"] is None:
            continue
        if row["successor_code"] == row["unit_code"]:
            yield row.problem("successor_code", "own_successor")
        elif row["valid_to"] is None and not row.is_bad("valid_to"):
            yield row.problem("valid_to", "successor_of_living")


def tiles_hold_one_unit(units: Rows) -> Problems:
    """A tile of the map is a row and a column, and one unit's; a successor may take it over."""
    placed: list[Row] = []
    for row in units:
        if row["map_row"] is None or row["map_column"] is None:
            for column, other in (("map_row", "map_column"), ("map_column", "map_row")):
                if row[column] is None and row[other] is not None and not row.is_bad(column):
                    yield row.problem(column, "half_a_tile", other=other)
            continue
        for before in placed:
            is_same_tile = (before["map_row"], before["map_column"]) == (row["map_row"], row["map_column"])
            if is_same_tile and _live_together(before, row):
                yield row.problem("map_column", "tile_taken", unit=before["unit_code"], line=before.line)
        placed.append(row)


def _live_together(one: Row, other: Row) -> bool:
    return all(
        not (first["valid_to"] and second["valid_from"]) or first["valid_to"] >= second["valid_from"]
        for first, second in ((one, other), (other, one))
    )


def sheet_names_fit(tasks: Rows) -> Problems:
    """What Excel demands of a sheet's name."""
    reserved = {name.casefold() for name in RESERVED_SHEETS}
    for row in tasks:
        name = row["sheet_name"]
        if name is None:
            continue
        is_bad = len(name) > 31 or any(letter in "[]:*?/\\" for letter in name) or name[0] == "'" or name[-1] == "'"
        if is_bad or name.casefold() in reserved:
            yield row.problem("sheet_name", "not_a_sheet_name", found=name)
