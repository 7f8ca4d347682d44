"""From what people type to numbers, in Vietnamese (1.234,5) and English style (1,234.5).

Each parser takes a raw value and gives (value, None), or (None, problem code); a blank is (None, None). What is not
plainly a number is refused; `advice_on_number` then says what to write instead.
"""

import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from etl.clean import DASHES, Details, ParsedNumber, fold, found_text, typed_text
from etl.readers.sheet import CellValue, Fault

Style = Literal[".", ","]  # the sign before the fraction
MAX_NUMBER = 1e12
# 1234 · 1234,5 · 1.234 · 1.234,5 · 1,234.5 · 1 234,5: at most one sign for groups of three, another for the fraction
NUMBER = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?P<group>[ .,])[0-9]{3}(?:(?P=group)[0-9]{3})*)"
    r"(?:(?P<point>[.,])(?P<fraction>[0-9]+))?"
)
VAGUE = "tren|duoi|hon|gan|khoang|chung|tam|uoc|it nhat|nhieu nhat|toi da|toi thieu|[><~≈≥≤]"
NOT_YET = r"chua|dang|cho|cap nhat|(se )?bo sung|n/?a|n\.a"
# Why a text is no number: the row of messages.csv that tells what to write, and what such texts look like, folded.
REFUSALS = {
    "not_a_number.letters": r"(?=.*[0-9])(?=.*[oli])[0-9oli.,]+|o",
    "not_a_number.not_yet": rf"({NOT_YET})\b[^0-9]*",
    "not_a_number.percent": r"[0-9][0-9., ]*%",
    "not_a_number.date": r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "not_a_number.fraction": r"[0-9., ]+/[0-9., ]+(\(.*\)|[ -].*)?",
    "not_a_number.range": r"(tu )?[0-9][0-9.,]* ?(-|~|den) ?[0-9].*",
    "not_a_number.sum": r"=?[0-9., ]+([+*][0-9., ]+)+",
    "not_a_number.vague": rf"\(?({VAGUE}).*[0-9].*|[0-9., ]+(\+|tro (len|xuong)|\(?uoc).*",
    "not_a_number.yes_no": r"co|khong|ko|k|x|v|true|false|(khong|da) .*",
    "not_a_number.unit": r"[0-9][0-9., ]*[^\W\d_]{2,}.*",
}


def parse_count(value: CellValue) -> ParsedNumber:
    """A whole number from 0 up. The text "1.234" is a thousand here, for a count has no fraction."""
    number, code = _parse_number(value, "count", None)
    if number is not None and abs(number - round(number)) > 1e-9:
        return None, "not_whole"
    return (None if number is None else float(round(number))), code


def parse_decimal(value: CellValue, style: Style | None = None) -> ParsedNumber:
    """A number from 0 up that may have a fraction. "1.234" could be either: without the file's style it is refused."""
    return _parse_number(value, "decimal", style)


def parse_share(value: CellValue, style: Style | None = None) -> ParsedNumber:
    """A ratio, which nobody is asked to type: 0,3818 or 38,18%."""
    text = typed_text(value)
    if not text.endswith("%"):
        return parse_decimal(value, style)
    number, code = parse_decimal(text.removesuffix("%").rstrip(), style)
    return (None if number is None else number / 100), code


def number_style(values: Iterable[CellValue]) -> Style | None:
    """How a file writes fractions, from its texts that read in one way only; None where it shows none, or two."""
    styles = {_style_of(typed_text(value)) for value in values if isinstance(value, str)} - {None}
    return styles.pop() if len(styles) == 1 else None


def advice_on_number(value: CellValue) -> Details:
    """Why a value was refused as no number: details of the problem; none where the general words must do."""
    if isinstance(value, date):
        return (("advice", "not_a_number.date"),)
    text = fold(found_text(value))
    advice = next((name for name, look in REFUSALS.items() if re.fullmatch(look, text, re.DOTALL)), None)
    number = re.search(r"[0-9]+(?:[., ][0-9]+)*", text)
    return (("advice", advice), ("number", number[0] if number else "0")) if advice else ()


def _parse_number(value: CellValue, kind: Literal["count", "decimal"], style: Style | None) -> ParsedNumber:
    if value is None:
        return None, None
    if isinstance(value, Fault):
        return None, value.code
    if isinstance(value, str):
        number, code = _number_in_text(typed_text(value), kind, style)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number, code = float(value), None
    else:  # true, false, a date, a time
        return None, "not_a_number"
    return (number, code) if number is None else _within_limits(number)


def _number_in_text(text: str, kind: Literal["count", "decimal"], style: Style | None) -> ParsedNumber:
    if not text:
        return None, None
    text = DASHES.sub("-", text)
    if not text.strip("-.… "):
        return None, "dash_for_zero"
    match = _match(text.removeprefix("-").lstrip())
    if match is None:
        return None, "not_a_number"
    whole, fraction = re.sub(r"[ .,]", "", match["whole"]), match["fraction"] or ""
    if _could_be_thousands(match):
        if kind == "decimal" and style is None:
            return None, "ambiguous_number"
        if kind == "count" or match["point"] != style:
            whole, fraction = whole + fraction, ""
    number = float(f"{whole}.{fraction or 0}")
    return -number if text.startswith("-") else number, None


def _match(text: str) -> re.Match[str] | None:
    match = NUMBER.fullmatch(text)
    return match if match and not (match["point"] and match["point"] == match["group"]) else None


def _could_be_thousands(match: re.Match[str]) -> bool:
    """As "1.234": one sign, three figures behind it, and before it what can begin a number of thousands."""
    whole = match["whole"]
    return len(match["fraction"] or "") == 3 and not match["group"] and len(whole) <= 3 and whole[0] != "0"


def _style_of(text: str) -> Style | None:
    match = _match(text)
    if match is None or _could_be_thousands(match):
        return None
    if match["point"]:
        return "." if match["point"] == "." else ","
    return {".": ",", ",": "."}.get(match["group"])  # type: ignore[return-value]


def _within_limits(number: float) -> ParsedNumber:
    if math.isnan(number) or abs(number) > MAX_NUMBER:
        return None, "number_too_large"
    return (None, "negative_number") if number < 0 else (number, None)
