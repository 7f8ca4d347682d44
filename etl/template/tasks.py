"""The sheets NV1, NV2, …: one a task, one row an indicator that the unit enters."""

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from etl.programme.catalogue import Indicator, Task, Unit
from etl.template.book import Book, fit_height, protect, write_entry
from etl.template.content import Entry, ValuesToDate
from etl.workbook import NO, TASK_HEADINGS, TOTAL_HEADING, WOMEN_HEADING, YES

HEADING_ROW = 3
CODE, NAME, MEASURE_UNIT, TOTAL, WOMEN, TARGET, TO_DATE, NOTE = range(len(TASK_HEADINGS))
WIDTHS = (8, 50, 13, 13, 13, 13, 15, 34)
WATCHED = "–"


def add_task(book: Book, task: Task, to_date: ValuesToDate, entries: Mapping[str, Entry]) -> None:
    """Write the sheet of one task; where the unit enters nothing for it there is no sheet."""
    asked = [each for each in book.programme.asked(book.unit.unit_code) if each.task_code == task.task_code]
    if not asked:
        return
    sheet = _add_task_sheet(book, task)
    for row, indicator in enumerate(asked, start=HEADING_ROW + 1):
        code = indicator.indicator_code
        _add_given(book, sheet, row, indicator, to_date.totals.get(code))
        _add_total(book, sheet, row, indicator, entries.get(code, Entry()).total)
        _add_women(book, sheet, row, indicator, entries.get(code, Entry()).women)
        write_entry(sheet, row, NOTE, entries.get(code, Entry()).note, book.style("open_text"))
    _add_unknown(book, sheet, HEADING_ROW + 1 + len(asked), asked, entries)
    protect(sheet)


def _add_task_sheet(book: Book, task: Task) -> Worksheet:
    title = f"{task.sheet_name}. {task.task_name_vi}"
    sheet = book.add_sheet(task.sheet_name, title, book.unit_and_period)
    for column, (heading, width) in enumerate(zip(TASK_HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADING_ROW, column, heading, book.style("heading"))
    sheet.set_row(HEADING_ROW, 36)
    sheet.repeat_rows(HEADING_ROW)
    sheet.freeze_panes(HEADING_ROW + 1, TOTAL)
    return sheet


def _add_given(book: Book, sheet: Worksheet, row: int, indicator: Indicator, total_to_date: float | None) -> None:
    """What the unit finds filled in: name, measure unit, the year's plan, the value to date."""
    target = book.programme.target_value(book.unit.unit_code, indicator.indicator_code)
    sheet.write_string(row, CODE, indicator.indicator_code, book.style("centred"))
    sheet.write_string(row, NAME, indicator.indicator_name_vi, book.style("text"))
    sheet.write_string(row, MEASURE_UNIT, indicator.measure_unit_vi, book.style("centred"))
    fit_height(sheet, row, (indicator.indicator_name_vi, WIDTHS[NAME]))
    for column, number, if_none in ((TARGET, target, WATCHED), (TO_DATE, total_to_date, None)):
        if number is None:
            write_entry(sheet, row, column, if_none, book.style("given"))
        elif indicator.indicator_kind == "B":
            sheet.write_string(row, column, YES if number else NO, book.style("given"))
        else:
            sheet.write_number(row, column, number, book.style("given", indicator.decimals))


def _add_total(book: Book, sheet: Worksheet, row: int, indicator: Indicator, typed: float | str | None) -> None:
    if indicator.indicator_kind == "B":
        answer = (YES if typed else NO) if isinstance(typed, (int, float)) else typed
        write_entry(sheet, row, TOTAL, answer, book.style("open_choice"))
        sheet.data_validation(row, TOTAL, row, TOTAL, _yes_no_check(indicator))
    else:
        write_entry(sheet, row, TOTAL, typed, book.style("open_number", indicator.decimals))
        sheet.data_validation(row, TOTAL, row, TOTAL, _number_check(indicator, book.unit))


def _add_women(book: Book, sheet: Worksheet, row: int, indicator: Indicator, typed: float | str | None) -> None:
    """The women's cell: checked against the total, or grey and locked where women are not asked."""
    if not indicator.has_women:
        write_entry(sheet, row, WOMEN, typed, book.style("shut"))
        return
    write_entry(sheet, row, WOMEN, typed, book.style("open_number", 0))
    sheet.data_validation(row, WOMEN, row, WOMEN, _women_check(row, indicator))
    too_many = f'=AND($D{row + 1}<>"",$E{row + 1}>$D{row + 1})'
    alarm = {"type": "formula", "criteria": too_many, "format": book.style("women_alarm")}
    sheet.conditional_format(row, TOTAL, row, WOMEN, alarm)


def _add_unknown(
    book: Book, sheet: Worksheet, first_row: int, asked: Sequence[Indicator], entries: Mapping[str, Entry]
) -> None:
    """Rows that nobody asked for, as a clerk may add them; only made-up files have them."""
    unknown = entries.keys() - {indicator.indicator_code for indicator in asked}
    for row, code in enumerate(sorted(unknown), start=first_row):
        sheet.write_string(row, CODE, code, book.style("centred"))
        write_entry(sheet, row, TOTAL, entries[code].total, book.style("open_number", 0))
        write_entry(sheet, row, WOMEN, entries[code].women, book.style("open_number", 0))
        write_entry(sheet, row, NOTE, entries[code].note, book.style("open_text"))


def _hint(indicator: Indicator) -> str:
    words = {
        "C": "Số phát sinh TRONG KỲ, không cộng dồn. Không có thì ghi 0; chưa có số liệu thì để trống.",
        "S": "Số hiện có ở CUỐI KỲ. Không có thì ghi 0; chưa có số liệu thì để trống.",
        "B": "Chọn có hoặc không; chưa rõ thì để trống.",
    }[indicator.indicator_kind]
    return f"{words} {indicator.note_vi}".strip()[:255]  # Excel takes no more


def _message(indicator: Indicator, heading: str, error: str) -> dict[str, object]:
    title = f"{indicator.indicator_code} · {heading}"[:32]
    return {
        "input_title": title,
        "input_message": _hint(indicator),
        "error_title": title,
        "error_message": error,
    }


def _yes_no_check(indicator: Indicator) -> dict[str, object]:
    error = f"Thường chọn “{YES}” hoặc “{NO}” (cũng nhận 1, 0, x). Vẫn giữ nội dung đã gõ?"
    return {
        "validate": "list",
        "source": [YES, NO],
        "error_type": "warning",
        **_message(indicator, TOTAL_HEADING, error),
    }


def _number_check(indicator: Indicator, unit: Unit) -> dict[str, object]:
    kind = "decimal" if indicator.decimals else "integer"
    if indicator.at_most == "commune_count":
        error = f"Ghi số nguyên từ 0 đến {unit.commune_count} (số xã, phường, thị trấn của đơn vị)."
        limits = {"criteria": "between", "minimum": 0, "maximum": unit.commune_count}
        return {"validate": kind, **limits, **_message(indicator, TOTAL_HEADING, error)}
    what = "số" if indicator.decimals else "số nguyên"
    error = f"Ghi một {what} từ 0 trở lên; để trống nếu chưa có số liệu."
    return {"validate": kind, "criteria": ">=", "value": 0, **_message(indicator, TOTAL_HEADING, error)}


def _women_check(row: int, indicator: Indicator) -> dict[str, object]:
    women, total = f"E{row + 1}", f"D{row + 1}"
    rule = f"=AND(ISNUMBER({women}),{women}>=0,INT({women})={women},OR(ISBLANK({total}),{women}<={total}))"
    error = "Số nữ là số nguyên từ 0, không lớn hơn tổng số ở cột “Trong kỳ”."
    return {"validate": "custom", "value": rule, **_message(indicator, WOMEN_HEADING, error)}
