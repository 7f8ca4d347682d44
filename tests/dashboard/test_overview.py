"""The Overview, run as a script: what it shows of a snapshot, and what it says when there is none."""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard.frame
from dashboard.charts.status import STATUSES
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import HOSTILE, HOSTILE_UNIT, MadeHome, copy_of

VI = Words("vi")
KEY = "programme_code = '2022' and period_code = '2022-Q3'"


def _html(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def _mean(made: MadeHome, condition: str, over: str) -> float:
    """A task's attainment from the units' own rows, the group's mart unseen."""
    [row] = made.house.ask(
        f"select sum(attainment_ratio) / {over} as mean from mart.progress_by_unit where {KEY} and {condition}"
    )
    return float(row["mean"])


@pytest.fixture
def full(made_homes: OpenApp) -> MadeHome:
    made: MadeHome = made_homes("full")
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_show_attainment_status_and_reporting(open_app: OpenApp, full: MadeHome, language: str) -> None:
    t = Words(language)
    html = _html(open_app(lang=language))
    for task in ("T1", "T2", "T3", "T4"):
        mean = _mean(full, f"task_code = '{task}'", "count(attainment_ratio)")
        assert f'<p class="tb-figure">{t.percent(mean)}</p>' in html
    assert html.count('class="tb-card"') == 4
    reported = full.house.ask(f"select count(*) as n from mart.submission_calendar where {KEY} and revision_count > 0")
    assert t("frame.reported", reported=reported[0]["n"], expected=53) in html


def test_the_second_reading_counts_the_silent_as_zero_and_says_what_the_bar_counts(
    open_app: OpenApp, full: MadeHome
) -> None:
    html = _html(open_app(over="all"))
    mean = _mean(full, "task_code = 'T1'", "count(*)")
    assert f'<p class="tb-figure">{VI.percent(mean)}</p>' in html
    assert html.count(VI("card.plan_reporting", completion="", expected="")[:30]) == 4


def test_a_type_of_unit_takes_the_lead_on_the_cards_and_alone_is_listed(open_app: OpenApp, full: MadeHome) -> None:
    app = open_app(type="district")
    mean = _mean(full, "task_code = 'T1' and unit_type = 'district'", "count(attainment_ratio)")
    assert f'<p class="tb-figure">{VI.percent(mean)}</p>' in _html(app)
    assert _html(app).count('class="tb-matrix"') == 1
    assert [chart.proto.id.split("figure_")[-1] for chart in app.get("plotly_chart")] == ["progress_district"]


def test_every_unit_stands_in_the_matrix_with_its_figures_and_the_way_to_its_page(
    open_app: OpenApp, full: MadeHome
) -> None:
    html = _html(open_app(unit="305", period="2022-Q3"))
    assert html.count('class="tb-matrix"') == 3
    assert html.count('<th scope="row">') == 53
    assert html.count('<tr class="tb-chosen tb-why">') == 1
    assert 'href="units?period=2022-Q3&amp;unit=SNV"' in html
    for row in full.house.ask(f"select * from mart.progress_by_unit where {KEY} and unit_code in ('305', '318')"):
        if row["attainment_ratio"] is not None:
            symbol = STATUSES[row["status_code"]].symbol
            assert f"{symbol} {VI.percent(row['attainment_ratio'])}" in html


def test_figures_of_earlier_periods_are_marked(open_app: OpenApp, full: MadeHome) -> None:
    [row] = full.house.ask(
        f"select count(*) as n from mart.progress_by_unit where {KEY} and has_report and not has_report_in_period"
    )
    assert row["n"] > 0
    [matrices] = ["".join(part for part in _html(open_app()).split("\n") if 'class="tb-matrix"' in part)]
    assert matrices.count(VI("matrix.earlier")) == row["n"]
    assert len(re.findall(r"%\*</td>", matrices)) == row["n"]


def test_the_table_is_one_click_away(open_app: OpenApp) -> None:
    app = open_app(type="district", task="T2")
    app.toggle(key="table_overview_progress").set_value(True).run()
    [table] = [frame.value for frame in app.dataframe]
    assert len(table) == 15
    assert list(table)[:3] == [VI("chart.unit"), VI("chart.group"), VI("chart.status")]
    assert not app.get("plotly_chart")


def test_the_task_of_the_bars_can_be_picked_and_stands_in_the_url(open_app: OpenApp) -> None:
    app = open_app(type="district")
    app.segmented_control(key="filter_task").set_value("T2").run()
    assert app.query_params["task"] == "T2"


def test_the_silent_are_named_with_their_reason(open_app: OpenApp, full: MadeHome) -> None:
    html = _html(open_app())
    silent = full.house.ask(
        "select reports_by, count(*) as n from mart.submission_calendar inner join dim.unit using (unit_code)"
        f" where submission_calendar.{KEY.replace(' and ', ' and submission_calendar.')} and revision_count = 0"
        " group by reports_by"
    )
    counts = {row["reports_by"]: row["n"] for row in silent}
    assert counts["duty"] > 0
    assert counts["coordination"] > 0
    overdue = html.index(VI("frame.missing_by_duty", count=counts["duty"]))
    assert overdue < html.index(VI("frame.missing_by_coordination", count=counts["coordination"]))


def test_names_from_outside_are_shown_as_text(open_app: OpenApp) -> None:
    app = open_app(unit=HOSTILE_UNIT)
    assert "<img" not in _html(app)
    assert HOSTILE in app.selectbox(key="filter_unit").options  # options are never markup
    assert all("<img" not in part.value for part in [*app.markdown, *app.caption, *app.warning, *app.info])


def test_made_up_data_say_so(open_app: OpenApp) -> None:
    assert [banner.value for banner in open_app().warning] == [VI("banner.made_up", date="25/09/2022")]


def test_a_broken_law_and_an_unreadable_heartbeat_are_told(
    open_app: OpenApp, made_homes: OpenApp, tmp_path: Path
) -> None:
    made = copy_of(made_homes("sparse"), tmp_path / "copy")
    beat = json.loads(made.home.heartbeat.read_text(encoding="utf-8"))
    made.home.heartbeat.write_text(json.dumps(beat | {"exit_code": 2, "laws_broken": ["x"]}), encoding="utf-8")
    moment = VI.moment(dashboard.frame.now().fromisoformat(beat["ended_at"]))
    assert VI("banner.law_broken", moment=moment, count=1) in [one.value for one in open_app(home=made).warning]
    made.home.heartbeat.write_text("{", encoding="utf-8")
    assert VI("banner.unreadable") in [one.value for one in open_app(home=made).warning]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_snapshot_the_page_says_what_to_do(open_app: OpenApp, language: str) -> None:
    app = open_app(home="empty", lang=language)
    assert [notice.value for notice in app.info] == [Words(language)("empty.no_snapshot")]
    assert not app.exception


def test_before_the_programme_begins_the_page_says_so(open_app: OpenApp, made_homes: OpenApp, tmp_path: Path) -> None:
    made = copy_of(made_homes("catalogue"), tmp_path / "copy")
    made.house.today = "2021-12-14"
    assert [notice.value for notice in open_app(home=made).info] == [VI("empty.no_programme")]


def test_a_period_without_any_report_says_so(open_app: OpenApp) -> None:
    app = open_app(home="catalogue")
    assert [notice.value for notice in app.info] == [VI("empty.no_reports", due="20/12/2022")]
    assert len(app.get("plotly_chart")) == 0


def test_a_period_that_nobody_reported_yet_says_whose_figures_these_are(open_app: OpenApp) -> None:
    assert VI("frame.nobody_yet", due="20/12/2022") in _html(open_app(period="2022-Q4"))


def test_an_error_is_a_sentence_and_a_reference(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_wished_id: str | None) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(dashboard.frame, "open_reader", fail)
    app = open_app()
    [shown] = app.error
    reference = caplog.records[-1].args
    assert not app.exception
    assert "secret detail" not in shown.value
    assert str(reference).strip("(',)") in shown.value


def test_a_new_snapshot_is_shown_at_the_next_interaction(
    open_app: OpenApp, made_homes: OpenApp, tmp_path: Path
) -> None:
    made = copy_of(made_homes("sparse"), tmp_path / "copy")
    before = str(made.house.snapshot_id)
    app = open_app(home=made)
    assert before in _html(app)
    made.house.drop_csv("one.csv", [("318", "2022-Q3", "T1.01", 1, None)])
    made.house.etl("run")
    app.run()
    shown = _html(app)
    assert (str(made.house.snapshot_id) in shown) == (made.house.snapshot_id != before)
    assert made.house.snapshot_id != before
