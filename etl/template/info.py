"""The sheet Thông tin (who reports, for which unit and period) and its hidden twin _meta."""

from etl import workbook as words
from etl.programme.catalogue import Period
from etl.template.book import (
    LABEL_WIDTH,
    WORDS_WIDTH,
    Book,
    fit_height,
    protect,
    vietnamese_date,
    write_entry,
)
from etl.template.content import FilledIn

FIRST_ROW = 3


def add_info(book: Book, filled_in: FilledIn | None) -> None:
    """Write the sheet Thông tin: label in column A, value in column B."""
    sheet = book.add_sheet(words.INFO_SHEET, "THÔNG TIN BÁO CÁO", "Chỉ điền các ô màu vàng nhạt")
    sheet.set_column("A:A", LABEL_WIDTH)
    sheet.set_column("B:B", WORDS_WIDTH)
    if filled_in:
        sheet.write_string(2, 0, "SỐ LIỆU GIẢ ĐỊNH", book.style("alarm"))
    given = _given(book)
    typed = {
        words.REPORTER_LABEL: filled_in.reporter_name if filled_in else None,
        words.PHONE_LABEL: filled_in.reporter_phone if filled_in else None,
        words.REPORT_DATE_LABEL: None,
    }
    for row, label in enumerate((*given, *typed), start=FIRST_ROW):
        sheet.write_string(row, 0, label, book.style("label"))
        fit_height(sheet, row, (label, LABEL_WIDTH))
    for row, value in enumerate(given.values(), start=FIRST_ROW):
        sheet.write_string(row, 1, value, book.style("shut"))
    for row, entry in enumerate(typed.values(), start=FIRST_ROW + len(given)):
        write_entry(sheet, row, 1, entry, book.style("open_text"))
    date_row = FIRST_ROW + len(given) + len(typed) - 1
    if filled_in:
        sheet.write_datetime(date_row, 1, filled_in.report_date, book.style("open_date"))
    else:
        sheet.write_blank(date_row, 1, None, book.style("open_date"))
    sheet.data_validation(date_row, 1, date_row, 1, _report_date_check(book.period))
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{date_row}"})
    protect(sheet)


def _given(book: Book) -> dict[str, str]:
    programme, unit, period = book.programme, book.unit, book.period
    return {
        words.PROGRAMME_LABEL: programme.programme_code,
        "Tên chương trình": programme.programme_name_vi,
        words.UNIT_CODE_LABEL: unit.unit_code,
        words.UNIT_NAME_LABEL: unit.unit_name_vi,
        words.PERIOD_LABEL: period.period_code,
        "Tên kỳ": period.period_name_vi,
        "Thời gian": f"{vietnamese_date(period.from_date)} – {vietnamese_date(period.to_date)}",
        "Hạn nộp": vietnamese_date(programme.due_date(unit.unit_code, period.period_code)),
    }


def _report_date_check(period: Period) -> dict[str, object]:
    example, start = vietnamese_date(period.due_date), vietnamese_date(period.from_date)
    return {
        "validate": "date",
        "criteria": ">=",
        "value": period.from_date,
        "input_title": words.REPORT_DATE_LABEL,
        "input_message": f"Ngày lập báo cáo, dạng ngày/tháng/năm, ví dụ {example}.",
        "error_title": words.REPORT_DATE_LABEL,
        "error_message": f"Ghi ngày dạng ngày/tháng/năm, ví dụ {example}, không trước ngày đầu kỳ {start}.",
    }


def add_meta(book: Book, filled_in: FilledIn | None) -> None:
    """Write the hidden sheet by which the file knows itself; it must agree with Thông tin."""
    sheet = book.workbook.add_worksheet(words.META_SHEET)
    facts = {
        words.META_TEMPLATE_VERSION: words.TEMPLATE_VERSION,
        words.META_PROGRAMME: book.programme.programme_code,
        words.META_UNIT: book.unit.unit_code,
        words.META_PERIOD: book.period.period_code,
    }
    if filled_in:
        facts[words.META_MADE_UP_DATE] = filled_in.made_up_date.isoformat()
    for row, (key, fact) in enumerate(facts.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, fact)
    sheet.very_hidden()
    protect(sheet)
