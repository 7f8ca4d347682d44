"""A dashboard stands open in a browser while runs come and go."""

from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.dashboard.serving import serve
from tests.house import House
from warehouse.home import Home


def test_an_open_dashboard_never_errs_and_shows_the_new_snapshot_next(house: House, tmp_path: Path) -> None:
    house.drop_csv("a.csv", [("305", "2022-Q1", "T1.01", 1, None)])
    house.etl("run")
    with serve("server", Home(house.home), tmp_path) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        errors: list[str] = []
        page.on(
            "console",
            lambda message: errors.append(f"{message.text} {message.location}") if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{served.url}/?period=2022-Q1")
        _shows(page, house)
        for total in (2, 3, 4):
            house.drop_csv("next.csv", [("305", "2022-Q1", "T1.01", 1, None), ("311", "2022-Q1", "T1.02", total, 1)])
            before = house.snapshot_id
            run = house.start("run")
            language = 0
            while run.poll() is None:
                language += 1
                page.get_by_role("radio", name=("English", "Tiếng Việt")[language % 2]).click()
                expect(page.locator(".tb-figure").first).to_be_visible(timeout=20_000)
            out, err = run.communicate()
            assert run.returncode == 0, out + err
            assert house.snapshot_id != before
            page.get_by_role("radio", name=("English", "Tiếng Việt")[(language + 1) % 2]).click()
            _shows(page, house)
        browser.close()
        assert errors == []
        assert "Traceback" not in served.console.read_text(encoding="utf-8")


def _shows(page: Page, house: House) -> None:
    expect(page.locator(".tb-freshness")).to_contain_text(str(house.snapshot_id), timeout=20_000)
