"""What goes into a workbook beside the catalogue: the state before the period, and what a unit has typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class ListedFinding:
    """A row of the unit's current list of inspection findings; None is an empty cell."""

    area_code: str
    rating_number: int | None
    finding_text: str | None
    recommendation_text: str | None
    due_date: date | None
    finding_status_code: str | None


@dataclass(frozen=True)
class ListedDifficulty:
    """A row of the unit's current list of difficulties and proposals."""

    task_code: str
    difficulty_text: str
    proposal_text: str | None


@dataclass(frozen=True)
class ValuesToDate:
    """What stands at the end of the period before: totals by indicator, and the unit's current lists."""

    totals: Mapping[str, float] = field(default_factory=dict)
    findings: tuple[ListedFinding, ...] = ()
    difficulties: tuple[ListedDifficulty, ...] = ()


@dataclass(frozen=True)
class Entry:
    """What is typed in one indicator's row: numbers, or whatever a clerk may put there instead."""

    total: float | str | None = None
    women: float | str | None = None
    note: str | None = None


@dataclass(frozen=True)
class FilledIn:
    """A unit's own part of the workbook, for made-up data; a template for a unit has none of it."""

    reporter_name: str
    reporter_phone: str
    report_date: date
    made_up_date: date
    entries: Mapping[str, Mapping[str, Entry]]  # by task and indicator code; unknown codes get rows of their own
