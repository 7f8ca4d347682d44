"""What marks cover up: the sender's fills and tab colours, kept in the marked copy so that they come back.

A mark goes with its cell when rows are moved: its comment says its number. The very hidden sheet holds, a row a
mark, the number, the place, and a cell that wears the fill as it was.
"""

import re
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from etl.list_workbook import COLOURS
from etl.workbook import LIST_TITLE

RECORD_SHEET = "_marks"
RECORD_TITLE = "Phần mềm dùng để trả lại màu cũ, xin đừng sửa. / Kept to give colours back; please leave it."
MARK = re.compile(r"\n*── Tiến Bộ, số ([0-9]+) ──\n.*?(?:\n──────|\Z)", re.DOTALL)
COMMENT_WIDTH, COMMENT_LINE, COMMENT_LETTERS = 340, 18, 48  # pixels, and letters a line
OUR_COLOURS = frozenset(f"FF{rgb}" for rgb in COLOURS.values())

Place = tuple[str, str]  # sheet and cell; a tab has no cell


def mark_text(number: int, text: str) -> str:
    """The part of a comment that is ours. `number`: that of the problem in the list."""
    return f"── Tiến Bộ, số {number} ──\n{text}\n──────"


def sized_comment(text: str, author: str) -> Comment:
    """A comment whose box shows all of its text."""
    lines = sum(1 + len(line) // COMMENT_LETTERS for line in text.split("\n"))
    return Comment(text, author, height=COMMENT_LINE * (lines + 1), width=COMMENT_WIDTH)


def cells_of(sheet: Worksheet) -> list[Cell]:
    """The cells that a sheet has, and no others: walking over its rows would make those between."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]


def is_ours(first_value: object) -> bool:
    """Whether a sheet is our list or our record, by its first cell: its name the sender may have used too."""
    return str(first_value) in (LIST_TITLE, RECORD_TITLE)


class Record:
    """The record sheet of a book that is being marked."""

    def __init__(self, book: Workbook) -> None:
        self._sheet = book.create_sheet(RECORD_SHEET)
        self._sheet.sheet_state = "veryHidden"
        self._sheet.append([RECORD_TITLE])

    def keep(self, number: int, place: Place, fill: PatternFill) -> None:
        """Write down what a cell or a tab wore before it was marked."""
        row = self._sheet.max_row + 1
        for column, text in enumerate((str(number), *place), start=1):
            self._sheet.cell(row, column, text).data_type = "s"  # a sheet may be called "=1"
        self._sheet.cell(row, 4, "▮").fill = copy(fill)


def remove_marks(book: Workbook) -> None:
    """A marked copy is sent again: list and marks go, and what they covered comes back."""
    fills = _kept_fills(book)
    for sheet in book.worksheets:
        if is_ours(sheet["A1"].value):
            book.remove(sheet)
            continue
        for cell in cells_of(sheet):
            number = _take_from_comment(cell)
            if cell.fill.fill_type == "solid" and cell.fill.start_color.rgb in OUR_COLOURS and fills:
                place = (sheet.title, cell.coordinate)
                cell.fill = fills.get(number) or fills.get(place) or PatternFill()
        tab = sheet.sheet_properties.tabColor
        if tab and tab.rgb in OUR_COLOURS and fills:
            kept = fills.get((sheet.title, ""))
            sheet.sheet_properties.tabColor = copy(kept.start_color) if kept and kept.fill_type else None


def _take_from_comment(cell: Cell) -> str:
    """Leave of a cell's comment what is the sender's; the number of our mark, or nothing."""
    if cell.comment is None:
        return ""
    text = cell.comment.text.replace("\r", "")
    match = MARK.search(text)
    own = MARK.sub("", text)
    cell.comment = sized_comment(own, cell.comment.author) if own.strip() else None
    return match[1] if match else ""


def _kept_fills(book: Workbook) -> dict[str | Place, Any]:
    """The fills of the record, by number and by place."""
    fills: dict[str | Place, Any] = {}
    for sheet in book.worksheets:
        if str(sheet["A1"].value) == RECORD_TITLE:
            for row in range(2, sheet.max_row + 1):
                number, name, ref = (str(sheet.cell(row, column).value or "") for column in (1, 2, 3))
                fill = copy(sheet.cell(row, 4).fill)
                fills[(name, ref)] = fill
                if ref:
                    fills[number] = fill
    return fills
