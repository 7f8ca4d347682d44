"""Statuses can be told apart on the light and the dark page, without colour and by the colour-blind."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from dashboard.charts.status import STATUSES, Status, verdict
from dashboard.words import Words

CONFIG = Path(__file__).resolve().parents[2] / "dashboard" / ".streamlit" / "config.toml"
THEME = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
Colour = tuple[float, float, float]
# Machado, Oliveira, Fernandes (2009), full deuteranopia and protanopia, on linear RGB.
BLINDNESS = {
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
}


def _linear(colour: str) -> Colour:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def _luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def _contrast(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _tinted(status: Status, page: str) -> Colour:
    mixed = (
        round(status.tint * int(status.colour[i : i + 2], 16) + (1 - status.tint) * int(page[i : i + 2], 16))
        for i in (1, 3, 5)
    )
    return _linear("#" + "".join(f"{channel:02x}" for channel in mixed))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("status", STATUSES.values(), ids=STATUSES)
def test_marks_stand_out_and_cell_text_is_readable(status: Status, mode: str) -> None:
    page, ink = THEME[mode]["backgroundColor"], THEME[mode]["textColor"]
    assert _contrast(_linear(status.colour), _linear(page)) >= 3
    assert _contrast(_tinted(status, page), _linear(ink)) >= 4.5


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_the_three_judgements_differ_for_the_colour_blind(blindness: str) -> None:
    def seen(colour: str) -> Colour:
        rgb = _linear(colour)
        red, green, blue = (sum(w * c for w, c in zip(row, rgb, strict=True)) for row in BLINDNESS[blindness])
        return red, green, blue

    for one, other in combinations(("on_track", "at_risk", "behind"), 2):
        first, second = seen(STATUSES[one].colour), seen(STATUSES[other].colour)
        assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 > 0.1, (one, other)


def test_every_status_has_its_own_symbol() -> None:
    assert len({status.symbol for status in STATUSES.values()}) == len(STATUSES)


def test_a_verdict_without_a_ratio_is_its_symbol_and_never_a_zero() -> None:
    assert verdict("at_risk", 0.824, Words("vi")) == "▲ 82,4%"
    assert verdict("no_report", float("nan"), Words("vi")) == "○"
