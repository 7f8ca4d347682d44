"""Read .xlsx: the values by calamine, and by a look at the sheets' XML what calamine hides.

Calamine gives error cells (#REF!) and formulas that were never calculated as blanks, and asks for as much memory as
a sheet's corners span; so each sheet's XML is passed over first.
"""

import posixpath
import re
import zipfile
from pathlib import Path
from typing import IO

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineWorkbook

from etl.readers.sheet import CellValue, Fault, Sheet
from etl.submission import Problem

MAX_ROW, MAX_COLUMN = 5_000, 200
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Place = tuple[int, int]


class Unreadable(Exception):
    """The file cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read_xlsx(path: Path) -> list[Sheet]:
    """All sheets with their values, faults in place. Raises Unreadable."""
    with zipfile.ZipFile(path) as archive:
        faults = {name: _faults(archive, part, name) for name, part in _sheet_parts(archive).items()}
    workbook = CalamineWorkbook.from_path(str(path))
    sheets = []
    for name in workbook.sheet_names:
        rows: list[list[CellValue]] = [
            [None if value == "" else value for value in row]
            for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for (row, column), fault in faults.get(name, {}).items():
            _put(rows, row, column, fault)
        sheets.append(Sheet(name, rows))
    return sheets


def _put(rows: list[list[CellValue]], row: int, column: int, fault: Fault) -> None:
    rows.extend([] for _ in range(len(rows), row + 1))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = fault


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive's part of each sheet, by the sheet's name."""
    relations = {}
    for relation in _parse(archive, "xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        relations[relation.get("Id")] = posixpath.normpath(
            target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        )
    sheets = _parse(archive, "xl/workbook.xml").iter(f"{MAIN}sheet")
    return {sheet.get("name", ""): relations.get(sheet.get(RELATION), "") for sheet in sheets}


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(part), parser)


def _faults(archive: zipfile.ZipFile, part: str, sheet_name: str) -> dict[Place, Fault]:
    """The cells of a sheet that hold an error, or a formula without a value."""
    if part not in archive.namelist():
        return {}
    with archive.open(part) as file:
        return _scan(file, sheet_name)


def _scan(file: IO[bytes], sheet_name: str) -> dict[Place, Fault]:
    faults: dict[Place, Fault] = {}
    cells = etree.iterparse(file, events=("end",), tag=f"{MAIN}c", resolve_entities=False, no_network=True)
    for _, cell in cells:
        reference = cell.get("r", "")
        value, formula = cell.find(f"{MAIN}v"), cell.find(f"{MAIN}f")
        has_content = value is not None or formula is not None or cell.find(f"{MAIN}is") is not None
        if has_content and re.fullmatch(r"[A-Z]{1,3}[0-9]{1,7}", reference):
            row, column = coordinate_to_tuple(reference)
            if row > MAX_ROW or column > MAX_COLUMN:
                raise Unreadable(Problem("far_cell", "error", sheet_name, reference))
            text = (value.text or "") if value is not None else ""
            if cell.get("t") == "e":
                faults[row - 1, column - 1] = Fault("formula_error", text)
            elif formula is not None and not text:
                faults[row - 1, column - 1] = Fault("formula_without_value", f"={formula.text or ''}")
        cell.clear()
    return faults
