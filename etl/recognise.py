"""Whose file it is, for which period, and where in it the tables stand: by names and headings, not by position."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl import workbook as words
from etl.clean import clean_text, fold
from etl.programme.catalogue import Catalogue, Programme
from etl.readers.sheet import CellValue, Sheet, cell_ref
from etl.submission import Problem

LONG_CSV_HEADER = (
    "programme_code",
    "unit_code",
    "period_code",
    "indicator_code",
    "total_value",
    "women_value",
    "note",
)


@dataclass(frozen=True)
class Place:
    """A label's value and where it stands."""

    value: CellValue
    sheet: str
    cell: str

    @property
    def text(self) -> str:
        return clean_text(self.value) or ""


@dataclass(frozen=True)
class Identity:
    """Whose report it is; None for what could not be recognised, and then a problem says why."""

    programme_code: str | None
    unit_code: str | None
    period_code: str | None


@dataclass(frozen=True)
class Table:
    """A table found in a sheet by its headings: `columns` maps a heading to its column, counted from 0."""

    sheet: Sheet
    heading_row: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[int]:
        """The rows under the headings."""
        return iter(range(self.heading_row + 1, len(self.sheet.rows)))

    def value(self, row: int, heading: str) -> CellValue:
        return self.sheet.cell(row, self.columns[heading]) if heading in self.columns else None

    def ref(self, row: int, heading: str) -> str:
        return cell_ref(row, self.columns.get(heading, 0))


def is_long_csv(sheets: Sequence[Sheet]) -> bool:
    """Whether the first row is the long CSV's."""
    first = sheets[0].rows[0] if sheets and sheets[0].rows else ()
    return tuple(clean_text(cell) for cell in first[: len(LONG_CSV_HEADER)]) == LONG_CSV_HEADER


def find_sheet(sheets: Sequence[Sheet], name: str) -> Sheet | None:
    """The sheet of that name, case, marks and spaces aside."""
    return next((sheet for sheet in sheets if fold(sheet.name) == fold(name)), None)


def read_labels(sheet: Sheet | None) -> dict[str, Place]:
    """Label → the value to its right, by folded label; the first of equal labels."""
    labels: dict[str, Place] = {}
    for row_number, row in enumerate(sheet.rows if sheet else ()):
        for column, cell in enumerate(row[:-1]):
            label = fold(clean_text(cell) or "") if isinstance(cell, str) else ""
            if label and sheet:
                place = Place(row[column + 1], sheet.name, cell_ref(row_number, column + 1))
                labels.setdefault(label, place)
    return labels


def find_table(sheet: Sheet, headings: Sequence[str], required: Sequence[str]) -> Table | Problem:
    """The table whose heading row holds most of the headings; a problem names the first required one missing."""
    wanted = {fold(heading): heading for heading in headings}
    best: tuple[int, int, dict[str, int]] = (0, 0, {})
    for row_number, row in enumerate(sheet.rows[:200]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            heading = wanted.get(fold(clean_text(cell) or "")) if isinstance(cell, str) else None
            if heading:
                found.setdefault(heading, column)
        if len(found) > best[0]:
            best = (len(found), row_number, found)
    _, heading_row, columns = best
    missing = next((heading for heading in required if heading not in columns), None)
    if missing:
        return Problem("missing_column", "error", sheet.name, details=(("heading", missing),))
    return Table(sheet, heading_row, columns)


def recognise(sheets: Sequence[Sheet], catalogue: Catalogue) -> tuple[Identity, list[Problem]]:
    """Programme, unit and period of a workbook, from `_meta` and Thông tin, which must agree."""
    info = find_sheet(sheets, words.INFO_SHEET)
    if info is None:
        missing = Problem("missing_sheet", "error", details=(("sheet", words.INFO_SHEET),))
        return Identity(None, None, None), [missing]
    labels, meta = read_labels(info), read_labels(find_sheet(sheets, words.META_SHEET))
    problems: list[Problem] = []
    pairs = (
        (words.PROGRAMME_LABEL, words.META_PROGRAMME),
        (words.UNIT_CODE_LABEL, words.META_UNIT),
        (words.PERIOD_LABEL, words.META_PERIOD),
    )
    for label, key in pairs:
        said, known = labels.get(fold(label)), meta.get(fold(key))
        if known and known.text and said and said.text.casefold() != known.text.casefold():
            details = (("label", label), ("meta", known.text))
            problems.append(Problem("meta_disagrees", "error", said.sheet, said.cell, said.text, details))
    programme_at, unit_at, period_at = (labels.get(fold(label)) for label, _ in pairs)
    identity, more = identify(catalogue, programme_at, unit_at, period_at, info.name)
    problems += more
    name_at = labels.get(fold(words.UNIT_NAME_LABEL))
    if identity.unit_code and identity.programme_code and name_at and name_at.text:
        unit = catalogue.programmes[identity.programme_code].units[identity.unit_code]
        if fold(name_at.text) not in {fold(unit.unit_name_vi), fold(unit.unit_short_vi)}:
            details = (("label", words.UNIT_NAME_LABEL), ("meta", f"{unit.unit_code} {unit.unit_name_vi}"))
            problems.append(Problem("meta_disagrees", "error", name_at.sheet, name_at.cell, name_at.text, details))
    return identity, problems


def identify(
    catalogue: Catalogue,
    programme_at: Place | None,
    unit_at: Place | None,
    period_at: Place | None,
    sheet: str,
) -> tuple[Identity, list[Problem]]:
    """The codes that the three places name, and the problems with those that name none."""
    blank = Place(None, sheet, "")
    programme_at, unit_at, period_at = programme_at or blank, unit_at or blank, period_at or blank
    programme = catalogue.programmes.get(programme_at.text)
    if programme is None:
        details = (("known", ", ".join(catalogue.programmes)),)
        return Identity(None, None, None), [
            Problem(
                "unknown_programme",
                "error",
                programme_at.sheet,
                programme_at.cell,
                programme_at.text,
                details,
            )
        ]
    problems = []
    unit_code, period_code = _unit_code(programme, unit_at.text), _period_code(programme, period_at.text)
    if unit_code is None:
        problems.append(Problem("unknown_unit", "error", unit_at.sheet, unit_at.cell, unit_at.text))
    if period_code is None:
        details = (("known", ", ".join(programme.periods)),)
        problems.append(Problem("unknown_period", "error", period_at.sheet, period_at.cell, period_at.text, details))
    if unit_code and period_code and not programme.units[unit_code].is_valid_on(programme.periods[period_code].to_date):
        details = (("period", period_code),)
        problems.append(Problem("unit_not_valid", "error", unit_at.sheet, unit_at.cell, unit_at.text, details))
    return Identity(programme.programme_code, unit_code, period_code), problems


def _unit_code(programme: Programme, text: str) -> str | None:
    """By code, or by a full or short name that only one unit has."""
    by_code = {code.casefold(): code for code in programme.units}
    if text.casefold() in by_code:
        return by_code[text.casefold()]
    named = [
        unit.unit_code
        for unit in programme.units.values()
        if text and fold(text) in {fold(unit.unit_name_vi), fold(unit.unit_short_vi)}
    ]
    return named[0] if len(named) == 1 else None


def _period_code(programme: Programme, text: str) -> str | None:
    return next((code for code in programme.periods if code.casefold() == text.casefold()), None)
