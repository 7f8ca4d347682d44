"""The two lists: Kiểm tra (inspection findings) and Khó khăn (difficulties and proposals)."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from etl.programme.catalogue import Programme
from etl.template.book import Book, fit_height, protect, write_entry
from etl.template.content import ListedDifficulty, ListedFinding
from etl.workbook import (
    DIFFICULTIES_HEADINGS,
    DIFFICULTIES_SHEET,
    FINDING_STATUSES,
    FINDINGS_HEADINGS,
    FINDINGS_SHEET,
)

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
FINDING_ROWS, DIFFICULTY_ROWS = 50, 30
SPARE_ROWS = 10  # below a list that is already long
FINDING_WIDTHS, DIFFICULTY_WIDTHS = (14, 14, 52, 52, 14, 18), (14, 76, 76)
FINDING_STYLES = ("open_choice", "open_choice", "open_text", "open_text", "open_date", "open_choice")
DIFFICULTY_STYLES = ("open_choice", "open_text", "open_text")


def add_findings(book: Book, findings: Sequence[ListedFinding]) -> None:
    """Write the sheet Kiểm tra with the unit's current list and open rows below it."""
    title = "KIỂM TRA: đánh giá, tồn tại và kiến nghị hiện có ở cuối kỳ"
    sheet = book.add_sheet(FINDINGS_SHEET, title, book.unit_and_period)
    _add_headings(book, sheet, FINDINGS_HEADINGS, FINDING_WIDTHS)
    last = HEADING_ROW + max(FINDING_ROWS, len(findings) + SPARE_ROWS)
    _open_rows(book, sheet, last, FINDING_STYLES)
    for row, finding in enumerate(findings, start=FIRST_ROW):
        _write_finding(book, sheet, row, finding)
    _choices(sheet, last, 0, list(book.programme.content_areas), "Nội dung kiểm tra: xem sheet Hướng dẫn.")
    _choices(sheet, last, 1, ["0", "1", "2"], "0: chưa đạt · 1: đạt một phần · 2: đạt")
    _choices(sheet, last, 5, list(FINDING_STATUSES.values()), "Kiến nghị đã được thực hiện chưa?")
    sheet.data_validation(FIRST_ROW, 4, last, 4, _due_date_check(book.programme))
    protect(sheet)


def _write_finding(book: Book, sheet: Worksheet, row: int, finding: ListedFinding) -> None:
    status = FINDING_STATUSES.get(finding.finding_status_code or "")
    entries = (finding.area_code, finding.rating_number, finding.finding_text, finding.recommendation_text)
    for column, entry in (*enumerate(entries), (5, status)):
        write_entry(sheet, row, column, entry, book.style(FINDING_STYLES[column]))
    texts = (finding.finding_text, finding.recommendation_text)
    fit_height(sheet, row, *zip(texts, FINDING_WIDTHS[2:4], strict=True))
    if finding.due_date:
        sheet.write_datetime(row, 4, finding.due_date, book.style("open_date"))


def add_difficulties(book: Book, difficulties: Sequence[ListedDifficulty]) -> None:
    """Write the sheet Khó khăn with the unit's current list and open rows below it."""
    title = "KHÓ KHĂN, VƯỚNG MẮC và kiến nghị hiện có ở cuối kỳ"
    sheet = book.add_sheet(DIFFICULTIES_SHEET, title, book.unit_and_period)
    _add_headings(book, sheet, DIFFICULTIES_HEADINGS, DIFFICULTY_WIDTHS)
    last = HEADING_ROW + max(DIFFICULTY_ROWS, len(difficulties) + SPARE_ROWS)
    _open_rows(book, sheet, last, DIFFICULTY_STYLES)
    tasks = book.programme.tasks
    for row, difficulty in enumerate(difficulties, start=FIRST_ROW):
        task = tasks.get(difficulty.task_code)
        sheet_name = task.sheet_name if task else difficulty.task_code
        entries = (sheet_name, difficulty.difficulty_text, difficulty.proposal_text)
        texts = (difficulty.difficulty_text, difficulty.proposal_text)
        fit_height(sheet, row, *zip(texts, DIFFICULTY_WIDTHS[1:], strict=True))
        for column, entry in enumerate(entries):
            write_entry(sheet, row, column, entry, book.style(DIFFICULTY_STYLES[column]))
    sheet_names = [task.sheet_name for task in tasks.values()]
    _choices(sheet, last, 0, sheet_names, "Khó khăn thuộc nhiệm vụ nào?")
    protect(sheet)


def _add_headings(book: Book, sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADING_ROW, column, heading, book.style("heading"))
    sheet.set_row(HEADING_ROW, 36)
    sheet.repeat_rows(HEADING_ROW)
    sheet.freeze_panes(FIRST_ROW, 0)


def _open_rows(book: Book, sheet: Worksheet, last: int, names: Sequence[str]) -> None:
    for row in range(FIRST_ROW, last + 1):
        for column, name in enumerate(names):
            sheet.write_blank(row, column, None, book.style(name))


def _choices(sheet: Worksheet, last: int, column: int, choices: Sequence[str], hint: str) -> None:
    check = {
        "validate": "list",
        "source": list(choices),
        "input_message": hint,
        "error_title": "Chọn trong danh sách",
        "error_message": "Chọn một trong: " + ", ".join(choices),
    }
    sheet.data_validation(FIRST_ROW, column, last, column, check)


def _due_date_check(programme: Programme) -> dict[str, object]:
    """Any date from a year before the programme on: recommendations of last year stand here too."""
    return {
        "validate": "date",
        "criteria": ">=",
        "value": programme.from_date.replace(year=programme.from_date.year - 1, day=1),
        "input_message": "Hạn thực hiện kiến nghị, dạng ngày/tháng/năm.",
        "error_title": "Hạn",
        "error_message": "Ghi ngày dạng dd/mm/yyyy, ví dụ 30/06/2022.",
    }
