"""Every page in every language, theme, width and home, for `make soak`: what the tests try in pairs, tried in full.

`python -m pytest tests/dashboard/full_matrix.py` runs it (some twenty minutes).
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.dashboard.every_page import ALL_CASES, STATES, Case, hold_page
from tests.dashboard.serving import Served, serve
from tests.homes import MadeHome


@pytest.fixture(scope="module", params=STATES)
def at_work(
    request: pytest.FixtureRequest, made_homes: Callable[[str], MadeHome], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    with serve("server", made_homes(request.param), tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: "-".join(map(str, case)))
def test_page(browser: Browser, at_work: Served, case: Case) -> None:
    hold_page(browser, at_work, case)
