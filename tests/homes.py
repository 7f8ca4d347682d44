"""Homes that the product itself made, for whoever tests screens: full, sparse, and one with a catalogue only.

Names and texts in the full home try to be markup and formulas. Homes are for reading; who writes copies one first.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.house import House
from warehouse.home import Home

TODAY = "2022-09-25"
HOSTILE = '<img src=x onerror="alert(1)"> **đậm** [liên kết](http://evil.example) $x^2$ :red[đỏ]'
HOSTILE_UNIT = "SYT"  # its name is HOSTILE
FORMULA = '=HYPERLINK("http://evil.example","bấm")'
STRANGER = "303"  # its report of the last period holds HOSTILE and FORMULA in every text that a unit writes


@dataclass(frozen=True)
class MadeHome:
    """A home and the house that made it (programmes, clock)."""

    house: House

    @property
    def home(self) -> Home:
        return Home(self.house.home)

    @property
    def environment(self) -> dict[str, str]:
        return {name: value for name, value in self.house.environment.items() if name.startswith("TIENBO")}


def full_home(root: Path) -> MadeHome:
    """Three periods of all units: on time, late, silent, resubmitted, returned; and what strangers write."""
    house = House.build(root)
    house.edit_csv("units", {"unit_name_vi": HOSTILE, "unit_name_en": HOSTILE}, unit_code=HOSTILE_UNIT)
    house.etl("sample", "--out", str(house.inbox), "--periods", "3")
    house.etl("run")
    _send_hostile_report(house)
    (house.inbox / "<b>không phải bảng tính.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    house.etl("run")
    return MadeHome(house)


def sparse_home(root: Path) -> MadeHome:
    """One period, twelve units of all types, all others silent."""
    house = House.build(root)
    house.etl("sample", "--out", str(house.inbox), "--periods", "1", "--units", "12")
    house.etl("run")
    return MadeHome(house)


def catalogue_home(root: Path) -> MadeHome:
    """A published catalogue and not one accepted report: one file came and was returned."""
    house = House.build(root)
    (house.inbox / "trống.xlsx").write_bytes(b"")
    house.etl("run")
    return MadeHome(house)


def empty_home(root: Path) -> MadeHome:
    """Nothing has happened yet: no snapshot, no heartbeat."""
    return MadeHome(House.build(root))


HOMES = {"full": full_home, "sparse": sparse_home, "catalogue": catalogue_home, "empty": empty_home}


def copy_of(made: MadeHome, root: Path) -> MadeHome:
    """A home of the same content that a test may change."""
    shutil.copytree(made.house.root, root)
    return MadeHome(House(root, made.house.today))


def _send_hostile_report(house: House) -> None:
    """The stranger sends its last report again, with hostile text wherever a unit writes text."""
    sent = next(path for path in (house.home / "archive").rglob("*.xlsx") if _is_report_of(path, STRANGER, "2022-Q3"))
    target = house.inbox / "<i>báo cáo 303.xlsx"
    shutil.copyfile(sent, target)
    book = load_workbook(target)
    for row in book["Thông tin"].iter_rows(max_col=2):
        if row[0].value in ("Người báo cáo", "Điện thoại"):
            _write(row[1], HOSTILE if row[0].value == "Người báo cáo" else FORMULA)
    for sheet in book.worksheets:
        for heading in ("Tồn tại", "Khó khăn, vướng mắc", "Ghi chú"):
            _write_first_rows(sheet, heading)
    book.save(target)


def _is_report_of(path: Path, unit_code: str, period_code: str) -> bool:
    meta = [row[1].value for row in load_workbook(path)["_meta"].iter_rows(max_col=2)]
    return unit_code in meta and period_code in meta


def _write_first_rows(sheet: Worksheet, heading: str) -> None:
    for cell in [cell for row in sheet.iter_rows() for cell in row if cell.value == heading]:
        for offset, text in enumerate((HOSTILE, FORMULA), start=1):
            _write(sheet.cell(cell.row + offset, cell.column), text)


def _write(cell: Cell, text: str) -> None:
    cell.value = text
    cell.data_type = "s"  # as a clerk would see it: text, not a formula
