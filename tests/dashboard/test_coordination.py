"""Coordination: activities, the steps from violence to support, and budgets against what the units sent."""

from collections.abc import Callable

import pandas as pd
import pytest
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from dashboard.charts.budget_bars import budget_bars, budget_finding
from dashboard.coordination import EXTREMES, extremes, support_by_unit
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.dashboard.serving import Served
from tests.dashboard.visitor import PHONE, visit
from tests.homes import MadeHome, copy_of
from tests.house import House

VI = Words("vi")
SECTIONS = ("activities", "violence", "budget")


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def _sums(house: House, role: str, *, unit_type: str, periods: str = "period_code <= '2022-Q3'") -> float:
    """The sum of what units typed, from the facts alone."""
    [row] = house.ask(
        "select coalesce(sum(total_value), 0) as total from fact.measurement"
        " inner join dim.indicator using (programme_code, indicator_code) inner join dim.unit using (programme_code,"
        f" unit_code) where role_code = '{role}' and unit_type = '{unit_type}' and {periods}"
    )
    return float(row["total"])


@pytest.fixture(scope="module")
def house(made_homes: Callable[[str], MadeHome]) -> House:
    return made_homes("full").house


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_its_own_sections(open_app: OpenApp, language: str) -> None:
    t = Words(language)
    html = _html(open_app("coordination", lang=language))
    for section in SECTIONS:
        assert f"<h2>{t(f'coordination.{section}')}</h2>" in html
    assert t("coordination.more_is_not_worse") in html


@pytest.mark.parametrize("role", ["committee_meetings", "joint_activities"])
@pytest.mark.parametrize("unit_type", ["department", "district"])
def test_an_activity_is_told_by_period_as_the_units_typed_it(
    open_app: OpenApp, house: House, role: str, unit_type: str
) -> None:
    [indicator] = house.ask(f"select indicator_name_vi from dim.indicator where role_code = '{role}'")
    html = _html(open_app("coordination", type=unit_type))
    table = html.split("tb-activities")[1].split("</table>")[0]
    row = next(part for part in table.split("<tr>") if indicator["indicator_name_vi"] in part)
    for number in (1, 2, 3):
        told = _sums(house, role, unit_type=unit_type, periods=f"period_code = '2022-Q{number}'")
        head = VI("coordination.period", number=number)
        assert f'<td data-label="{head}"><div>{VI.value(told)}</div></td>' in row
    assert 'class="tb-plan"' in row


def test_only_periods_up_to_the_chosen_one_are_told(open_app: OpenApp) -> None:
    table = _html(open_app("coordination", period="2022-Q2")).split("tb-activities")[1]
    assert VI("coordination.period", number=2) in table
    assert VI("coordination.period", number=3) not in table


@pytest.mark.parametrize(
    ("role", "name"), [("violence_cases", "cases"), ("victims", "victims"), ("victims_supported", "supported")]
)
def test_a_step_is_the_sum_of_the_districts(open_app: OpenApp, house: House, role: str, name: str) -> None:
    total = _sums(house, role, unit_type="district")
    assert total > 0
    steps = _html(open_app("coordination")).split("tb-funnel")[1].split("</ol>")[0]
    assert f"{VI(f'coordination.{name}')}: <b>{VI.value(total)}</b>" in steps


def test_every_district_has_a_row_that_leads_to_its_page(open_app: OpenApp, house: House) -> None:
    html = _html(open_app("coordination"))
    rows = html.split("tb-funnel")[1].split("tb-budget")[0]
    for unit in house.ask("select unit_code from dim.unit where unit_type = 'district'"):
        assert f'href="units?unit={unit["unit_code"]}"' in rows


def test_departments_are_not_asked_about_violence_and_the_page_says_so(open_app: OpenApp) -> None:
    html = _html(open_app("coordination", type="department"))
    assert VI("coordination.violence_not_asked") in html
    assert "tb-funnel" not in html


def test_the_least_supported_stand_first_and_the_silent_last() -> None:
    roles = ("violence_cases", "victims", "victims_supported", "victims_supported_share")
    values = {"many": (9.0, 4.0, 4.0, 1.0), "few": (1.0, 4.0, 0.0, 0.0), "none": (0.0, 0.0, 0.0, float("nan"))}
    rows = pd.DataFrame(
        [
            (code, "district", code, code, role, value, 1.0, 0.8, "behind", 0.5)
            for code, numbers in values.items()
            for role, value in zip(roles, numbers, strict=True)
        ],
        columns=[
            "unit_code", "unit_type", "unit_name", "unit_short", "role_code", "to_date_value", "to_date_women_value",
            "target_value", "status_code", "attainment_ratio",
        ],
    )  # fmt: skip
    units = support_by_unit(rows)
    assert list(units.unit_code) == ["few", "many", "none"]
    assert list(units.supported) == [0, 4, 0]
    assert list(units.share_ratio.dropna()) == [0, 1]


@pytest.mark.parametrize("unit_type", ["department", "district"])
def test_the_budget_table_holds_every_unit_as_it_was_typed(open_app: OpenApp, house: House, unit_type: str) -> None:
    app = open_app("coordination", type=unit_type)
    app.toggle(key="table_coordination_budget").set_value(True).run()
    table = next(frame.value for frame in app.dataframe if VI("task.head_target") in frame.value)
    assert table[VI("task.head_to_date")].sum() == pytest.approx(_sums(house, "budget", unit_type=unit_type))
    ratios = table[VI("chart.completion")]
    assert list(ratios) == sorted(ratios, reverse=True)
    assert list(ratios) == pytest.approx(list(table[VI("task.head_to_date")] / table[VI("task.head_target")]))
    assert set(table[VI("chart.expected")]) == {0.75}


def test_extremes_are_both_ends_and_all_where_they_are_few() -> None:
    rows = pd.DataFrame({"place": range(2 * EXTREMES + 3)})
    shown = list(extremes(rows).place)
    assert shown == [*range(EXTREMES), *range(EXTREMES + 3, 2 * EXTREMES + 3)]
    assert list(extremes(rows[: 2 * EXTREMES]).place) == list(range(2 * EXTREMES))


def test_a_bar_ends_at_the_whole_plan_but_says_what_was_spent() -> None:
    rows = pd.DataFrame(
        [("1", "<b>A</b>", "<b>A</b>", 1.4, 0.75, "140%", "on_track"), ("2", "B", "B", 0.2, 0.75, "20%", "behind")],
        columns=["unit_code", "unit_short", "unit_name", "bar_ratio", "mark_ratio", "told", "status_code"],
    ).assign(rule=["rule", "other rule"], way_up=["", "48.3 points short"])
    bars, marks, words = budget_bars(rows, VI).data
    assert list(bars.x) == [1, 0.2]
    assert list(marks.x) == [0.75, 0.75]
    assert list(words.text) == ["● 140%", "■ 20%"]
    assert bars.hovertext[0].endswith("<br>● rule<br>140%")
    assert bars.hovertext[1].endswith("<br>■ other rule<br>20%<br>48.3 points short")
    assert "<b>A</b>" not in str(bars.hovertext).replace("<b>&lt;b&gt;A", "")
    assert budget_finding(rows, "Sở", VI) == VI(
        "coordination.budget_finding", group="Sở", reached=1, units=2, lowest="B, <b>A</b>"
    )


def test_a_programme_without_these_indicators_has_no_such_section(
    open_app: OpenApp, made_homes: Callable[[str], MadeHome], tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = copy_of(made_homes("sparse"), tmp_path_factory.mktemp("no_roles") / "house")
    path = made.house.programme / "indicators.csv"
    text = path.read_text(encoding="utf-8-sig")
    for role in ("annual_plan", "joint_plans", "committee_meetings", "joint_activities", "legal_documents",
                 "trusted_addresses", "violence_cases", "victims_supported_share", "victims_supported", "victims",
                 "budget"):  # fmt: skip
        text = text.replace(f",{role},", ",,")
    path.write_text(text, encoding="utf-8-sig")
    made.house.etl("run")
    html = _html(open_app("coordination", home=made))
    assert VI("task.standing") in html
    for section in SECTIONS:
        assert f"<h2>{VI(f'coordination.{section}')}</h2>" not in html


@pytest.mark.parametrize("query", [{}, {"period": "2022-Q3"}, {"type": "district", "unit": "318"}])
def test_a_sparse_home_is_shown(open_app: OpenApp, query: dict[str, str]) -> None:
    assert VI("coordination.violence") in _html(open_app("coordination", "sparse", **query))


def test_it_fits_on_a_phone_and_no_label_is_cut(served: Served, browser: Browser) -> None:
    with visit(browser, f"{served.url}/coordination?lang=vi", PHONE) as seen:
        assert seen.overflow <= 0
        assert seen.asked_outside == []
        figures = seen.page.locator(".st-key-figure_budget_department, .st-key-figure_budget_district")
        assert figures.count() == 2
        for figure in figures.all():
            # Each label lies wholly within its figure, and none upon the one beneath it.
            whole = figure.bounding_box()
            boxes = [text.bounding_box() for text in figure.locator(".ytick text, .textpoint text").all()]
            assert whole
            assert boxes
            for box in boxes:
                assert box
                assert whole["x"] - 1 <= box["x"]
                assert box["x"] + box["width"] <= whole["x"] + whole["width"] + 1
                assert box["height"] < 26
