"""From what people type to values. Nothing ambiguous is guessed: it is a problem code, and the message's advice.

Each parser takes a raw cell and gives (value, None), or (None, problem code); a blank is (None, None).
"""

import math
import re
import unicodedata
from datetime import date, datetime, timedelta

from etl.readers.sheet import CellValue, Fault

MAX_TEXT = 2_000
MAX_NUMBER = 1e12
SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060\ufeff]+")
YES_WORDS, NO_WORDS = frozenset({"co", "1", "x"}), frozenset({"khong", "0"})
FIRST_EXCEL_DAY = date(1899, 12, 30)
Parsed = tuple[float | None, str | None]


def clean_text(cell: CellValue) -> str | None:
    """The text in NFC with single spaces and without control characters; None where nothing is left."""
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = unicodedata.normalize("NFC", cell.text if isinstance(cell, Fault) else str(cell))
    text = SPACES.sub(" ", text)
    text = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C").strip()
    return text or None


def fold(text: str) -> str:
    """For comparing: lower case, without marks, đ as d, single spaces."""
    decomposed = unicodedata.normalize("NFD", SPACES.sub(" ", text).strip().lower().replace("đ", "d"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def parse_number(cell: CellValue, decimals: int) -> Parsed:
    """A number ≥ 0: whole where `decimals` is 0. Text in Vietnamese (1.234,5) and English (1,234.5) style."""
    if isinstance(cell, Fault):
        return None, cell.code
    if isinstance(cell, bool) or (cell is not None and not isinstance(cell, int | float | str)):
        return None, "not_a_number"
    if isinstance(cell, str):
        cell, code = _number_from_text(cell, decimals)
        if code or cell is None:
            return None, code
    if cell is None:
        return None, None
    return _checked(float(cell), decimals)


def _number_from_text(raw: str, decimals: int) -> Parsed:
    text = (clean_text(raw) or "").replace(" ", "")
    if not text:
        return None, None
    if set(text) <= set("-–—"):
        return None, "dash_for_zero"
    negative = re.fullmatch(r"[-–]([\d.,]+)", text)
    if negative:
        return None, "negative_number"
    if re.fullmatch(r"\d+", text):
        return float(text), None
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", text) or re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        if decimals and len(re.findall(r"[.,]", text)) == 1:
            return None, "ambiguous_number"
        return float(re.sub(r"[.,]", "", text)), None
    if re.fullmatch(r"(\d+|\d{1,3}(\.\d{3})+),\d+", text):
        return float(text.replace(".", "").replace(",", ".")), None
    if re.fullmatch(r"(\d+|\d{1,3}(,\d{3})+)\.\d+", text):
        return float(text.replace(",", "")), None
    return None, "not_a_number"


def _checked(number: float, decimals: int) -> Parsed:
    if not math.isfinite(number) or number > MAX_NUMBER:
        return None, "number_too_large"
    if number < 0:
        return None, "negative_number"
    rounded = round(number, decimals)
    if abs(rounded - number) > 1e-9 * max(1.0, number):
        return None, "too_many_decimals" if decimals else "not_whole"
    return rounded, None


def parse_yes_no(cell: CellValue) -> Parsed:
    """có/không, 1/0 or x, as 1 or 0."""
    if isinstance(cell, Fault):
        return None, cell.code
    text = fold(clean_text(int(cell) if isinstance(cell, bool) else cell) or "")
    if not text:
        return None, None
    if text in YES_WORDS:
        return 1.0, None
    return (0.0, None) if text in NO_WORDS else (None, "not_yes_no")


def parse_date(cell: CellValue) -> tuple[date | None, str | None]:
    """A day: a date cell, an Excel serial, dd/mm/yyyy (never month first) or yyyy-mm-dd."""
    if isinstance(cell, Fault):
        return None, cell.code
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 20_000 <= cell <= 80_000:
        return FIRST_EXCEL_DAY + timedelta(days=int(cell)), None
    text = clean_text(cell) if isinstance(cell, str) else None
    if text is None:
        return (None, None) if cell is None or isinstance(cell, str) else (None, "not_a_date")
    for pattern, order in (
        (r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", (2, 1, 0)),
        (r"(\d{4})-(\d\d)-(\d\d)", (0, 1, 2)),
    ):
        match = re.fullmatch(pattern, text)
        if match:
            numbers = [int(part) for part in match.groups()]
            try:
                return date(*(numbers[place] for place in order)), None
            except ValueError:
                return None, "not_a_date"
    return None, "not_a_date"
