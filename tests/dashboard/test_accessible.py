"""axe finds nothing of ours on any page, light or dark; what is Streamlit's own stands in docs/accessibility.md."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dashboard.components.navigation import PAGE_NAMES
from tests.dashboard.every_page import page_url
from tests.dashboard.serving import Served
from tests.dashboard.visitor import PHONE, rest, visit

RULES: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}}  # 24 pixels, which axe asks for on request only
OF_STREAMLIT = {("region", "listbox")}  # rule and role; as docs/accessibility.md says


def findings(page: Page) -> list[tuple[str, str, str]]:
    """Rule, role and markup of everything that breaks a rule."""
    broken = Axe().run(page, options=RULES).response["violations"]
    found = [(rule["id"], node["target"][0], node["html"][:200]) for rule in broken for node in rule["nodes"]]
    return [(rule, str(page.locator(target).first.get_attribute("role")), html) for rule, target, html in found]


def unfold_all(page: Page) -> None:
    """Open everything that is folded away."""
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(summary => summary.click())")
    page.wait_for_timeout(600)  # it slides open
    rest(page)


@pytest.mark.parametrize("page_name", PAGE_NAMES)
def test_a_page_is_for_everyone(browser: Browser, served: Served, page_name: str) -> None:
    with visit(browser, page_url(served, page_name, "vi")) as seen:
        unfold_all(seen.page)
        assert findings(seen.page) == []
        seen.page.emulate_media(color_scheme="dark")
        expect(seen.page.locator("[data-testid=stApp]")).to_have_css("color-scheme", "dark")
        assert findings(seen.page) == []
        for figure in seen.page.locator("[data-testid=stPlotlyChart]").all():
            told = figure.locator("xpath=descendant-or-self::*[@aria-label]").first.get_attribute("aria-label") or ""
            assert any(letter.isdigit() for letter in told), told  # what it shows, with numbers
        seen.page.set_viewport_size({"width": 640, "height": 450})  # 1280 at 200 %
        seen.page.wait_for_timeout(600)  # figures have no event that says they are drawn anew
        assert seen.overflow == 0


def test_a_phone_with_a_table_and_a_popover_open_is_for_everyone(browser: Browser, served: Served) -> None:
    with visit(browser, page_url(served, "overview", "en"), PHONE) as seen:
        seen.page.locator("[class*=st-key-table_] label").first.click()
        seen.page.locator("[data-testid=stDataFrame]").first.wait_for()
        seen.page.locator("[class*=st-key-tools_] [data-testid=stPopover] button").first.click()
        seen.page.locator("[data-testid=stPopoverBody]").wait_for()
        assert findings(seen.page) == []


def test_what_axe_finds_of_an_open_list_is_streamlits_own(browser: Browser, served: Served) -> None:
    with visit(browser, page_url(served, "overview", "vi")) as seen:
        seen.page.get_by_role("combobox").nth(1).click()
        seen.page.get_by_role("listbox").wait_for()
        assert {(rule, role) for rule, role, _ in findings(seen.page)} == OF_STREAMLIT
