"""Kills a run at a chosen moment, and tells how far it had come."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from etl.archive import event_names
from tests.house import House
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id, published_ids

Moment = Callable[[], bool]  # whether it has come
STAGES = ("starting", "receiving", "judging", "storing", "publishing", "ending", "ended")
LONGEST = 120.0  # seconds; no run of a test takes so long


def start_run(house: House) -> "subprocess.Popen[str]":
    """A run in a process group of its own, as cron starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "run", "--quiet"],
        cwd=house.root,
        env=house.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def kill_run(house: House, moment: Moment, *, alone: bool) -> None:
    """Start a run and kill -9 it when the moment has come; `alone`: its children must notice by themselves."""
    process = start_run(house)
    began = time.monotonic()
    while process.poll() is None and not moment() and time.monotonic() - began < LONGEST:
        time.sleep(0.0005)
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    while _group_lives(process.pid):
        assert time.monotonic() - began < LONGEST, "children outlive a run that was killed"
        time.sleep(0.005)


def after(seconds: float) -> Moment:
    """When so much time has passed since now."""
    began = time.monotonic()
    return lambda: time.monotonic() - began >= seconds


def aimed(house: House, chance: random.Random) -> Moment:
    """Shortly after something first appears: a receipt, a judgement, a folder that goes back, a log, a snapshot."""
    home = Home(house.home)
    waiting = sum(1 for path in home.inbox.rglob("*") if path.is_file())
    nth = chance.randrange(waiting)
    before = set(published_ids(home))
    triggers: list[Moment] = [
        lambda: _count(home.events, ".judged.json", False) > nth,
        lambda: _count(home.events, ".judged.json", True) > nth,
        lambda: any(home.returned.glob("*/.tmp-*")),
        lambda: _count(home.events, ".judged.json", True) >= waiting,
        lambda: (home.published / ".tmp-snapshot.duckdb").exists(),
        lambda: bool(set(published_ids(home)) - before),
    ]
    return _shortly_after(chance.choice(triggers), chance.expovariate(1 / 0.02))


def stage(home: Home, file_count: int, snapshot_before: str | None) -> str:
    """How far a killed run had come with so many files, by what it left."""
    received = len(event_names(home)) - _past_events(home)
    if not received:
        return "starting"
    if received < file_count:
        return "receiving"
    if len(list(home.events.glob("*.judged.json"))) - 1 < file_count:
        return "judging"
    if current_snapshot_id(home) != snapshot_before:
        return "ended" if home.heartbeat.stat().st_mtime_ns > home.current.stat().st_mtime_ns else "ending"
    return "publishing" if any(home.published.glob(".tmp-*")) else "storing"


def _past_events(home: Home) -> int:
    return 2  # the scene's: one receipt and its withdrawal


def _shortly_after(trigger: Moment, seconds: float) -> Moment:
    seen: list[float] = []

    def has_come() -> bool:
        if not seen and trigger():
            seen.append(time.monotonic())
        return bool(seen) and time.monotonic() - seen[0] >= seconds

    return has_come


def _count(folder: Path, ending: str, has_it: bool) -> int:
    return sum(entry.name.endswith(ending) == has_it for entry in os.scandir(folder))


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
