"""The two lists of a workbook: rows of cells → findings, difficulties, and what is wrong with them."""

from collections.abc import Iterable, Mapping

from etl import workbook as words
from etl.clean import MAX_TEXT, advice_on_date, fold, found_text, parse_date, parse_text, plain_text
from etl.programme.catalogue import Programme
from etl.readers.sheet import Cell
from etl.recognise import Table
from etl.submission import Difficulty, Finding, Problem
from etl.typed_number import parse_count

RATINGS = (0, 1, 2)
AREA, RATING, FINDING, RECOMMENDATION, DUE, STATUS = words.FINDINGS_HEADINGS
TASK, DIFFICULTY, PROPOSAL = words.DIFFICULTIES_HEADINGS


def filled_rows(table: Table) -> list[dict[str, Cell]]:
    """The rows of a list in which anything was typed, as heading → cell."""
    rows = ({heading: table.cell(row, heading) for heading in table.columns} for row in table.rows())
    return [row for row in rows if not all(cell.is_blank for cell in row.values())]


def read_finding(row: Mapping[str, Cell], programme: Programme, problems: list[Problem]) -> Finding:
    """One row of Kiểm tra; a cell that is wrong is None, and a problem is added."""
    statuses = {fold(word): code for code, word in words.FINDING_STATUSES.items()}
    due_date, code = parse_date(row[DUE].value)
    if code:
        problems.append(_problem(code, row[DUE], *advice_on_date(row[DUE].value)))
    status = statuses.get(_folded(row[STATUS]))
    if status is None and not row[STATUS].is_blank:
        problems.append(_unknown("unknown_status", row[STATUS], words.FINDING_STATUSES.values()))
    return Finding(
        area_code=_area(row[AREA], programme, problems),
        rating_number=_rating(row[RATING], problems),
        finding_text=_text(row[FINDING], problems),
        recommendation_text=_text(row[RECOMMENDATION], problems),
        due_date=due_date,
        finding_status_code="done" if status == "done" else "open" if status == "open" else None,
        sheet_name=row[AREA].sheet_name,
        cell_ref=row[AREA].cell_ref,
    )


def read_difficulty(row: Mapping[str, Cell], programme: Programme, problems: list[Problem]) -> Difficulty:
    """One row of Khó khăn; a cell that is wrong is blank, and a problem is added."""
    difficulty_text = _text(row[DIFFICULTY], problems)
    if row[DIFFICULTY].is_blank:
        problems.append(_problem("difficulty_without_text", row[DIFFICULTY]))
    return Difficulty(
        task_code=_task(row[TASK], programme, problems),
        difficulty_text=difficulty_text or "",
        proposal_text=_text(row[PROPOSAL], problems),
        sheet_name=row[DIFFICULTY].sheet_name,
        cell_ref=row[DIFFICULTY].cell_ref,
    )


def _area(cell: Cell, programme: Programme, problems: list[Problem]) -> str:
    """The letter, alone or before the area's name: "B", "b", "B. Công tác cán bộ nữ"."""
    code = _first_word(cell).upper()
    if code not in programme.content_areas:
        problems.append(_unknown("unknown_area", cell, programme.content_areas))
        return ""
    return code


def _task(cell: Cell, programme: Programme, problems: list[Problem]) -> str:
    """By the task's sheet or code: "NV2", "T2", "NV2. Công tác cán bộ nữ"."""
    codes = {fold(code): code for code in programme.tasks}
    codes |= {fold(task.sheet_name): code for code, task in programme.tasks.items()}
    code = codes.get(_folded(cell)) or codes.get(_first_word(cell))
    if code is None:
        problems.append(_unknown("unknown_task", cell, [task.sheet_name for task in programme.tasks.values()]))
        return ""
    return code


def _rating(cell: Cell, problems: list[Problem]) -> int | None:
    number, code = parse_count(cell.value)
    if code or number not in (*RATINGS, None):
        problems.append(_problem("not_a_rating", cell))
        return None
    return None if number is None else int(number)


def _text(cell: Cell, problems: list[Problem]) -> str | None:
    text, code = parse_text(cell.value)
    if code:
        problems.append(_problem(code, cell, ("limit", str(MAX_TEXT))))
    return text


def _folded(cell: Cell) -> str:
    return fold(plain_text(cell.value))


def _first_word(cell: Cell) -> str:
    return next(iter(_folded(cell).split()), "").rstrip(".:-)")


def _unknown(code: str, cell: Cell, known: Iterable[str]) -> Problem:
    return _problem(code, cell, ("known", ", ".join(known)))


def _problem(code: str, cell: Cell, *details: tuple[str, str]) -> Problem:
    return Problem(code, "error", cell.sheet_name, cell.cell_ref, found_text(cell.value), details)
