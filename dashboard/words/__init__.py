"""The words on the screen, in every language of the house, and how its numbers and dates are written."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent

from warehouse.clock import LOCAL_ZONE

LANGUAGES = ("vi", "en")  # the first is the house's own
_DATE_PATTERNS = {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}


@dataclass(frozen=True)
class Words:
    """The words of one language: `t("frame.due", date="14/06/2022")`."""

    language: str

    def __call__(self, key: str, **blanks: object) -> str:
        """The text of a key with its blanks filled. A key or a blank that does not exist is a KeyError."""
        return catalogue(self.language)[key].format(**blanks)

    def column(self, stem: str) -> str:
        """The column that holds a catalogue text in this language: `task_name` → `task_name_vi`."""
        return f"{stem}_{self.language}"

    def percent(self, ratio: float) -> str:
        """A ratio 0–1 with one decimal: 91,2% — 91.2%."""
        return str(format_percent(_half_up(ratio, 3), "#,##0.0%", locale=self.language))

    def number(self, value: float) -> str:
        """A number with at most one decimal: 1.234,5 — 1,234.5."""
        return str(format_decimal(_half_up(value, 1), "#,##0.#", locale=self.language))

    def points(self, share: float) -> str:
        """A difference of ratios in percentage points, with one decimal: 2,0 — 2.0."""
        return str(format_decimal(_half_up(share * 100, 1), "#,##0.0", locale=self.language))

    def value(self, value: float, decimals: int = 0) -> str:
        """A measured value with up to so many decimals: 1.234 — 1,234."""
        pattern = "#,##0" + "." * (decimals > 0) + "#" * decimals
        return str(format_decimal(_half_up(value, decimals), pattern, locale=self.language))

    def date(self, day: date) -> str:
        """14/06/2022 — 14 Jun 2022."""
        return str(format_date(day, _DATE_PATTERNS[self.language], locale=self.language))

    def moment(self, moment: datetime) -> str:
        """A moment (aware, or naive in UTC) as local date and time in Hải Phòng."""
        pattern = f"{_DATE_PATTERNS[self.language]}, HH:mm"
        return str(format_datetime(moment, pattern, tzinfo=LOCAL_ZONE, locale=self.language))

    @property
    def separators(self) -> str:
        """Decimal and thousands separator, as Plotly takes them."""
        return ",." if self.language == "vi" else ".,"


def _half_up(value: float, digits: int) -> Decimal:
    """Rounded as people and Excel do, 31,25 to 31,3; Babel would round halves to the even digit."""
    return Decimal(repr(round(float(value), 12))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@cache
def catalogue(language: str) -> dict[str, str]:
    """All texts of a language by dotted key, from the files of its folder; a key in two files is a ValueError."""
    texts: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / language).glob("*.toml")):
        for key, text in _flatten(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in texts:
                raise ValueError(f"{path.name}: {key} stands in another file too")
            texts[key] = text
    return texts


def _flatten(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flatten(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, value))
    return pairs
