"""Rules that see several values of a submission at once. What only earlier reports can show: etl/plausibility.py."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from etl.clean import found_text
from etl.programme.catalogue import Indicator, Period, Programme, Unit
from etl.readers.long_csv import SHEET_NAME as CSV_SHEET
from etl.readers.sheet import Cell
from etl.rules import Severity, severity_of
from etl.submission import Finding, Measurement, Problem, Submission
from etl.workbook import FINDINGS_SHEET

# What the list Kiểm tra counts too: the indicator's role → whether a row of the list belongs to its count.
COUNTED_IN_LIST: Mapping[str, Callable[[Finding], bool]] = {
    "findings": lambda finding: finding.finding_text is not None,
    "recommendations": lambda finding: finding.recommendation_text is not None,
    "recommendations_done": lambda finding: (
        finding.recommendation_text is not None and finding.finding_status_code == "done"
    ),
}


def check_submission(
    submission: Submission,
    programme: Programme,
    unit: Unit,
    period: Period,
    total_cells: Mapping[str, Cell],
    unread: Collection[str] = (),
) -> list[Problem]:
    """What the unit and the period make wrong or odd. `total_cells`: the totals' cells, by indicator with a row;
    `unread`: the form's names of sheets not read, or lists not read whole, of which nothing is said."""
    problems: list[Problem] = []
    for measurement in submission.measurements:
        problems += _check_communes(measurement, programme.indicators[measurement.indicator_code], unit)
    blanks = _check_blanks(submission, programme, unit, period, total_cells)
    problems += [problem for problem in blanks if problem.sheet not in unread]
    problems += [] if FINDINGS_SHEET in unread else _check_list_counts(submission, programme, period)
    problems += [] if unread else _check_emptiness(submission, total_cells)
    return problems


def check_women(submission: Submission, programme: Programme) -> list[Problem]:
    """Women within their totals; this needs neither the unit nor the period."""
    return [
        problem
        for measurement in submission.measurements
        for problem in _check_women(measurement, programme.indicators[measurement.indicator_code])
    ]


def check_period(period: Period, cell: Cell, today: date) -> list[Problem]:
    """Whether anything can be reported yet; `cell` names the period."""
    if period.from_date <= today:
        return []
    details = (("start", f"{period.from_date:%d/%m/%Y}"),)
    severity = severity_of("period_not_begun")
    return [Problem("period_not_begun", severity, cell.sheet_name, cell.cell_ref, found_text(cell.value), details)]


def check_report_date(report_date: date, cell: Cell, period: Period, today: date) -> list[Problem]:
    """Whether the day of the report can be: not before the period, not after today."""
    code = "report_before_period" if report_date < period.from_date else None
    code = "report_in_future" if report_date > today else code
    details = (("start", f"{period.from_date:%d/%m/%Y}"),)
    found = f"{report_date:%d/%m/%Y}"
    return [Problem(code, "warning", cell.sheet_name, cell.cell_ref, found, details)] if code else []


def _check_women(measurement: Measurement, indicator: Indicator) -> Iterator[Problem]:
    total, women = measurement.total_value, measurement.women_value
    if women is None:
        is_women_wrong = measurement.women_found_text != ""  # that is a problem of its own already
        if indicator.has_women and total is not None and not is_women_wrong:
            yield _at_total(measurement, "women_missing", "warning")
        return
    is_total_wrong = total is None and measurement.found_text != ""  # that is a problem of its own already
    if is_total_wrong or (total is not None and women <= total):
        return
    code = "women_without_total" if total is None else "women_exceed_total"
    details = (("total", "" if total is None else f"{total:.15g}"),)
    place = measurement.women_cell_ref or measurement.cell_ref
    severity = "error" if total is None else severity_of(code)
    yield Problem(code, severity, measurement.sheet_name, place, f"{women:.15g}", details)


def _check_communes(measurement: Measurement, indicator: Indicator, unit: Unit) -> Iterator[Problem]:
    if indicator.at_most == "commune_count" and (measurement.total_value or 0) > unit.commune_count:
        communes = ("communes", str(unit.commune_count))
        yield _at_total(measurement, "exceeds_communes", severity_of("exceeds_communes"), communes)


def _check_blanks(
    submission: Submission, programme: Programme, unit: Unit, period: Period, total_cells: Mapping[str, Cell]
) -> Iterator[Problem]:
    """A task without any value is one warning; else each missing row, and each blank that progress counts on."""
    typed = {code for code, cell in total_cells.items() if not cell.is_blank}
    asked = programme.asked(unit.unit_code)
    counted = _counted_codes(programme, unit, period)
    begun = {one.task_code for one in asked if one.indicator_code in typed}
    for task_code in dict.fromkeys(one.task_code for one in asked if one.task_code not in begun):
        name = programme.tasks[task_code].sheet_name
        yield _odd(submission, "empty_task", name, name)
    for indicator in asked:
        code, sheet_name = indicator.indicator_code, programme.tasks[indicator.task_code].sheet_name
        if indicator.task_code not in begun or code in typed:
            continue
        if code not in total_cells:
            yield _odd(submission, "missing_row", sheet_name, code)
        elif code in counted:
            yield _odd(submission, "blank_value", total_cells[code].sheet_name, code, total_cells[code].cell_ref)


def _counted_codes(programme: Programme, unit: Unit, period: Period) -> set[str]:
    """The entered indicators that progress needs in this period: those assessed, and the parts of assessed ratios."""
    codes: set[str] = set()
    for indicator in programme.indicators.values():
        code, due = indicator.indicator_code, indicator.due_period_code
        target = programme.target_value(unit.unit_code, code)
        is_due = due is None or programme.periods[due].period_number <= period.period_number
        if target and is_due and programme.applies(unit.unit_code, code):
            parts = (part.indicator_code for part in (indicator.numerator, indicator.denominator) if part)
            codes.update([code, *(part for part in parts if part)])
    return codes


def _check_list_counts(submission: Submission, programme: Programme, period: Period) -> Iterator[Problem]:
    """The list is the whole current one, so after the first period it may well be longer than the period's count."""
    if not submission.has_lists:
        return
    for measurement in submission.measurements:
        belongs = COUNTED_IN_LIST.get(programme.indicators[measurement.indicator_code].role_code or "")
        if belongs is None or measurement.total_value is None:
            continue
        listed = sum(belongs(finding) for finding in submission.findings)
        if listed < measurement.total_value or (listed > measurement.total_value and period.period_number == 1):
            severity = severity_of("list_count_differs")
            yield _at_total(measurement, "list_count_differs", severity, ("listed", str(listed)))


def _check_emptiness(submission: Submission, total_cells: Mapping[str, Cell]) -> Iterator[Problem]:
    is_typed = any(not cell.is_blank for cell in total_cells.values())
    if not (is_typed or submission.findings or submission.difficulties):
        found = f"{submission.unit_code} {submission.period_code}"
        yield Problem("empty_submission", "error", "" if submission.has_lists else CSV_SHEET, found=found)


def _odd(submission: Submission, code: str, sheet_name: str, name: str, cell_ref: str = "") -> Problem:
    """A warning about an indicator or a task. A CSV is one sheet of many submissions: there the name tells whose."""
    if submission.has_lists:
        return Problem(code, "warning", sheet_name, cell_ref, name)
    return Problem(code, "warning", CSV_SHEET, cell_ref, f"{submission.unit_code} {submission.period_code} {name}")


def _at_total(measurement: Measurement, code: str, severity: Severity, *details: tuple[str, str]) -> Problem:
    return Problem(code, severity, measurement.sheet_name, measurement.cell_ref, measurement.found_text, details)
