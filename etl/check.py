"""Rules that see several values at once."""

from collections.abc import Sequence

from etl.programme.catalogue import Programme
from etl.submission import Measurement, Problem


def check_measurements(programme: Programme, unit_code: str, measurements: Sequence[Measurement]) -> list[Problem]:
    """Women within the total, no more communes than there are, and warnings on what was left blank."""
    problems = []
    for one in measurements:
        indicator = programme.indicators.get(one.indicator_code)
        if one.women_value is not None and one.total_value is None:
            place = (one.sheet_name, one.women_cell_ref or one.cell_ref)
            problems.append(Problem("women_without_total", "error", *place, f"{one.women_value:g}"))
        elif one.women_value is not None and one.total_value is not None and one.women_value > one.total_value:
            details = (("total", f"{one.total_value:g}"),)
            place = (one.sheet_name, one.women_cell_ref or one.cell_ref)
            problems.append(Problem("women_exceed_total", "error", *place, f"{one.women_value:g}", details))
        if indicator is None or one.total_value is None:
            continue
        if indicator.has_women and one.women_value is None:
            problems.append(Problem("women_missing", "warning", one.sheet_name, one.cell_ref, one.found_text))
        communes = programme.units[unit_code].commune_count
        if indicator.at_most == "commune_count" and one.total_value > communes:
            details = (("communes", str(communes)),)
            problems.append(Problem("exceeds_communes", "error", one.sheet_name, one.cell_ref, one.found_text, details))
    return problems + _blanks(programme, unit_code, measurements)


def _blanks(programme: Programme, unit_code: str, measurements: Sequence[Measurement]) -> list[Problem]:
    filled = {one.indicator_code for one in measurements if one.total_value is not None}
    problems = []
    for task in programme.tasks.values():
        asked = [one for one in programme.asked(unit_code) if one.task_code == task.task_code]
        if asked and not any(one.indicator_code in filled for one in asked):
            problems.append(Problem("empty_task", "warning", task.sheet_name))
            continue
        problems += [
            Problem("blank_value", "warning", task.sheet_name, found=one.indicator_code)
            for one in asked
            if one.indicator_code not in filled and programme.target_value(unit_code, one.indicator_code) is not None
        ]
    return problems
