"""One indicator's row: raw cells → a measurement and problems. The same for a row of a sheet and a line of a CSV."""

from dataclasses import dataclass

from etl.clean import MAX_TEXT, ParsedNumber, found_text, parse_text, parse_yes_no, plain_text
from etl.programme.catalogue import Indicator, Programme, Unit
from etl.readers.sheet import Cell, Fault
from etl.submission import Measurement, Problem
from etl.typed_number import Style, advice_on_number, parse_count, parse_decimal, parse_share

CROSSED_OUT = {"", "-", "–", "—", "x"}  # how clerks leave a cell in which nothing is asked


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """The cells of a row that units fill in; `indicator_code` is the code as the catalogue would write it."""

    indicator_code: str
    code: Cell
    total: Cell
    women: Cell
    note: Cell

    @property
    def is_blank(self) -> bool:
        return self.total.is_blank and self.women.is_blank and self.note.is_blank


def measure(
    row: IndicatorRow, programme: Programme, unit: Unit | None, problems: list[Problem], style: Style | None = None
) -> Measurement | None:
    """The measurement, where something was typed that can be taken; what is wrong is added to `problems`.

    `style` is how the file writes fractions, where it shows it.

    What is not asked is an error, but its value is read all the same: a rebuild keeps what was accepted before the
    programme stopped asking. Without a unit it is not known what is asked.
    """
    indicator = programme.indicators.get(row.indicator_code)
    if indicator is None:
        if not row.is_blank:
            problems.append(_problem("unknown_indicator", row.code))
        return None
    typed = next((cell for cell in (row.total, row.women) if not _is_crossed_out(cell)), None)
    if unit and not _is_asked(programme, unit, indicator):
        if typed:
            problems.append(_problem("not_asked", typed))
        problems = []  # what else is wrong with a value that must go anyway is of no use to the sender
    total_value = _number(indicator, row.total, problems, style)
    women_value = _women(indicator, row.women, problems)
    note_text, code = parse_text(row.note.value)
    if code:
        problems.append(_problem(code, row.note, ("limit", str(MAX_TEXT))))
    if total_value is None and women_value is None and note_text is None:
        return None
    return Measurement(
        row.indicator_code,
        total_value,
        women_value,
        note_text,
        row.total.sheet_name,
        row.total.cell_ref,
        None if women_value is None else row.women.cell_ref,
        found_text(row.total.value),
        found_text(row.women.value),
    )


def _is_asked(programme: Programme, unit: Unit, indicator: Indicator) -> bool:
    return indicator.is_entered and programme.applies(unit.unit_code, indicator.indicator_code)


def _number(indicator: Indicator, cell: Cell, problems: list[Problem], style: Style | None) -> float | None:
    number, code = _parse(indicator, cell, style)
    if code:
        problems.append(_problem(code, cell))
    return number


def _parse(indicator: Indicator, cell: Cell, style: Style | None) -> ParsedNumber:
    if indicator.indicator_kind == "B":
        return parse_yes_no(cell.value)
    if not indicator.is_entered:
        return parse_share(cell.value, style)
    return parse_decimal(cell.value, style) if indicator.decimals > 0 else parse_count(cell.value)


def _women(indicator: Indicator, cell: Cell, problems: list[Problem]) -> float | None:
    if not indicator.has_women:
        if not _is_crossed_out(cell):
            problems.append(_problem("women_not_asked", cell))
        return None
    number, code = parse_count(cell.value)
    if code:
        problems.append(_problem(code, cell))
    return number


def _is_crossed_out(cell: Cell) -> bool:
    return not isinstance(cell.value, Fault) and plain_text(cell.value).lower() in CROSSED_OUT


def _problem(code: str, cell: Cell, *details: tuple[str, str]) -> Problem:
    if code == "not_a_number":
        details = advice_on_number(cell.value)
    return Problem(code, "error", cell.sheet_name, cell.cell_ref, found_text(cell.value), details)
