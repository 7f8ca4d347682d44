"""What every test gets: no way to the real data folder, and a house of its own where it asks for one."""

from pathlib import Path

import pytest

from tests.house import House


@pytest.fixture(autouse=True)
def _nothing_real_within_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forgets to name a data folder finds an empty one, never the committee's."""
    monkeypatch.setenv("TIENBO_HOME", str(tmp_path / "no-home-given"))
    monkeypatch.delenv("TIENBO_NOW", raising=False)
    monkeypatch.delenv("TIENBO_PROGRAMMES", raising=False)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty data folder and an own copy of the programmes, on 25/09/2022."""
    return House.build(tmp_path / "house")
