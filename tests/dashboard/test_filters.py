"""Filters live in the URL as codes; whatever else stands there falls back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.filters import begun, opening_period, settle
from warehouse.home import Home

PERIODS = pd.DataFrame(
    {
        "period_code": ["Q1", "Q2", "Q3"],
        "from_date": pd.to_datetime(["2021-12-15", "2022-03-15", "2022-06-15"]),
        "to_date": pd.to_datetime(["2022-03-14", "2022-06-14", "2022-09-14"]),
    }
)


@given(st.none() | st.text(), st.lists(st.text(), min_size=1))
def test_settle_answers_with_what_is_on_offer(wished: str | None, codes: list[str]) -> None:
    settled = settle(wished, codes, codes[0])
    assert settled in codes
    assert wished not in codes or settled == wished


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
    return {box.key.removeprefix("filter_"): box.value for box in app.selectbox}


DEFAULTS = {"programme": "2022", "period": "2022-Q2", "type": "", "unit": "", "over": "reporting"}


def test_the_url_sets_the_filters(open_app: Callable[..., AppTest]) -> None:
    wished = {"programme": "2022", "period": "2022-Q1", "type": "district", "unit": "305", "over": "all"}
    assert _state(open_app(**wished, lang="en")) == wished


def test_a_unit_outside_the_chosen_type_falls_back(open_app: Callable[..., AppTest]) -> None:
    assert _state(open_app(type="department", unit="305")) == DEFAULTS | {"type": "department"}


def test_a_period_that_has_not_begun_falls_back(
    made_home: Home, open_app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENBO_NOW", "2022-09-14T09:00:00+07:00")
    assert _state(open_app(period="2022-Q4")) == DEFAULTS


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["programme", "period", "type", "unit", "over", "lang", "as_of", "x"]),
        st.text(max_size=30) | st.sampled_from(["NaN", "-1", "2022'; drop table x", "<script>", "../../etc"]),
    )
)
def test_garbage_in_the_url_is_forgiven(open_app: Callable[..., AppTest], garbage: dict[str, str]) -> None:
    assert _state(open_app(**garbage)) == DEFAULTS


def test_a_change_is_written_into_the_url_as_a_code_and_nothing_as_nothing(
    open_app: Callable[..., AppTest],
) -> None:
    app = open_app()
    app.selectbox(key="filter_type").set_value("district").run()
    assert app.query_params == {"type": "district"}
    app.selectbox(key="filter_unit").set_value("305").run()
    assert app.query_params == {"type": "district", "unit": "305"}
    app.selectbox(key="filter_type").set_value("").run()
    assert app.query_params == {"unit": "305"}


def test_the_language_switch_keeps_the_filters(open_app: Callable[..., AppTest]) -> None:
    app = open_app(type="district", unit="305")
    before = _state(app)
    app.segmented_control(key="filter_lang").set_value("en").run()
    assert app.selectbox(key="filter_period").label == "Reporting period"
    assert _state(app) == before
    assert app.query_params == {"type": "district", "unit": "305", "lang": "en"}


def test_a_change_of_page_keeps_the_filters(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "import streamlit as st\n"
        "from dashboard.filters import carry_over\n"
        "page = st.navigation([st.Page('one.py'), st.Page('two.py')])\n"
        "carry_over(page.url_path)\n",
        encoding="utf-8",
    )
    for name in ("one.py", "two.py"):
        (tmp_path / name).touch()
    app = AppTest.from_file(str(tmp_path / "app.py"))
    app.query_params["period"] = "2022-Q1"
    app.run()
    app.query_params.clear()  # as Streamlit does when a link of the navigation is clicked
    app.switch_page("two.py").run()
    assert app.query_params == {"period": "2022-Q1"}
    app.query_params.clear()  # the reader's own doing: same page, no query
    app.run()
    assert app.query_params == {}


def test_an_older_url_wins_over_what_the_widgets_hold(open_app: Callable[..., AppTest], made_home: Home) -> None:
    """The browser's back button brings the old URL and nothing else."""
    app = open_app(period="2022-Q1")
    app.selectbox(key="filter_period").set_value("2022-Q3").run()
    app.query_params["period"] = "2022-Q1"
    app.run()
    assert _state(app)["period"] == "2022-Q1"
