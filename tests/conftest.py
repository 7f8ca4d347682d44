"""What tests get: no way to the real data folder, and on request a house of their own and a browser."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.homes import HOMES, MadeHome
from tests.house import House

# How long an example takes says more about the machine than about us.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")


@pytest.fixture(autouse=True)
def _nothing_real_within_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forgets to name a data folder finds an empty one, never the committee's."""
    monkeypatch.setenv("TIENBO_HOME", str(tmp_path / "no-home-given"))
    monkeypatch.delenv("TIENBO_NOW", raising=False)
    monkeypatch.delenv("TIENBO_PROGRAMMES", raising=False)
    # A page run as a script leaves itself behind as the main module, which child processes would then run as well.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty data folder and an own copy of the programmes, on 25/09/2022."""
    return House.build(tmp_path / "house")


@pytest.fixture(scope="session")
def made_homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], MadeHome]:
    """A function from a name of tests/homes.py to that home, made once. For reading only."""
    made: dict[str, MadeHome] = {}

    def make(name: str) -> MadeHome:
        if name not in made:
            made[name] = HOMES[name](tmp_path_factory.mktemp(name) / "house")
        return made[name]

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser without a window; one for all, since Playwright cannot be started twice in a process."""
    chromium = shutil.which("chromium")
    assert chromium, "no browser: make programs"
    with sync_playwright() as playwright:
        # root, as in a container, may only browse without the sandbox
        window = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield window
        window.close()
