"""Whether two workbooks are the same but for some cells: values and formats, cell by cell, and all around the cells."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

LOOKS = ("font", "fill", "border", "alignment", "number_format", "protection", "quotePrefix")


def differences(before: Path, after: Path, marked: Collection[str] = (), *, with_looks: bool = True) -> list[str]:
    """What differs in the sheets of `before`; of `marked` ("NV1!D5") everything but fill and comment must be equal."""
    old_book, new_book = (load_workbook(path, rich_text=True) for path in (before, after))
    found = [] if _names(old_book.defined_names) == _names(new_book.defined_names) else ["defined names"]
    for old in old_book.worksheets:
        new = new_book[old.title]
        places = {cell.coordinate for sheet in (old, new) for row in sheet.iter_rows() for cell in row}
        for place in sorted(places):
            name = f"{old.title}!{place}"
            may_differ = ("fill", "comment") if name in marked else ()
            then, now = (_cell(sheet[place], with_looks) for sheet in (old, new))
            found += [f"{name} {what}" for what in then if then[what] != now[what] and what not in may_differ]
        if with_looks:
            then, now = _around(old), _around(new)
            found += [f"{old.title}: {what}" for what in then if then[what] != now[what]]
    return found


def _cell(cell: Cell, with_looks: bool) -> dict[str, Any]:
    about = {"value": cell.value, "type": cell.data_type, "comment": cell.comment.text if cell.comment else None}
    return about | ({look: _look(getattr(cell, look)) for look in LOOKS} if with_looks else {})


def _look(style: Any) -> str:
    return repr(style).replace("=False", "=None")  # no is what a style says by saying nothing


def _around(sheet: Worksheet) -> dict[str, Any]:
    rows, formats = sheet.row_dimensions.items(), sheet.conditional_formatting
    return {
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "validations": sorted(repr(one) for one in sheet.data_validations.dataValidation),
        "conditional formats": [(str(one.sqref), [repr(rule) for rule in one.rules]) for one in formats],
        "protection": repr(sheet.protection),
        "columns": {key: (one.width, one.hidden) for key, one in sheet.column_dimensions.items()},
        "rows": {key: (one.height, one.hidden) for key, one in rows if one.height or one.hidden},
        "names": _names(sheet.defined_names),
        "state": sheet.sheet_state,
        "panes": repr(sheet.freeze_panes),
        "page": repr(sheet.page_setup) + repr(sheet.page_margins) + str(sheet.print_title_rows) + str(sheet.print_area),
    }  # fmt: skip


def _names(names: Any) -> dict[str, str]:
    return {name: one.attr_text for name, one in names.items()}
