"""One unit's page: its tasks, indicators, trends and calendar against an independent computation of the facts."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.charts.panels import short_names
from dashboard.charts.unit_trend import trend_finding, unit_trend
from dashboard.unit_standing import gap_to_next
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import FORMULA, HOSTILE_UNIT, STRANGER, MadeHome
from tests.oracle.programme import Programme
from tests.oracle.units import Values, indicator_row, progress_row

VI = Words("vi")
PERIOD = "2022-Q3"
LEAST = {"on_track": 0.95, "at_risk": 0.75}
TASKS = ("T1", "T2", "T3", "T4")
COORDINATION_SILENT = "HCCB"


@dataclass(frozen=True)
class Facts:
    """The full home, its programme files, and what its units typed, by (unit, period, indicator)."""

    made: MadeHome
    programme: Programme
    values: Values


@pytest.fixture(scope="module")
def facts(made_homes: Callable[[str], MadeHome]) -> Facts:
    made = made_homes("full")
    rows = made.house.ask(
        "select unit_code, period_code, indicator_code, total_value, women_value from fact.measurement"
    )
    values: Values = {
        (row["unit_code"], row["period_code"], row["indicator_code"]): (row["total_value"], row["women_value"])
        for row in rows
    }
    return Facts(made, Programme(made.house.programme), values)


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def _row_of(html: str, name: str) -> str:
    """The row of an indicator, as markup."""
    [row] = [part for part in html.split("<tr")[1:] if f">{name}</a>" in part.split("</th>")[0]]
    return row.split("</tr>")[0]


def _cell(row: str, heading: str) -> str:
    return row.split(f'data-label="{heading}"')[1].split(">", 1)[1].split("</td>")[0]


@pytest.mark.parametrize("unit", [None, "<b>nobody"])
def test_without_a_unit_or_with_an_unknown_one_all_are_offered(open_app: OpenApp, unit: str | None) -> None:
    html = _html(open_app("units", **({} if unit is None else {"unit": unit})))
    assert html.count('href="units?') == 53
    assert "unit=305&amp;" in html
    assert "<b>nobody" not in html
    assert ("&lt;b&gt;nobody" in html) == (unit is not None)
    assert 'class="tb-unit"' not in html


def test_the_list_counts_the_tasks_of_each_unit(open_app: OpenApp, facts: Facts) -> None:
    html = _html(open_app("units", type="district"))
    assert html.count('<li class="tb-why"><a') == 15
    item = next(part for part in html.split("<li ") if "unit=305" in part)
    statuses = [progress_row(facts.programme, facts.values, "305", PERIOD, task)["status_code"] for task in TASKS]
    assert f"{VI('status.on_track').lower()}: {statuses.count('on_track')}" in item


@pytest.mark.parametrize("unit", ["305", "303", "318"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_show_the_units_attainment_and_the_middle_of_its_peers(
    open_app: OpenApp, facts: Facts, unit: str, language: str
) -> None:
    t = Words(language)
    cards = _html(open_app("units", unit=unit, lang=language)).split('<article class="tb-card"')[1:]
    assert len(cards) == 4
    for task, card in zip(TASKS, cards, strict=True):
        own = progress_row(facts.programme, facts.values, unit, PERIOD, task)
        assert t(f"status.{own['status_code']}") in card
        assert t.percent(own["attainment_ratio"]) in card
        rows = [
            progress_row(facts.programme, facts.values, one, PERIOD, task)
            for one in facts.programme.members("district")
        ]
        ratios = [row["attainment_ratio"] for row in rows if row["attainment_ratio"] is not None]
        group = t("group.district").lower()
        assert t("units.peers", median=t.percent(median(ratios)), group=group, count=len(ratios)) in card


@pytest.mark.parametrize("unit", ["305", "303", "318", "SNV", "BVSTBPN"])
def test_each_indicator_shows_its_value_target_and_status(open_app: OpenApp, facts: Facts, unit: str) -> None:
    html = _html(open_app("units", unit=unit))
    for code, indicator in facts.programme.indicators.items():
        if not facts.programme.applies(unit, code):
            assert f"indicator={code}&" not in html
            continue
        expected = indicator_row(facts.programme, facts.values, unit, PERIOD, code)
        row = _row_of(html, indicator["indicator_name_vi"])
        assert VI(f"status.{expected['status_code']}") in _cell(row, VI("units.status"))
        if expected["attainment_ratio"] is not None:
            assert _cell(row, VI("units.attainment")) == VI.percent(expected["attainment_ratio"])
            assert _cell(row, VI("units.completion")).split(" <small>")[0] == VI.percent(expected["completion_ratio"])
        if expected["is_blank"]:
            assert VI("units.blank_blank") in _cell(row, VI("units.to_date"))
        elif expected["to_date_value"] is not None and indicator["indicator_kind"] in ("C", "S"):
            decimals = int(indicator["decimals"])
            assert f">{VI.value(expected['to_date_value'], decimals)}</a>" in _cell(row, VI("units.to_date"))
            if expected["period_value"] is not None:
                assert f">{VI.value(expected['period_value'], decimals)}</a>" in _cell(row, VI("units.period_value"))
            if expected["to_date_women_value"] is not None:
                assert VI("units.women", count=VI.value(expected["to_date_women_value"])) in row


def test_a_figure_of_earlier_periods_has_a_star_and_says_so(open_app: OpenApp, facts: Facts) -> None:
    reported = {(unit, period) for unit, period, _ in facts.values}
    unit = next(unit for unit, period in sorted(reported) if (unit, PERIOD) not in reported)
    cards = _html(open_app("units", unit=unit)).split('<article class="tb-card"')[1:]
    for task, card in zip(TASKS, cards, strict=True):
        own = progress_row(facts.programme, facts.values, unit, PERIOD, task)
        assert f"{VI.percent(own['attainment_ratio'])}*</p>" in card
        assert f"* {VI('matrix.earlier')}" in card


def test_blank_zero_not_due_and_not_asked_are_told_apart(open_app: OpenApp, facts: Facts) -> None:
    html = _html(open_app("units", unit="318"))
    names = {code: row["indicator_name_vi"] for code, row in facts.programme.indicators.items()}
    remarks = {
        code: _cell(_row_of(html, name), VI("units.status")) for code, name in names.items() if f">{name}</a>" in html
    }
    assert VI("units.reason_zero_target") in remarks["T1.05"]
    assert VI("units.reason_zero_denominator") in remarks["T1.07"]
    assert VI("units.reason_watched") in remarks["T1.06"]
    assert VI("units.reason_not_due", due="Quý IV năm 2022") in remarks["T1.10"]
    department = _html(open_app("units", unit="SNV"))
    not_asked = [row for row in department.split("<tr") if VI("units.not_asked") in row]
    assert any(names["T2.04"] in row for row in not_asked)
    assert not any(names["T2.07"] in row for row in not_asked)  # asked of nobody: a ratio of groups


def test_a_silent_unit_by_coordination_is_never_overdue(open_app: OpenApp, facts: Facts) -> None:
    assert not [key for key in facts.values if key[0] == COORDINATION_SILENT]
    html = _html(open_app("units", unit=COORDINATION_SILENT))
    own = html[html.index('class="tb-unit"') :]
    assert VI("submissions.state_silent") in own
    assert VI("submissions.state_missing") not in own
    assert VI("submissions.no_contact") in own
    assert VI("submissions.state_not_due") in own  # the fourth period has begun


def test_a_silent_unit_by_duty_is_overdue(open_app: OpenApp, facts: Facts) -> None:
    [silent] = facts.made.house.ask(
        "select unit_code from mart.submission_calendar inner join dim.unit using (programme_code, unit_code)"
        f" where period_code = '{PERIOD}' and revision_count = 0 and reports_by = 'duty' order by unit_code limit 1"
    )
    html = _html(open_app("units", unit=silent["unit_code"]))
    assert VI("submissions.state_missing") in html[html.index('class="tb-unit"') :]


def test_a_returned_file_leads_to_the_submissions(open_app: OpenApp, facts: Facts) -> None:
    [waiting] = facts.made.house.ask(
        "select unit_code, error_count from mart.submission_calendar where error_count > 0"
    )
    html = _html(open_app("units", unit=waiting["unit_code"]))
    assert VI("units.returned", count=waiting["error_count"]) in html
    assert f'href="submissions?unit={waiting["unit_code"]}' in html


def test_the_calendar_tells_when_each_report_came(open_app: OpenApp, facts: Facts) -> None:
    html = _html(open_app("units", unit="305"))
    sent = {
        row["period_code"]: row for row in facts.made.house.ask("select * from ops.submission where unit_code = '305'")
    }
    for period in ("2022-Q1", "2022-Q2", "2022-Q3"):
        name = facts.programme.periods[period]["period_name_vi"]
        row = next(
            part for part in html.split("<tr") if f'<th scope="row">{name}</th>' in part and "submissions?" in part
        )
        day, due = sent[period]["report_date"], facts.programme.due_date("305", period)
        assert VI("submissions.state_late" if day > due else "submissions.state_on_time") in row
        assert VI.date(day) in row
        assert VI.date(due) in row


def test_the_office_names_what_it_is_not_asked_and_has_no_peers(open_app: OpenApp) -> None:
    html = _html(open_app("units", unit="BVSTBPN"))
    assert html.count('<article class="tb-card"') == 2
    assert VI("units.no_task", tasks="Tuyên truyền, tập huấn, Phối hợp liên ngành") in html
    assert "Trung vị thường trực" not in html


def test_text_of_strangers_is_text(open_app: OpenApp) -> None:
    for unit in (STRANGER, HOSTILE_UNIT):
        app = open_app("units", unit=unit)
        html = _html(app)
        assert "<img" not in html
        assert "&lt;img src=x" in html
        assert all("evil" not in box.label for box in app.expander)
    assert FORMULA.replace('"', "&quot;") in _html(open_app("units", unit=STRANGER))


@pytest.mark.parametrize("home", ["sparse", "catalogue"])
def test_units_without_reports_have_a_page_too(open_app: OpenApp, home: str) -> None:
    html = _html(open_app("units", home=home, unit="313", period="2022-Q1"))
    assert html.count('<article class="tb-card"') == 4
    assert VI("status.no_report") in html
    assert "nan" not in html.lower()


def test_the_trend_is_one_click_from_its_table(open_app: OpenApp, facts: Facts) -> None:
    app = open_app("units", unit="305")
    assert len(app.get("plotly_chart")) == 1
    app.toggle(key="table_units_trend").set_value(True).run()
    [table] = [frame.value for frame in app.dataframe]
    assert len(table) == 16  # four tasks, four periods begun
    rows = table[table[VI("filter.period")] == "Quý II năm 2022"]
    for task, shown in zip(TASKS, rows[VI("chart.completion")], strict=True):
        assert shown == pytest.approx(
            progress_row(facts.programme, facts.values, "305", "2022-Q2", task)["completion_ratio"]
        )


def test_the_figure_carries_plan_peers_and_unit_and_marks_what_stands_from_earlier() -> None:
    rows = pd.DataFrame(
        {
            "task_code": ["T1", "T1", "T2", "T2"],
            "period_code": ["p1", "p2"] * 2,
            "period_name": ["Quý I năm 2022", "Quý II năm 2022"] * 2,
            "completion_ratio": [0.2, 0.4, float("nan"), 0.5],
            "expected_ratio": [0.25, 0.5, float("nan"), 1.0],
            "peer_ratio": [0.3, 0.6, float("nan"), float("nan")],
            "status_code": ["at_risk", "at_risk", "no_report", "behind"],
            "is_earlier": [False, True, False, False],
        }
    )
    tasks = [("T1", "NV 1. Một"), ("T2", "NV 2. <b>Hai")]
    figure = unit_trend(rows, tasks, VI)
    plan, peers, unit = figure.data[:3]
    assert (list(plan.y), list(peers.y), list(unit.y)) == ([0.25, 0.5], [0.3, 0.6], [0.2, 0.4])
    assert list(unit.marker.symbol) == ["circle", "circle-open"]
    assert [trace.xaxis for trace in figure.data] == ["x"] * 3 + ["x2"] * 3
    assert [note.text for note in figure.layout.annotations] == ["NV 1. Một", "NV 2. &lt;b&gt;Hai"]
    assert list(figure.layout.xaxis.ticktext) == ["Quý I", "II"]
    alone = unit_trend(rows.assign(peer_ratio=float("nan")), tasks, VI)
    assert [trace.name for trace in alone.data[:2]] == [VI("units.trend_plan"), VI("units.trend_unit")]
    assert trend_finding(rows, tasks, VI).startswith("NV 1. Một: 20,0% → 40,0%, phải đạt 50,0%.")


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Quý I năm 2022", "Quý II năm 2022"], ["Quý I", "II"]),
        (["Quarter 1 of 2022", "Quarter 2 of 2022"], ["Quarter 1", "2"]),
        (["Cả năm"], ["Cả năm"]),
        (["Kỳ", "Kỳ"], ["Kỳ", "Kỳ"]),
    ],
)
def test_names_of_periods_lose_the_words_that_all_share(names: list[str], short: list[str]) -> None:
    assert short_names(names) == short


@given(
    reached=st.integers(0, 2000),
    target=st.integers(1, 1500),
    expected=st.sampled_from([0.25, 0.5, 0.75, 1.0]),
)
def test_the_gap_is_the_least_whole_count_that_reaches_the_next_status(
    reached: int, target: int, expected: float
) -> None:
    def status(value: float) -> str:
        ratio = value / (target * expected) + 1e-9
        return "on_track" if ratio >= 0.95 else "at_risk" if ratio >= 0.75 else "behind"

    gap = gap_to_next(status(reached), reached, target * expected, 1.0, LEAST)
    order = ["behind", "at_risk", "on_track"]
    if status(reached) == "on_track":
        assert gap is None
        return
    assert gap is not None
    missing, better = gap
    assert missing >= 1
    assert missing == int(missing)
    assert order.index(status(reached + missing)) >= order.index(better)
    assert missing == 1 or order.index(status(reached + missing - 1)) < order.index(better)


def test_a_value_never_filled_in_lacks_all_of_it() -> None:
    assert gap_to_next("behind", float("nan"), 2.0, 1.0, LEAST) == (2, "on_track")  # what two of two is
    assert gap_to_next("no_report", float("nan"), 2.0, 1.0, LEAST) is None
