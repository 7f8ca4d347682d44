"""The ETL's heartbeat, as the dashboard judges it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from warehouse.home import Home

Alarm = Literal["never_run", "at_work", "clock", "silent", "law_broken", "stopped", "failed"]
UNWELL: frozenset[Alarm] = frozenset({"never_run", "at_work", "clock", "silent"})  # nothing new will come by itself
_LAW_OR_PROGRAMME = 2  # exit code of a run that published nothing, see `python -m etl run`
_CLOCK_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True)
class AtWork:
    """A run that has begun and not ended."""

    started_at: datetime
    max_time: timedelta


@dataclass(frozen=True)
class Heartbeat:
    """The trace of the latest run."""

    ended_at: datetime
    exit_code: int
    laws_broken_count: int
    max_age: timedelta

    def is_silent(self, now: datetime) -> bool:
        """Whether the latest run is longer ago than settings allow."""
        return now - self.ended_at > self.max_age


def read_heartbeat(home: Home) -> Heartbeat | None:
    """The trace of the latest run; None where none was left. A file that says something else: ValueError."""
    try:
        beat = json.loads(home.heartbeat.read_text(encoding="utf-8"))
        return Heartbeat(
            ended_at=datetime.fromisoformat(beat["ended_at"]),
            exit_code=int(beat["exit_code"]),
            laws_broken_count=len(beat["laws_broken"]),
            max_age=timedelta(hours=float(beat["max_age_hours"])),
        )
    except FileNotFoundError:
        return None
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a heartbeat: {home.heartbeat}") from error


def read_at_work(home: Home) -> AtWork | None:
    """The run at work; None where none is, or its mark cannot be read."""
    try:
        mark = json.loads(home.at_work.read_text(encoding="utf-8"))
        return AtWork(datetime.fromisoformat(mark["started_at"]), timedelta(hours=float(mark["max_hours"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def alarms(heartbeat: Heartbeat | None, at_work: AtWork | None, now: datetime) -> list[Alarm]:
    """What a reader must know of the ETL before trusting the screen; empty when all is well."""
    found: list[Alarm] = []
    if at_work and now - at_work.started_at > at_work.max_time:
        found.append("at_work")
    if heartbeat is None:
        return [*found, "never_run"]
    if heartbeat.ended_at - now > _CLOCK_TOLERANCE:
        found.append("clock")
    if heartbeat.is_silent(now):
        found.append("silent")
    if heartbeat.exit_code == _LAW_OR_PROGRAMME:
        found.append("law_broken" if heartbeat.laws_broken_count else "stopped")
    elif heartbeat.exit_code != 0:
        found.append("failed")
    return found
