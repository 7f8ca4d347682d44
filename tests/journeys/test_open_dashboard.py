"""A dashboard stands open in a browser while runs come and go."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.dashboard.serving import serve
from tests.homes import MadeHome
from tests.house import House, Value

LANGUAGES = ("English", "Tiếng Việt")
FIRST: Value = ("305", "2022-Q1", "T1.01", 1, None)


def test_an_open_dashboard_never_errs_and_shows_the_new_snapshot_next(
    house: House, browser: Browser, tmp_path: Path
) -> None:
    house.drop_csv("first.csv", [FIRST])
    house.etl("run")
    with serve("server", MadeHome(house), tmp_path) as served:
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda told: errors.append(f"{told.text} {told.location}") if told.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{served.url}/?period=2022-Q1")
        _shows(page, house)
        for attendances in (2, 3, 4):
            before = house.snapshot_id
            house.drop_csv("next.csv", [FIRST, ("311", "2022-Q1", "T1.02", attendances, 1)])
            _use_while_a_run_is_at_work(page, house)
            assert house.snapshot_id != before
            page.get_by_role("radio", name="English").click()
            page.get_by_role("radio", name="Tiếng Việt").click()
            _shows(page, house)
        page.close()
        assert errors == []
        assert "Traceback" not in served.console.read_text(encoding="utf-8")


def _use_while_a_run_is_at_work(page: Page, house: House) -> None:
    run = house.start("run")
    click_count = 0
    while run.poll() is None:
        page.get_by_role("radio", name=LANGUAGES[click_count % 2]).click()
        expect(page.locator(".tb-figure").first).to_be_visible(timeout=20_000)
        click_count += 1
    out, err = run.communicate()
    assert run.returncode == 0, out + err
    assert click_count >= 1


def _shows(page: Page, house: House) -> None:
    expect(page.locator(".tb-freshness")).to_contain_text(str(house.snapshot_id), timeout=20_000)
