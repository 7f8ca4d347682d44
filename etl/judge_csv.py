"""The long CSV that machines send: lines → one submission a unit and period, and every problem by its cell."""

import re

from etl.check import check_measurements
from etl.clean import clean_text
from etl.measure import measure
from etl.programme.catalogue import Catalogue
from etl.readers.sheet import CellValue, Fault, Sheet, cell_ref
from etl.recognise import LONG_CSV_HEADER, Identity, Place, identify
from etl.submission import Judgement, Measurement, Problem, Submission


def judge_long_csv(sheet: Sheet, catalogue: Catalogue) -> Judgement:
    """All submissions of the file, in order of first mention."""
    problems: list[Problem] = []
    found: dict[Identity, dict[str, Measurement]] = {}
    known: dict[tuple[str, str, str], tuple[Identity, list[Problem]]] = {}
    first_lines: dict[tuple[Identity, str], str] = {}
    for row in range(1, len(sheet.rows)):
        if not any(clean_text(cell) for cell in sheet.rows[row]):
            continue
        places = [Place(sheet.cell(row, column), sheet.name, cell_ref(row, column)) for column in range(7)]
        if len(sheet.rows[row]) > len(LONG_CSV_HEADER):
            problems.append(Problem("too_many_fields", "error", sheet.name, cell_ref(row, 7)))
        key = (places[0].text, places[1].text, places[2].text)
        if key not in known:
            known[key] = identify(catalogue, places[0], places[1], places[2], sheet.name)
            problems += known[key][1]
        identity = known[key][0]
        if not (identity.programme_code and identity.unit_code and identity.period_code):
            continue
        measured = found.setdefault(identity, {})
        indicator_code = places[3].text.upper()
        line = (identity, indicator_code)
        if line in first_lines:
            details = (("first", first_lines[line]),)
            problems.append(Problem("duplicate_row", "error", sheet.name, places[3].cell, indicator_code, details))
            continue
        first_lines[line] = places[3].cell
        measurement = measure(
            catalogue.programmes[identity.programme_code],
            identity.unit_code,
            indicator_code,
            total=_machine_number(places[4].value),
            women=_machine_number(places[5].value),
            note=places[6].value,
            sheet=sheet.name,
            total_ref=places[4].cell,
            women_ref=places[5].cell,
            code_ref=places[3].cell,
            problems=problems,
        )
        if measurement:
            measured[indicator_code] = measurement
    submissions = []
    for identity, measured in found.items():
        if identity.programme_code is None or identity.unit_code is None:
            continue  # only whole identities were kept
        programme = catalogue.programmes[identity.programme_code]
        measurements = tuple(measured.values())
        checked = check_measurements(programme, identity.unit_code, measurements)
        problems += [problem for problem in checked if problem.severity == "error"]
        if not any(one.total_value is not None for one in measurements):
            problems.append(Problem("empty_submission", "error", sheet.name, found=identity.unit_code))
        submissions.append(
            Submission(identity.programme_code, identity.unit_code, identity.period_code, measurements=measurements)
        )
    if not submissions and not problems:
        problems.append(Problem("empty_submission", "error", sheet.name))
    return Judgement(True, tuple(submissions), tuple(problems))


def _machine_number(cell: CellValue) -> CellValue:
    """Machines write a dot before decimals and group nothing: 1.234 is no thousand."""
    text = clean_text(cell)
    if text is None:
        return None
    return float(text) if re.fullmatch(r"-?\d{1,18}(\.\d+)?", text) else Fault("not_a_machine_number", text)
