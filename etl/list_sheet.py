"""The first sheet of a marked copy: what list_workbook says of each problem, with links to the cells."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl import list_workbook as layout
from etl.submission import Problem
from etl.workbook import LIST_TITLE

FILLS = {name: PatternFill("solid", start_color=f"FF{rgb}") for name, rgb in layout.COLOURS.items()}
LINES = Border(*(Side("thin"),) * 4)
HIDDEN = "\n(đang ẩn)\n(hidden)"


def add_list_sheet(book: Workbook, sheets: Mapping[str, Worksheet | None], problems: Sequence[Problem]) -> None:
    """Add it to `book` and open the book on it. `sheets`: what each problem's sheet is in the book."""
    listed = book.create_sheet(layout.LIST_SHEET, 0)
    vi, en = layout.counted(problems)
    _write_heads(
        listed,
        (
            LIST_TITLE,
            f"{vi}. Sửa các ô tô đỏ ngay trong tệp này rồi gửi lại chính tệp này; sheet này và ghi chú cứ để nguyên.",
            f"{en}. Mend the red cells in this very file and send it again; this sheet and the comments may stay.",
        ),
    )
    rows = zip(problems, layout.list_rows(problems), strict=True)
    for row, (problem, texts) in enumerate(rows, start=layout.HEADING_ROW + 1):
        sheet = sheets[problem.sheet]
        if problem.cell and sheet and _is_hidden(sheet, problem.cell):
            texts = (*texts[:2], texts[2] + HIDDEN, *texts[3:])
        for column, text in enumerate(texts, start=1):
            _write(listed, row, column, text).border = LINES
        listed.cell(row, 2).fill = FILLS[problem.severity]
        listed.row_dimensions[row].height = layout.row_height(texts)
        if problem.cell and sheet and sheet.sheet_state == "visible":
            _lead_to(listed.cell(row, layout.CELL_COLUMN), sheet, problem.cell)
    _set_page(listed)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is listed
    book.active = 0


def _write_heads(listed: Worksheet, heads: Sequence[str]) -> None:
    widths = layout.WIDTHS
    for row, text in enumerate(heads, start=1):
        _write(listed, row, 1, text)
        listed.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
        listed.row_dimensions[row].height = layout.row_height([text], [sum(widths)])
    listed["A1"].font = Font(layout.FONT_NAME, layout.TITLE_SIZE, bold=True)
    listed.row_dimensions[1].height = layout.LINE_HEIGHT + layout.TITLE_SIZE - layout.FONT_SIZE + 3
    for column, (heading, width) in enumerate(zip(layout.HEADINGS, widths, strict=True), start=1):
        cell = _write(listed, layout.HEADING_ROW, column, heading)
        cell.font, cell.border = Font(layout.FONT_NAME, layout.FONT_SIZE, bold=True), LINES
        listed.column_dimensions[cell.column_letter].width = width
    listed.row_dimensions[layout.HEADING_ROW].height = layout.row_height(layout.HEADINGS)


def _set_page(listed: Worksheet) -> None:
    listed.freeze_panes = f"A{layout.HEADING_ROW + 1}"
    listed.print_title_rows = f"{layout.HEADING_ROW}:{layout.HEADING_ROW}"
    listed.page_setup.orientation, listed.page_setup.paperSize = "landscape", listed.PAPERSIZE_A4
    listed.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    listed.page_setup.fitToHeight = 0  # as many pages as it takes
    listed.page_margins.left = listed.page_margins.right = layout.SIDE_MARGIN
    listed.page_margins.top = listed.page_margins.bottom = layout.END_MARGIN


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"  # never a formula, whatever a stranger typed
    cell.quotePrefix = True
    cell.font = Font(layout.FONT_NAME, layout.FONT_SIZE)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _lead_to(cell: Cell, sheet: Worksheet, cell_ref: str) -> None:
    """A link to the bad cell; no office program can follow one into a hidden sheet."""
    name = sheet.title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!{cell_ref}")
    cell.font = Font(layout.FONT_NAME, layout.FONT_SIZE, color="FF0563C1", underline="single")


def _is_hidden(sheet: Worksheet, cell_ref: str) -> bool:
    row, column = coordinate_to_tuple(cell_ref)
    columns = (each for each in sheet.column_dimensions.values() if (each.min or 0) <= column <= (each.max or 0))
    return sheet.sheet_state != "visible" or sheet.row_dimensions[row].hidden or any(each.hidden for each in columns)
