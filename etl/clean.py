"""From what people type to texts, answers and days. Numbers: typed_number. Nothing ambiguous is guessed.

Each parser takes a raw value and gives (value, None), or (None, problem code); a blank is (None, None).
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache

from etl.legacy_text import from_legacy, read_as_legacy
from etl.readers.sheet import CellValue, Fault

MAX_TEXT = 2_000
MAX_FOUND = 200  # letters of a wrong cell that are kept to show it
SOFT_HYPHEN = "\xad"  # invisible; but the letter ư in old fonts
APOSTROPHES = "'’`"
SPACES = re.compile(r" {2,}")
LINE_BREAKS = re.compile(r" *\n\s*")
DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2}) ?([/.-]) ?(?P<month>[0-9]{1,2}) ?\2 ?(?P<year>[0-9]{4})" + TIME)
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})" + TIME)
IN_WORDS = re.compile(r"(?:ngay )?(?P<day>[0-9]{1,2}) thang (?P<month>[0-9]{1,2}),? nam (?P<year>[0-9]{4})")
YES_WORDS, NO_WORDS = frozenset({"có", "co", "x", "1", "true"}), frozenset({"không", "khong", "0", "false"})
DAY_ZERO = date(1899, 12, 30)  # of Excel's serial numbers
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # the years 1954 to 2119

ParsedNumber = tuple[float | None, str | None]
ParsedDate = tuple[date | None, str | None]
ParsedText = tuple[str | None, str | None]
Details = tuple[tuple[str, str], ...]


def plain_text(value: CellValue) -> str:
    """What a cell says: NFC, single spaces, no control characters, old fonts' text in Unicode; "" where nothing."""
    if value is None:
        return ""
    text = _visible(_written(value))
    return text if text.isascii() else _without_soft_hyphens(from_legacy(text))


def typed_text(value: CellValue) -> str:
    """The same for codes, numbers and days: without the sign in front that tells Excel "this is text"."""
    text = plain_text(value)
    return text.lstrip(APOSTROPHES) or text


def found_text(value: CellValue) -> str:
    """What stands in a cell as a person sees it, cut short: to be shown beside a problem, or beside what was taken."""
    return "" if value is None else _without_soft_hyphens(_visible(_written(value)))[:MAX_FOUND]


@lru_cache(maxsize=1024)  # headings and labels come again in every workbook
def fold(text: str) -> str:
    """For comparing only: lower case, without marks, đ as d, dashes and spaces all alike."""
    lower = plain_text(text).lower().replace("đ", "d").replace("ð", "d")  # some keyboards write Ð for Đ
    bare = "".join(letter for letter in unicodedata.normalize("NFD", lower) if not unicodedata.combining(letter))
    return DASHES.sub("-", " ".join(bare.split()))


def parse_text(value: CellValue) -> ParsedText:
    """The text of a note or of a list's cell."""
    if isinstance(value, Fault):
        return None, value.code
    text = plain_text(value)
    return (None, "text_too_long") if len(text) > MAX_TEXT else (text or None, None)


def parse_yes_no(value: CellValue) -> ParsedNumber:
    """có, 1, x or true is 1; không, 0 or false is 0; the two words without marks and from old fonts too."""
    if isinstance(value, Fault):
        return None, value.code
    text = typed_text(int(value) if isinstance(value, bool) else value).lower()
    if not text:
        return None, None
    for word in (text, read_as_legacy(text)):
        if word in YES_WORDS or word in NO_WORDS:
            return float(word in YES_WORDS), None
    return None, "not_yes_no"


def parse_date(value: CellValue) -> ParsedDate:
    """A day: a date cell, Excel's serial number, dd/mm/yyyy (never month first), yyyy-mm-dd, or in words."""
    if isinstance(value, Fault):
        return None, value.code
    if isinstance(value, datetime):
        return value.date(), None
    if isinstance(value, date):
        return value, None
    text = typed_text(value)
    if not text:
        return None, None
    if isinstance(value, int | float | str) and not isinstance(value, bool) and _is_serial(text):
        return DAY_ZERO + timedelta(days=int(float(text))), None
    numbers = _day_month_year(text)
    try:
        return (date(*reversed(numbers)), None) if numbers else (None, "not_a_date")
    except ValueError:  # the 31st of April
        return None, "not_a_date"


def advice_on_date(value: CellValue) -> Details:
    """What to say of a text that `parse_date` refused, beyond that it is no date: details of the problem."""
    numbers = _day_month_year(typed_text(value))
    if numbers is None:
        return ()
    day, month, year = numbers
    if month > 12 >= day and day and month <= 31:
        return (("advice", "not_a_date.month_first"), ("meant", f"{month:02d}/{day:02d}/{year}"))
    return (("advice", "not_a_date.impossible"),)


def _day_month_year(text: str) -> tuple[int, int, int] | None:
    match = DAY_FIRST.fullmatch(text) or YEAR_FIRST.fullmatch(text) or IN_WORDS.fullmatch(fold(text))
    return (int(match["day"]), int(match["month"]), int(match["year"])) if match else None


def _is_serial(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", text)) and FIRST_SERIAL <= float(text) <= LAST_SERIAL


def _visible(text: str) -> str:
    if not text.isprintable():
        text = "".join(map(_visible_letter, text))
    if text.isascii() and " " not in text and "\n" not in text:  # a code or a number, by far the most
        return text
    return LINE_BREAKS.sub("\n", SPACES.sub(" ", unicodedata.normalize("NFC", text))).strip()


def _visible_letter(letter: str) -> str:
    if letter in ("\n", SOFT_HYPHEN) or letter.isprintable():
        return letter
    return " " if letter.isspace() else ""  # a space of any width; a control, a direction mark, half a letter


def _without_soft_hyphens(text: str) -> str:
    return _visible(text.replace(SOFT_HYPHEN, "")) if SOFT_HYPHEN in text else text


def _written(value: CellValue) -> str:
    if isinstance(value, Fault):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
