"""Read .xlsx: the values by calamine, and by a look at the sheets' XML what calamine hides.

Calamine gives error cells (#REF!) and formulas that were never calculated as blanks, and asks for as much memory as
a sheet's corners span, so each sheet's XML is passed over first.
"""

import zipfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum

from etl.readers.parts import elements, relations, workbook_part
from etl.readers.serial import DAY, moment
from etl.readers.sheet import MAX_CELLS, CellValue, Sheet, cell_ref
from etl.readers.sheet_xml import SheetFacts, look_at_sheet


def read_xlsx(path: Path) -> list[Sheet]:
    """All worksheets in the file's order, hidden ones too, with faults in their places."""
    with zipfile.ZipFile(path) as archive:
        facts = {name: _facts(archive, part) for name, part in _sheet_parts(archive).items()}
    _bound(facts.values())
    with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
        return [
            _sheet(workbook, each.name, facts[each.name])  # no sheet that was not looked at
            for each in workbook.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]


def _sheet(workbook: CalamineWorkbook, name: str, facts: SheetFacts) -> Sheet:
    if facts.far_ref:
        return Sheet(name, [], facts.far_ref)
    rows = _rows(workbook.get_sheet_by_name(name))
    for (row, column), fault in facts.faults.items():
        rows.extend([] for _ in range(len(rows), row + 1))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = fault
    return Sheet(name, rows)


def _rows(sheet: CalamineSheet) -> list[list[CellValue]]:
    """All rows from A1 on: without `skip_empty_area=False` calamine drops leading blanks, and addresses shift."""
    return [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _plain(value: CellValue | timedelta) -> CellValue:
    if isinstance(value, timedelta):  # whether a time was formatted as a duration, not every format tells
        return moment(value / DAY, is_1904=False)
    return None if value == "" else value


def _bound(facts: Iterable[SheetFacts]) -> None:
    """Leave out the sheets by which the workbook grows too wide: two cells span what calamine asks memory for."""
    left = MAX_CELLS
    for each in facts:
        left -= (each.last_row + 1) * (each.last_column + 1)
        if left < 0:
            each.far_ref = each.far_ref or cell_ref(each.last_row, each.last_column)


def _facts(archive: zipfile.ZipFile, part: str) -> SheetFacts:
    with archive.open(part) as file:
        return look_at_sheet(file)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive's part of each worksheet, by the sheet's name."""
    workbook = workbook_part(archive)
    parts = relations(archive, workbook)
    sheets = {}
    for tag, attributes in elements(archive, workbook):
        if tag == "sheet":
            # The attribute's prefix is whatever the file calls that namespace, which "strict" ones call otherwise.
            relation_id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            kind, target = parts[relation_id]
            name = attributes.get("name", "")
            if name in sheets:  # no program writes that; the facts of one would be taken for the other's
                raise ValueError(f"two sheets are named {name}")
            if kind == "worksheet":
                sheets[name] = target
    return sheets
