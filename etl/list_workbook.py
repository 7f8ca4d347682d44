"""The list of problems as a sheet: what it says and how it looks; and a workbook of its own that holds it.

Files that cannot be marked (.xls, .xlsb, .ods, .csv) go back with that workbook. It holds no links: a link from one
file into another, made with a stranger's names, would be a door.
"""

import io
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from etl.messages import BLANK_VI, message_en, message_vi, shown
from etl.reading_order import DECIDING, LEFT_OUT, count_problems
from etl.submission import Problem
from etl.workbook import LIST_TITLE

LIST_SHEET = "Lỗi cần sửa"
HEADINGS = ("STT", "Mức độ\nLevel", "Sheet", "Ô\nCell", "Đang ghi\nFound", "Cần làm gì", "What to do")
WIDTHS = (5, 11, 12, 9, 20, 42, 42)  # together an A4 page's width, landscape, at 100 %
TITLE_ROWS, HEADING_ROW = 3, 4  # counted from 1
CELL_COLUMN = 4
LEVELS = {"first": ("SỬA TRƯỚC", "mend first"), "error": ("LỖI", "error"), "warning": ("Lưu ý", "warning")}
COLOURS = {"error": "F4B6B0", "warning": "FFD966"}  # neither is the pale yellow of the cells to fill in
FONT_NAME, FONT_SIZE, TITLE_SIZE = "Times New Roman", 11, 14
LINE_HEIGHT = 15  # points
SIDE_MARGIN, END_MARGIN = 0.4, 0.6  # inches


def level(problem: Problem) -> tuple[str, str]:
    """How grave it is, in Vietnamese and English."""
    return LEVELS["first" if problem.code in DECIDING else problem.severity]


def counted(problems: Sequence[Problem]) -> tuple[str, str]:
    """How many there are, those not listed too, in Vietnamese and English."""
    errors, warnings = count_problems(problems)
    return f"{errors} lỗi, {warnings} lưu ý", f"errors: {errors}, warnings: {warnings}"


def list_rows(problems: Sequence[Problem]) -> Iterator[tuple[str, ...]]:
    """The texts of each row, in the order given, under `HEADINGS`."""
    for number, problem in enumerate(problems, start=1):
        is_problem = problem.code not in LEFT_OUT
        found = shown(problem.found) or (BLANK_VI if problem.cell else "")
        yield (
            str(number) if is_problem else "",
            "\n".join(level(problem)),
            shown(problem.sheet),
            problem.cell,
            found if is_problem else "",
            message_vi(problem),
            message_en(problem),
        )


def row_height(texts: Sequence[str], widths: Sequence[int] = WIDTHS) -> float:
    """Points for a row of these texts; not every office program fits it by itself."""
    lines = (
        sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(LINE_HEIGHT * max(lines) + 3, 400)


def write_list_workbook(target: Path, file_name: str, problems: Sequence[Problem]) -> None:
    """Write a workbook at `target` that says in which sheet and cell of `file_name` what is to be mended."""
    vi, en = counted(problems)
    name = shown(file_name)
    heads = (
        LIST_TITLE,
        f"Tệp “{name}”: {vi}. Hãy sửa trong chính tệp đó rồi gửi lại cả tệp; không gửi bảng liệt kê này.",
        f"File “{name}”: {en}. Mend that very file and send it again whole; do not send this list.",
    )
    content = io.BytesIO()  # no temporary files, and a full disk is told as what it is
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(LIST_SHEET)
        _set_page(sheet)
        _write_rows(book, sheet, heads, problems)
    target.write_bytes(content.getvalue())


def _set_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=END_MARGIN, bottom=END_MARGIN)
    sheet.repeat_rows(HEADING_ROW - 1)
    sheet.freeze_panes(HEADING_ROW, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)


def _write_rows(book: Workbook, sheet: Worksheet, heads: Sequence[str], problems: Sequence[Problem]) -> None:
    font = {"font_name": FONT_NAME, "font_size": FONT_SIZE, "text_wrap": True, "valign": "top", "quote_prefix": True}
    title = book.add_format({**font, "font_size": TITLE_SIZE, "bold": True})
    head, heading = book.add_format(font), book.add_format({**font, "bold": True, "border": 1})
    cell = book.add_format({**font, "border": 1})
    coloured = {name: book.add_format({**font, "border": 1, "bg_color": f"#{rgb}"}) for name, rgb in COLOURS.items()}
    for row, text in enumerate(heads):
        sheet.merge_range(row, 0, row, len(WIDTHS) - 1, "")
        sheet.write_string(row, 0, text, head if row else title)
        sheet.set_row(row, row_height([text], [sum(WIDTHS)]) + (0 if row else TITLE_SIZE - FONT_SIZE))
    for column, text in enumerate(HEADINGS):
        sheet.write_string(HEADING_ROW - 1, column, text, heading)
    sheet.set_row(HEADING_ROW - 1, row_height(HEADINGS))
    for row, (problem, texts) in enumerate(zip(problems, list_rows(problems), strict=True), start=HEADING_ROW):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, coloured[problem.severity] if column == 1 else cell)
        sheet.set_row(row, row_height(texts))
