"""Which unit a text means: by code, name, short name or alias, however it is spelt. What is only near is proposed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from etl.clean import fold, plain_text, typed_text
from etl.legacy_text import read_as_legacy
from etl.programme.catalogue import Programme, Unit
from etl.readers.sheet import CellValue
from etl.syllable import tone_last

TOKEN = re.compile(r"[^\W_]+|&")
WRITTEN_OUT = {
    "&": "và",
    "tp": "thành phố",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "hdnd": "hội đồng nhân dân",
    "vp": "văn phòng",
    "vstbpn": "vì sự tiến bộ của phụ nữ",
}
KINDS = {"q": "quận", "h": "huyện", "p": "phường", "x": "xã", "tx": "thị xã", "tt": "thị trấn"}
KINDS |= {kind: kind for kind in (*KINDS.values(), "thành phố", "tỉnh", "đặc khu", "sở")}
LEADS = ("ủy ban nhân dân", "ban vì sự tiến bộ của phụ nữ")  # whoever signs for a unit
CITY = re.compile(r".* ((?:thành phố|tỉnh) (.+))")  # as a programme's name ends
CODE_BESIDE_NAME = (  # as "305 - Quận Lê Chân" and "Quận Lê Chân (305)"
    re.compile(r"(?P<code>[\w.-]+)[ :–-]+(?P<name>.+)"),
    re.compile(r"(?P<name>.+?) ?\((?P<code>[\w.-]+)\)"),
)
NEAR = 0.7  # how alike a name must be to be proposed
MAX_PROPOSED = 3
MAX_NAME = 200  # letters; a longer text is no name

Key = Callable[[str], str]
Spelling = tuple[str, str]  # the kind in front, "" where there is none; the rest


def find_units(programme: Programme, value: CellValue, day: date | None) -> list[Unit]:
    """The units that a text can mean: one, if it is clear. Of several, those that exist on the day.

    Names with their marks come first. One without any mark is compared without; a text that has marks, but others,
    means something else. Text in old fonts counts where it spells a name to the letter.
    """
    text = typed_text(value)
    if len(text) > MAX_NAME:
        return []
    named = _by_code_or_name(programme, text)
    if not named and isinstance(value, str) and not value.isascii():
        named = _by_code_or_name(programme, read_as_legacy(unicodedata.normalize("NFC", value)))
    living = [unit for unit in named if day is None or unit.is_valid_on(day)]
    return living or named


def similar_units(programme: Programme, value: CellValue, day: date | None) -> list[Unit]:
    """The few units whose names are nearest to a text that names none, nearest first."""
    typed = _core(programme, plain_text(value)[:MAX_NAME])
    scores: dict[str, float] = {}
    for name, unit in _names(programme):
        if day is None or unit.is_valid_on(day):
            score = _likeness(typed, _core(programme, name))
            scores[unit.unit_code] = max(score, scores.get(unit.unit_code, 0))
    best = max(scores.values(), default=0)
    near = sorted((code for code in scores if scores[code] >= max(NEAR, best - 0.05)), key=lambda code: -scores[code])
    return [programme.units[code] for code in near[:MAX_PROPOSED]]


def shown_units(units: Iterable[Unit]) -> str:
    """Units as they are proposed: "Quận Lê Chân (305)"."""
    return ", ".join(f"{unit.unit_name_vi} ({unit.unit_code})" for unit in units)


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """For comparing names: lower case, signs between words aside, abbreviations written out, tones at words' ends."""
    lower = plain_text(text).lower().replace("ð", "đ")
    return tone_last(" ".join(WRITTEN_OUT.get(word, word) for word in TOKEN.findall(lower)))


@lru_cache(maxsize=8192)
def bare_key(text: str) -> str:
    """The same without any marks."""
    return fold(name_key(text))


def _by_code_or_name(programme: Programme, text: str) -> list[Unit]:
    by_code = _by_code(programme, text)
    return [by_code] if by_code else _by_name(programme, text)


def _by_code(programme: Programme, text: str) -> Unit | None:
    """The unit of a code, also one with its own name beside it."""
    if text in programme.units:
        return programme.units[text]
    codes = {code.casefold(): unit for code, unit in programme.units.items()}
    unit = codes.get(text.casefold())
    for pattern in CODE_BESIDE_NAME if unit is None else ():
        beside = pattern.fullmatch(text)
        coded = codes.get(beside["code"].casefold()) if beside else None
        if beside and coded in _by_name(programme, beside["name"]):
            return coded
    return unit


def _by_name(programme: Programme, text: str) -> list[Unit]:
    named = _with_key(programme, text, name_key)
    has_marks = not "".join(TOKEN.findall(text)).isascii()
    return named or ([] if has_marks else _with_key(programme, text, bare_key))


def _with_key(programme: Programme, text: str, key: Key) -> list[Unit]:
    """The units that the text names. A kind may be left out in front of a name, but no other may stand there."""
    typed = _spellings(programme.programme_name_vi, text, key)
    named = {}
    for name, unit in _names(programme):
        kind, rest = split_kind(key(name), key)
        if (kind, rest) in typed or ("", rest) in typed:
            named[unit.unit_code] = unit
    return list(named.values())


def _names(programme: Programme) -> Iterator[tuple[str, Unit]]:
    for unit in programme.units.values():
        yield unit.unit_name_vi, unit
        yield unit.unit_short_vi, unit
    for alias, unit_code in programme.aliases.items():
        yield alias, programme.units[unit_code]


@lru_cache(maxsize=8192)
def _spellings(programme_name: str, text: str, key: Key) -> set[Spelling]:
    """The text as it stands, and without what may stand around a name: who signs for the unit, and the city."""
    texts = {key(text)}
    for lead in LEADS:
        texts |= {one.removeprefix(key(lead) + " ") for one in texts}
    of_city = " " + key("thành phố")
    ends = CITY.fullmatch(programme_name.lower())
    for end in ends.groups() if ends else ():
        tail = " " + key(end)
        bare = {one.removesuffix(tail) for one in texts if one.endswith(tail)}
        texts |= bare | {one + of_city for one in bare}
    texts |= {one.removesuffix(of_city) for one in texts}
    return {split_kind(one, key) for one in texts if one}


@lru_cache(maxsize=8192)
def split_kind(words: str, key: Key) -> Spelling:
    """A name, as `key` gives it, without the kind in front: "quận lê chân" → "quận" and "lê chân"."""
    for short, kind in KINDS.items():
        if words.startswith(key(short) + " "):
            return key(kind), words.removeprefix(key(short) + " ")
    return "", words


def _core(programme: Programme, text: str) -> Spelling:
    """The shortest that a text can be taken for."""
    spellings = sorted(_spellings(programme.programme_name_vi, text, bare_key), key=lambda one: (len(one[1]), one))
    return spellings[0] if spellings else ("", "")


def _likeness(typed: Spelling, name: Spelling) -> float:
    """From 0 to 1: less where another kind stands in front, more where the text holds the whole name."""
    penalty = 0.15 if typed[0] and typed[0] != name[0] else 0
    if " " in name[1] and f" {name[1]} " in f" {typed[1]} ":
        return max(0.9, _ratio(typed[1], name[1])) - penalty
    return _ratio(typed[1], name[1]) - penalty


def _ratio(one: str, other: str) -> float:
    """Of letters in common; 0 where a look at the letters tells that it is below NEAR."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR else 0
