"""What test_typed_values.py does not tell: the finer points of numbers, and texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.clean import MAX_TEXT, fold, parse_text, plain_text
from etl.readers.sheet import CellValue, Fault
from etl.typed_number import parse_count, parse_decimal


@pytest.mark.parametrize(
    ("text", "as_count", "as_decimal"),
    [
        ("0.234", "not_whole", 0.234),  # a thousand does not begin with 0
        ("0,5", "not_whole", 0.5),
        ("12.000", 12_000.0, "ambiguous_number"),
        ("12,00", 12.0, 12.0),
        ("1234.567", "not_whole", 1234.567),
        ("1.234.567,8", "not_whole", 1_234_567.8),
        ("1 234,5", "not_whole", 1234.5),
        ("1\u202f234", 1234.0, 1234.0),
        ("12 5", "not_a_number", "not_a_number"),
        ("1.2.3", "not_a_number", "not_a_number"),
        ("1.234.5", "not_a_number", "not_a_number"),
        ("1,23,456", "not_a_number", "not_a_number"),
        ("1.234,567.8", "not_a_number", "not_a_number"),
        (".5", "not_a_number", "not_a_number"),
        ("1e3", "not_a_number", "not_a_number"),
        ("١٢", "not_a_number", "not_a_number"),
        ("−5", "negative_number", "negative_number"),
        ("- 5", "negative_number", "negative_number"),
        ("- -", "dash_for_zero", "dash_for_zero"),
        ("9" * 400, "number_too_large", "number_too_large"),
        ("=1+1", "not_a_number", "not_a_number"),
    ],
)
def test_numbers_typed_as_text(text: str, as_count: float | str, as_decimal: float | str) -> None:
    for parsed, expected in ((parse_count(text), as_count), (parse_decimal(text), as_decimal)):
        assert parsed == ((None, expected) if isinstance(expected, str) else (expected, None))


@given(st.integers(0, 10**9), st.integers(1, 99))
def test_a_decimal_reads_back_in_each_style(whole: int, hundredths: int) -> None:
    number, grouped = float(f"{whole}.{hundredths:02d}"), f"{whole:,}"
    vietnamese = f"{grouped.replace(',', '.')},{hundredths:02d}"
    for text in (f"{whole}.{hundredths:02d}", f"{grouped}.{hundredths:02d}", vietnamese, vietnamese.replace(".", " ")):
        assert parse_decimal(text) == (number, None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("  Lê\u00a0 Chân\u200b ", "Lê Chân"),
        ("Le\u0302 Cha\u0302n", "Lê Chân"),
        ("dòng một\r\n\r\n  dòng hai", "dòng một\ndòng hai"),
        ("chuông\x07 \ud800 ngược\u202e", "chuông ngược"),
        (305.0, "305"),
        (12.5, "12.5"),
        ("\n\t ", None),
        (None, None),
    ],
)
def test_a_text_loses_what_cannot_be_seen(value: CellValue, expected: str | None) -> None:
    assert parse_text(value) == (expected, None)


def test_a_text_has_a_limit_and_a_fault_is_none() -> None:
    assert parse_text("x" * MAX_TEXT) == ("x" * MAX_TEXT, None)
    assert parse_text("x" * (MAX_TEXT + 1)) == (None, "text_too_long")
    assert parse_text(Fault("formula_error", "#REF!")) == (None, "formula_error")


@given(st.text())
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    assert plain_text(plain_text(text)) == plain_text(text)


@given(st.text("aàảãáạâđeêioôơuưy BCD-–\u00a0\u0301\u0323"))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()
