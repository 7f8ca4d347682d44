"""The four task pages, on homes that the product itself made: what all of them show, and what they say of nothing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import FORMULA, MadeHome
from tests.house import House

VI = Words("vi")
PAGES = ("communication", "cadres", "coordination", "inspection")


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_task_page_has_its_tasks_full_name_and_all_common_sections(
    open_app: OpenApp, page: str, language: str
) -> None:
    t = Words(language)
    html = _html(open_app(page, lang=language))
    names = {
        "communication": ("Tuyên truyền, tập huấn nâng cao", "Communication and training to raise"),
        "cadres": ("Tham mưu với cấp ủy", "Advice to Party committee"),
        "coordination": ("Tăng cường phối hợp", "Stronger inter-sectoral"),
        "inspection": ("Công tác kiểm tra", "Inspection"),
    }
    assert f'<h1 class="tb-title">{names[page][LANGUAGES.index(language)]}' in html
    for section in ("standing", "trend", "progress", "indicators", "difficulties"):
        assert f"<h2>{t(f'task.{section}')}</h2>" in html


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("query", [{"over": "all", "type": "district"}, {"unit": "303", "type": "department"}])
def test_a_task_page_bears_every_filter(open_app: OpenApp, page: str, query: dict[str, str]) -> None:
    assert "tb-indicators" in _html(open_app(page, **query))


@pytest.mark.parametrize("page", PAGES)
def test_a_sparse_period_and_one_that_nobody_reported_are_shown(open_app: OpenApp, page: str) -> None:
    for query in ({}, {"period": "2022-Q3"}, {"unit": "318"}, {"unit": "BVSTBPN"}):
        _html(open_app(page, "sparse", **query))


@pytest.mark.parametrize("page", PAGES)
def test_without_a_report_the_page_says_when_it_is_due(open_app: OpenApp, page: str) -> None:
    app = open_app(page, "catalogue")
    _html(app)
    assert [notice.value for notice in app.info] == [VI("empty.no_reports", due="20/12/2022")]


def test_without_a_snapshot_the_page_keeps_its_name(open_app: OpenApp) -> None:
    app = open_app("cadres", "empty")
    assert f'<h1 class="tb-title">{VI("page.cadres")}</h1>' in _html(app)
    assert [notice.value for notice in app.info] == [VI("empty.no_snapshot")]


def test_a_type_of_unit_has_its_card_beside_the_citys(open_app: OpenApp) -> None:
    assert _html(open_app("communication")).count('<article class="tb-card">') == 3
    html = _html(open_app("communication", type="district"))
    assert html.count('<article class="tb-card">') == 2
    assert f"<h3>{VI('group.department')}</h3>" not in html


def test_a_period_not_due_yet_is_not_told_as_silence(open_app: OpenApp) -> None:
    app = open_app("communication", type="district", unit="305")
    app.toggle(key="table_communication_trend").set_value(True).run()
    table = app.dataframe[0].value
    told = table[table[VI("filter.period")] == "Quý IV năm 2022"]
    assert set(told[VI("chart.status")]) == {VI("trend.open")}
    assert told[VI("chart.completion")].isna().all()
    assert "Q. Lê Chân" in set(table[VI("task.who")])


def test_what_units_say_is_text_and_leads_to_the_rest(open_app: OpenApp) -> None:
    pages = [_html(open_app(page, unit="303")) for page in PAGES]
    assert all("<img" not in html for html in pages)
    assert any("&lt;img src=x" in html and "tb-said" in html for html in pages)
    assert any(FORMULA.replace('"', "&quot;") in html for html in pages)
    assert 'href="difficulties?unit=303&amp;task=T1"' in pages[0]


def test_communication_and_cadres_have_sections_of_their_own(open_app: OpenApp) -> None:
    own = {
        "communication": ("communication.activity", "communication.norm"),
        "cadres": ("cadres.shares", "cadres.key_leaders"),
    }
    for page, sections in own.items():
        html = _html(open_app(page))
        assert all(f"<h2>{VI(section)}</h2>" in html for section in sections)
    assert f"<h2>{VI('communication.norm')}</h2>" not in _html(open_app("communication", type="department"))


def test_a_share_that_the_chosen_type_is_not_asked_for_says_so(open_app: OpenApp) -> None:
    html = _html(open_app("cadres", type="department", share="council_share"))
    assert VI("cadres.share_not_asked") in html


def test_a_programme_without_roles_and_pages_has_no_such_sections(tmp_path: Path, open_app: OpenApp) -> None:
    house = House.build(tmp_path / "house")
    for code in ("T1.07", "T2.06"):
        house.edit_csv("indicators", {"role_code": ""}, indicator_code=code)
    house.edit_csv("tasks", {"page_code": ""}, task_code="T4")
    values = [("305", "2022-Q1", code, 1.0, None) for code in ("T1.01", "T2.01", "T3.01", "T4.01")]
    house.drop_csv("q1.csv", values)
    house.etl("run")
    made = MadeHome(house)
    assert f"<h2>{VI('communication.norm')}</h2>" not in _html(open_app("communication", made))
    assert f"<h2>{VI('cadres.key_leaders')}</h2>" not in _html(open_app("cadres", made))
    app = open_app("inspection", made)
    assert f'<h1 class="tb-title">{VI("page.inspection")}</h1>' in _html(app)
    assert [notice.value for notice in app.info] == [VI("task.none")]
