"""A sheet as every reader hands it on: rows of plain values, whatever the file's format was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl.utils import get_column_letter


@dataclass(frozen=True)
class Fault:
    """What stands in a cell that has no readable value: an error such as #REF!, or a formula never calculated."""

    code: str  # formula_error | formula_without_value
    text: str


CellValue = None | str | int | float | bool | date | datetime | time | timedelta | Fault


@dataclass(frozen=True)
class Sheet:
    """`rows[0][0]` is A1; rows may differ in length, and an empty cell is None."""

    name: str
    rows: Sequence[Sequence[CellValue]]

    def cell(self, row: int, column: int) -> CellValue:
        """The value at a place counted from 0; None outside."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None


def cell_ref(row: int, column: int) -> str:
    """The name of a place counted from 0: (1, 2) is C2."""
    return f"{get_column_letter(column + 1)}{row + 1}"
