"""The app as a script, on homes that the product itself made."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.serving import Served, serve
from tests.homes import MadeHome

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
OpenApp = Callable[..., AppTest]


@pytest.fixture
def open_app(made_homes: Callable[[str], MadeHome], monkeypatch: pytest.MonkeyPatch) -> OpenApp:
    """A function that opens a page on a URL's query, in a home (by name, or one that a test made)."""

    def open_on(page: str = "overview", home: str | MadeHome = "full", **query: str) -> AppTest:
        made = made_homes(home) if isinstance(home, str) else home
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, code in query.items():
            app.query_params[name] = code
        return app.switch_page(f"../pages/{page}.py").run() if page != "overview" else app.run()

    return open_on


@pytest.fixture(scope="module")
def served(made_homes: Callable[[str], MadeHome], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The full home behind `dashboard/server.py`."""
    with serve("server", made_homes("full"), tmp_path_factory.mktemp("served")) as at_work:
        yield at_work
