"""Write .xlsb, Excel's binary workbook, for tests: no program that is free to use writes it."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from struct import pack

from openpyxl import Workbook

from etl.readers.sheet import Fault

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ERROR_CODES = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
STYLES = {date: 1, datetime: 2, time: 3}
FORMATS = (0, 14, 164, 20)  # of the styles 0 … 3
DAY_ZERO = datetime(1899, 12, 30)

Rows = Mapping[tuple[int, int], object]


def save_as_xlsb(book: Workbook, path: Path) -> Path:
    """The values of an openpyxl workbook as .xlsb."""
    return write_xlsb(
        path,
        {
            sheet.title: {
                (cell.row - 1, cell.column - 1): _meant(cell.value, cell.data_type)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            }
            for sheet in book.worksheets
        },
    )


def write_xlsb(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """A workbook of these sheets; texts are shared by turns, as programs like."""
    texts: list[str] = []
    relations = [("worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)]
    relations += [("styles", "styles.bin"), ("sharedStrings", "sharedStrings.bin")]
    bundle = b"".join(
        _record(156, pack("<II", 0, number) + _text(f"r{number}") + _text(name))
        for number, name in enumerate(sheets, start=1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.bin")]),
        "xl/workbook.bin": _record(131) + _record(153, pack("<I", 0)) + bundle + _record(132),
        "xl/_rels/workbook.bin.rels": _relations(relations),
        "xl/styles.bin": _styles(),
    }
    for number, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{number}.bin"] = _sheet(rows, texts)
    parts["xl/sharedStrings.bin"] = b"".join(_record(19, b"\0" + _text(text)) for text in texts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def _meant(value: object, data_type: str) -> object:
    return Fault("formula_error", str(value)) if data_type == "e" else value


def _sheet(rows: Rows, texts: list[str]) -> bytes:
    """Cells right of another are written short, without their column, in every second row."""
    records, before = [_record(129), _record(145)], (-1, -1)
    for (row, column), value in sorted(rows.items(), key=lambda item: item[0]):
        if row != before[0]:
            records.append(_record(0, pack("<I", row) + bytes(13)))
        kind, content = _cell(column, value, texts)
        is_short = row % 2 and before == (row, column - 1) and kind < 8
        records.append(_record(kind + 11, content[4:]) if is_short else _record(kind, content))
        before = row, column
    return b"".join([*records, _record(146), _record(130)])


def _cell(column: int, value: object, texts: list[str]) -> tuple[int, bytes]:
    start = pack("<II", column, STYLES.get(type(value), 0))
    if isinstance(value, Fault):
        return (3, start + bytes([ERROR_CODES[value.text]])) if value.text else (8, start + _text(""))
    if isinstance(value, bool):
        return 4, start + bytes([value])
    if isinstance(value, str):
        texts.append(value)
        return (7, start + pack("<I", len(texts) - 1)) if column % 2 else (6, start + _text(value))
    number = _serial(value)
    if number.is_integer() and abs(number) < 1 << 29:
        return 2, start + pack("<i", int(number) << 2 | 2)
    return 5, start + pack("<d", number)


def _serial(value: object) -> float:
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / 1440
    if isinstance(value, date):
        at = datetime(value.year, value.month, value.day)
        rest = (value.hour * 60 + value.minute) / 1440 if isinstance(value, datetime) else 0
        return float((at - DAY_ZERO).days + rest)
    assert isinstance(value, int | float), value
    return float(value)


def _styles() -> bytes:
    own_format = _record(44, pack("<H", 164) + _text("dd/mm/yyyy hh:mm"))
    named = _record(47, pack("<HH", 0xFFFF, 14) + bytes(12))  # the style of a name, not of a cell
    cells = b"".join(_record(47, pack("<HH", 0, number) + bytes(12)) for number in FORMATS)
    return own_format + named + _record(617, pack("<I", len(FORMATS))) + cells + _record(618)


def _relations(relations: Sequence[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _text(text: str) -> bytes:
    content = text.encode("utf-16-le")
    return pack("<I", len(content) // 2) + content


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, rest = b"", len(content)
    while rest >= 0x80:
        length, rest = length + bytes([rest & 0x7F | 0x80]), rest >> 7
    return head + length + bytes([rest]) + content
