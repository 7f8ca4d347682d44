"""Which period a text means: by code, by name, or as people write it ("Quý I/2022", "Q1 2022", "quý 1 năm 2022")."""

import re
from difflib import get_close_matches

from etl.clean import fold
from etl.programme.catalogue import Period, Programme

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
NUMBER = r"(?P<number>[ivx]{1,4}|[0-9]{1,2})"
KIND = r"(?P<kind>quy|q|thang|t)"
YEAR = r"(?P<year>[0-9]{4})"
TYPED = (
    re.compile(rf"(?:ky )?{KIND}[ .]*{NUMBER}(?:[ ./,-]*(?:nam )?{YEAR})?"),
    re.compile(rf"{YEAR}[ ./-]*{KIND}[ .]*{NUMBER}"),
)
SEVERAL = re.compile(r"(?:(?P<months>[0-9]{1,2}) thang|(?P<year>ca nam|nam))\b.*")
MONTHS = 12

Reading = tuple[str, int, str | None]  # quy or thang, its number, the year as written


def find_period(programme: Programme, text: str) -> Period | None:
    """The one period that the text means, or None."""
    folded = fold(text)
    for period in programme.periods.values():
        if folded in (fold(period.period_code), fold(period.period_name_vi)):
            return period
    meant = [period for period in programme.periods.values() if _is_meant(_read(folded), period)]
    return meant[0] if len(meant) == 1 else None


def similar_period(programme: Programme, text: str) -> Period | None:
    """The period to propose for a text that means none: the last of several, the same of another year, a near name."""
    folded, periods = fold(text), list(programme.periods.values())
    months = months_of(text)
    if months is not None:
        number, rest = divmod(months * len(periods), MONTHS)
        return periods[number - 1] if rest == 0 and 0 < number <= len(periods) else None
    reading = _read(folded)
    if reading:
        meant = [period for period in periods if _is_meant((*reading[:2], None), period)]
        return meant[0] if len(meant) == 1 else None
    names = {fold(name): each for each in periods for name in (each.period_code, each.period_name_vi)}
    near = get_close_matches(folded, names, n=1, cutoff=0.8)
    return names[near[0]] if near else None


def months_of(text: str) -> int | None:
    """How many months of the year a text such as "6 tháng đầu năm" spans; None for any other."""
    match = SEVERAL.fullmatch(fold(text).removeprefix("bao cao ").removeprefix("ky "))
    if match is None:
        return None
    return int(match["months"]) if match["months"] and "cuoi" not in fold(text) else MONTHS


def _read(folded: str) -> Reading | None:
    match = next((found for pattern in TYPED if (found := pattern.fullmatch(folded))), None)
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return None
    return ("quy" if match["kind"] in ("q", "quy") else "thang"), number, match["year"]


def _number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    return ROMAN.index(text) + 1 if text in ROMAN else None


def _is_meant(reading: Reading | None, period: Period) -> bool:
    """By the period's own name or code; a year that is not written is the programme's."""
    readings = {_read(fold(name)) for name in (period.period_name_vi, period.period_code)} - {None}
    return reading is not None and any(
        known and reading[:2] == known[:2] and reading[2] in (None, known[2]) for known in readings
    )
