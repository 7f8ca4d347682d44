"""The ETL's heartbeat, as the dashboard judges it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from warehouse.home import Home

Alarm = Literal["never_run", "unreadable", "silent", "law_broken", "stopped", "failed"]
_LAW_OR_PROGRAMME = 2  # exit code of a run that published nothing, see `python -m etl run`


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


def alarms(heartbeat: Heartbeat | None, now: datetime) -> list[Alarm]:
    """What a reader must know of the ETL before trusting the screen; empty when all is well."""
    if heartbeat is None:
        return ["never_run"]
    found: list[Alarm] = []
    if heartbeat.is_silent(now):
        found.append("silent")
    if heartbeat.exit_code == _LAW_OR_PROGRAMME:
        found.append("law_broken" if heartbeat.laws_broken_count else "stopped")
    elif heartbeat.exit_code != 0:
        found.append("failed")
    return found
