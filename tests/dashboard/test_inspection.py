"""Inspection: ratings, recommendations and findings against the rows that the units sent."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.recommendation_bars import recommendation_bars, recommendations_finding
from dashboard.components.inspection_grid import SHOWN
from dashboard.inspection import fits_all, loosening
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import FORMULA, STRANGER, MadeHome

VI = Words("vi")
TODAY = date(2022, 9, 25)
SYMBOLS = {0: "✗ 0", 1: "◐ 1", 2: "✓ 2"}


@pytest.fixture(scope="module")
def rows(made_homes: Callable[[str], MadeHome]) -> list[dict[str, Any]]:
    return made_homes("full").house.ask(
        "select finding.*, unit.unit_type from fact.finding inner join dim.unit using (programme_code, unit_code)"
        " where period_code = '2022-Q3'"
    )


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def _state(row: dict[str, Any]) -> str | None:
    if row["finding_status_code"] == "open" and row["due_date"] and row["due_date"] < TODAY:
        return "overdue"
    return row["finding_status_code"]  # type: ignore[no-any-return]


def test_the_grid_shows_the_lowest_rating_of_each_unit_and_area(open_app: OpenApp, rows: list[dict[str, Any]]) -> None:
    lowest: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["rating_number"] is not None:
            key = row["unit_code"], row["area_code"]
            lowest[key] = min(row["rating_number"], lowest.get(key, 9))
    html = _html(open_app("inspection"))
    for rating, symbol in SYMBOLS.items():
        assert html.count(f">{symbol}</td>") == list(lowest.values()).count(rating) > 0
    worst = max({unit for unit, _ in lowest}, key=lambda unit: sum(lowest.get((unit, area)) == 0 for area in "ABCDEF"))
    zeros = sum(lowest.get((worst, area)) == 0 for area in "ABCDEF")
    first = html.split('class="tb-matrix"')[1].split("</tr>")[1]
    assert first.count(SYMBOLS[0]) == zeros


def test_units_without_a_rating_are_named_and_not_drawn_as_zero(open_app: OpenApp, rows: list[dict[str, Any]]) -> None:
    rated = {row["unit_code"] for row in rows if row["rating_number"] is not None}
    for highlighted in ("", "305"):  # a highlighted unit hides no other
        labels = [box.label for box in open_app("inspection", unit=highlighted).expander]
        assert VI("inspection.unrated", count=53 - len(rated)) in labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_recommendations_are_counted_by_type_and_judged_by_today(
    open_app: OpenApp, rows: list[dict[str, Any]], language: str
) -> None:
    t = Words(language)
    app = open_app("inspection", lang=language)
    app.toggle(key="table_inspection_recommendations").set_value(True).run()
    table = next(frame.value for frame in app.dataframe if t("inspection.state_overdue") in frame.value)
    told = table.set_index(t("chart.group"))
    for unit_type in ("department", "district", "office"):
        counts = Counter(_state(row) for row in rows if row["unit_type"] == unit_type)
        for state in ("overdue", "open", "done"):
            assert told.loc[t(f"group.{unit_type}"), t(f"inspection.state_{state}")] == counts[state]


def test_filters_and_words_narrow_the_list(open_app: OpenApp, rows: list[dict[str, Any]]) -> None:
    wanted = [
        row
        for row in rows
        if row["area_code"] == "B" and _state(row) == "open" and row["unit_type"] == "department"
        and "quy hoạch" in f"{row['finding_text']} {row['recommendation_text']}"
    ]  # fmt: skip
    app = open_app("inspection", area="B", state="open", type="department", search="hoach  QUY,")
    units = len({row["unit_code"] for row in wanted})
    assert wanted
    assert VI("inspection.found", count=len(wanted), units=units) in [part.value for part in app.caption]
    app.text_input(key="filter_search").set_value("zzz").run()
    assert VI("inspection.loosen", filters=VI("inspection.filter_search")) in [notice.value for notice in app.info]


def test_only_filters_that_alone_stand_in_the_way_are_named() -> None:
    fits = {"search": pd.Series([True, True]), "state": pd.Series([False, True]), "area": pd.Series([True, False])}
    assert loosening(fits) == ["state", "area"]
    assert list(fits_all(fits)) == [False, False]
    nothing = pd.Series([False, False])
    assert loosening({"search": nothing, "state": nothing}) == []


def test_the_worst_units_stand_open_and_the_rest_behind_a_click(open_app: OpenApp, rows: list[dict[str, Any]]) -> None:
    rated = {row["unit_code"] for row in rows if row["rating_number"] is not None and row["unit_type"] == "department"}
    labels = [box.label for box in open_app("inspection", type="department").expander]
    assert VI("inspection.more_units", count=len(rated) - SHOWN) in labels


def test_the_page_does_not_say_that_all_is_done_while_something_is_open(
    open_app: OpenApp, rows: list[dict[str, Any]]
) -> None:
    assert {"overdue", "open"} & {_state(row) for row in rows}
    assert VI("inspection.all_done") not in _html(open_app("inspection"))


def test_the_closure_rate_is_that_of_the_sums(open_app: OpenApp, made_homes: Callable[[str], MadeHome]) -> None:
    [sums] = made_homes("full").house.ask(
        "with given as (select unit_code, indicator.role_code, sum(total_value) as value from fact.measurement"
        " inner join dim.indicator using (programme_code, indicator_code)"
        " where period_code <= '2022-Q3' and role_code in ('recommendations', 'recommendations_done')"
        " and unit_code in (select unit_code from dim.unit where unit_type = 'district') group by all),"
        " whole as (select unit_code from given where value is not null group by 1 having count(*) = 2)"
        " select sum(value) filter (role_code = 'recommendations_done')"
        " / sum(value) filter (role_code = 'recommendations') as rate from given inner join whole using (unit_code)"
    )
    app = open_app("inspection", type="district")
    table = next(frame.value for frame in app.dataframe if VI("inspection.closure") in frame.value)
    row = table.set_index(VI("chart.group")).loc[VI("group.district")]
    assert row[VI("inspection.closure")] == pytest.approx(sums["rate"])


def test_text_of_strangers_is_text(open_app: OpenApp) -> None:
    html = _html(open_app("inspection", type="district", search="img src"))
    assert "<img" not in html
    assert "&lt;img src=x" in html
    assert FORMULA.replace('"', "&quot;") in _html(open_app("inspection", type="district", search="HYPERLINK"))
    assert STRANGER in html


def test_a_home_without_reports_says_so(open_app: OpenApp) -> None:
    assert [notice.value for notice in open_app("inspection", home="catalogue").info] == [
        VI("empty.no_reports", due="20/12/2022")
    ]


def test_the_figure_carries_the_counts() -> None:
    counts = pd.DataFrame(
        [("department", "Sở", 2, 0, 3, 5), ("district", "Quận", 0, 1, 1, 2)],
        columns=["unit_type", "type_name", "overdue", "open", "done", "total"],
    )
    overdue, still_open, done = recommendation_bars(counts, VI).data
    assert (list(overdue.x), list(still_open.x), list(done.x)) == ([2, 0], [0, 1], [3, 1])
    assert list(overdue.text) == ["2", ""]
    assert recommendations_finding(counts, VI) == VI("inspection.states_finding", total=7, done=4, overdue=2)
