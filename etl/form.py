"""What is the form, and what is not: other people's workbooks, and sheets that hold a table of the form by mistake."""

from collections.abc import Sequence

from etl import workbook as words
from etl.clean import plain_text
from etl.programme.catalogue import Catalogue, Programme
from etl.readers.sheet import Sheet
from etl.recognise import find_table, is_named
from etl.submission import Problem

LISTS = {words.FINDINGS_SHEET: words.FINDINGS_HEADINGS, words.DIFFICULTIES_SHEET: words.DIFFICULTIES_HEADINGS}


def check_form(sheets: Sequence[Sheet], catalogue: Catalogue) -> Problem | None:
    """Why the workbook is none that a unit filled in: it has neither the form's sheets nor any of its tables."""
    programmes = list(catalogue.programmes.values())
    filled_in = {name for programme in programmes for name in _task_sheets(programme)} | set(LISTS)
    if _has(sheets, words.META_SHEET):
        return None
    if _has(sheets, words.INFO_SHEET) and any(_has(sheets, name) for name in filled_in):
        return None
    if any(_table_in(sheet, programme) for sheet in sheets for programme in programmes):
        return None
    if _is_our_list(sheets):
        return Problem("our_own_list", "error", found=", ".join(sheet.name for sheet in sheets))
    expected = ", ".join(dict.fromkeys((words.INFO_SHEET, *sorted(filled_in))))
    return Problem(
        "not_the_form", "error", found=", ".join(sheet.name for sheet in sheets), details=(("expected", expected),)
    )


def check_other_sheets(sheets: Sequence[Sheet], programme: Programme) -> list[Problem]:
    """A unit may add sheets of its own; one that holds a table of the form may be the one that was meant."""
    ours = (*words.RESERVED_SHEETS, *_task_sheets(programme))
    return [
        Problem("table_elsewhere", "error", sheet.name, details=(("sheet", table),))
        for sheet in sheets
        if not any(is_named(sheet, name) for name in ours) and (table := _table_in(sheet, programme))
    ]


def _is_our_list(sheets: Sequence[Sheet]) -> bool:
    """The list of problems that went back beside a file which could not be marked; Excel may add blank sheets."""
    filled = [sheet for sheet in sheets if sheet.rows]
    return bool(filled) and all(plain_text(sheet.cell(0, 0).value) == words.LIST_TITLE for sheet in filled)


def _table_in(sheet: Sheet, programme: Programme) -> str | None:
    """The form's sheet whose table this sheet holds: a task's headings with codes under them, a list's headings."""
    for name, headings in LISTS.items():
        if not _lacks_headings(sheet, headings, headings):
            return name
    if _lacks_headings(sheet, words.TASK_HEADINGS, (words.CODE_HEADING, words.TOTAL_HEADING)):
        return None
    texts = (plain_text(value).upper() for row in sheet.rows for value in row if isinstance(value, str))
    indicator = next((programme.indicators[text] for text in texts if text in programme.indicators), None)
    return programme.tasks[indicator.task_code].sheet_name if indicator else None


def _lacks_headings(sheet: Sheet, headings: Sequence[str], required: Sequence[str]) -> bool:
    _, problems = find_table(sheet, headings, required)
    return any(problem.code == "missing_column" for problem in problems)


def _has(sheets: Sequence[Sheet], name: str) -> bool:
    return any(is_named(sheet, name) for sheet in sheets)


def _task_sheets(programme: Programme) -> list[str]:
    return [task.sheet_name for task in programme.tasks.values()]
