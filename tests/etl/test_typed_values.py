"""The clerk's manual: what may be typed in a cell, and what it is taken for."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.clean import fold, parse_date, parse_yes_no
from etl.readers.sheet import CellValue, Fault
from etl.typed_number import parse_count, parse_decimal

COUNTS: list[tuple[CellValue, float | None, str | None]] = [
    (None, None, None),
    ("", None, None),
    ("  \u00a0\u200b", None, None),
    (0, 0, None),
    (12.0, 12, None),
    ("12", 12, None),
    ("1.234", 1234, None),
    ("1,234", 1234, None),
    ("1 234", 1234, None),
    ("1.234.567", 1234567, None),
    ("12,5", None, "not_whole"),
    (12.5, None, "not_whole"),
    (-3, None, "negative_number"),
    ("-3", None, "negative_number"),
    ("-", None, "dash_for_zero"),
    ("–", None, "dash_for_zero"),
    ("trên 600", None, "not_a_number"),
    ("khoảng 40", None, "not_a_number"),
    ("13/55 (23,64%)", None, "not_a_number"),
    ("38,18%", None, "not_a_number"),
    ("có", None, "not_a_number"),
    ("1.23.456", None, "not_a_number"),
    (True, None, "not_a_number"),
    (datetime(2022, 3, 14), None, "not_a_number"),
    (float("inf"), None, "number_too_large"),
    (float("nan"), None, "number_too_large"),
    (1e300, None, "number_too_large"),
    (Fault("formula_error", "#REF!"), None, "formula_error"),
]
DECIMALS: list[tuple[CellValue, float | None, str | None]] = [
    ("1.234,5", 1234.5, None),
    ("1,234.5", 1234.5, None),
    ("12,5", 12.5, None),
    ("12.5", 12.5, None),
    (12.5, 12.5, None),
    ("1.234", None, "ambiguous_number"),
    ("1,234", None, "ambiguous_number"),
    ("1.234.567", 1234567, None),
]
YES_NO: list[tuple[CellValue, float | None, str | None]] = [
    ("có", 1, None),
    ("Co\u0301", 1, None),
    ("CÓ ", 1, None),
    ("x", 1, None),
    (1, 1, None),
    (1.0, 1, None),
    (True, 1, None),
    ("không", 0, None),
    (0, 0, None),
    ("chắc là có", None, "not_yes_no"),
    (2, None, "not_yes_no"),
    (None, None, None),
]
DATES: list[tuple[CellValue, date | None, str | None]] = [
    ("14/06/2022", date(2022, 6, 14), None),
    ("1/2/2022", date(2022, 2, 1), None),
    ("2022-06-14", date(2022, 6, 14), None),
    (datetime(2022, 6, 14, 8), date(2022, 6, 14), None),
    (44726, date(2022, 6, 14), None),
    ("06/14/2022", None, "not_a_date"),
    ("hôm qua", None, "not_a_date"),
    (3, None, "not_a_date"),
    (None, None, None),
]


@pytest.mark.parametrize(("cell", "value", "code"), COUNTS)
def test_a_count(cell: CellValue, value: float | None, code: str | None) -> None:
    assert parse_count(cell) == (value, code)


@pytest.mark.parametrize(("cell", "value", "code"), DECIMALS)
def test_a_number_with_decimals(cell: CellValue, value: float | None, code: str | None) -> None:
    assert parse_decimal(cell) == (value, code)


@pytest.mark.parametrize(("cell", "value", "code"), YES_NO)
def test_yes_or_no(cell: CellValue, value: float | None, code: str | None) -> None:
    assert parse_yes_no(cell) == (value, code)


@pytest.mark.parametrize(("cell", "value", "code"), DATES)
def test_a_day(cell: CellValue, value: date | None, code: str | None) -> None:
    assert parse_date(cell) == (value, code)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.none()))
def test_no_cell_is_too_strange(cell: CellValue) -> None:
    for value, code in (parse_count(cell), parse_decimal(cell), parse_yes_no(cell), parse_date(cell)):
        assert value is None or code is None
    number, _ = parse_decimal(cell)
    assert number is None or number >= 0


@given(st.integers(0, 10**11))
def test_a_count_reads_back_in_each_style(number: int) -> None:
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " ")):
        assert parse_count(text) == (number, None)


def test_fold_takes_marks_and_case_off() -> None:
    assert fold("Q.  LÊ CHÂN") == fold("q. le chan")
    assert fold("Đồ Sơn") == "do son"
    assert fold("Kiến An") != fold("Hải An")
