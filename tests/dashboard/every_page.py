"""What must hold of every page, in every language, in every home, on a phone."""

import re

from playwright.sync_api import Browser

from dashboard.words import Words, catalogue
from tests.dashboard.serving import Served
from tests.dashboard.visitor import PHONE, visit

ADDRESSES = {"overview": "", "units": "units?unit=303&"}
KEYS = re.compile("|".join(rf"\b{re.escape(key)}\b" for key in catalogue("vi")))


def hold_page(browser: Browser, served: Served, page_name: str, language: str) -> None:
    """Open the page and hold it to what holds of all: no error, no key, no overflow, nothing outside, no markup."""
    address = ADDRESSES.get(page_name, page_name)
    with visit(browser, f"{served.url}/{address}{'' if '?' in address else '?'}lang={language}", PHONE) as seen:
        text = seen.page.inner_text("body")
        assert seen.page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0, text
        assert Words(language)("error.title") not in text
        assert KEYS.findall(text) == []
        assert not re.search(r"\b(?:None|NaT|nan)\b", text)
        assert seen.overflow == 0
        assert seen.asked_outside == []
        strange = "[data-testid=stMain] :is(a[href*=evil], img[src=x], script, .katex)"
        assert seen.page.locator(strange).count() == 0
        # Streamlit asks beneath the page's path first when a page is opened by its address, and is told 404.
        assert [error for error in seen.errors if "404" not in error] == []
        assert "Traceback" not in served.console.read_text(encoding="utf-8")
