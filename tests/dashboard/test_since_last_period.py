"""What the Overview says of the period before, against the oracle, on three made-up years."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.words import LANGUAGES, Words
from tests.dashboard.seeded import NOW, SeededHome, html_of, seeded_home, text_of
from tests.homes import MadeHome, copy_of
from tests.oracle.units import Row

VI = Words("vi")
BEFORE = "2022-Q2"
SEEDS = (5, 6, 7)
OpenSeeded = Callable[..., AppTest]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], SeededHome]:
    return cache(lambda seed: seeded_home(tmp_path_factory.mktemp(f"seed{seed}") / "house", seed))


def _cards(app: AppTest) -> list[str]:
    return re.findall(r'<article class="tb-card".*?</article>', html_of(app), re.DOTALL)


def _read(row: Row, reading: str) -> float:
    ratio: float = row["attainment_all_ratio" if reading == "all" else "attainment_ratio"]
    return ratio


def _tenths(ratio: float) -> int:
    return int(ratio * 1000 + 0.5 + 1e-6)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("reading", "group"), [("reporting", "city"), ("all", "city"), ("reporting", "district")])
def test_each_card_tells_its_change_and_what_it_rests_on(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded, seed: int, reading: str, group: str
) -> None:
    seeded = homes(seed)
    kind = {} if group == "city" else {"type": group}
    cards = _cards(open_app(home=seeded.made, period=NOW, over=reading, **kind))
    assert len(cards) == 4
    for task, card in zip(seeded.programme.tasks, cards, strict=True):
        now, before = seeded.groups[(NOW, task, group)], seeded.groups[(BEFORE, task, group)]
        change = _tenths(_read(now, reading)) - _tenths(_read(before, reading))
        direction = "up" if change > 0 else "down" if change < 0 else "same"
        said = VI(f"card.change_{direction}", points=VI.points(abs(change) / 1000))
        assert f"{said} {VI('card.change_since', period='Quý II năm 2022')}" in text_of(card)
        assert f"{VI.percent(_read(before, reading))}, bình quân {before['reported_count']} đơn vị" in card
        counts = {"assessed": now["assessed_indicator_count"], "total": now["indicator_count"]}
        assert VI("card.basis", **counts) in text_of(card)
        assert counts["assessed"] <= counts["total"]


@pytest.mark.parametrize("period", ["2022-Q1", "2022-Q4"])
def test_without_a_period_before_or_a_report_in_this_one_no_card_tells_a_change(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded, period: str
) -> None:
    cards = _cards(open_app(home=homes(SEEDS[0]).made, period=period))
    assert len(cards) == 4
    assert "tb-change" not in "".join(cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_that_had_nothing_before_says_so(
    open_app: OpenSeeded, made_homes: Callable[[str], MadeHome], tmp_path: Path, language: str
) -> None:
    made = copy_of(made_homes("catalogue"), tmp_path / "copy")
    made.house.drop_csv("one.csv", [("305", NOW, "T1.01", 1, None)])
    made.house.etl("run")
    t = Words(language)
    [first, *rest] = _cards(open_app(home=made, period=NOW, lang=language))
    period = {"vi": "Quý II năm 2022", "en": "Quarter 2 of 2022"}[language]
    assert t("card.change_none", period=period) in text_of(first)
    assert "tb-change" not in "".join(rest)
