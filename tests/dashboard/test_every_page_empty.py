"""Every page in the empty home, in both languages, on a phone, a tablet and a desk, light and dark in turns."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser

from tests.dashboard.every_page import ALL_CASES, STATES, Case, hold_page, pairwise_cases
from tests.dashboard.serving import Served, serve
from tests.homes import MadeHome


@pytest.fixture(scope="module")
def at_work(made_homes: Callable[[str], MadeHome], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve("server", made_homes("empty"), tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.mark.parametrize("case", pairwise_cases("empty"), ids=lambda case: "-".join(map(str, case)))
def test_page(browser: Browser, at_work: Served, case: Case) -> None:
    hold_page(browser, at_work, case)


def test_every_pair_of_settings_occurs() -> None:
    tried = [(state, *case) for state in STATES for case in pairwise_cases(state)]
    wanted = [(state, *case) for state in STATES for case in ALL_CASES]
    for first, second in combinations(range(len(wanted[0])), 2):
        assert {(one[first], one[second]) for one in tried} == {(one[first], one[second]) for one in wanted}
