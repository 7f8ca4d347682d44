"""Difficulties: counted, searched with and without accents, and shown as the text that they are."""

import unicodedata
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.charts.difficulty_bars import difficulties_finding, difficulty_bars
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import FORMULA, STRANGER, MadeHome
from warehouse.questions.difficulties import difficulties
from warehouse.questions.search import search_words
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, open_snapshot

VI = Words("vi")
WHERE = "programme_code = '2022' and period_code = '2022-Q3'"


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


@pytest.fixture(scope="module")
def full(made_homes: Callable[[str], MadeHome]) -> MadeHome:
    return made_homes("full")


@pytest.fixture(scope="module")
def snapshot(full: MadeHome) -> Snapshot:
    return open_snapshot(full.home, str(full.house.snapshot_id))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("khó khăn", ["kho", "khan"]),
        ("KHO  KHAN", ["kho", "khan"]),
        ("tap huan, kinh phí", ["tap", "huan", "kinh", "phi"]),
        ("Đảng ủy;đoàn", ["dang", "uy", "doan"]),
        (unicodedata.normalize("NFD", "hội nghị"), ["hoi", "nghi"]),
        ("Covid-19", ["covid-19"]),
        (" ,; ", []),
        ("", []),
    ],
)
def test_what_is_typed_is_taken_as_words_without_marks(typed: str, words: list[str]) -> None:
    assert search_words(typed) == words


@given(st.text())
def test_a_word_found_is_found_in_whatever_form_it_is_typed(typed: str) -> None:
    composed, apart = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    assert search_words(composed) == search_words(apart)


def _folded(text: str | None) -> str:
    """Independent of the product: marks off letter by letter."""
    apart = unicodedata.normalize("NFD", (text or "").lower().replace("đ", "d"))
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")


@pytest.mark.parametrize("typed", ["khó", "kho thu hut", "HOI NGHI", "quy hoạch, bồi dưỡng", "zzz", "%", "_", "'"])
def test_the_search_finds_what_holds_every_word(snapshot: Snapshot, full: MadeHome, typed: str) -> None:
    words = search_words(typed)
    rows = full.house.ask(
        f"select unit_code, row_number, difficulty_text, proposal_text from fact.difficulty where {WHERE}"
    )
    wanted = {
        (row["unit_code"], row["row_number"])
        for row in rows
        if all(word in _folded(f"{row['difficulty_text']} {row['proposal_text'] or ''}") for word in words)
    }
    found = difficulties(snapshot, Scope.everything(), "2022", "2022-Q3", words)
    assert set(zip(found.unit_code, found.row_number, strict=True)) == wanted
    assert wanted or typed in ("zzz", "_")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_counts_what_the_units_wrote(open_app: OpenApp, full: MadeHome, language: str) -> None:
    t = Words(language)
    [row] = full.house.ask(
        f"select count(*) as n, count(distinct unit_code) as units from fact.difficulty where {WHERE}"
        " and unit_code in (select unit_code from dim.unit where unit_type = 'district')"
    )
    app = open_app("difficulties", type="district", lang=language)
    assert t("difficulties.found", count=row["n"], units=row["units"]) in [part.value for part in app.caption]


def test_a_task_and_words_narrow_the_list(open_app: OpenApp, full: MadeHome) -> None:
    [row] = full.house.ask(
        f"select count(*) as n, count(distinct unit_code) as units from fact.difficulty where {WHERE}"
        " and task_code = 'T1' and difficulty_text ilike '%hội nghị%'"
    )
    app = open_app("difficulties", task="T1", search="nghi, HOI")
    # The first caption is that of the choice of snapshots, in the frame.
    assert [part.value for part in app.caption][1:] == [VI("difficulties.found", count=row["n"], units=row["units"])]
    app.text_input(key="filter_search").set_value("zzz").run()
    assert app.query_params["search"] == "zzz"
    assert [notice.value for notice in app.info] == [VI("difficulties.not_found")]


def test_text_of_strangers_is_text(open_app: OpenApp) -> None:
    html = _html(open_app("difficulties", unit=STRANGER))
    assert "<img" not in html
    assert "&lt;img src=x" in html
    assert FORMULA.replace('"', "&quot;") in html


def test_without_any_difficulty_the_page_says_so(open_app: OpenApp) -> None:
    app = open_app("difficulties", home="catalogue")
    assert [notice.value for notice in app.info] == [VI("difficulties.none")]


def test_the_periods_stand_side_by_side(open_app: OpenApp, full: MadeHome) -> None:
    app = open_app("difficulties")
    [table] = [frame.value for frame in app.dataframe]
    assert len(table) == 4  # the fourth has begun
    [row] = full.house.ask("select count(*) as n from fact.difficulty where period_code = '2022-Q1'")
    assert table[VI("difficulties.total")].iloc[0] == row["n"]


def test_the_figure_carries_the_counts_and_names_all_that_lead() -> None:
    counts = pd.DataFrame(
        [
            ("T1", 1, "department", 2, 2),
            ("T1", 1, "district", 0, 0),
            ("T2", 2, "department", 1, 1),
            ("T2", 2, "district", 1, 1),
        ],
        columns=["task_code", "task_number", "unit_type", "difficulty_count", "unit_count"],
    )
    departments, districts = difficulty_bars(counts, VI).data
    assert (list(departments.y), list(departments.x)) == (["T1", "T2"], [2, 1])
    assert (list(districts.x), list(districts.text)) == ([0, 1], ["", "1"])
    assert difficulties_finding(counts, VI) == VI("difficulties.finding", count=4, most="NV 1, NV 2", most_count=2)
