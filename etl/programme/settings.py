"""The settings files: a name and a value a line, each value read as its name demands."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from etl.programme.catalogue import HouseSettings, SettingNote, Settings
from etl.programme.columns import BadCell, Parser, number, one_of, whole
from etl.programme.problems import ProgrammeProblem, describe
from etl.programme.read import Table


def _decimal(cell: str) -> float:
    """A number with a decimal point or comma; 1,000 could mean a thousand and is refused."""
    return number(re.sub(r",([0-9]{1,2})$", r".\1", cell))


def _positive(parse: Parser) -> Parser:
    def parse_positive(cell: str) -> object:
        value: Any = parse(cell)
        if value <= 0:
            raise BadCell("not_positive")
        return value

    return parse_positive


def _share(cell: str) -> float:
    value = _decimal(cell)
    if not 0 < value <= 1:
        raise BadCell("not_a_share")
    return value


HOUSE_PARSERS: Mapping[str, Parser] = {
    "heartbeat_max_hours": _positive(_decimal),
    "snapshots_kept": _positive(whole),
    "months_kept": _positive(whole),
    "returned_wait_days": _positive(whole),
    "file_max_mb": _positive(_decimal),
    "csv_max_mb": _positive(_decimal),
    "unpacked_max_mb": _positive(_decimal),
    "read_timeout_seconds": _positive(_decimal),
    "read_memory_mb": _positive(whole),
}
PROGRAMME_PARSERS: Mapping[str, Parser] = {
    "late_by": one_of("received_at", "report_date"),
    "on_track_min_ratio": _share,
    "at_risk_min_ratio": _share,
    "far_above_times": _positive(_decimal),
    "far_above_least_base": _positive(_decimal),
    "stock_jump_share": _share,
    "stock_jump_least": _positive(_decimal),
    "copied_share": _share,
    "year_to_date_share": _share,
    "least_compared": _positive(whole),
    "projection_least_periods": _positive(whole),
    "projection_least_units": _share,
}


def setting_problems(table: Table, parsers: Mapping[str, Parser]) -> Iterator[ProgrammeProblem]:
    """What is wrong with the names and values of a settings file."""
    for row in table.rows:
        if row["setting_code"] is None or row["setting_value"] is None:
            continue
        if row["setting_code"] not in parsers:
            yield row.problem("setting_code", "unknown_setting", found=row["setting_code"])
            continue
        try:
            parsers[row["setting_code"]](row["setting_value"])
        except BadCell as bad:
            yield row.problem("setting_value", bad.code, **bad.blanks)
    given = {row["setting_code"] for row in table.rows}
    for missing in parsers.keys() - given if table.is_whole else ():
        yield describe(table.file, 0, "setting_code", "missing_setting", setting=missing)
    yield from _threshold_problems(table)


def _threshold_problems(table: Table) -> Iterator[ProgrammeProblem]:
    rows = {row["setting_code"]: row for row in table.rows}
    if not {"at_risk_min_ratio", "on_track_min_ratio"} <= rows.keys():
        return
    try:
        at_risk, on_track = (
            _share(rows[name]["setting_value"] or "") for name in ("at_risk_min_ratio", "on_track_min_ratio")
        )
    except BadCell:
        return
    if at_risk >= on_track:
        yield rows["at_risk_min_ratio"].problem("setting_value", "thresholds_crossed")


def house_settings(table: Table) -> HouseSettings:
    """The house's settings, from a file without problems."""
    return HouseSettings(**_values(table, HOUSE_PARSERS))


def programme_settings(table: Table) -> Settings:
    """One programme's settings, from a file without problems."""
    return Settings(**_values(table, PROGRAMME_PARSERS))


def setting_notes(table: Table) -> list[SettingNote]:
    """The lines of one programme's settings, values as they are read, from a file without problems."""
    read = _values(table, PROGRAMME_PARSERS)
    return [
        SettingNote(**{**row.cells, "setting_value": _shown(read[row["setting_code"]])})  # however Excel wrote it
        for row in table.rows
    ]


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _values(table: Table, parsers: Mapping[str, Parser]) -> dict[str, Any]:
    return {row["setting_code"]: parsers[row["setting_code"]](row["setting_value"]) for row in table.rows}
