"""One indicator's row: raw cells → a measurement, and what is wrong with them. The same for a sheet and a CSV line."""

from etl.clean import MAX_TEXT, clean_text, parse_number, parse_yes_no
from etl.programme.catalogue import Indicator, Programme
from etl.readers.sheet import CellValue, Fault
from etl.submission import Measurement, Problem


def measure(
    programme: Programme,
    unit_code: str,
    indicator_code: str,
    *,
    total: CellValue,
    women: CellValue,
    note: CellValue,
    sheet: str,
    total_ref: str,
    women_ref: str,
    code_ref: str,
    problems: list[Problem],
) -> Measurement | None:
    """The measurement, where anything was typed that can be taken; problems are added to the list.

    What is not asked is an error, but its value is read all the same: a rebuild keeps what was accepted before
    the programme stopped asking.
    """
    indicator = programme.indicators.get(indicator_code)
    total_text, women_text = clean_text(total), clean_text(women)
    if indicator is None:
        problems.append(Problem("unknown_indicator", "error", sheet, code_ref, indicator_code))
    elif (total_text or women_text) and not (indicator.is_entered and programme.applies(unit_code, indicator_code)):
        problems.append(Problem("not_asked", "error", sheet, total_ref, total_text or women_text or ""))
    total_value = _value(indicator, total, sheet, total_ref, problems)
    women_value = None
    if indicator is not None and not indicator.has_women:
        if women_text and women_text not in {"–", "-", "—", "x", "X"}:
            problems.append(Problem("women_not_asked", "error", sheet, women_ref, women_text))
    else:
        women_value = _value(indicator, women, sheet, women_ref, problems)
    note_text = clean_text(note)
    if note_text and len(note_text) > MAX_TEXT:
        problems.append(Problem("text_too_long", "error", sheet, code_ref, note_text, (("limit", str(MAX_TEXT)),)))
        note_text = note_text[:MAX_TEXT]
    if total_value is None and women_value is None and not note_text:
        return None
    has_women = women_value is not None
    return Measurement(
        indicator_code,
        total_value,
        women_value,
        note_text,
        sheet,
        total_ref,
        women_ref if has_women else None,
        total_text or "",
    )


def _value(indicator: Indicator | None, cell: CellValue, sheet: str, ref: str, problems: list[Problem]) -> float | None:
    if indicator is None or indicator.indicator_kind != "B":
        decimals = 6 if indicator is None else indicator.decimals
        value, code = parse_number(cell, decimals)
    else:
        value, code = parse_yes_no(cell)
    if code:
        found = cell.text if isinstance(cell, Fault) else clean_text(cell) or ""
        problems.append(Problem(code, "error", sheet, ref, found))
    return value
