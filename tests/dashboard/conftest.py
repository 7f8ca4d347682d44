"""Homes with a snapshot made by hand, the app as a script, and the app as a server."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.dashboard.made_snapshot import TODAY, MadeHome, make_snapshot
from tests.dashboard.serving import Served, serve
from warehouse.home import Home

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


@pytest.fixture
def make_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[MadeHome | None], Home]:
    """A function that makes a home (None: without a snapshot), points TIENBO_HOME at it, sets the clock."""

    def make(made: MadeHome | None) -> Home:
        home = Home(tmp_path / "home")
        home.root.mkdir()
        monkeypatch.setenv("TIENBO_HOME", str(home.root))
        monkeypatch.setenv("TIENBO_NOW", f"{TODAY}T09:00:00+07:00")
        st.cache_data.clear()
        if made is not None:
            make_snapshot(home, made)
            if made.heartbeat is not None:
                home.heartbeat.write_text(json.dumps(made.heartbeat), encoding="utf-8")
        return home

    return make


@pytest.fixture
def made_home(make_home: Callable[[MadeHome | None], Home]) -> Home:
    """The usual home."""
    return make_home(MadeHome())


@pytest.fixture
def open_app(request: pytest.FixtureRequest) -> Callable[..., AppTest]:
    """A function that opens the app on a URL's query; on the usual home, unless `home=None`: one is there."""

    def open_on(home: str | None = "usual", **query: str) -> AppTest:
        if home is not None:
            request.getfixturevalue("made_home")
        app = AppTest.from_file(str(APP), default_timeout=20)
        for name, code in query.items():
            app.query_params[name] = code
        return app.run()

    return open_on


@pytest.fixture
def served(made_home: Home, tmp_path: Path) -> Iterator[Served]:
    """The usual home behind `dashboard/server.py`."""
    with serve("server", made_home, tmp_path) as at_work:
        yield at_work
