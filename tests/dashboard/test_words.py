"""The catalogues say the same things, and pages ask for nothing else."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from string import Formatter

import pytest

from dashboard.words import LANGUAGES, Words, catalogue

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for room in ("dashboard", "pages") for path in (ROOT / room).rglob("*.py")]


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_all_languages_have_the_same_keys_and_blanks() -> None:
    house, *others = ({key: _blanks(text) for key, text in catalogue(code).items()} for code in LANGUAGES)
    for other in others:
        assert other == house


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert [key for key, text in catalogue(language).items() if not text.strip()] == []


def test_every_key_that_the_code_names_exists_and_every_text_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    # A key stands in a call, or in a table of keys beside one.
    asked = set(re.findall(r"""\bt\(\s*["']([a-z_.]+)["']""", code))
    asked |= set(re.findall(r'"((?:frame|card)\.[a-z_]+)"', code))
    families = set(re.findall(r"""\bt\(\s*f["']([a-z_.]+)\{""", code))
    known = set(catalogue("vi"))
    assert asked <= known
    assert {key for key in known if key not in asked and not key.startswith(tuple(families))} == set()


def test_a_missing_key_and_a_missing_blank_are_errors() -> None:
    with pytest.raises(KeyError):
        Words("vi")("no.such_key")
    with pytest.raises(KeyError):
        Words("vi")("frame.data_as_of")


def test_numbers_and_dates_are_written_as_each_language_writes_them() -> None:
    vi, en = Words("vi"), Words("en")
    assert (vi.percent(0.9123), en.percent(0.9123)) == ("91,2%", "91.2%")
    assert (vi.number(1234.5), en.number(1234.5)) == ("1.234,5", "1,234.5")
    assert (vi.date(date(2022, 6, 14)), en.date(date(2022, 6, 14))) == ("14/06/2022", "14 Jun 2022")
    assert vi.moment(datetime(2022, 6, 14, 20, 5, tzinfo=UTC)) == "15/06/2022, 03:05"


def test_halves_are_rounded_as_people_and_excel_round_them() -> None:
    vi = Words("vi")
    assert [vi.percent(ratio) for ratio in (0.3125, 0.8125, 0.0005, 0.9123)] == ["31,3%", "81,3%", "0,1%", "91,2%"]
    assert (vi.value(2.5), vi.number(0.25), vi.points(0.02)) == ("3", "0,3", "2,0")
