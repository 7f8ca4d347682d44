"""From what people type to values. Nothing ambiguous is guessed: it is a problem, whose message says what to write.

Each parser takes a raw value and gives (value, None), or (None, problem code); a blank is (None, None).
"""

import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from etl.readers.sheet import CellValue, Fault

MAX_TEXT = 2_000
MAX_FOUND = 200  # letters of a wrong cell that are kept to show it
MAX_NUMBER = 1e12
SPACES = re.compile(r" {2,}")
LINE_BREAKS = re.compile(r" *\n\s*")
DASHES = re.compile(r"[\u2010-\u2015\u2212]")
# 1234 · 1234,5 · 1.234 · 1.234,5 · 1,234.5 · 1 234,5: at most one sign for groups of three, another for the fraction
NUMBER = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?P<group>[ .,])[0-9]{3}(?:(?P=group)[0-9]{3})*)"
    r"(?:(?P<point>[.,])(?P<fraction>[0-9]+))?"
)
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})([/.-])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
YES_WORDS, NO_WORDS = frozenset({"co", "1", "x"}), frozenset({"khong", "0"})
DAY_ZERO = date(1899, 12, 30)  # of Excel's serial numbers
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # the years 1954 to 2119

ParsedNumber = tuple[float | None, str | None]
ParsedDate = tuple[date | None, str | None]
ParsedText = tuple[str | None, str | None]


def plain_text(value: CellValue) -> str:
    """What stands in a cell as a person sees it: NFC, single spaces, no control characters; "" where nothing does."""
    if value is None:
        return ""
    text = _written(value)
    if text.isascii() and text.isprintable() and " " not in text:  # a code or a number, by far the most
        return text
    if not text.isprintable():
        text = "".join(map(_visible, text))
    return LINE_BREAKS.sub("\n", SPACES.sub(" ", unicodedata.normalize("NFC", text))).strip()


def found_text(value: CellValue) -> str:
    """The same cut short, to be shown beside a problem."""
    return plain_text(value)[:MAX_FOUND]


@lru_cache(maxsize=1024)  # headings and labels come again in every workbook
def fold(text: str) -> str:
    """For comparing only: lower case, without marks, đ as d, dashes and spaces all alike."""
    decomposed = unicodedata.normalize("NFD", plain_text(text).lower().replace("đ", "d"))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return DASHES.sub("-", " ".join(bare.split()))


def parse_text(value: CellValue) -> ParsedText:
    """The text of a note or of a list's cell."""
    if isinstance(value, Fault):
        return None, value.code
    text = plain_text(value)
    return (None, "text_too_long") if len(text) > MAX_TEXT else (text or None, None)


def parse_count(value: CellValue) -> ParsedNumber:
    """A whole number from 0 up. The text "1.234" is a thousand here, for a count has no fraction."""
    number, code = _parse_number(value, has_fraction=False)
    if number is not None and abs(number - round(number)) > 1e-9:
        return None, "not_whole"
    return (None if number is None else float(round(number))), code


def parse_decimal(value: CellValue) -> ParsedNumber:
    """A number from 0 up that may have a fraction. The text "1.234" could be either, and is refused."""
    return _parse_number(value, has_fraction=True)


def parse_yes_no(value: CellValue) -> ParsedNumber:
    """có, 1 or x is 1; không or 0 is 0."""
    if isinstance(value, Fault):
        return None, value.code
    word = fold(plain_text(int(value) if isinstance(value, bool) else value))
    if not word:
        return None, None
    if word in YES_WORDS:
        return 1.0, None
    return (0.0, None) if word in NO_WORDS else (None, "not_yes_no")


def parse_date(value: CellValue) -> ParsedDate:
    """A day: a date cell, Excel's serial number, dd/mm/yyyy (never month first) or yyyy-mm-dd."""
    if isinstance(value, Fault):
        return None, value.code
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    if isinstance(value, int | float) and not isinstance(value, bool):
        if FIRST_SERIAL <= value <= LAST_SERIAL:
            return DAY_ZERO + timedelta(days=int(value)), None
        return None, "not_a_date"
    text = plain_text(value)
    if not text:
        return None, None
    match = DAY_FIRST.fullmatch(text) or YEAR_FIRST.fullmatch(text)
    try:
        return (date(*(int(match[part]) for part in ("year", "month", "day"))), None) if match else (None, "not_a_date")
    except ValueError:  # the 31st of April
        return None, "not_a_date"


def _visible(letter: str) -> str:
    if letter == "\n" or letter.isprintable():
        return letter
    return " " if letter.isspace() else ""  # a space of any width; a control, a direction mark, half a letter


def _written(value: CellValue) -> str:
    if isinstance(value, Fault):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _parse_number(value: CellValue, *, has_fraction: bool) -> ParsedNumber:
    if value is None:
        return None, None
    if isinstance(value, Fault):
        return None, value.code
    if isinstance(value, str):
        number, code = _number_in_text(plain_text(value), has_fraction=has_fraction)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number, code = float(value), None
    else:  # true, false, a date, a time
        return None, "not_a_number"
    return (number, code) if number is None else _within_limits(number)


def _number_in_text(text: str, *, has_fraction: bool) -> ParsedNumber:
    if not text:
        return None, None
    text = DASHES.sub("-", text)
    if not text.strip("- "):
        return None, "dash_for_zero"
    match = NUMBER.fullmatch(text.removeprefix("-").lstrip())
    if not match or (match["point"] and match["point"] == match["group"]):
        return None, "not_a_number"
    whole, fraction = re.sub(r"[ .,]", "", match["whole"]), match["fraction"] or ""
    if len(fraction) == 3 and not match["group"] and len(whole) <= 3 and whole[0] != "0":
        if has_fraction:
            return None, "ambiguous_number"
        whole, fraction = whole + fraction, ""
    number = float(f"{whole}.{fraction or 0}")
    return -number if text.startswith("-") else number, None


def _within_limits(number: float) -> ParsedNumber:
    if math.isnan(number) or abs(number) > MAX_NUMBER:
        return None, "number_too_large"
    return (None, "negative_number") if number < 0 else (number, None)
