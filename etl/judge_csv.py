"""The long CSV that machines send: lines → one submission a unit and period, and every problem by its cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from etl.check import check_period, check_submission, check_women
from etl.clean import found_text, plain_text
from etl.identify import Claim, Identity, identify
from etl.measure import IndicatorRow, measure
from etl.programme.catalogue import Catalogue
from etl.readers.sheet import Cell, CellValue, Fault, LongTable, Unreadable, cell_ref
from etl.reading_order import ProblemList
from etl.submission import Judgement, Measurement, Problem, Submission

HEADER = [
    "programme_code",
    "unit_code",
    "period_code",
    "indicator_code",
    "total_value",
    "women_value",
    "note",
]
MAX_REPORTS = 20_000  # names of units and periods in one file; the whole country has fewer in a month
MACHINE_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


@dataclass
class _Gathered:
    """The lines of one unit and period so far."""

    identity: Identity
    measurements: list[Measurement] = field(default_factory=list)
    total_cells: dict[str, Cell] = field(default_factory=dict)


def judge_long_csv(table: LongTable, catalogue: Catalogue, today: date) -> Judgement:
    """All submissions of the file, in order of first mention. Raises Unreadable where the file breaks off."""
    header = next(table.lines, [])
    if [plain_text(name) for name in header] != HEADER:
        found = found_text(",".join(header))
        raise Unreadable(Problem("not_long_csv", "error", table.name, "A1", found, (("header", ",".join(HEADER)),)))
    problems = ProblemList([table.name])
    gathered: dict[tuple[str, ...], _Gathered] = {}  # by what a line says
    meant: dict[tuple[str | None, ...], _Gathered] = {}  # by what that means: a unit may be spelt in several ways
    for cells in _lines(table, problems):
        named = tuple(plain_text(cell.value) for cell in cells[:3])
        if named not in gathered:
            if len(gathered) == MAX_REPORTS:
                details = (("limit", str(MAX_REPORTS)),)
                problems.append(Problem("too_many_reports", "error", table.name, cells[1].cell_ref, details=details))
                break
            identity, wrong = identify(catalogue, Claim(cells[0], cells[1], cells[2]))
            problems += wrong
            problems += check_period(identity.period, cells[2], today) if identity.period else []
            gathered[named] = meant.setdefault(named if None in identity.codes else identity.codes, _Gathered(identity))
        _take_line(cells, gathered[named], problems)
    submissions = [_submission(one, problems) for one in meant.values() if one.identity.programme]
    if not gathered and not problems:
        problems.append(Problem("empty_submission", "error", table.name))
    return Judgement(True, tuple(submissions), tuple(problems))


def _lines(table: LongTable, problems: list[Problem]) -> Iterator[list[Cell]]:
    """The lines of the right width as cells; blank lines pass by."""
    for row, line in enumerate(table.lines, start=1):
        if len(line) == len(HEADER):
            yield [Cell(table.name, cell_ref(row, column), text or None) for column, text in enumerate(line)]
        elif any(text.strip() for text in line):
            details = (("expected", str(len(HEADER))),)
            problems.append(
                Problem("wrong_field_count", "error", table.name, cell_ref(row, 0), str(len(line)), details)
            )


def _take_line(cells: list[Cell], gathered: _Gathered, problems: list[Problem]) -> None:
    if gathered.identity.programme is None:
        return
    total, women = (Cell(cell.sheet_name, cell.cell_ref, machine_number(cell.value)) for cell in cells[4:6])
    row = IndicatorRow(plain_text(cells[3].value).upper(), cells[3], total, women, cells[6])
    first = gathered.total_cells.get(row.indicator_code)
    if first:
        details = (("first", first.cell_ref),)
        problems.append(
            Problem("duplicate_row", "error", row.code.sheet_name, row.code.cell_ref, row.indicator_code, details)
        )
        return
    gathered.total_cells[row.indicator_code] = row.total
    if row.indicator_code not in gathered.identity.programme.indicators:
        problems.append(
            Problem("unknown_indicator", "error", row.code.sheet_name, row.code.cell_ref, row.indicator_code)
        )
        return
    measurement = measure(row, gathered.identity.programme, gathered.identity.unit, problems)
    if measurement:
        gathered.measurements.append(measurement)


def _submission(gathered: _Gathered, problems: list[Problem]) -> Submission:
    identity = gathered.identity
    submission = Submission(*identity.codes, measurements=tuple(gathered.measurements))
    if identity.programme:
        problems += check_women(submission, identity.programme)
    if identity.programme and identity.unit and identity.period:
        problems += check_submission(
            submission, identity.programme, identity.unit, identity.period, gathered.total_cells
        )
    return submission


def machine_number(value: CellValue) -> CellValue:
    """Machines write a dot before decimals and group nothing: "1.234" is no thousand, and "có" no 1."""
    text = plain_text(value)
    if not text:
        return None
    return float(text) if MACHINE_NUMBER.fullmatch(text) else Fault("not_a_machine_number", text)
