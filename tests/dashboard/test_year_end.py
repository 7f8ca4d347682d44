"""What the task pages and a unit's page say of the year's end, against the oracle; and where they say nothing."""

from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.year_end import year_end_panels
from dashboard.words import LANGUAGES, Words
from dashboard.year_end import outlook_finding, projected_text
from tests.dashboard.seeded import NOW, TASK_OF, SeededHome, html_of, seeded_home, shown_table, table_cells
from tests.oracle.projection import projection_by_group, projection_by_unit
from tests.oracle.units import Mart, Row

VI = Words("vi")
Visit = Callable[..., AppTest]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> SeededHome:
    return seeded_home(tmp_path_factory.mktemp("seeded") / "house")


@pytest.fixture(scope="module")
def of_groups(seeded: SeededHome) -> Mart:
    return projection_by_group(seeded.programme, seeded.values)


@pytest.fixture
def visit(seeded: SeededHome, open_app: Callable[..., AppTest]) -> Visit:
    return lambda page, **query: open_app(page, seeded.made, **({"period": NOW} | query))


def _projected(seeded: SeededHome, of_groups: Mart, page: str, group: str) -> dict[str, Row]:
    rows = {code: of_groups.get((NOW, group, code)) for code in seeded.indicators_of(page)}
    return {code: row for code, row in rows.items() if row is not None}


@pytest.mark.parametrize("page", ["communication", "coordination"])
@pytest.mark.parametrize("group", ["city", "district"])
def test_the_table_and_the_sentence(seeded: SeededHome, of_groups: Mart, visit: Visit, page: str, group: str) -> None:
    expected = _projected(seeded, of_groups, page, group)
    assert expected
    app = visit(page, **({} if group == "city" else {"type": group}))
    html = html_of(app)
    met = sum(row["outlook_code"] in ("reached", "likely") for row in expected.values())
    assert f"{met} trên {len(expected)} chỉ tiêu" in html
    for code in ("open", "unlikely"):
        count = sum(row["outlook_code"] == code for row in expected.values())
        assert (VI(f"year_end.rest_{code}", count=count) in html) == (count > 0)
    shown = shown_table(app, f"{page}_year-end")
    assert len(shown) == len(expected)
    for told, (code, row) in zip(shown, expected.items(), strict=True):
        assert told[VI("task.head_indicator")] == seeded.programme.indicators[code]["indicator_name_vi"]
        for head, column in (
            ("head_projected", "projected_value"),
            ("head_low", "low_value"),
            ("head_high", "high_value"),
        ):
            assert told[VI(f"year_end.{head}")] == pytest.approx(row[column], abs=1e-6)
        assert told[VI("year_end.head_outlook")] == VI(f"year_end.outlook_{row['outlook_code']}")
        assert told[VI("year_end.head_units")] == row["projected_unit_count"]


@pytest.mark.parametrize("page", TASK_OF)
def test_the_column_of_the_indicator_table(seeded: SeededHome, of_groups: Mart, visit: Visit, page: str) -> None:
    expected = _projected(seeded, of_groups, page, "city")
    shown = table_cells(html_of(visit(page)), VI("task.indicators"))
    for cells, (code, indicator) in zip(shown, seeded.indicators_of(page).items(), strict=True):
        if code in expected:
            row = expected[code] | {"decimals": indicator["decimals"]}
            outlook = VI(f"year_end.outlook_{row['outlook_code']}")
            assert cells[6] == f"{projected_text(row, VI)} {outlook}"
        else:
            assert cells[6:] in ([], [""])


def test_a_units_page_says_what_is_projected_for_it_and_no_more(seeded: SeededHome, visit: Visit) -> None:
    of_units = projection_by_unit(seeded.programme, seeded.values)
    unit = max({unit for _, unit, _ in of_units}, key=lambda one: sum(key[:2] == (NOW, one) for key in of_units))
    html = html_of(visit("units", unit=unit))
    rows = {code: row for (period, one, code), row in of_units.items() if (period, one) == (NOW, unit)}
    assert html.count("ước tính cả năm ≈") == len(rows) > 3
    for code, row in rows.items():
        spread = projected_text(row | {"decimals": seeded.programme.indicators[code]["decimals"]}, VI)
        assert VI("year_end.year", spread=spread, outlook=VI(f"year_end.outlook_{row['outlook_code']}")) in html


def test_where_nothing_can_be_projected(visit: Visit) -> None:
    heading = f"<h2>{VI('year_end.title')}</h2>"
    assert heading not in html_of(visit("cadres"))
    first = html_of(visit("communication", period="2022-Q1"))
    assert heading in first
    assert VI("year_end.too_early", periods=2, share=VI.percent(0.5)) in first
    assert "≈" not in first
    last = html_of(visit("communication", period="2022-Q4"))
    assert heading not in last
    assert "≈" not in last


def test_the_figure() -> None:
    periods = pd.DataFrame(
        {"period_code": ["a", "b", "c", "d"], "period_name": ["Quý I", "Quý II", "Quý III", "Quý IV"]}
    )
    done = pd.DataFrame({"indicator_code": "X", "period_code": ["a", "b"], "completion_ratio": [0.2, 0.5]})
    rows = pd.DataFrame(
        {
            "indicator_code": ["X"],
            "indicator_name": ["<b>X"],
            "low_ratio": 0.9,
            "projected_ratio": 1.0,
            "high_ratio": 1.1,
        }
    )
    figure = year_end_panels(rows, done, periods, VI)
    target, spread, projection, so_far = figure.data
    assert set(target.y) == {1.0}
    assert (spread.x, spread.y) == (("b", "d", "d", "b"), (0.5, 1.1, 0.9, 0.5))
    assert (projection.x, projection.y, projection.line.dash) == (("b", "d"), (0.5, 1.0), "dot")
    assert so_far.y == (0.2, 0.5)
    assert projection.name == "Ước tính"
    assert figure.layout.yaxis.range[1] > 1.1
    assert figure.layout.annotations[0].text == "&lt;b&gt;X"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_call_it_a_projection(language: str) -> None:
    t = Words(language)
    told = outlook_finding(pd.Series(["reached", "open"]), t("group.city"), t)
    assert {"vi": "ước tính", "en": "projection"}[language] in told
    row = {"low_value": 3.0, "projected_value": 3.0, "high_value": 3.0, "decimals": "0"}
    assert projected_text(row, t) == "≈ 3"
    assert projected_text(row | {"low_value": 2.0, "high_value": 5.0}, t) == "≈ 3 (2–5)"
