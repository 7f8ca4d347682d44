"""What a run did, and how it ended."""

from dataclasses import dataclass, field
from typing import Any

from etl.intake import Judged

PUBLISHED, FAILED, STOPPED, BUSY = 0, 1, 2, 3  # exit codes


@dataclass
class RunResult:
    """What a run did, for its summary and the log; `messages` name what is wrong and what to do."""

    exit_code: int = PUBLISHED
    judged: list[Judged] = field(default_factory=list)
    has_news: bool = False
    snapshot_id: str | None = None
    laws_broken: list[dict[str, Any]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    max_age_hours: float = 26.0
    made_home: str | None = None  # the data folder, where it had no inbox before
    seconds: dict[str, float] = field(default_factory=dict)  # by step

    @property
    def returned_count(self) -> int:
        return sum(verdict.outcome == "returned" for _, verdict in self.judged)
