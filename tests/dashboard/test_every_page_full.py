"""Every page in the full home, in both languages, on a phone, a tablet and a desk, light and dark in turns."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.dashboard.every_page import Case, hold_page, pairwise_cases
from tests.dashboard.serving import Served, serve
from tests.homes import MadeHome


@pytest.fixture(scope="module")
def at_work(made_homes: Callable[[str], MadeHome], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve("server", made_homes("full"), tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.mark.parametrize("case", pairwise_cases("full"), ids=lambda case: "-".join(map(str, case)))
def test_page(browser: Browser, at_work: Served, case: Case) -> None:
    hold_page(browser, at_work, case)
