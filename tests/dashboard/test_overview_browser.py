"""The Overview in a real browser, on a server started from a folder that is not the project's."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.dashboard.made_snapshot import HOSTILE, MadeHome, make_snapshot
from tests.dashboard.serving import Served, serve
from warehouse.home import Home

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@contextmanager
def _visit(browser: Browser, url: str, size: dict[str, int] = DESK) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A loaded page, the addresses it asked for, and the errors on its console."""
    page = browser.new_page(viewport=size)  # type: ignore[arg-type]
    page.set_default_timeout(20_000)
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    try:
        yield page, asked, errors
    finally:
        page.close()


def _wait_for_figures(page: Page, count: int = 5) -> None:
    expect(page.locator(".js-plotly-plot .main-svg:first-child")).to_have_count(count)


def test_a_load_leaves_the_machine_for_nothing_and_makes_no_error(browser: Browser, served: Served) -> None:
    with _visit(browser, served.url) as (page, asked, errors):
        _wait_for_figures(page)
        outside = [url for url in asked if not url.split("://")[1].startswith("127.0.0.1:") and url[:5] != "data:"]
        assert len(asked) > 10
        assert outside == []
        assert errors == []
        assert "Traceback" not in served.console.read_text(encoding="utf-8")


def test_the_numbers_of_the_snapshot_stand_on_the_screen(browser: Browser, served: Served) -> None:
    with _visit(browser, served.url) as (page, _, _):
        _wait_for_figures(page)
        expect(page.locator(".tb-figure").first).to_have_text("79,1%")
        cells = page.locator(".js-plotly-plot").first.locator("text.bartext")
        assert cells.all_text_contents() == ["■ 50,0%", "▲ 91,2%", "○", "▲ 80,0%", "● 100,0%", "○"]


def test_a_figure_is_named_by_its_finding(browser: Browser, served: Served) -> None:
    with _visit(browser, f"{served.url}/?lang=en&type=district") as (page, _, _):
        _wait_for_figures(page, 2)
        expect(page.get_by_label("Districts: 2 units", exact=False).first).to_be_visible()


def test_a_HOSTILE_is_text_everywhere(browser: Browser, served: Served) -> None:
    with _visit(browser, f"{served.url}/?period=2022-Q3&unit=SYT") as (page, asked, errors):
        page.get_by_text("Đơn vị chưa báo cáo kỳ này").click()
        expect(page.locator(".tb-silent li", has_text=HOSTILE)).to_be_visible()
        page.goto(f"{served.url}/?unit=SYT")
        _wait_for_figures(page)
        assert page.locator("[data-testid=stMain] :is(a[href*=evil], img[src=x])").count() == 0
        assert "<img src=x" in page.locator(".ytick", has_text="<img").first.text_content()
        assert not [url for url in asked if "evil" in url or url.endswith("/x")]
        assert errors == []


def test_filters_write_codes_and_the_back_button_takes_them_back(browser: Browser, served: Served) -> None:
    with _visit(browser, served.url) as (page, _, _):
        _wait_for_figures(page)
        _choose(page, "Kỳ báo cáo", "Quý I năm 2022")
        page.wait_for_url("**/?period=2022-Q1")
        expect(page.locator(".tb-freshness")).to_contain_text("Quý I năm 2022")
        _choose(page, "Khối đơn vị", "Quận, huyện")
        page.wait_for_url("**/?period=2022-Q1&type=district")
        _wait_for_figures(page, 2)
        page.get_by_role("radio", name="English").click()
        page.wait_for_url("**/?period=2022-Q1&type=district&lang=en")
        expect(page.locator(".tb-freshness")).to_contain_text("Quarter 1 of 2022")
        page.go_back()
        expect(page.locator(".tb-freshness")).to_contain_text("Quý I năm 2022")
        page.go_back()
        _wait_for_figures(page)
        page.go_forward()
        _wait_for_figures(page, 2)


def _choose(page: Page, label: str, option: str) -> None:
    page.locator("[data-testid=stSelectbox]", has_text=label).locator("input").click()
    page.get_by_role("option", name=option).click()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_phone_scrolls_down_and_never_sideways(browser: Browser, served: Served, language: str) -> None:
    with _visit(browser, f"{served.url}/?lang={language}", PHONE) as (page, _, _):
        _wait_for_figures(page)
        main = page.locator("[data-testid=stMain]")
        assert main.evaluate("element => element.scrollWidth - element.clientWidth") == 0
        cells = page.locator(".js-plotly-plot").first.locator("text.bartext")
        assert min(box["width"] for box in cells.evaluate_all(_BOXES)) > 5


_BOXES = "cells => cells.map(cell => ({width: cell.getBoundingClientRect().width}))"


def test_streamlit_run_from_elsewhere_works_too(browser: Browser, made_home: Home, tmp_path: Path) -> None:
    with (
        serve("streamlit", made_home, tmp_path) as served,
        _visit(browser, served.url) as (page, asked, errors),
    ):
        _wait_for_figures(page)
        expect(page.get_by_text("Deploy")).to_have_count(0)
        assert all("127.0.0.1" in url or url.startswith("data:") for url in asked)
        assert errors == []


def test_healthz_over_http(served: Served, made_home: Home) -> None:
    with urllib.request.urlopen(f"{served.url}/healthz") as answer:
        assert json.load(answer)["status"] == "ok"
    made_home.heartbeat.unlink()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{served.url}/healthz")
    assert refused.value.code == 503
    refused.value.close()


def test_an_open_page_shows_a_new_snapshot_at_its_next_interaction(
    browser: Browser, served: Served, made_home: Home
) -> None:
    with _visit(browser, served.url) as (page, _, errors):
        _wait_for_figures(page)
        make_snapshot(made_home, MadeHome(snapshot_id="20220926T080000-def456"))
        page.get_by_role("radio", name="English").click()
        expect(page.locator(".tb-freshness")).to_contain_text("20220926T080000-def456")
        assert errors == []
