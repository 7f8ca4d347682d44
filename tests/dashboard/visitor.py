"""A reader with a real browser: a page, what it asked for, and what went wrong in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1440, "height": 900}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")


@dataclass
class Visit:
    """A loaded page; the addresses that it asked for; the errors on its console."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def asked_outside(self) -> list[str]:
        return [url for url in self.asked if url[:5] not in ("data:", "blob:") and "://127.0.0.1:" not in url]

    @property
    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        main = self.page.locator("[data-testid=stMain]")
        return int(main.evaluate("element => element.scrollWidth - element.clientWidth"))


@contextmanager
def visit(browser: Browser, url: str, size: ViewportSize = DESK, scheme: Scheme = "light") -> Iterator[Visit]:
    """Open the address, wait until the page has come to rest, and close it at the end."""
    context = browser.new_context(viewport=size, accept_downloads=True, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(30_000)
    seen = Visit(page)
    page.on("request", lambda request: seen.asked.append(request.url))
    page.on("websocket", lambda socket: seen.asked.append(socket.url))
    page.on("console", lambda told: seen.errors.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.goto(url)
    rest(page)
    try:
        yield seen
    finally:
        context.close()


def rest(page: Page) -> None:
    """Wait until the script has run to its end and every figure is drawn."""
    expect(page.locator("h1.tb-title")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
        ".every(one => one.querySelector('.main-svg'))"
    )


def choose(page: Page, label: str, option: str) -> None:
    """Pick an option of a select box by what the reader sees."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)  # a long list shows only what fits
    before = page.url
    page.get_by_role("option", name=option, exact=True).click()
    page.wait_for_url(lambda url: url != before)  # the script has taken the choice up
    rest(page)
