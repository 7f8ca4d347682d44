"""The Overview, run as a script: what it shows of a snapshot, and what it says when there is none."""

import json
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard.frame
from dashboard.words import LANGUAGES, Words
from tests.dashboard.made_snapshot import HOSTILE, MadeHome, make_snapshot
from warehouse.home import Home


def _html(app: AppTest) -> str:
    return "\n".join(part.value for part in app.html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_show_attainment_status_and_reporting(open_app: Callable[..., AppTest], language: str) -> None:
    t = Words(language)
    app = open_app(lang=language)
    html = _html(app)
    mean = (0.9123 + 0.5 + 0.96) / 3
    assert f'<p class="tb-figure">{t.percent(mean)}</p>' in html
    assert t("card.reporting", reported=3, expected=5, in_period=3) in html
    assert t("frame.reported", reported=4, expected=6) in html
    assert t("card.to_next", points=t.number(16), status=t("status.on_track")) in html
    assert html.count('class="tb-card"') == 2


def test_the_second_reading_counts_the_silent_as_zero(open_app: Callable[..., AppTest]) -> None:
    assert f'<p class="tb-figure">{Words("vi").percent((0.9123 + 0.5 + 0.96) / 5)}</p>' in _html(open_app(over="all"))


def test_a_type_of_unit_takes_the_lead_on_the_cards_and_alone_is_listed(
    open_app: Callable[..., AppTest],
) -> None:
    app = open_app(type="district")
    assert f'<p class="tb-figure">{Words("vi").percent(0.96)}</p>' in _html(app)
    assert [chart.proto.id.split("figure_")[-1] for chart in app.get("plotly_chart")] == [
        "matrix_district",
        "progress_district",
    ]


def test_departments_districts_and_the_office_stand_apart(open_app: Callable[..., AppTest]) -> None:
    charts = [chart.proto.id.split("figure_")[-1] for chart in open_app().get("plotly_chart")]
    assert charts[:3] == ["matrix_department", "matrix_district", "matrix_office"]
    assert charts[3:] == [
        "progress_department",
        "progress_district",
    ]  # the office has nothing to do in task 1


def test_the_table_is_one_click_away(open_app: Callable[..., AppTest]) -> None:
    app = open_app(type="district")
    app.toggle(key="table_matrix").set_value(True).run()
    table: pd.DataFrame = app.dataframe[0].value
    assert table.iloc[1].tolist()[0] == "Quận Hồng Bàng"
    assert pd.isna(table["NV 1"].iloc[1])
    assert table["NV 1"].iloc[0] == 0.96


def test_the_task_of_the_bars_can_be_picked(open_app: Callable[..., AppTest]) -> None:
    app = open_app(type="district")
    app.segmented_control(key="progress_task").set_value("T2").run()
    assert '<h3 class="tb-group">Cán bộ nữ dài</h3>' in _html(app)


def test_the_silent_are_named_with_their_reason(open_app: Callable[..., AppTest]) -> None:
    t, html = Words("vi"), _html(open_app())
    overdue, coordination = t("frame.missing_by_duty", count=1), t("frame.missing_by_coordination", count=1)
    assert html.index(overdue) < html.index("Quận Hồng Bàng") < html.index(coordination)
    assert html.index(coordination) < html.index("Ủy ban Mặt trận Tổ quốc")
    assert t("frame.returned", count=3) in html


def test_a_HOSTILE_is_shown_as_text(open_app: Callable[..., AppTest]) -> None:
    app = open_app(period="2022-Q3")
    assert "<img" not in _html(app)
    assert HOSTILE in app.selectbox(key="filter_unit").options  # options are never markup
    assert all("<img" not in part.value for part in [*app.markdown, *app.caption, *app.warning, *app.info])


def test_made_up_data_say_so(make_home: Callable[..., Home], open_app: Callable[..., AppTest]) -> None:
    make_home(MadeHome(is_made_up=True))
    assert [banner.value for banner in open_app(home=None).warning] == [
        Words("vi")("banner.made_up", date="25/09/2022")
    ]


def test_a_broken_law_and_an_unreadable_heartbeat_are_told(open_app: Callable[..., AppTest], made_home: Home) -> None:
    beat = json.loads(made_home.heartbeat.read_text(encoding="utf-8"))
    made_home.heartbeat.write_text(json.dumps(beat | {"exit_code": 2, "laws_broken": ["x"]}), encoding="utf-8")
    assert [banner.value for banner in open_app().warning] == [
        Words("vi")("banner.law_broken", moment="25/09/2022, 08:00", count=1)
    ]
    made_home.heartbeat.write_text("{", encoding="utf-8")
    assert [banner.value for banner in open_app().warning] == [Words("vi")("banner.unreadable")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_snapshot_the_page_says_what_to_do(
    make_home: Callable[..., Home], open_app: Callable[..., AppTest], language: str
) -> None:
    make_home(None)
    app = open_app(home=None, lang=language)
    assert [notice.value for notice in app.info] == [Words(language)("empty.no_snapshot")]
    assert not app.exception


def test_before_the_programme_begins_the_page_says_so(
    made_home: Home, open_app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENBO_NOW", "2021-12-14T09:00:00+07:00")
    assert [notice.value for notice in open_app().info] == [Words("vi")("empty.no_programme")]


def test_a_period_without_reports_says_so(open_app: Callable[..., AppTest]) -> None:
    app = open_app(period="2022-Q3")
    assert [notice.value for notice in app.info] == [Words("vi")("empty.no_reports", due="20/09/2022")]
    assert len(app.get("plotly_chart")) == 0


def test_an_error_is_a_sentence_and_a_reference(
    open_app: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(dashboard.frame, "open_reader", fail)
    app = open_app()
    [shown] = app.error
    reference = caplog.records[-1].args
    assert not app.exception
    assert "secret detail" not in shown.value
    assert str(reference).strip("(',)") in shown.value


def test_a_new_snapshot_is_shown_at_the_next_interaction(open_app: Callable[..., AppTest], made_home: Home) -> None:
    app = open_app()
    assert Words("vi")("frame.reported", reported=4, expected=6) in _html(app)
    make_snapshot(made_home, MadeHome(snapshot_id="20220926T080000-def456", reported_periods=("2022-Q1",)))
    app.run()
    assert "20220926T080000-def456" in _html(app)
