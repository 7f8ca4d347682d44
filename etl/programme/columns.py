"""The programme's files: which columns each has, and what may stand in a cell."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from etl.programme.catalogue import RatioPart

TEXT_LIMIT = 500
MAP_LINES = 40


class BadCell(ValueError):
    """A cell that cannot be read; `code` and `blanks` make the message."""

    def __init__(self, code: str, **blanks: object) -> None:
        self.code = code
        self.blanks = blanks
        super().__init__(code)


Parser = Callable[[str], object]


@dataclass(frozen=True)
class Column:
    """One column: how its cells are read, whether they may be empty, and the file whose key they name.

    A file may lack a column that `may_lack`: all its cells are then empty.
    """

    name: str
    parse: Parser
    is_required: bool = True
    refers_to: str | None = None
    may_lack: bool = False


@dataclass(frozen=True)
class TableSpec:
    """One file: its columns, and those that together identify a row. A folder may lack an optional file."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_optional: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def text(cell: str) -> str:
    """Any words, in NFC with single spaces."""
    words = unicodedata.normalize("NFC", " ".join(cell.split()))
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in words):
        raise BadCell("control_character", found=words)
    if len(words) > TEXT_LIMIT:
        raise BadCell("too_long", limit=TEXT_LIMIT)
    return words


def code(cell: str) -> str:
    """A code; codes stand in addresses and file names, hence the few characters."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,29}", cell):
        raise BadCell("not_a_code", found=cell)
    return cell


def whole(cell: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", cell):
        raise BadCell("not_whole", found=cell)
    return int(cell)


def map_line(cell: str) -> int:
    """A row or a column of the tile map, few enough to be seen at once."""
    if not re.fullmatch(r"[0-9]{1,2}", cell) or not 1 <= int(cell) <= MAP_LINES:
        raise BadCell("not_on_map", found=cell, last=MAP_LINES)
    return int(cell)


def number(cell: str) -> float:
    """A number that is not negative, with a decimal point."""
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,9})?", cell):
        raise BadCell("not_a_number", found=cell)
    return float(cell)


def day(cell: str) -> date:
    """An ISO date, or dd/mm/yyyy as Excel saves it here."""
    for pattern, form in ((r"\d{4}-\d{2}-\d{2}", "%Y-%m-%d"), (r"\d{1,2}/\d{1,2}/\d{4}", "%d/%m/%Y")):
        if re.fullmatch(pattern, cell, re.ASCII):
            try:
                return datetime.strptime(cell, form).date()
            except ValueError:
                break
    raise BadCell("not_a_date", found=cell)


def one_of(*choices: str) -> Parser:
    """A parser for one of these words, in any case."""

    def parse(cell: str) -> str:
        for choice in choices:
            if cell.casefold() == choice.casefold():
                return choice
        raise BadCell("not_one_of", found=cell, choices=", ".join(choices))

    return parse


def some_of(*choices: str) -> Parser:
    """A parser for some of these words, separated by spaces."""
    parse_one = one_of(*choices)

    def parse(cell: str) -> frozenset[object]:
        return frozenset(parse_one(word) for word in cell.split())

    return parse


def yes_no(cell: str) -> bool:
    return one_of("yes", "no")(cell) == "yes"


def ratio_part(cell: str) -> RatioPart:
    """Half a ratio: `commune_count`, or an indicator's code and `.total`, `.women` or `.units`."""
    if cell == "commune_count":
        return RatioPart("commune_count", None)
    indicator_code, _, column = cell.rpartition(".")
    for known in ("total", "women", "units"):
        if column == known and re.fullmatch(r"[A-Za-z0-9.\-]{1,30}", indicator_code):
            return RatioPart(known, indicator_code)
    raise BadCell("not_a_part", found=cell)


def limit(cell: str) -> str:
    """What a value is compared with: `commune_count`, or the code of another indicator."""
    return cell if cell == "commune_count" else code(cell)


def _words(*names: str, is_required: bool = True) -> tuple[Column, ...]:
    return tuple(Column(name, text, is_required) for name in names)


UNIT_TYPES = ("department", "district", "office")
IS_DEFAULT = Column("is_default", yes_no)
TASK_PAGES = ("communication", "cadres", "coordination", "inspection")
# What an indicator is to a screen or a check, whatever its code is that year.
INDICATOR_ROLES = (
    "events",
    "event_attendances",
    "classes",
    "class_attendances",
    "news_items",
    "norm_communes",
    "norm_commune_share",
    "party_share",
    "council_share",
    "leader_share",
    "succession_share",
    "appointment_share",
    "woman_key_leader",
    "woman_key_leader_share",
    "annual_plan",
    "joint_plans",
    "committee_meetings",
    "joint_activities",
    "legal_documents",
    "violence_cases",
    "victims",
    "victims_supported",
    "victims_supported_share",
    "budget",
    "trusted_addresses",
    "inspections",
    "findings",
    "recommendations",
    "recommendations_done",
    "closure_rate",
)

SETTINGS_SPEC = TableSpec(
    (
        Column("setting_code", text),
        Column("setting_value", text),
        *_words("note_vi", "note_en", is_required=False),
    ),
    key=("setting_code",),
)

PROGRAMME_SPECS = {
    "programme.csv": TableSpec(
        (
            Column("programme_code", code),
            *_words("programme_name_vi", "programme_name_en"),
            Column("from_date", day),
            Column("to_date", day),
            *_words("source_vi", "source_en"),
        ),
        key=("programme_code",),
    ),
    "settings.csv": TableSpec((*SETTINGS_SPEC.columns, IS_DEFAULT), key=("setting_code",)),
    "tasks.csv": TableSpec(
        (
            Column("task_code", code),
            *_words("task_name_vi", "task_name_en", "task_short_vi", "task_short_en", "sheet_name"),
            Column("page_code", one_of(*TASK_PAGES), is_required=False),
        ),
        key=("task_code",),
    ),
    "content_areas.csv": TableSpec(
        (Column("area_code", code), *_words("area_name_vi", "area_name_en")),
        key=("area_code",),
    ),
    "units.csv": TableSpec(
        (
            Column("unit_code", code),
            Column("unit_type", one_of(*UNIT_TYPES)),
            *_words("unit_kind", "unit_name_vi", "unit_name_en", "unit_short_vi", "unit_short_en"),
            Column("reports_by", one_of("duty", "coordination")),
            Column("commune_count", whole),
            Column("valid_from", day, is_required=False),
            Column("valid_to", day, is_required=False),
            Column("successor_code", code, is_required=False, refers_to="units.csv"),
            IS_DEFAULT,
            Column("map_row", map_line, is_required=False, may_lack=True),
            Column("map_column", map_line, is_required=False, may_lack=True),
        ),
        key=("unit_code",),
    ),
    "unit_aliases.csv": TableSpec(
        (Column("unit_code", code, refers_to="units.csv"), Column("alias_name", text), IS_DEFAULT),
        key=("unit_code", "alias_name"),
        is_optional=True,
    ),
    "periods.csv": TableSpec(
        (
            Column("period_code", code),
            *_words("period_name_vi", "period_name_en"),
            Column("from_date", day),
            Column("to_date", day),
            Column("due_date", day),
            Column("planned_share", number),
            IS_DEFAULT,
        ),
        key=("period_code",),
    ),
    "indicators.csv": TableSpec(
        (
            Column("indicator_code", code),
            Column("task_code", code, refers_to="tasks.csv"),
            *_words("indicator_name_vi", "indicator_name_en", "measure_unit_vi", "measure_unit_en"),
            Column("indicator_kind", one_of("C", "S", "B", "R")),
            Column("has_women", yes_no),
            Column("asked_of", some_of(*UNIT_TYPES, "group")),
            Column("decimals", whole),
            Column("due_period_code", code, is_required=False, refers_to="periods.csv"),
            Column("weight", number),
            Column("numerator", ratio_part, is_required=False),
            Column("denominator", ratio_part, is_required=False),
            Column("at_most", limit, is_required=False),
            Column("role_code", one_of(*INDICATOR_ROLES), is_required=False),
            IS_DEFAULT,
            *_words("note_vi", "note_en", is_required=False),
        ),
        key=("indicator_code",),
    ),
    "targets.csv": TableSpec(
        (
            Column("indicator_code", code, refers_to="indicators.csv"),
            Column("unit_type", one_of(*UNIT_TYPES, "group")),
            Column("target_value", number, is_required=False),
            Column("per_commune", yes_no),
            IS_DEFAULT,
            Column("source", text, is_required=False),
        ),
        key=("indicator_code", "unit_type"),
    ),
    "target_overrides.csv": TableSpec(
        (
            Column("unit_code", code, refers_to="units.csv"),
            Column("indicator_code", code, refers_to="indicators.csv"),
            Column("applies", yes_no),
            Column("target_value", number, is_required=False),
            Column("reason", text),
        ),
        key=("unit_code", "indicator_code"),
    ),
    "extensions.csv": TableSpec(
        (
            Column("unit_code", code, refers_to="units.csv"),
            Column("period_code", code, refers_to="periods.csv"),
            Column("due_date", day),
            Column("reason", text),
        ),
        key=("unit_code", "period_code"),
    ),
}
