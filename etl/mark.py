"""The marked copy of a returned workbook: every bad cell coloured and commented, and a first sheet that lists them.

It opens a stranger's file with openpyxl, so it runs in the sandbox only. The copy is an .xlsx whatever came: macros
do not come back, since the form needs none and what we hand out must not run.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Color, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from etl.clean import fold
from etl.list_sheet import FILLS, add_list_sheet
from etl.messages import message_en, message_vi
from etl.readers.sheet import CellValue, Fault, Sheet
from etl.readers.xlsx import read_xlsx
from etl.sender_look import Place, Record, is_ours, mark_text, remove_marks, sized_comment
from etl.submission import Problem

AUTHOR = "Tiến Bộ"
UNCALCULATED = "formula_without_value"

Numbered = tuple[int, Problem]  # its number in the list


def write_marked_copy(source: Path, target: Path, problems: Sequence[Problem]) -> None:
    """Write the copy at `target`, problems in the order given.

    Raises ContentLost, or whatever openpyxl raises on a file that it cannot open or write.
    """
    book = _open(source)
    remove_marks(book)
    sheets = {problem.sheet: _sheet(book, problem.sheet) for problem in problems}
    record = Record(book)
    for (sheet_name, cell_ref), found in _by_place(sheets, problems).items():
        if cell_ref:
            _mark_cell(book[sheet_name], cell_ref, found, record)
        else:
            _mark_tab(book[sheet_name], found, record)
    add_list_sheet(book, sheets, problems)
    book.save(target)
    _compare(source, target)


class ContentLost(Exception):
    """The copy does not hold all that the workbook held."""


class _Reader(ExcelReader):
    """Numbers stay the numbers that they are: a date made a datetime and back again would be rounded, or lost."""

    def read_worksheets(self) -> None:
        for formats in ("_date_formats", "_timedelta_formats"):
            setattr(self.wb, formats, set())
        super().read_worksheets()


def _open(source: Path) -> Workbook:
    with source.open("rb") as file:  # given a path, openpyxl would believe its ending
        reader = _Reader(file, rich_text=True)
        reader.read()
    book: Workbook = reader.wb
    return book


def _sheet(book: Workbook, name: str) -> Worksheet | None:
    """The sheet that a problem names; a missing row is told by the sheet's proper name, whatever the sender's is."""
    bare = fold(name).replace(" ", "")
    alike = (sheet for sheet in book.worksheets if fold(sheet.title).replace(" ", "") == bare)
    exact = (sheet for sheet in book.worksheets if sheet.title == name)
    return next(exact, None) or next(alike, None)


def _by_place(sheets: Mapping[str, Worksheet | None], problems: Sequence[Problem]) -> dict[Place, list[Numbered]]:
    places: dict[Place, list[Numbered]] = {}
    for number, problem in enumerate(problems, start=1):
        sheet = sheets[problem.sheet]
        if sheet is not None:
            places.setdefault((sheet.title, _first_of_merged(sheet, problem.cell)), []).append((number, problem))
    return places


def _first_of_merged(sheet: Worksheet, cell_ref: str) -> str:
    """Only the first cell of a merged area can carry marks."""
    area = next((area for area in sheet.merged_cells.ranges if cell_ref and cell_ref in area), None)
    return sheet.cell(area.min_row, area.min_col).coordinate if area else cell_ref


def _mark_cell(sheet: Worksheet, cell_ref: str, found: Sequence[Numbered], record: Record) -> None:
    """The sender's own comment stands above ours."""
    cell = sheet[cell_ref]
    number = found[0][0]
    record.keep(number, (sheet.title, cell_ref), cell.fill)
    messages = "\n\n".join(f"{message_vi(problem)}\n{message_en(problem)}" for _, problem in found)
    ours = mark_text(number, messages)
    own = cell.comment
    cell.comment = sized_comment(f"{own.text}\n\n{ours}", own.author) if own else sized_comment(ours, AUTHOR)
    cell.fill = FILLS[_worst(found)]


def _mark_tab(sheet: Worksheet, found: Sequence[Numbered], record: Record) -> None:
    own = sheet.sheet_properties.tabColor
    worn = PatternFill("solid", start_color=own) if own else PatternFill()
    record.keep(found[0][0], (sheet.title, ""), worn)
    sheet.sheet_properties.tabColor = Color(FILLS[_worst(found)].start_color.rgb)


def _worst(found: Sequence[Numbered]) -> str:
    return min(problem.severity for _, problem in found)


def _compare(source: Path, target: Path) -> None:
    """Openpyxl leaves out in silence what it does not know, such as all of a "strict" workbook."""
    copied = {sheet.name: _values(sheet) for sheet in read_xlsx(target)}
    for sheet in read_xlsx(source):
        held, values = copied.get(sheet.name, {}), _values(sheet)
        lost = [place for place, value in values.items() if held.get(place) not in (value, UNCALCULATED)]
        if lost and not is_ours(values.get((0, 0))):
            raise ContentLost(sheet.name)


def _values(sheet: Sheet) -> dict[tuple[int, int], CellValue]:
    """What is not blank, by place; of formulas only that they are there, since a copy has not calculated them yet."""
    return {
        (row, column): UNCALCULATED if isinstance(value, Fault) and value.code == UNCALCULATED else value
        for row, cells in enumerate(sheet.rows)
        for column, value in enumerate(cells)
        if value is not None
    }
