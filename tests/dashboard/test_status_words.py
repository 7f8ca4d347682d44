"""What a status says of itself, against distances computed here; and that a reader is told it in a browser."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import isnan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, expect
from streamlit.testing.v1 import AppTest

from dashboard.components.status_mark import explained, explanation
from dashboard.status_words import explain, group_basis, inline_status, status_rule, task_line, way_up
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.dashboard.serving import Served
from tests.dashboard.visitor import DESK, PHONE, visit
from tests.homes import HOSTILE, MadeHome, copy_of
from tests.oracle.programme import Programme
from tests.oracle.units import Values, indicator_row, progress_row

VI, EN = Words("vi"), Words("en")
LEAST = {"on_track": 0.95, "at_risk": 0.75}
OTHERS = {"on_track": 0.9, "at_risk": 0.625}
PERIOD = "2022-Q3"


def _status(ratio: float, least: dict[str, float]) -> str:
    """As the domain has it: on the unrounded value + 1e-9."""
    reached = ratio + 1e-9
    return "on_track" if reached >= least["on_track"] else "at_risk" if reached >= least["at_risk"] else "behind"


def _points(ratio: float, threshold: float) -> Decimal:
    """What a reader gets who subtracts the shown percentage from the threshold; never nothing."""
    shown = Decimal(repr(round(ratio, 12))).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return max(Decimal("0.1"), (Decimal(str(threshold)) - shown) * 100)


@pytest.mark.parametrize(
    ("ratio", "vi", "en"),
    [
        (0.731, "còn thiếu 1,9 điểm % để “Có nguy cơ chậm”", "1.9 points short of “At risk”"),
        (0.75 - 1e-9, "còn thiếu 20,0 điểm % để “Đúng tiến độ”", "20.0 points short of “On track”"),
        (0.75 - 1e-6, "còn thiếu 0,1 điểm % để “Có nguy cơ chậm”", "0.1 points short of “At risk”"),
        (0.9499, "còn thiếu 0,1 điểm % để “Đúng tiến độ”", "0.1 points short of “On track”"),
        (0.95 - 1e-9, "", ""),
        (0.95, "", ""),
        (1.0, "", ""),
    ],
)
def test_the_way_to_the_next_status(ratio: float, vi: str, en: str) -> None:
    code = _status(ratio, LEAST)
    assert (way_up(code, ratio, LEAST, VI), way_up(code, ratio, LEAST, EN)) == (vi, en)


@given(ratio=st.floats(0, 1), least=st.sampled_from([LEAST, OTHERS]))
def test_whoever_subtracts_gets_the_same_distance(ratio: float, least: dict[str, float]) -> None:
    code = _status(ratio, least)
    told = way_up(code, ratio, least, EN)
    if code == "on_track":
        assert told == ""
    else:
        threshold = least["at_risk" if code == "behind" else "on_track"]
        assert told.startswith(f"{_points(ratio, threshold):.1f} points")


def test_rules_name_the_programmes_own_thresholds() -> None:
    assert status_rule("behind", LEAST, VI) == "Chậm tiến độ: mức đạt dưới 75%."
    assert status_rule("at_risk", LEAST, VI) == "Có nguy cơ chậm: mức đạt từ 75% đến dưới 95%."
    assert status_rule("on_track", OTHERS, EN) == "On track: attainment of 90% or more."
    assert status_rule("at_risk", OTHERS, VI) == "Có nguy cơ chậm: mức đạt từ 62,5% đến dưới 90%."
    assert "kể từ đầu năm" in status_rule("no_report", LEAST, VI)
    assert "không tính vào bình quân" in status_rule("not_assessed", LEAST, VI)


@pytest.mark.parametrize("code", ["no_report", "not_assessed"])
def test_silence_has_a_rule_and_neither_number_nor_way(code: str) -> None:
    nothing = float("nan")
    row: dict[Any, Any] = {"status_code": code, "attainment_ratio": nothing}
    basis = group_basis(nothing, is_over_all=False, t=VI)
    assert explain(row, basis, LEAST, VI) == [status_rule(code, LEAST, VI)]
    assert "(" not in inline_status(row, LEAST, VI)
    line = task_line(row | {"task_number": 3, "is_earlier": False}, LEAST, VI)
    assert line.startswith("NV 3 ")
    assert "%" not in line


def test_text_from_outside_stays_text_in_an_explanation() -> None:
    assert "<img" not in explanation(HOSTILE, [HOSTILE], HOSTILE) + explained(HOSTILE, "mark", [HOSTILE])


# --- on the screen ---


@pytest.fixture(scope="module")
def values(made_homes: Callable[[str], MadeHome]) -> Values:
    asked = "select unit_code, period_code, indicator_code, total_value, women_value from fact.measurement"
    return {
        (row["unit_code"], row["period_code"], row["indicator_code"]): (row["total_value"], row["women_value"])
        for row in made_homes("full").house.ask(asked)
    }


def _html(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def _told(html: str, key: str) -> str:
    return html.split(f'id="why-{key}">')[1].split("</span></span>")[0]


@pytest.mark.parametrize("unit", ["303", "304", "305", "311", "318", "SNV", "HCCB"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_of_the_matrix_tells_status_range_count_and_distance(
    open_app: OpenApp, made_homes: Callable[[str], MadeHome], values: Values, unit: str, language: str
) -> None:
    t, programme = Words(language), Programme(made_homes("full").house.programme)
    lines = _told(_html(open_app(lang=language)), f"row-{unit}").split("<span>")[1:]
    assert len(lines) == 4
    for task, line in zip(programme.tasks, lines, strict=True):
        own = progress_row(programme, values, unit, PERIOD, task)
        assert line.startswith(f"{t('task.short', number=task[1:])} ")
        assert t(f"status.{own['status_code']}") in line
        if own["attainment_ratio"] is None:
            assert "%" not in line
            continue
        rows = [
            indicator_row(programme, values, unit, PERIOD, code)
            for code, one in programme.indicators.items()
            if one["task_code"] == task and programme.applies(unit, code)
        ]
        assessed = sum(row["attainment_ratio"] is not None for row in rows)
        assert f" {assessed}/{len(rows)} " in line
        if own["status_code"] != "on_track":
            threshold = LEAST["at_risk" if own["status_code"] == "behind" else "on_track"]
            assert f" {t.points(float(_points(own['attainment_ratio'], threshold)) / 100)} " in line.replace(
                ";", " "
            ).replace("(", " ")


def test_thresholds_on_the_screen_are_the_settings(
    open_app: OpenApp, made_homes: Callable[[str], MadeHome], tmp_path: Any
) -> None:
    made = copy_of(made_homes("sparse"), tmp_path / "copy")
    made.house.edit_csv("settings", {"setting_value": "0.9"}, setting_code="on_track_min_ratio")
    made.house.edit_csv("settings", {"setting_value": "0.625"}, setting_code="at_risk_min_ratio")
    made.house.etl("run")
    for page in ("overview", "communication"):
        html = _html(open_app(page, home=made))
        assert "từ 90% trở lên" in html
        assert not [text for text in ("95%", "75%") if f"từ {text}" in html or f"dưới {text}" in html]


def test_an_indicator_tells_what_was_divided_by_what(
    open_app: OpenApp, made_homes: Callable[[str], MadeHome], values: Values
) -> None:
    html, programme = _html(open_app("units", unit="311")), Programme(made_homes("full").house.programme)
    told = 0
    for code in (code for code in programme.indicators if programme.applies("311", code)):
        row = indicator_row(programme, values, "311", PERIOD, code)
        text = _told(html, f"indicator-{code}")
        assert VI(f"status.{row['status_code']}") in text
        if row["attainment_ratio"] is None or row["is_blank"]:
            continue
        told += 1
        assert f"Mức đạt {VI.percent(row['attainment_ratio'])}: lũy kế" in text
        assert ("cả kế hoạch năm" in text) == (row["expected_ratio"] == 1)
        assert row["expected_ratio"] == 1 or f"so với {VI.percent(row['expected_ratio'])} của" in text
    assert told > 10


def test_a_group_says_which_mean_it_is(open_app: OpenApp) -> None:
    assert "bình quân các đơn vị có báo cáo" in _told(_html(open_app()), "card-T1-city")
    assert "chưa báo cáo tính là 0" in _told(_html(open_app(over="all")), "card-T1-city")


def test_the_table_beside_the_bars_has_the_distance(open_app: OpenApp) -> None:
    app = open_app(type="district", task="T3")
    app.toggle(key="table_overview_progress").set_value(True).run()
    [table] = [frame.value for frame in app.dataframe]
    behind = table[table[VI("chart.status")].str.contains(VI("status.behind"))]
    assert len(behind)
    for attainment, told in zip(behind[VI("chart.attainment")], behind[VI("chart.way_up")], strict=True):
        assert not isnan(attainment)
        assert f"còn thiếu {VI.points(float(_points(attainment, 0.75)) / 100)} điểm" in told


# --- in a browser: by the keyboard, by a pointer, by a finger; cut off by nothing ---

PLACE = """async told => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const box = told.getBoundingClientRect();
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    let opacity = 1;
    for (let one = told; one; one = one.parentElement) opacity *= +getComputedStyle(one).opacity;
    return {
        inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
        onTop: told.contains(seen), opacity,
    };
}"""
WHOLE = {"inside": True, "onTop": True, "opacity": 1}
MARKS = {
    "": (".tb-card .tb-status .tb-why", ".tb-card dd .tb-why", ".tb-legend .tb-why", ".tb-matrix a", ".tb-map a"),
    "units": (".tb-units a",),
    "units?unit=305": (".tb-card .tb-why",),
    "coordination": (".tb-card .tb-why", ".tb-activities .tb-why", ".tb-budget .tb-why"),
}


def _explanation_of(mark: Locator) -> Locator:
    return mark.page.locator(f"#{mark.get_attribute('aria-describedby')}".replace(".", "\\."))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", MARKS)
def test_the_keyboard_brings_the_explanation_whole(browser: Browser, served: Served, address: str, size: Any) -> None:
    language = "en" if size is PHONE else "vi"
    with visit(browser, f"{served.url}/{address}{'&' if '?' in address else '?'}lang={language}", size) as seen:
        for selector in MARKS[address]:
            if size is PHONE and selector == ".tb-card dd .tb-why":
                continue  # on a phone the cards of the Overview leave out the groups beneath
            marks = seen.page.locator(selector)
            for mark in (marks.first, marks.last):
                told = _explanation_of(mark)
                expect(told).to_be_hidden()
                mark.focus()
                expect(told).to_be_visible()
                assert told.evaluate(PLACE) == WHOLE, selector
                assert Words(language)("status.behind").split(" ")[0] in seen.page.inner_text("body")
                mark.blur()
        assert seen.overflow == 0


def test_tab_reaches_the_marks_and_each_row_of_the_matrix_once(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?type=district") as seen:
        rows = seen.page.locator(".tb-matrix tbody tr")
        stops = rows.locator(":is(a, button, [tabindex='0'])")
        assert (rows.count(), stops.count()) == (15, 15)
        seen.page.locator(".tb-legend .tb-why").last.focus()
        seen.page.keyboard.press("Shift+Tab")
        expect(_explanation_of(seen.page.locator(".tb-legend .tb-why").first)).to_be_visible()


def test_a_pointer_may_rest_on_the_explanation_and_it_stays(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?type=district") as seen:
        mark = seen.page.locator(".tb-card .tb-status .tb-why").first
        told = _explanation_of(mark)
        mark.hover()
        expect(told).to_be_visible()
        told.hover()
        expect(told).to_be_visible()
        seen.page.mouse.move(2, 2)
        expect(told).to_be_hidden()


def test_a_finger_on_a_figure_of_the_matrix_brings_its_rows_explanation(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?type=district", PHONE) as seen:
        row = seen.page.locator(".tb-matrix tbody tr").nth(3)
        row.locator("td").nth(2).click()
        told = row.locator(".tb-told")
        expect(told).to_be_visible()
        assert told.evaluate(PLACE) == WHOLE
