"""Texts: what a cell says, without what cannot be seen. What may be typed: see test_clerks_manual."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.clean import MAX_FOUND, MAX_TEXT, fold, found_text, parse_text, plain_text
from etl.readers.sheet import CellValue, Fault


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
    assert found_text("x" * MAX_TEXT) == "x" * MAX_FOUND


@settings(deadline=None)
@given(st.text())
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    assert plain_text(plain_text(text)) == plain_text(text)


@settings(deadline=None)
@given(st.text("aàảãáạâđeêioôơuưy BCD-–\u00a0\u0301\u0323"))
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()
