"""No English on a Vietnamese screen: not in what is seen, nor in what is read out, hinted at or shown on hovering."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.components.navigation import PAGE_NAMES
from dashboard.words import Words
from tests.dashboard.every_page import page_url
from tests.dashboard.serving import Served
from tests.dashboard.visitor import rest, visit

VI = Words("vi")
# Words of Streamlit's, of the browser parts in it and of Plotly's that are no Vietnamese syllables.
ENGLISH = re.compile(
    r"\b(?:About|Apply|apply|Autosize|available|Browse|Cancel|Choose|Clear|Close|Column|column|Connecting|Connection|"
    r"Copy|Deploy|Dismiss|does not|Download|download|Drag|drop|Edit|Error|error|exist|Expand|File|Format|Fullscreen|"
    r"fullscreen|here|Hide|hide|Keyboard|Limit|Loading|match|menu|Next|No options|No results|Open|Option|option|"
    r"options|Page|Please|Press|Previous|Print|Record|requested|Rerun|Reset|results?|Running|Search|Select|select|"
    r"Settings|Show|show|Skip|Sort|Stop|Streamlit|Theme|Toggle|Type to|Upload|View|view|Zoom)\b"
)
SAID = """() => {
    const said = []
    for (const element of document.querySelectorAll('body *:not(script, style, noscript)')) {
        for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'title', 'placeholder', 'alt'])
            said.push(element.getAttribute(name) ?? '')
        if (element.closest('[translate=no]')) continue  // names of icons, which a font draws
        for (const node of element.childNodes) if (node.nodeType === 3) said.push(node.nodeValue)
    }
    return said
}"""


def english_on(page: Page) -> list[str]:
    """What is said in English. Everything ours says in Vietnamese; names of tables and columns have underlines."""
    return sorted({text for text in page.evaluate(SAID) if ENGLISH.search(text)})


@pytest.mark.parametrize("page_name", PAGE_NAMES)
def test_a_vietnamese_page_says_nothing_in_english(browser: Browser, served: Served, page_name: str) -> None:
    with visit(browser, page_url(served, page_name, "vi")) as seen:
        assert english_on(seen.page) == []
        assert seen.page.locator("html").get_attribute("lang") == "vi"
        assert seen.page.get_by_role("link", name=VI("furniture.skip")).count() == 1


def test_what_opens_is_vietnamese_too(browser: Browser, served: Served) -> None:
    with visit(browser, page_url(served, "overview", "vi")) as seen:
        page = seen.page
        page.get_by_role("combobox").nth(1).click()
        page.get_by_role("listbox").wait_for()
        assert english_on(page) == []
        page.keyboard.type("zzz")
        expect(page.get_by_text(VI("furniture.no_results"))).to_be_visible()
        assert english_on(page) == []
        page.keyboard.press("Escape")
        page.locator("[class*=st-key-tools_] [data-testid=stPopover] button").first.click()
        page.locator("[data-testid=stPopoverBody]").wait_for()
        assert english_on(page) == []
        page.keyboard.press("Escape")
        page.locator("[class*=st-key-table_] label").first.click()
        table = page.locator("[data-testid=stDataFrame]").first
        table.hover()
        expect(page.get_by_role("button", name=VI("furniture.search")).first).to_be_attached()
        table.click(button="right", position={"x": 300, "y": 15}, force=True)
        page.wait_for_timeout(400)  # a menu may open, or none
        assert english_on(page) == []


def test_typing_and_a_page_that_is_not_are_vietnamese_too(browser: Browser, served: Served) -> None:
    with visit(browser, page_url(served, "difficulties", "vi")) as seen:
        seen.page.get_by_role("textbox").first.fill("khó")
        expect(seen.page.get_by_text(VI("furniture.enter"))).to_be_visible()
        assert english_on(seen.page) == []
        seen.page.goto(f"{served.url}/khong-co")
        rest(seen.page)
        expect(seen.page.get_by_text(VI("furniture.no_page"), exact=True)).to_be_visible()
        assert english_on(seen.page) == []


def test_switching_the_language_takes_the_furniture_along(browser: Browser, served: Served) -> None:
    with visit(browser, page_url(served, "overview", "vi")) as seen:
        seen.page.get_by_role("radio", name="English").click()
        expect(seen.page.locator("html")).to_have_attribute("lang", "en")
        rest(seen.page)
        expect(seen.page.get_by_role("link", name="Skip to main content")).to_have_count(1)


def test_the_font_has_every_vietnamese_letter_and_comes_from_here(browser: Browser, served: Served) -> None:
    with visit(browser, page_url(served, "communication", "vi")) as seen:
        page = seen.page
        letters = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
        page.evaluate(
            "letters => { for (const one of document.querySelectorAll('h1, .tb-section h2, .tb-number, .xtick text')) "
            "one.textContent = letters + letters.toUpperCase() }",
            letters,
        )
        chosen = page.context.new_cdp_session(page)
        chosen.send("DOM.enable")
        chosen.send("CSS.enable")
        root = chosen.send("DOM.getDocument")["root"]["nodeId"]
        for place in ("h1", ".tb-section h2", ".xtick text"):
            node = chosen.send("DOM.querySelector", {"nodeId": root, "selector": place})["nodeId"]
            fonts = chosen.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            assert [font["isCustomFont"] for font in fonts] == [True], (place, fonts)
