"""The chair without a mouse: from the Overview to the unit behind, to its number, to the cell it came from, and on."""

from playwright.sync_api import Browser, Page, expect

from dashboard.words import Words
from tests.dashboard.serving import Served
from tests.dashboard.visitor import rest, visit

VI = Words("vi")


def tab_to(page: Page, place: str) -> None:
    """Press Tab until the place (a selector) has the focus, and see that it shows."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("place => document.activeElement.matches(place)", place):
            look = "one => getComputedStyle(one).outlineStyle + getComputedStyle(one).boxShadow"
            assert page.locator(":focus").evaluate(look) != "nonenone", place
            return
    raise AssertionError(f"Tab does not reach {place}")


def test_the_way_to_the_source_of_a_number_and_back(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/?type=district") as seen:
        page = seen.page
        tab_to(page, "[data-testid=stSkipToContent]")
        tab_to(page, ".tb-matrix a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/units?*unit=*")
        rest(page)
        tab_to(page, "details:not([open]) > summary:has(~ * a[href*='indicator='])")
        page.keyboard.press("Enter")
        tab_to(page, "details[open] a[href*='indicator=']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/units?*indicator=*")
        rest(page)
        expect(page.get_by_text(VI("source.cell"), exact=True).first).to_be_visible()
        page.go_back()
        page.wait_for_url(lambda url: "indicator=" not in url)
        rest(page)
        expect(page.locator("h1.tb-title")).to_be_visible()
