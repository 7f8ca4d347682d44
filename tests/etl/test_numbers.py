"""What must hold of every number that can be typed: what is formatted reads back, and no style is taken for another."""

import itertools
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.clean import parse_date, parse_yes_no
from etl.readers.sheet import CellValue
from etl.typed_number import Style, advice_on_number, number_style, parse_count, parse_decimal, parse_share
from tests.etl.workbooks import errors, judged, workbook

ANYTHING = st.one_of(
    st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.dates(), st.times(), st.none()
)
LIKE_NUMBERS = st.text("0123456789.,-–−' \u00a0\u202f%/+~()xcó", max_size=12)


def formatted(whole: int, fraction: str, style: Style, group: str) -> str:
    """As a Vietnamese (",") or an English (".") office writes it, with or without a sign between thousands."""
    return f"{whole:,}".replace(",", group) + (f"{style}{fraction}" if fraction else "")


def groups(style: Style) -> tuple[str, ...]:
    return ("", " ", "\u00a0", "\u202f", "." if style == "," else ",")


@settings(deadline=None)
@given(st.integers(0, 10**11))
def test_a_count_reads_back_in_each_style(number: int) -> None:
    for style, fraction in itertools.product((",", "."), ("", "0", "00")):
        for group in groups(style):  # type: ignore[arg-type]
            assert parse_count(formatted(number, fraction, style, group)) == (number, None)  # type: ignore[arg-type]


@settings(deadline=None)
@given(st.integers(0, 10**9), st.from_regex(r"[0-9]{1,4}", fullmatch=True), st.sampled_from([",", "."]))
def test_a_decimal_reads_back_in_each_style(whole: int, fraction: str, style: Style) -> None:
    for group in groups(style):
        text, number = formatted(whole, fraction, style, group), float(f"{whole}.{fraction}")
        assert parse_decimal(text, style) == (number, None)
        assert parse_decimal(text) in ((number, None), (None, "ambiguous_number"))
        other: Style = "." if style == "," else ","
        if number_style([text]) is not None:  # it shows its style: the other one cannot be forced on it
            assert number_style([text]) == style
            assert parse_decimal(text, other) == (number, None)


@settings(deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([",", "."]))
def test_a_whole_number_is_never_read_as_a_fraction(whole: int, style: Style) -> None:
    for group in groups(style):
        text = formatted(whole, "", style, group)
        assert parse_decimal(text, style) == (whole, None)
        assert parse_decimal(text) in ((whole, None), (None, "ambiguous_number"))


@settings(deadline=None)
@given(st.integers(0, 10**6), st.from_regex(r"[0-9]{1,6}", fullmatch=True), st.sampled_from([",", "."]))
def test_a_fraction_is_never_read_as_a_count_but_for_three_figures(whole: int, fraction: str, style: Style) -> None:
    number, code = parse_count(formatted(whole, fraction, style, ""))
    if len(fraction) == 3 and 0 < whole < 1000:
        assert number == whole * 1000 + int(fraction)
    else:
        assert (number, code) == ((whole, None) if int(fraction) == 0 else (None, "not_whole"))


@settings(deadline=None)
@given(ANYTHING | LIKE_NUMBERS, st.sampled_from([None, ",", "."]))
def test_no_cell_is_too_strange(cell: CellValue, style: Style | None) -> None:
    for value, code in (parse_count(cell), parse_decimal(cell, style), parse_share(cell, style), parse_yes_no(cell)):
        assert value is None or (code is None and value >= 0)
    day, code = parse_date(cell)
    assert day is None or code is None
    count, _ = parse_count(cell)
    assert count is None or count.is_integer()
    assert all(isinstance(text, str) for pair in advice_on_number(cell) for text in pair)
    assert number_style([cell, cell]) in (None, ",", ".")


@settings(deadline=None)
@given(st.dates(date(1955, 1, 1), date(2118, 12, 31)))
def test_a_day_reads_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    texts = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}", day.isoformat(), str(serial))
    for cell in (*texts, serial, datetime(day.year, day.month, day.day, 23, 59), day):
        assert parse_date(cell) == (day, None)


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


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.234,5"], ","),
        (["1,234.5"], "."),
        (["12,5"], ","),
        (["12.5"], "."),
        (["1.234.567"], ","),
        (["1,234,567"], "."),
        (["0,125"], ","),
        (["'12,5"], ","),
        (["1.234"], None),
        (["1 234"], None),
        (["12"], None),
        (["12,5", "12.5"], None),  # two styles are none
        (["trên 1.234,5", "12,5 triệu", "14.06"], "."),
        ([], None),
        ([12.5, None, True], None),
    ],
)
def test_the_style_of_a_file(texts: list[CellValue], style: Style | None) -> None:
    assert number_style(texts) == style


@pytest.mark.parametrize(
    ("text", "share"),
    [("38,18%", 0.3818), ("38.18 %", 0.3818), ("100%", 1), ("0,3818", 0.3818), (0.3818, 0.3818), ("", None)],
)
def test_a_share_is_read_where_one_was_once_accepted(text: CellValue, share: float | None) -> None:
    value, code = parse_share(text)
    assert (value is None, code) == (share is None, None)
    assert value is None or value == pytest.approx(share)


@pytest.mark.parametrize(
    ("typed", "budget"),
    [
        ({"NV3!D13": "1.234", "NV1!D6": "1.234.567"}, 1234),  # thousands with a dot elsewhere
        ({"NV3!D13": "1.234", "NV1!D6": "1,234,567"}, 1.234),
        ({"NV3!D13": "1.234", "NV1!D6": "1.234"}, None),  # a count's 1.234 shows nothing
        ({"NV3!D13": "1.234", "NV1!D6": "1,234,567", "NV2!D6": "1.234.567"}, None),
    ],
)
def test_the_rest_of_the_workbook_shows_its_style(
    typed: dict[str, object], budget: float | None, tmp_path: Path
) -> None:
    judgement = judged(workbook(tmp_path / "a.xlsx", typed))
    assert errors(judgement) == (set() if budget else {("NV3!D13", "ambiguous_number")})
    values = {one.cell_ref: one.total_value for one in judgement.submissions[0].measurements if one.sheet_name == "NV3"}
    assert values.get("D13") == budget
