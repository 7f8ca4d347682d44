"""at_work.json: since when a run has been at work. It lies there during a run, so that one that hangs can be told."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from etl.run_log import log_cut_short
from warehouse.durable import write_durably
from warehouse.home import Home

MAX_HOURS = 2.0  # a run takes seconds, the rebuild of many years minutes


@dataclass(frozen=True)
class AtWork:
    """A run that began and has not ended, or was cut short."""

    started_at: datetime
    max_hours: float

    def is_too_long(self, moment: datetime) -> bool:
        """Whether it ought to have ended long ago."""
        return moment - self.started_at > timedelta(hours=self.max_hours)


def begin(home: Home, moment: datetime) -> None:
    """Say that a run has begun; the caller holds the lock. One that left its mark before was cut short."""
    earlier = read_at_work(home)
    if earlier:
        log_cut_short(home, earlier.started_at.isoformat(), moment)
    with suppress(OSError):  # what is wrong with the disk, the run itself will tell
        content = {"started_at": moment.isoformat(), "max_hours": MAX_HOURS}
        write_durably(home.at_work, json.dumps(content).encode())


def end(home: Home) -> None:
    """Say that the run is over."""
    with suppress(OSError):
        home.at_work.unlink(missing_ok=True)


def read_at_work(home: Home) -> AtWork | None:
    """The run at work; None where none is, or what lies there says something else."""
    try:
        content = json.loads(home.at_work.read_text(encoding="utf-8"))
        return AtWork(datetime.fromisoformat(content["started_at"]), float(content["max_hours"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
