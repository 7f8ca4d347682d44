"""Every page in both languages on a phone, in the full home."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from dashboard.components.navigation import PAGE_NAMES
from dashboard.words import LANGUAGES
from tests.dashboard.every_page import hold_page
from tests.dashboard.serving import Served, serve
from tests.homes import MadeHome


@pytest.fixture(scope="module")
def at_work(made_homes: Callable[[str], MadeHome], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve("server", made_homes("full"), tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page_name", PAGE_NAMES)
def test_page(browser: Browser, at_work: Served, page_name: str, language: str) -> None:
    hold_page(browser, at_work, page_name, language)
