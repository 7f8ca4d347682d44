"""What the judging of one file yields: submissions with their values, and problems."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """Something wrong (error) or odd (warning) at a place in a file. `details` fill the message's blanks."""

    code: str
    severity: Literal["error", "warning"]
    sheet: str = ""
    cell: str = ""
    found: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Measurement:
    """One indicator's row as typed; it exists where a total, a number of women or a note was typed."""

    indicator_code: str
    total_value: float | None
    women_value: float | None
    note_text: str | None
    sheet_name: str
    cell_ref: str  # of the total
    women_cell_ref: str | None
    found_text: str  # what stood in the total's cell, before cleaning
    women_found_text: str  # the same of the cell of women


@dataclass(frozen=True)
class Finding:
    """One row of the inspection list."""

    area_code: str
    rating_number: int | None
    finding_text: str | None
    recommendation_text: str | None
    due_date: date | None
    finding_status_code: Literal["open", "done"] | None
    sheet_name: str
    cell_ref: str


@dataclass(frozen=True)
class Difficulty:
    """One row of the list of difficulties and proposals."""

    task_code: str
    difficulty_text: str
    proposal_text: str | None
    sheet_name: str
    cell_ref: str


@dataclass(frozen=True)
class Submission:
    """What one unit reports for one period. Codes are None where they could not be recognised."""

    programme_code: str | None
    unit_code: str | None
    period_code: str | None
    reporter_name: str | None = None
    reporter_phone: str | None = None
    report_date: date | None = None
    made_up_date: date | None = None  # the "today" of made-up data; None for real data
    has_lists: bool = False  # a workbook carries the two lists, a CSV leaves them as they were
    measurements: tuple[Measurement, ...] = ()
    findings: tuple[Finding, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What one file says and what is wrong with it. Errors return the file whole."""

    is_readable: bool
    submissions: tuple[Submission, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    sheet_names: tuple[str, ...] = ()  # in the file's order

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)
