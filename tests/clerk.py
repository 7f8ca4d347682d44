"""A clerk at work: types answers into a unit's workbook and saves it, as an office program would."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Typed = float | str | None
Answers = Mapping[str, tuple[Typed, Typed]]  # indicator → what is typed under Trong kỳ and Trong đó nữ
INFO_SHEET = "Thông tin"


def fill_in(path: Path, answers: Answers, info: Mapping[str, str | date] | None = None) -> Path:
    """Types the answers, and what `info` says by label of the sheet Thông tin, into the workbook."""
    book = load_workbook(path)
    left = dict(answers)
    for sheet in book.worksheets:
        if sheet.title.startswith("NV"):
            _fill_in_task(sheet, left)
    assert not left, f"the workbook has no row for {sorted(left)}"
    for label, value in (info or {}).items():
        _write_beside(book[INFO_SHEET], label, value)
    book.save(path)
    return path


def _fill_in_task(sheet: Worksheet, left: dict[str, tuple[Typed, Typed]]) -> None:
    rows = list(sheet.iter_rows())
    heading_row = next(number for number, row in enumerate(rows) if row[0].value == "Mã")
    headings = [cell.value for cell in rows[heading_row]]
    for row in rows[heading_row + 1 :]:
        code = str(row[headings.index("Mã")].value)
        if code in left:
            total, women = left.pop(code)
            row[headings.index("Trong kỳ")].value = total
            if women is not None:
                row[headings.index("Trong đó nữ")].value = women


def _write_beside(sheet: Worksheet, label: str, value: str | date) -> None:
    row = next(row for row in sheet.iter_rows() if row[0].value == label)
    row[1].value = value
