"""Where things stand in a workbook: sheets by name, tables by their headings, labels by their text, not by position."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from etl.clean import fold, found_text
from etl.readers.sheet import Cell, Sheet
from etl.submission import Problem

COPY_NUMBER = re.compile(r"\([0-9]{1,2}\)\s*$")  # office programs name the copy of a sheet "NV1 (2)"
ASIDE = re.compile(r"\([^()]*\)")
MAX_RETYPED, MAX_HEADING = 6, 40  # so many unrecognised headings are named, so many letters of each
OTHER_COLUMN = re.compile(r"\b(nu|truoc|luy|ke|[0-9]{4})\b")  # in brackets they say that it is not the column it seems


@dataclass(frozen=True)
class Table:
    """A table found in a sheet by its headings: `columns` gives the column of each, counted from 0."""

    sheet: Sheet
    heading_row: int
    columns: Mapping[str, int]
    repeated_rows: frozenset[int] = frozenset()  # the same headings again, further down

    def rows(self) -> list[int]:
        """The rows under the headings."""
        below = range(self.heading_row + 1, len(self.sheet.rows))
        return [row for row in below if row not in self.repeated_rows]

    def cell(self, row: int, heading: str) -> Cell:
        """The cell under a heading; blank and without a place where the table lacks that column."""
        if heading not in self.columns:
            return Cell(self.sheet.name, "", None)
        return self.sheet.cell(row, self.columns[heading])


def is_named(sheet: Sheet, name: str) -> bool:
    """Whether the sheet's name is that one: case, marks, spaces, signs and the number of a copy aside."""
    return _bare(name) in (_bare(sheet.name), _bare(COPY_NUMBER.sub("", sheet.name)))


def find_sheet(sheets: Sequence[Sheet], name: str) -> Sheet | Problem | None:
    """The sheet of that name. None where there is none; a problem if several could be it or it is unusable."""
    found = [sheet for sheet in sheets if is_named(sheet, name)]
    if not found:
        return None
    if len(found) > 1:
        return Problem("duplicate_sheet", "error", found[1].name, details=(("first", found[0].name), ("name", name)))
    if found[0].far_ref:
        return Problem("far_cell", "error", found[0].name, found[0].far_ref)
    return found[0]


def read_labels(sheet: Sheet) -> dict[str, Cell]:
    """Folded label → the first filled cell to the right of it, or the next one if all are blank.

    Of equal labels the first with a value counts.
    """
    labels: dict[str, Cell] = {}
    for label, cell in _labels(sheet):
        if label not in labels or (labels[label].is_blank and not cell.is_blank):
            labels[label] = cell
    return labels


def contradicting_labels(sheet: Sheet, labels: Iterable[str]) -> list[Problem]:
    """Those of the labels that stand in the sheet twice, with different values."""
    wanted = {fold(label): label for label in labels}
    first = read_labels(sheet)
    return [
        Problem(
            "contradicting_label",
            "error",
            cell.sheet_name,
            cell.cell_ref,
            found_text(cell.value),
            (("label", wanted[label]), ("first", first[label].cell_ref), ("other", found_text(first[label].value))),
        )
        for label, cell in _labels(sheet)
        if label in wanted
        and not cell.is_blank
        and fold(found_text(cell.value)) != fold(found_text(first[label].value))
    ]


def find_table(sheet: Sheet, headings: Sequence[str], required: Sequence[str]) -> tuple[Table | None, list[Problem]]:
    """The table under the row that holds most of the headings; every required heading that is missing or doubled.

    The same headings may come again further down, as on a printed page; a second table may not.
    """
    wanted = _spellings(headings)
    by_row = {number: list(_headings_in(row, wanted)) for number, row in enumerate(sheet.rows)}
    heading_row = max(by_row, key=lambda number: len(by_row[number]), default=0)  # of equal rows the first
    best = by_row.get(heading_row, [])
    columns = dict(reversed(best))  # of equal headings the first
    missing = [heading for heading in headings if heading not in columns]
    retyped = _unrecognised(sheet, heading_row, wanted) if best else []
    problems = [_missing_column(sheet, heading, missing, retyped) for heading in required if heading not in columns]
    doubled = [(heading_row, heading, column) for heading, column in best if column != columns[heading]]
    again = {
        number: dict(found)
        for number, found in by_row.items()
        if number != heading_row and {heading for heading, _ in found}.issuperset(required)
    }
    doubled += [
        (number, heading, found[heading])
        for number, found in again.items()
        for heading in required
        if found[heading] != columns.get(heading)
    ]
    problems += [
        Problem("duplicate_column", "error", sheet.name, sheet.cell(row, column).cell_ref, heading)
        for row, heading, column in doubled
    ]
    return (None if problems else Table(sheet, heading_row, columns, frozenset(again))), problems


def _labels(sheet: Sheet) -> Iterator[tuple[str, Cell]]:
    for row_number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            label = fold(value).rstrip(" :*") if isinstance(value, str) else ""
            if label:
                yield label, _beside(sheet, row_number, column)


def _beside(sheet: Sheet, row: int, column: int) -> Cell:
    right = [sheet.cell(row, further) for further in range(column + 1, len(sheet.rows[row]))]
    return next((cell for cell in right if not cell.is_blank), sheet.cell(row, column + 1))


def _spellings(headings: Sequence[str]) -> dict[str, str]:
    """Bare heading → heading; what stands behind the words ("Đánh giá 0/1/2") may be left out."""
    words = {heading: [word for word in heading.split() if word != word.upper()] for heading in headings}
    return {_bare(" ".join(words[heading])): heading for heading in headings} | {_bare(each): each for each in headings}


def _headings_in(row: Sequence[object], wanted: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for column, value in enumerate(row):
        heading = _heading(value, wanted) if isinstance(value, str) else None
        if heading:
            yield heading, column


def _unrecognised(sheet: Sheet, row: int, wanted: Mapping[str, str]) -> list[Cell]:
    """The first filled cells of the heading row that are none of the headings."""
    cells = (sheet.cell(row, column) for column in range(len(sheet.rows[row])))
    strange = (cell for cell in cells if not (cell.is_blank or _is_heading(cell, wanted)))
    return list(islice(strange, MAX_RETYPED))


def _is_heading(cell: Cell, wanted: Mapping[str, str]) -> bool:
    return isinstance(cell.value, str) and _heading(cell.value, wanted) is not None


def _missing_column(sheet: Sheet, heading: str, missing: Sequence[str], retyped: Sequence[Cell]) -> Problem:
    """A heading not found was often retyped: then at its place among those missing, or at the first unrecognised."""
    if not retyped:
        return Problem("missing_column", "error", sheet.name, details=(("heading", heading),))
    place = retyped[missing.index(heading) if len(missing) == len(retyped) else 0]
    named = ", ".join(f"“{_short(found_text(cell.value))}” ({cell.cell_ref})" for cell in retyped)
    details = (("heading", heading), ("advice", "missing_column.retyped"), ("retyped", named))
    return Problem("missing_column", "error", sheet.name, place.cell_ref, found_text(place.value), details)


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_HEADING]


def _heading(text: str, wanted: Mapping[str, str]) -> str | None:
    """The heading that the text is; something in brackets may have been added, such as "Trong kỳ (số)"."""
    heading = wanted.get(_bare(text))
    if heading or "(" not in text or any(OTHER_COLUMN.search(fold(aside)) for aside in ASIDE.findall(text)):
        return heading
    return wanted.get(_bare(ASIDE.sub(" ", text)))


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
