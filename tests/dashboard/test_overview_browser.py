"""The Overview in a real browser, on a server started from a folder that is not the project's."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.words import Words
from tests.dashboard.serving import Served, serve
from tests.dashboard.visitor import PHONE, choose, rest, visit
from tests.homes import HOSTILE, HOSTILE_UNIT, MadeHome, copy_of

VI = Words("vi")


def test_a_load_leaves_the_machine_for_nothing_and_makes_no_error(browser: Browser, served: Served) -> None:
    with visit(browser, served.url) as seen:
        assert len(seen.asked) > 10
        assert seen.asked_outside == []
        assert seen.errors == []
        assert "Traceback" not in served.console.read_text(encoding="utf-8")


def test_a_figure_is_named_by_its_finding(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?lang=en&type=district") as seen:
        expect(seen.page.get_by_label("Districts: 15 units", exact=False).first).to_be_visible()


def test_names_from_outside_are_text_everywhere(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?unit={HOSTILE_UNIT}") as seen:
        assert seen.page.locator("[data-testid=stMain] :is(a[href*=evil], img[src=x])").count() == 0
        expect(seen.page.locator(".tb-matrix .tb-told > b", has_text=HOSTILE)).to_have_count(1)
        assert not [url for url in seen.asked if "evil" in url or url.endswith("/x")]
        assert seen.errors == []


def test_filters_write_codes_and_the_back_button_takes_them_back(browser: Browser, served: Served) -> None:
    with visit(browser, served.url) as seen:
        page = seen.page
        choose(page, "Kỳ báo cáo", "Quý I năm 2022")
        page.wait_for_url("**/?period=2022-Q1")
        expect(page.locator(".tb-freshness")).to_contain_text("Quý I năm 2022")
        choose(page, "Khối đơn vị", "Quận, huyện")
        page.wait_for_url("**/?period=2022-Q1&type=district")
        expect(page.locator(".tb-matrix")).to_have_count(1)
        page.get_by_role("radio", name="English").click()
        page.wait_for_url("**/?period=2022-Q1&type=district&lang=en")
        expect(page.locator(".tb-freshness")).to_contain_text("Quarter 1 of 2022")
        page.go_back()
        expect(page.locator(".tb-freshness")).to_contain_text("Quý I năm 2022")
        page.go_back()
        expect(page.locator(".tb-matrix")).to_have_count(3)
        page.go_forward()
        expect(page.locator(".tb-matrix")).to_have_count(1)


def test_filters_go_along_to_another_page_and_stand_after_a_reload(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?period=2022-Q2&type=district&task=T2", PHONE) as seen:
        page = seen.page
        page.get_by_role("link", name=VI("page.submissions"), exact=True).click()
        page.wait_for_url("**/submissions?period=2022-Q2&type=district")
        expect(page.locator("h1.tb-title")).to_have_text(VI("page.submissions"))
        expect(page.locator(".tb-freshness")).to_contain_text("Quý II năm 2022")
        page.reload()
        rest(page)
        expect(page.locator(".tb-freshness")).to_contain_text("Quý II năm 2022")
        page.go_back()
        expect(page.locator("h1.tb-title")).to_have_text(VI("page.overview"))
        assert [one for one in seen.errors if "404" not in one] == []


def test_a_unit_of_the_matrix_leads_to_its_page(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?type=district&lang=en", PHONE) as seen:
        seen.page.locator(".tb-matrix a").first.click()
        seen.page.wait_for_url("**/units?*unit=3*")
        rest(seen.page)
        expect(seen.page.locator("h1.tb-title")).to_have_count(1)


def test_streamlit_run_from_elsewhere_works_too(
    browser: Browser, made_homes: Callable[[str], MadeHome], tmp_path: Path
) -> None:
    with serve("streamlit", made_homes("sparse"), tmp_path) as served, visit(browser, served.url) as seen:
        expect(seen.page.get_by_text("Deploy")).to_have_count(0)
        assert seen.asked_outside == []
        assert seen.errors == []


def test_healthz_and_a_new_snapshot_while_a_page_is_open(
    browser: Browser, made_homes: Callable[[str], MadeHome], tmp_path: Path
) -> None:
    made = copy_of(made_homes("sparse"), tmp_path / "copy")
    with serve("server", made, tmp_path) as served, visit(browser, served.url) as seen:
        with urllib.request.urlopen(f"{served.url}/healthz") as answer:
            assert json.load(answer)["status"] == "ok"
        made.house.drop_csv("one.csv", [("318", "2022-Q3", "T1.01", 1, None)])
        made.house.etl("run")
        seen.page.get_by_role("radio", name="English").click()
        expect(seen.page.locator(".tb-freshness")).to_contain_text(str(made.house.snapshot_id))
        assert seen.errors == []
        made.home.heartbeat.unlink()
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{served.url}/healthz")
        assert refused.value.code == 503
        refused.value.close()
