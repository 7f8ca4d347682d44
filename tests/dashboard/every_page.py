"""What must hold of every page, in every language, theme and width, in every home."""

import re
from itertools import product
from typing import NamedTuple

from playwright.sync_api import Browser

from dashboard.components.navigation import PAGE_NAMES
from dashboard.words import LANGUAGES, Words, catalogue
from tests.dashboard.serving import Served
from tests.dashboard.visitor import SCHEMES, Scheme, visit

STATES = ("full", "sparse", "empty")  # of tests/homes.py
WIDTHS = (390, 768, 1440)
ADDRESSES = {"overview": "", "units": "units?unit=303"}
KEYS = re.compile("|".join(rf"\b{re.escape(key)}\b" for key in catalogue("vi")))


class Case(NamedTuple):
    """One page as one reader sees it."""

    page_name: str
    language: str
    scheme: Scheme
    width: int


ALL_CASES = [Case(*one) for one in product(PAGE_NAMES, LANGUAGES, SCHEMES, WIDTHS)]


def pairwise_cases(state: str) -> list[Case]:
    """Every page in both languages, theme and width in turns: over the three homes every pair of settings occurs."""
    home = STATES.index(state)
    return [
        Case(page_name, language, SCHEMES[(page + word) % len(SCHEMES)], WIDTHS[(page + home) % len(WIDTHS)])
        for page, page_name in enumerate(PAGE_NAMES)
        for word, language in enumerate(LANGUAGES)
    ]


def page_url(served: Served, page_name: str, language: str) -> str:
    """The address of a page; that of the units is a unit's own."""
    address = ADDRESSES.get(page_name, page_name)
    return f"{served.url}/{address}{'&' if '?' in address else '?'}lang={language}"


def hold_page(browser: Browser, served: Served, case: Case) -> None:
    """Open the page and hold it to what holds of all: no error, no key, no overflow, nothing outside, no markup."""
    url = page_url(served, case.page_name, case.language)
    with visit(browser, url, {"width": case.width, "height": 844}, case.scheme) as seen:
        text = seen.page.inner_text("body")
        assert seen.page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0, text
        assert Words(case.language)("error.title") not in text
        assert KEYS.findall(text) == []
        assert not re.search(r"\b(?:None|NaT|nan)\b", text)
        assert seen.overflow == 0
        assert seen.asked_outside == []
        assert seen.page.locator("html").get_attribute("lang") == case.language
        strange = "[data-testid=stMain] :is(a[href*=evil], img[src=x], script, .katex)"
        assert seen.page.locator(strange).count() == 0
        # Streamlit asks beneath the page's path first when a page is opened by its address, and is told 404.
        assert [error for error in seen.errors if "404" not in error] == []
        assert "Traceback" not in served.console.read_text(encoding="utf-8")
