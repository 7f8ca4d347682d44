"""Pages to be timed: two of ours and their peers, how each is served, and how a reader filters it."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
AS_SHIPPED = ["--server.headless=true", "--server.address=127.0.0.1", "--browser.gatherUsageStats=false"]
RUNS = "document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') !== 'notRunning'"
CHARTS = "[data-testid=stPlotlyChart] .main-svg, [data-testid=stMetric], [data-testid=stDataFrame], .tb-card"


@dataclass(frozen=True)
class Peer:
    """`filter_by(page, round)` makes the choice that is timed, by a last click; `chart_count` must be there before."""

    name: str
    serve: list[str]
    port: int
    filter_by: Callable[[Page, int], None]
    path: str = "/"
    chart: str = CHARTS
    chart_count: int = 1
    is_loading: str = RUNS
    environment: dict[str, str] = field(default_factory=dict)
    folder: Path = ROOT

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.path}"


def ours(home: Path) -> list[Peer]:
    """The Overview and a task's page, each on a server of its own."""
    environment = {"TIENBO_HOME": str(home)}
    serve = [sys.executable, str(ROOT / "dashboard" / "server.py")]
    return [
        Peer("ours: overview", serve, 8701, _pick_type, chart_count=5, environment=environment),
        Peer("ours: communication", serve, 8702, _pick_type, "/communication", chart_count=5, environment=environment),
    ]


def own_peer(snapshot: Path) -> Peer:
    """The page that most people would write, on the same snapshot, served as Streamlit comes."""
    serve = [*STREAMLIT, str(ROOT / "bench" / "plain_page.py"), "--server.port=8703", *AS_SHIPPED]
    return Peer(
        "a plain script", serve, 8703, _pick_plain, chart_count=5, environment={"BENCH_SNAPSHOT": str(snapshot)}
    )


def kit_peers(kit: Path) -> list[Peer]:
    """Dash and the empty Streamlit page of a kit folder that was set up (its setup.sh)."""
    database = {"DB": str(kit / "data" / "f21600.duckdb")}
    gunicorn = [str(kit / "v-dash" / "bin" / "gunicorn"), "-b", "127.0.0.1:8704", "-w", "1", "--threads", "8"]
    return [
        Peer(
            "Dash",
            [*gunicorn, "dash_app:server"],
            8704,
            _pick_dash,
            chart=".js-plotly-plot .main-svg",
            chart_count=4,
            is_loading="document.title.startsWith('Updating')",
            environment=database,
            folder=kit,
        ),
        Peer(
            "empty Streamlit page",
            [*STREAMLIT, str(kit / "st_empty.py"), "--server.port=8705", "--server.fileWatcherType=none", *AS_SHIPPED],
            8705,
            _pick_district,
            folder=kit,
        ),
    ]


def server_environment(peer: Peer) -> dict[str, str]:
    return os.environ | {"PORT": str(peer.port)} | peer.environment


def _pick_type(page: Page, number: int) -> None:
    _pick_option(page, "Khối đơn vị", ("Quận, huyện", "Sở, ban, ngành, đoàn thể")[number % 2])


def _pick_plain(page: Page, number: int) -> None:
    _pick_option(page, "Type", ("district", "department")[number % 2])


def _pick_district(page: Page, number: int) -> None:
    _pick_option(page, "District", f"District {number % 30 + 1:02d}")


def _pick_option(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def _pick_dash(page: Page, number: int) -> None:
    name = f"District {number % 30 + 1:02d}"
    page.locator("#district").click()
    page.keyboard.type(name)
    page.locator(".dash-dropdown-options label, .dash-dropdown-option, [role=option]").filter(
        has_text=name
    ).first.click()
