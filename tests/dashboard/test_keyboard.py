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
            # A list's ring is drawn around what surrounds its input.
            looks = "[one, one.parentElement].map(it => getComputedStyle(it))"
            ring = f"one => {looks}.some(it => it.outlineStyle !== 'none' || it.boxShadow !== 'none')"
            assert page.locator(":focus").evaluate(ring), place
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


def test_period_language_and_download(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/") as seen:
        page = seen.page
        tab_to(page, f"[aria-label*='{VI('filter.period')}']")
        page.keyboard.press("ArrowDown")
        page.get_by_role("listbox").wait_for()
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?*period=2022-Q1*")
        rest(page)
        tab_to(page, ".st-key-tools_progress [data-testid=stPopoverButton]")
        page.keyboard.press("Enter")
        expect(page.locator("[data-testid=stPopoverBody]")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("[data-testid=stPopoverBody]")).to_be_hidden()
        page.keyboard.press("Enter")
        tab_to(page, "[data-testid=stDownloadButton] button")
        with page.expect_download() as coming:
            page.keyboard.press("Enter")
        assert coming.value.suggested_filename.endswith(".xlsx")
