"""What every reader hands on, whatever the file's format was: sheets of plain values, or the lines of a long table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from etl.submission import Problem

MAX_ROW, MAX_COLUMN = 5_000, 200  # a form is far smaller; a reader's memory is the product of both
MAX_CELLS = 2_000_000  # of all sheets, blank ones between others too


@dataclass(frozen=True)
class Fault:
    """What stands in a cell that has no readable value: an error such as #REF!, or a formula never calculated."""

    code: str  # formula_error | formula_without_value
    text: str


CellValue = None | str | int | float | bool | date | datetime | time | Fault


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and where it stands."""

    sheet_name: str
    cell_ref: str
    value: CellValue

    @property
    def is_blank(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True)
class Sheet:
    """`rows[0][0]` is A1; rows may differ in length, and an empty cell is None."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    far_ref: str | None = None  # a cell with content far outside any form; then the sheet was not read

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place counted from 0; its value is None outside what was read."""
        values = self.rows[row] if 0 <= row < len(self.rows) else ()
        value = values[column] if 0 <= column < len(values) else None
        return Cell(self.name, cell_ref(row, column), value)


@dataclass(frozen=True)
class LongTable:
    """The lines of a file that is one long table, the first line first, read while they are asked for.

    A line is the texts of its fields. Iterating raises Unreadable where the file breaks off or is not text.
    """

    name: str
    lines: Iterator[list[str]]


class Unreadable(Exception):
    """The file cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def cell_ref(row: int, column: int) -> str:
    """The name of a place counted from 0: (1, 2) is C2."""
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=1024)
def _letters(column: int) -> str:
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
