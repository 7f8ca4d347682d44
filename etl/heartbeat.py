"""heartbeat.json: the last run, for whoever must know that the ETL is alive without opening the store."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from warehouse.durable import write_durably
from warehouse.home import Home


@dataclass(frozen=True)
class Heartbeat:
    """One run as it ended. `max_age_hours`: how old a heartbeat may grow before the ETL counts as silent."""

    started_at: datetime
    ended_at: datetime
    exit_code: int
    has_news: bool = False
    snapshot_id: str | None = None
    received_count: int = 0
    returned_count: int = 0
    files_waiting: int = 0
    max_age_hours: float = 26.0
    laws_broken: list[dict[str, Any]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def write_heartbeat(home: Home, heartbeat: Heartbeat) -> None:
    """Put the last run's heartbeat down."""
    content = json.dumps(asdict(heartbeat), ensure_ascii=False, indent=1, default=str)
    write_durably(home.heartbeat, content.encode())


def read_heartbeat(home: Home) -> dict[str, Any] | None:
    """The last run's heartbeat as written; None where there was no run yet, or the file cannot be read."""
    try:
        content = json.loads(home.heartbeat.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None
