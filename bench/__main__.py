"""Two of our pages and their peers in a headless browser, in turns: first load cold and warm, and a change of filter.

`make bench` runs it (`make bench KIT=folder` with Dash beside). It prints medians and, what counts on a machine that
others share, ratios: ours / peer within this run.
"""

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.peers import Peer, kit_peers, ours, own_peer, server_environment

SETTLE = (Path(__file__).parent / "settle.js").read_text(encoding="utf-8")
QUIET_MS, LIMIT_MS = 900, 40_000
KINDS = ("cold load", "warm load", "filter")
Times = dict[tuple[str, str], list[float]]


def main() -> None:
    """Build a sample home, serve everybody, measure in turns, print."""
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    arguments.add_argument("--kit", type=Path, help="a folder of peers that was set up")
    arguments.add_argument("--rounds", type=int, default=7)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, ExitStack() as servers:
        home = _sample_home(Path(folder))
        snapshot = next((home / "published").glob("*.duckdb"))
        peers = [*ours(home), *(kit_peers(given.kit.resolve()) if given.kit else [own_peer(snapshot)])]
        for peer in peers:
            servers.enter_context(_served(peer, Path(folder)))
        times: Times = defaultdict(list)
        for number in range(given.rounds + 1):  # the first warms the servers and is not kept
            for peer in peers:
                with _browser(playwright.chromium.launch) as browser:
                    kept = times if number else defaultdict(list)
                    _measure(browser, peer, number, kept)
            print(f"round {number} of {given.rounds}", file=sys.stderr, flush=True)
    print(_report(peers, times))


def _sample_home(folder: Path) -> Path:
    home = folder / "home"
    (home / "inbox").mkdir(parents=True)
    for command in (["sample", "--out", str(home / "inbox")], ["run", "--quiet"]):
        environment = server_environment(ours(home)[0])
        subprocess.run([sys.executable, "-m", "etl", *command], env=environment, check=True)  # noqa: S603 - ours
    return home


@contextmanager
def _served(peer: Peer, folder: Path) -> Iterator[None]:
    log = (folder / f"{peer.port}.log").open("wb")
    environment = server_environment(peer)
    process = subprocess.Popen(peer.serve, env=environment, cwd=peer.folder, stdout=log, stderr=log)  # noqa: S603
    try:
        _wait_for_port(process, peer)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _wait_for_port(process: subprocess.Popen[bytes], peer: Peer) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit(f"{peer.name}: the server ended")
        try:
            socket.create_connection(("127.0.0.1", peer.port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{peer.name}: the server does not answer")


@contextmanager
def _browser(launch) -> Iterator[Browser]:  # type: ignore[no-untyped-def]
    browser = launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
    try:
        yield browser
    finally:
        browser.close()


def _measure(browser: Browser, peer: Peer, number: int, times: Times) -> None:
    """One cold load, one warm, one change of filter: a browser of its own, its cache empty at first."""
    context = browser.new_context(viewport={"width": 1400, "height": 2400})
    context.set_default_timeout(LIMIT_MS)
    context.add_init_script(SETTLE)
    page = context.new_page()
    for kind in ("cold load", "warm load"):
        page.goto(peer.url, wait_until="commit")
        times[peer.name, kind].append(_settle(page, peer, "0"))
    peer.filter_by(page, number)
    times[peer.name, "filter"].append(_settle(page, peer, "bench.clicked"))


def _settle(page: Page, peer: Peer, since: str) -> float:
    """Milliseconds from `since` to the last change, once every chart is there and nothing moves any more."""
    page.wait_for_function("window.bench !== undefined")
    call = f"bench.settle({peer.chart!r}, {peer.chart_count}, {peer.is_loading!r}, {since}, {QUIET_MS}, {LIMIT_MS})"
    try:
        return float(page.evaluate(call))
    except Exception as error:
        raise SystemExit(f"{peer.name}: {error}") from error


def _report(peers: list[Peer], times: Times) -> str:
    width = max(len(peer.name) for peer in peers) + 2
    medians = {key: statistics.median(values) for key, values in times.items()}
    lines = [f"{'median, ms':{width}}" + "".join(f"{kind:>12}" for kind in KINDS)]
    lines += [f"{peer.name:{width}}" + "".join(f"{medians[peer.name, kind]:12.0f}" for kind in KINDS) for peer in peers]
    lines += ["", "ours / peer, within this run"]
    our_peers = [peer for peer in peers if peer.name.startswith("ours")]
    for peer in peers:
        if peer in our_peers:
            continue
        for our in our_peers:
            ratios = "".join(f"{medians[our.name, kind] / medians[peer.name, kind]:12.2f}" for kind in KINDS)
            lines.append(f"{our.name[6:] + ' / ' + peer.name:{max(width, 40)}}{ratios}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
