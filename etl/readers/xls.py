"""Read .xls, Excel's format until 2003. In plain Python: a corrupt one makes faster readers abort the process."""

import io
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from

import xlrd
from xlrd.sheet import XL_FORMULA_OPCODES
from xlrd.sheet import Sheet as XlsSheet

from etl.readers.serial import moment
from etl.readers.sheet import MAX_COLUMN, MAX_ROW, CellValue, Fault, Sheet, Unreadable, cell_ref
from etl.submission import Problem

END_OF_SHEET = 0x0A
NO_NUMBER = b"\xff\xff"  # at the end of a formula's result: its first byte says what else it is
TEXT, EMPTY_TEXT = 0, 3
ENCRYPTED = "Workbook is encrypted"


def read_xls(path: Path) -> list[Sheet]:
    """All worksheets in the file's order, hidden ones too, with faults in their places."""
    try:
        book = xlrd.open_workbook(
            file_contents=path.read_bytes(), logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
    except xlrd.XLRDError as error:
        if str(error) == ENCRYPTED:
            raise Unreadable(Problem("password_protected", "error")) from error
        raise
    return [_sheet(book, number) for number in range(book.nsheets)]


def _sheet(book: xlrd.Book, number: int) -> Sheet:
    sheet = book.sheet_by_index(number)
    rows = [[_value(book, sheet, row, column) for column in range(sheet.row_len(row))] for row in range(sheet.nrows)]
    far = (
        cell_ref(row, column)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None and (row >= MAX_ROW or column >= MAX_COLUMN)
    )
    if far_ref := next(far, None):
        return Sheet(sheet.name, [], far_ref)
    for row, column in _formulas_of_text(book, number):
        rows[row][column] = rows[row][column] or Fault("formula_without_value", "=")
    return Sheet(sheet.name, rows)


def _value(book: xlrd.Book, sheet: XlsSheet, row: int, column: int) -> CellValue:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_ERROR:
        return Fault("formula_error", xlrd.error_text_from_code.get(value, "#?"))
    if kind == xlrd.XL_CELL_DATE:
        return moment(value, is_1904=book.datemode == 1)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return None if value == "" else value


def _formulas_of_text(book: xlrd.Book, number: int) -> Iterator[tuple[int, int]]:
    """Where formulas stand whose result is a text: xlrd gives an empty one as it gives an empty text that was typed."""
    at = book._sh_abs_posn[number]
    while at + 4 <= len(book.mem):
        record, length = unpack_from("<HH", book.mem, at)
        if record == END_OF_SHEET:
            return
        result = book.mem[at + 10 : at + 18]
        if record in XL_FORMULA_OPCODES and result.endswith(NO_NUMBER) and result[0] in (TEXT, EMPTY_TEXT):
            yield unpack_from("<HH", book.mem, at + 4)
        at += 4 + length
