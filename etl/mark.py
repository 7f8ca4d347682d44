"""The marked copy of a returned workbook: every bad cell coloured and commented, and a first sheet that lists them.

It opens a stranger's file with openpyxl, so it runs in the sandbox only.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl.messages import message_en, message_vi, shown
from etl.submission import Problem

LIST_SHEET = "Lỗi cần sửa"
AUTHOR = "Tiến Bộ"
HEADINGS = ("STT", "Mức độ / Level", "Sheet", "Ô / Cell", "Đang ghi / Found", "Cần làm gì", "What to do")
WIDTHS = (6, 16, 14, 10, 28, 70, 70)
SEVERITIES = {"error": "LỖI / error", "warning": "Lưu ý / warning"}
FILLS = {
    "error": PatternFill("solid", start_color="FFF4B6B0"),
    "warning": PatternFill("solid", start_color="FFFCE8B2"),
}
COMMENT_WIDTH, COMMENT_HEIGHT = 340, 150  # pixels
LINE_HEIGHT = 15  # points


def write_marked_copy(source: Path, target: Path, problems: Sequence[Problem]) -> None:
    """Write the copy at `target`. Raises whatever openpyxl raises on a file that it cannot open or write."""
    book = load_workbook(source)
    _remove_old_marks(book)
    for (sheet_name, cell_ref), found in _by_cell(problems).items():
        if sheet_name in book.sheetnames:
            _mark_cell(book[sheet_name], cell_ref, found)
    _add_list(book, problems)
    book.save(target)


def _by_cell(problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    by_cell: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.cell:
            by_cell.setdefault((problem.sheet, problem.cell), []).append(problem)
    return by_cell


def _remove_old_marks(book: Workbook) -> None:
    """A clerk may mend the marked copy and send that: what it was marked with before must not stay."""
    if LIST_SHEET in book.sheetnames:
        del book[LIST_SHEET]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and cell.comment.author == AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill()


def _mark_cell(sheet: Worksheet, cell_ref: str, problems: Sequence[Problem]) -> None:
    cell = sheet[cell_ref]
    if isinstance(cell, MergedCell):  # only the first cell of a merged area can carry marks
        area = next(area for area in sheet.merged_cells.ranges if cell_ref in area)
        cell = sheet.cell(area.min_row, area.min_col)
    text = "\n\n".join(f"{message_vi(problem)}\n{message_en(problem)}" for problem in problems)
    cell.comment = Comment(text, AUTHOR, height=COMMENT_HEIGHT, width=COMMENT_WIDTH)
    cell.fill = FILLS[min(problem.severity for problem in problems)]


def _add_list(book: Workbook, problems: Sequence[Problem]) -> None:
    sheet = book.create_sheet(LIST_SHEET, 0)
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        _write(sheet, 1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    for number, problem in enumerate(sorted(problems, key=lambda one: one.severity), start=1):
        place = (number, SEVERITIES[problem.severity], problem.sheet, problem.cell, shown(problem.found))
        texts = [str(text) for text in (*place, message_vi(problem), message_en(problem))]
        for column, text in enumerate(texts, start=1):
            _write(sheet, number + 1, column, text)
        lines = max(ceil(len(text) / width) for text, width in zip(texts, WIDTHS, strict=True))
        sheet.row_dimensions[number + 1].height = LINE_HEIGHT * lines  # not every office program fits it by itself
        if problem.cell and problem.sheet in book.sheetnames:
            _link(sheet.cell(number + 1, 4), problem)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"  # never a formula, whatever a stranger typed
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _link(cell: Cell, problem: Problem) -> None:
    sheet_name = problem.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet_name}'!{problem.cell}")
    cell.font = Font(color="FF0563C1", underline="single")
