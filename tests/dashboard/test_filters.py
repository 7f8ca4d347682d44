"""Filters live in the URL as codes; what does not fit falls back and is told."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.components.navigation import PAGE_NAMES
from dashboard.filters import CARRIED, begun, opening_period, settle
from dashboard.words import Words
from tests.dashboard.conftest import OpenApp

PERIODS = pd.DataFrame(
    {
        "period_code": ["Q1", "Q2", "Q3"],
        "from_date": pd.to_datetime(["2021-12-15", "2022-03-15", "2022-06-15"]),
        "to_date": pd.to_datetime(["2022-03-14", "2022-06-14", "2022-09-14"]),
    }
)
DEFAULTS = {"programme": "2022", "period": "2022-Q3", "type": "", "unit": "", "over": "reporting"}


@given(st.none() | st.text(), st.lists(st.text(min_size=1), min_size=1))
def test_settle_answers_with_what_is_on_offer(wished: str | None, codes: list[str]) -> None:
    settled = settle(wished, codes, codes[0])
    assert settled in codes
    assert wished not in codes or settled.casefold() == str(wished).casefold()


@pytest.mark.parametrize(
    ("today", "reported", "opening"),
    [
        (date(2022, 9, 25), {"Q1", "Q2", "Q3"}, "Q3"),
        (date(2022, 9, 14), {"Q1", "Q2", "Q3"}, "Q2"),  # Q3's last day is not over
        (date(2022, 9, 25), {"Q1"}, "Q1"),
        (date(2022, 9, 25), set(), "Q3"),
        (date(2021, 12, 15), {"Q1"}, "Q1"),
    ],
)
def test_pages_open_on_the_latest_period_that_is_over_and_reported(
    today: date, reported: set[str], opening: str
) -> None:
    assert opening_period(begun(PERIODS, today), reported, today) == opening


def test_only_periods_that_have_begun_can_be_picked() -> None:
    assert begun(PERIODS, date(2022, 6, 14)).period_code.tolist() == ["Q1", "Q2"]
    assert begun(PERIODS, date(2021, 12, 14)).empty


def _state(app: AppTest) -> dict[str, Any]:
    assert not app.exception
    assert not app.error
    chosen = {box.key.removeprefix("filter_"): box.value for box in app.selectbox}
    return {name: code for name, code in chosen.items() if name in DEFAULTS}


def _notes(app: AppTest) -> str:
    return "\n".join(part.value for part in app.html if 'class="tb-note-box"' in part.value)


def test_the_url_sets_the_filters(open_app: OpenApp) -> None:
    wished = {"programme": "2022", "period": "2022-Q1", "type": "district", "unit": "305", "over": "all"}
    app = open_app(**wished, lang="en")
    assert _state(app) == wished
    assert _notes(app) == ""


def test_a_code_is_known_in_whatever_case_it_is_typed(open_app: OpenApp) -> None:
    app = open_app(unit="snv", period="2022-q2")
    assert _state(app) == DEFAULTS | {"unit": "SNV", "period": "2022-Q2"}
    assert _notes(app) == ""


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_what_the_address_asks_for_in_vain_is_told(open_app: OpenApp, page: str) -> None:
    app = open_app(page, type="department", unit="305", period="2099-Q9")
    notes = _notes(app)
    assert Words("vi")("frame.misfit_period", code="2099-Q9") in notes
    assert Words("vi")("frame.misfit_unit", code="305") in notes
    assert _state(app)["unit"] == ""


def test_a_period_that_has_not_begun_falls_back(open_app: OpenApp) -> None:
    assert _state(open_app(period="2022-Q9")) == DEFAULTS


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["programme", "period", "type", "unit", "over", "lang", "as_of", "task", "x"]),
        st.text(max_size=30) | st.sampled_from(["NaN", "-1", "2022'; drop table x", "<script>", "../../etc"]),
    )
)
def test_garbage_in_the_url_is_forgiven_and_stays_text(open_app: OpenApp, garbage: dict[str, str]) -> None:
    app = open_app(**garbage)
    assert _state(app) == DEFAULTS
    assert "<script" not in _notes(app)


def test_a_change_is_written_into_the_url_as_a_code_and_nothing_as_nothing(open_app: OpenApp) -> None:
    app = open_app()
    app.selectbox(key="filter_type").set_value("district").run()
    assert app.query_params == {"type": "district"}
    app.selectbox(key="filter_unit").set_value("305").run()
    assert app.query_params == {"type": "district", "unit": "305"}
    app.selectbox(key="filter_type").set_value("").run()
    assert app.query_params == {"unit": "305"}


def test_the_language_switch_keeps_the_filters(open_app: OpenApp) -> None:
    app = open_app(type="district", unit="305")
    before = _state(app)
    app.segmented_control(key="filter_lang").set_value("en").run()
    assert app.selectbox(key="filter_period").label == "Reporting period"
    assert _state(app) == before
    assert app.query_params == {"type": "district", "unit": "305", "lang": "en"}


def test_an_older_url_wins_over_what_the_widgets_hold(open_app: OpenApp) -> None:
    """The browser's back button brings the old URL and nothing else."""
    app = open_app(period="2022-Q1")
    app.selectbox(key="filter_period").set_value("2022-Q3").run()
    app.query_params["period"] = "2022-Q1"
    app.run()
    assert _state(app)["period"] == "2022-Q1"


def test_links_to_other_pages_take_the_filters_along_and_nothing_else(open_app: OpenApp) -> None:
    app = open_app(period="2022-Q2", unit="305", task="T2", lang="en")
    links = [link.proto for link in app.get("page_link")]
    assert len(links) == len(PAGE_NAMES)
    for link in links:
        assert "period=2022-Q2" in link.query_string
        assert "unit=305" in link.query_string
        assert "task" not in link.query_string
    assert set(CARRIED) >= {"period", "unit", "lang"}
