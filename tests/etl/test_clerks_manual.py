"""The clerk's manual: what may be typed in a cell, what it is taken for, and what is said of the rest.

Each table is a chapter: a cell as typed → its value, or the problem's code and some words of its advice.
"""

from datetime import date, datetime, time

import pytest

from etl.clean import fold, parse_text
from etl.lists import read_finding
from etl.measure import IndicatorRow, measure
from etl.messages import message_en, message_vi
from etl.readers.sheet import Cell, CellValue, Fault
from etl.submission import Finding, Measurement, Problem
from etl.typed_number import Style
from etl.typed_period import find_period
from etl.workbook import FINDINGS_HEADINGS
from tests.etl.workbooks import catalogue

COUNT, PEOPLE, DECIMAL, YES_NO = "T1.01", "T1.02", "T3.11", "T1.09"
NFD_YES = "co\u0301"

Expected = float | None | tuple[str, str]  # a value, blank, or a problem's code and words of its Vietnamese message

COUNTS: list[tuple[CellValue, Expected]] = [
    # blank is blank, and 0 is 0
    (None, None),
    ("", None),
    (" \u00a0\u200b\ufeff", None),
    (0, 0),
    ("0", 0),
    # numbers, and numbers kept as text
    (12, 12),
    (12.0, 12),
    ("12", 12),
    (" 12\u00a0", 12),
    ("'12", 12),
    ("’12", 12),
    ("12,0", 12),
    ("007", 7),
    # thousands in any style: a count has no fraction
    ("1.234", 1234),
    ("1,234", 1234),
    ("1 234", 1234),
    ("1\u00a0234", 1234),
    ("1\u202f234", 1234),
    ("1.234.567", 1_234_567),
    ("1,234,567", 1_234_567),
    ("1.234,0", 1234),
    ("1,234.0", 1234),
    # what is not plainly one number
    ("13/55 (23,64%)", ("not_a_number", "Trong đó nữ")),
    ("13/55", ("not_a_number", "Trong đó nữ")),
    ("38,18%", ("not_a_number", "tỷ lệ do hệ thống tự tính")),
    ("38 %", ("not_a_number", "tỷ lệ do hệ thống tự tính")),
    ("trên 600", ("not_a_number", "không kèm “trên”, “khoảng”")),
    ("khoảng 40", ("not_a_number", "không kèm “trên”, “khoảng”")),
    ("Gần 1.000 người", ("not_a_number", "không kèm “trên”, “khoảng”")),
    ("~40", ("not_a_number", "không kèm “trên”, “khoảng”")),
    (">600", ("not_a_number", "không kèm “trên”, “khoảng”")),
    ("600+", ("not_a_number", "không kèm “trên”, “khoảng”")),
    ("40 (ước tính)", ("not_a_number", "không kèm “trên”, “khoảng”")),
    ("3-5", ("not_a_number", "một khoảng")),
    ("3 – 5", ("not_a_number", "một khoảng")),
    ("từ 3 đến 5", ("not_a_number", "một khoảng")),
    ("10 người", ("not_a_number", "Chỉ ghi con số 10")),
    ("10người", ("not_a_number", "Chỉ ghi con số 10")),
    ("1.200 lượt (3 đợt)", ("not_a_number", "Chỉ ghi con số 1.200")),
    ("3+4", ("not_a_number", "Hãy ghi kết quả")),
    ("=3+4", ("not_a_number", "Hãy ghi kết quả")),
    ("có", ("not_a_number", "Ghi 0 nếu không có")),
    ("Không", ("not_a_number", "Ghi 0 nếu không có")),
    ("không có", ("not_a_number", "Ghi 0 nếu không có")),
    ("x", ("not_a_number", "Ghi 0 nếu không có")),
    (True, ("not_a_number", "Ghi 0 nếu không có")),
    ("chưa có số liệu", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("chưa có", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("Chưa", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("đang cập nhật", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("Đang cập nhật...", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("cập nhật sau", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("chờ số liệu của công an", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("đang có 12 lớp", ("not_a_number", "Chỉ ghi một con số")),
    ("N/A", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("n.a.", ("not_a_number", "để trống nếu chưa có số liệu")),
    ("1O", ("not_a_number", "có phải chữ O / l thay cho số 0 / 1?")),
    ("2OO", ("not_a_number", "có phải chữ O / l thay cho số 0 / 1?")),
    ("l5", ("not_a_number", "có phải chữ O / l thay cho số 0 / 1?")),
    ("I5", ("not_a_number", "có phải chữ O / l thay cho số 0 / 1?")),
    ("1.OOO", ("not_a_number", "có phải chữ O / l thay cho số 0 / 1?")),
    ("O", ("not_a_number", "có phải chữ O / l thay cho số 0 / 1?")),
    ("5 lò", ("not_a_number", "Chỉ ghi con số 5")),
    ("10 lớp", ("not_a_number", "Chỉ ghi con số 10")),
    (datetime(2022, 2, 1), ("not_a_number", "do Excel tự đổi")),
    (date(2022, 2, 1), ("not_a_number", "do Excel tự đổi")),
    ("01/02/2022", ("not_a_number", "do Excel tự đổi")),
    (time(8, 30), ("not_a_number", "Chỉ ghi một con số")),
    ("'", ("not_a_number", "Chỉ ghi một con số")),
    ("mười hai", ("not_a_number", "Chỉ ghi một con số")),
    ("1.23.456", ("not_a_number", "Chỉ ghi một con số")),
    ("12 34", ("not_a_number", "Chỉ ghi một con số")),
    ("1.234.567,8.9", ("not_a_number", "Chỉ ghi một con số")),
    ("-", ("dash_for_zero", "ghi 0 nếu không có, để trống nếu chưa có số liệu")),
    ("–", ("dash_for_zero", "ghi 0 nếu không có, để trống nếu chưa có số liệu")),
    ("…", ("dash_for_zero", "ghi 0 nếu không có, để trống nếu chưa có số liệu")),
    (-3, ("negative_number", "từ 0 trở lên")),
    ("-3", ("negative_number", "từ 0 trở lên")),
    ("− 3", ("negative_number", "từ 0 trở lên")),
    (12.5, ("not_whole", "số nguyên")),
    ("12,5", ("not_whole", "số nguyên")),
    ("0.234", ("not_whole", "số nguyên")),
    (1e300, ("number_too_large", "quá lớn")),
    (float("nan"), ("number_too_large", "quá lớn")),
    (Fault("formula_error", "#REF!"), ("formula_error", "#REF!")),
    (Fault("formula_without_value", "=SUM(D5:D9)"), ("formula_without_value", "chưa được tính")),
]
DECIMALS: list[tuple[CellValue, Style | None, Expected]] = [
    (12.5, None, 12.5),
    ("12,5", None, 12.5),
    ("12.5", None, 12.5),
    ("1.234,5", None, 1234.5),
    ("1,234.5", None, 1234.5),
    ("1 234,5", None, 1234.5),
    ("1.234.567", None, 1_234_567),
    ("0,125", None, 0.125),
    ("1234,567", None, 1234.567),
    ("1.234", None, ("ambiguous_number", "hiểu hai cách")),
    ("1,234", None, ("ambiguous_number", "hiểu hai cách")),
    # the rest of the file shows its style
    ("1.234", ",", 1234),
    ("1,234", ",", 1.234),
    ("1.234", ".", 1.234),
    ("1,234", ".", 1234),
    ("1.234,5", ".", 1234.5),  # what can be read in one way only is read so
    ("10 triệu", None, ("not_a_number", "Chỉ ghi con số 10")),
    ("-0,5", None, ("negative_number", "từ 0 trở lên")),
]
YES_OR_NO: list[tuple[CellValue, Expected]] = [
    ("có", 1),
    ("Có", 1),
    ("CÓ ", 1),
    (NFD_YES, 1),
    ("co", 1),
    ("'có", 1),
    ("c\xe3", 1),  # the word in an old font
    ("x", 1),
    ("X", 1),
    ("1", 1),
    (1, 1),
    (1.0, 1),
    (True, 1),
    ("true", 1),
    ("không", 0),
    ("Khong", 0),
    ("kh\xabng", 0),  # in an old font
    ("0", 0),
    (0, 0),
    (False, 0),
    ("FALSE", 0),
    (None, None),
    ("chắc là có", ("not_yes_no", "“có” hoặc “không”")),
    ("cỏ", ("not_yes_no", "“có” hoặc “không”")),
    ("cò", ("not_yes_no", "“có” hoặc “không”")),
    ("-", ("not_yes_no", "“có” hoặc “không”")),
    (2, ("not_yes_no", "“có” hoặc “không”")),
    ("0,5", ("not_yes_no", "“có” hoặc “không”")),
]
DAYS: list[tuple[CellValue, date | tuple[str, str] | None]] = [
    ("14/06/2022", date(2022, 6, 14)),
    ("1/2/2022", date(2022, 2, 1)),  # the first of February: never month first
    ("14-6-2022", date(2022, 6, 14)),
    ("14.06.2022", date(2022, 6, 14)),
    ("14 / 06 / 2022", date(2022, 6, 14)),
    ("14/06/2022 08:30", date(2022, 6, 14)),
    ("ngày 14 tháng 6 năm 2022", date(2022, 6, 14)),
    ("2022-06-14", date(2022, 6, 14)),
    ("'14/06/2022", date(2022, 6, 14)),
    (datetime(2022, 6, 14, 8), date(2022, 6, 14)),
    (date(2022, 6, 14), date(2022, 6, 14)),
    (44726, date(2022, 6, 14)),  # Excel's serial number
    (44726.75, date(2022, 6, 14)),
    ("44726", date(2022, 6, 14)),
    (None, None),
    ("29/02/2024", date(2024, 2, 29)),
    ("29/02/2022", ("not_a_date", "Không có ngày “29/02/2022” trong lịch")),
    ("'06/14/2022", ("not_a_date", "Nếu đúng là ngày 14/06/2022")),
    ("31/04/2022", ("not_a_date", "Không có ngày “31/04/2022” trong lịch")),
    ("40/06/2022", ("not_a_date", "trong lịch")),
    ("06/14/2022", ("not_a_date", "Nếu đúng là ngày 14/06/2022")),
    ("14/06/22", ("not_a_date", "ngày/tháng/năm")),
    ("tháng sau", ("not_a_date", "ngày/tháng/năm")),
    ("Quý III", ("not_a_date", "ngày/tháng/năm")),
    (3, ("not_a_date", "ngày/tháng/năm")),
    (True, ("not_a_date", "ngày/tháng/năm")),
]
PERIODS = [
    ("2022-Q1", "2022-Q1"),
    ("2022-q1", "2022-Q1"),
    ("Quý I năm 2022", "2022-Q1"),
    ("QUÝ I NĂM 2022", "2022-Q1"),
    ("Quý I/2022", "2022-Q1"),
    ("quý 1 năm 2022", "2022-Q1"),
    ("Quý 1/2022", "2022-Q1"),
    ("Q1 2022", "2022-Q1"),
    ("Q.1-2022", "2022-Q1"),
    ("Kỳ quý III/2022", "2022-Q3"),
    ("Quý IV", "2022-Q4"),
    ("Quý I/2021", None),
    ("Quý V/2022", None),
    ("quý một", None),
    ("6 tháng", None),
    ("6 tháng đầu năm 2022", None),
    ("năm 2022", None),
    ("2022", None),
    ("", None),
]
NOTES: list[tuple[CellValue, str | None]] = [
    ("  Lê\u00a0 Chân\u200b ", "Lê Chân"),
    ("Le\u0302 Cha\u0302n", "Lê Chân"),  # as a Mac sends it
    ("Hoà bình, Thuỷ lợi", "Hoà bình, Thuỷ lợi"),  # both ways to place a tone are good
    ("dòng một\r\n\r\n  dòng hai", "dòng một\ndòng hai"),
    ("ThiÕu kinh phÝ", "Thiếu kinh phí"),  # an old font
    ("Le café", "Le café"),
    ("'=1+1", "'=1+1"),
    (12.5, "12.5"),
    ("–", "–"),
    ("\u200b", None),
]


def typed(indicator_code: str, value: CellValue, women: CellValue = None, style: Style | None = None) -> tuple[
    Measurement | None, list[Problem]
]:  # fmt: skip
    """The measurement and problems of a row with these cells."""
    programme, problems = catalogue().programmes["2022"], list[Problem]()
    cells = (
        Cell("NV1", ref, each) for ref, each in (("A5", indicator_code), ("D5", value), ("E5", women), ("H5", None))
    )
    row = IndicatorRow(indicator_code, *cells)
    return measure(row, programme, programme.units["305"], problems, style), problems


def assert_read(indicator_code: str, value: CellValue, expected: Expected, style: Style | None = None) -> None:
    measurement, problems = typed(indicator_code, value, style=style)
    if isinstance(expected, tuple):
        assert measurement is None
        assert_told(problems, *expected)
    else:
        assert problems == []
        assert (measurement.total_value if measurement else None) == expected


def assert_told(problems: list[Problem], code: str, words: str) -> None:
    (problem,) = problems
    assert problem.code == code
    assert words in message_vi(problem)
    assert message_en(problem) != message_vi(problem)


@pytest.mark.parametrize(("cell", "expected"), COUNTS)
def test_a_count(cell: CellValue, expected: Expected) -> None:
    assert_read(COUNT, cell, expected)


@pytest.mark.parametrize(("cell", "expected"), [row for row in COUNTS if not isinstance(row[1], tuple)])
def test_women_are_counted_alike(cell: CellValue, expected: Expected) -> None:
    measurement, problems = typed(PEOPLE, 2_000_000, cell)
    assert problems == []
    assert measurement
    assert measurement.women_value == expected


@pytest.mark.parametrize(("cell", "expected"), [row for row in COUNTS if isinstance(row[1], tuple)])
def test_women_are_refused_alike(cell: CellValue, expected: tuple[str, str]) -> None:
    _, problems = typed(PEOPLE, 2_000_000, cell)
    assert_told(problems, *expected)


@pytest.mark.parametrize(("cell", "style", "expected"), DECIMALS)
def test_a_number_with_decimals(cell: CellValue, style: Style | None, expected: Expected) -> None:
    assert_read(DECIMAL, cell, expected, style)


@pytest.mark.parametrize(("cell", "expected"), YES_OR_NO)
def test_yes_or_no(cell: CellValue, expected: Expected) -> None:
    assert_read(YES_NO, cell, expected)


def finding(due: CellValue) -> tuple[Finding, list[Problem]]:
    problems = list[Problem]()
    values = ("A", 1, "Chưa có kế hoạch", None, due, None)
    row = {heading: Cell("Kiểm tra", "A5", value) for heading, value in zip(FINDINGS_HEADINGS, values, strict=True)}
    return read_finding(row, catalogue().programmes["2022"], problems), problems


@pytest.mark.parametrize(("cell", "expected"), DAYS)
def test_a_day(cell: CellValue, expected: date | tuple[str, str] | None) -> None:
    read, problems = finding(cell)
    if isinstance(expected, tuple):
        assert_told(problems, *expected)
    else:
        assert (read.due_date, problems) == (expected, [])


@pytest.mark.parametrize(("text", "code"), PERIODS)
def test_a_period(text: str, code: str | None) -> None:
    period = find_period(catalogue().programmes["2022"], text)
    assert (period.period_code if period else None) == code


@pytest.mark.parametrize(("cell", "text"), NOTES)
def test_a_note(cell: CellValue, text: str | None) -> None:
    assert parse_text(cell) == (text, None)


def test_what_stood_in_the_cells_is_kept_beside_what_was_taken() -> None:
    measurement, _ = typed(PEOPLE, "1\u00a0234", "'600")
    assert measurement
    assert (measurement.total_value, measurement.found_text) == (1234, "1 234")
    assert (measurement.women_value, measurement.women_found_text) == (600, "'600")
    measurement, _ = typed(YES_NO, "kh\xabng")
    assert measurement
    assert (measurement.total_value, measurement.found_text, measurement.women_found_text) == (0, "kh«ng", "")


def test_fold_takes_marks_and_case_off() -> None:
    assert fold("Q.  LÊ CHÂN") == fold("q. le chan")
    assert fold("Đồ Sơn") == fold("Ðồ Sơn") == "do son"
    assert fold("Kiến An") != fold("Hải An")
