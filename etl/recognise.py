"""Where things stand in a workbook: sheets by name, tables by their headings, labels by their text, not by position."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.clean import fold
from etl.readers.sheet import Cell, Sheet
from etl.submission import Problem


@dataclass(frozen=True)
class Table:
    """A table found in a sheet by its headings: `columns` gives the column of each, counted from 0."""

    sheet: Sheet
    heading_row: int
    columns: Mapping[str, int]

    def rows(self) -> range:
        """The rows under the headings."""
        return range(self.heading_row + 1, len(self.sheet.rows))

    def cell(self, row: int, heading: str) -> Cell:
        """The cell under a heading; blank and without a place where the table lacks that column."""
        if heading not in self.columns:
            return Cell(self.sheet.name, "", None)
        return self.sheet.cell(row, self.columns[heading])


def find_sheet(sheets: Sequence[Sheet], name: str) -> Sheet | Problem | None:
    """The sheet of that name, case, marks and spaces aside. None where there is none; a problem if it is unusable."""
    bare_name = _bare(name)
    found = [sheet for sheet in sheets if _bare(sheet.name) == bare_name]
    if not found:
        return None
    if len(found) > 1:
        return Problem("duplicate_sheet", "error", found[1].name, details=(("first", found[0].name),))
    if found[0].far_ref:
        return Problem("far_cell", "error", found[0].name, found[0].far_ref)
    return found[0]


def read_labels(sheet: Sheet) -> dict[str, Cell]:
    """Folded label → the first filled cell to the right of it, or the next one if all are blank.

    Of equal labels the first counts.
    """
    labels: dict[str, Cell] = {}
    for row_number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            label = fold(value).rstrip(" :*") if isinstance(value, str) else ""
            if label and label not in labels:
                labels[label] = _beside(sheet, row_number, column)
    return labels


def find_table(sheet: Sheet, headings: Sequence[str], required: Sequence[str]) -> tuple[Table | None, list[Problem]]:
    """The table under the row that holds most of the headings; every required heading that is missing or doubled."""
    wanted = {fold(heading): heading for heading in headings}
    best: list[tuple[str, int]] = []
    heading_row = 0
    for row_number, row in enumerate(sheet.rows):
        found = list(_headings_in(row, wanted))
        if len(found) > len(best):
            best, heading_row = found, row_number
    columns = dict(reversed(best))  # of equal headings the first
    problems = [
        Problem("missing_column", "error", sheet.name, details=(("heading", heading),))
        for heading in required
        if heading not in columns
    ]
    problems += [
        Problem("duplicate_column", "error", sheet.name, sheet.cell(heading_row, column).cell_ref, heading)
        for heading, column in best
        if column != columns[heading]
    ]
    return (None if problems else Table(sheet, heading_row, columns)), problems


def _headings_in(row: Sequence[object], wanted: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for column, value in enumerate(row):
        heading = wanted.get(fold(value).rstrip(" :*")) if isinstance(value, str) else None
        if heading:
            yield heading, column


def _beside(sheet: Sheet, row: int, column: int) -> Cell:
    right = [sheet.cell(row, further) for further in range(column + 1, len(sheet.rows[row]))]
    return next((cell for cell in right if not cell.is_blank), sheet.cell(row, column + 1))


def _bare(name: str) -> str:
    return fold(name).replace(" ", "")
