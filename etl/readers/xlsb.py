"""Read .xlsb, Excel's binary workbook: the parts of an .xlsx, each a row of records instead of XML."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from struct import pack, unpack_from
from typing import IO

from etl.readers.parts import relations, workbook_part
from etl.readers.serial import moment
from etl.readers.sheet import MAX_COLUMN, MAX_ROW, CellValue, Fault, Sheet, cell_ref

# Kinds of record
ROW, SHARED_TEXT, FORMAT, CELL_STYLE = 0, 19, 44, 47
BLANK, SMALL_NUMBER, ERROR, BOOLEAN, NUMBER, TEXT, SHARED = range(1, 8)
FORMULA_TEXT, FORMULA_NUMBER, FORMULA_BOOLEAN, FORMULA_ERROR = range(8, 12)
SHORT = range(12, 19)  # BLANK to SHARED again, without their column: right of the cell before
RICH_TEXT, WORKBOOK_PROPERTIES, BUNDLED_SHEET, CELL_STYLES, END_OF_CELL_STYLES = 62, 153, 156, 617, 618

TEXTS, ERRORS = (TEXT, FORMULA_TEXT), (ERROR, FORMULA_ERROR)
NUMBERS, BOOLEANS = (NUMBER, FORMULA_NUMBER), (BOOLEAN, FORMULA_BOOLEAN)
ERROR_TEXTS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # those that need no description
NOT_DATE_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(h+|m+|s+)\])[^\]]*\]|General', re.IGNORECASE)
DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)

Record = tuple[int, bytes]
CHUNK = 1 << 16


@dataclass
class _Book:
    """What the cells of all sheets refer to."""

    is_1904: bool = False
    texts: Sequence[str] = ()
    date_styles: set[int] = field(default_factory=set)


def read_xlsb(path: Path) -> list[Sheet]:
    """All worksheets in the file's order, hidden ones too, with faults in their places."""
    with zipfile.ZipFile(path) as archive:
        workbook = workbook_part(archive)
        parts = relations(archive, workbook)
        by_kind = dict(parts.values())
        book = _Book()
        if "sharedStrings" in by_kind:
            shared = _records(archive, by_kind["sharedStrings"])
            book.texts = [_text(content, 1) for kind, content in shared if kind == SHARED_TEXT]
        if "styles" in by_kind:
            book.date_styles = _date_styles(_records(archive, by_kind["styles"]))
        sheets = []
        for kind, content in _records(archive, workbook):
            if kind == WORKBOOK_PROPERTIES:
                book.is_1904 = bool(content[0] & 1)
            elif kind == BUNDLED_SHEET:
                relation_id = _text(content, 8)
                sheet_kind, part = parts[relation_id]
                if sheet_kind == "worksheet":
                    name = _text(content, 12 + 2 * len(relation_id))
                    sheets.append(_sheet(name, _records(archive, part), book))
        return sheets


def _sheet(name: str, records: Iterator[Record], book: _Book) -> Sheet:
    rows: list[list[CellValue]] = []
    row = column = -1
    for kind, content in records:
        if kind == ROW:
            (row,) = unpack_from("<I", content)
            column = -1
            continue
        if kind in SHORT:
            kind, content = kind - SHORT.start + BLANK, pack("<I", column + 1) + content
        if not (BLANK <= kind <= FORMULA_ERROR or kind == RICH_TEXT):
            continue
        column, style = unpack_from("<II", content)
        value = _value(kind, content, style & 0xFFFFFF, book)
        if value is None:
            continue
        if row >= MAX_ROW or column >= MAX_COLUMN:
            return Sheet(name, [], cell_ref(row, column))
        rows.extend([] for _ in range(len(rows), row + 1))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = value
    return Sheet(name, rows)


def _value(kind: int, content: bytes, style: int, book: _Book) -> CellValue:
    if kind == BLANK:
        return None
    if kind in ERRORS:
        return Fault("formula_error", ERROR_TEXTS.get(content[8], "#?"))
    if kind in BOOLEANS:
        return bool(content[8])
    if kind == SHARED:
        return book.texts[unpack_from("<I", content, 8)[0]] or None
    if kind == RICH_TEXT:
        return _text(content, 9) or None
    if kind in TEXTS:
        return _text(content, 8) or (Fault("formula_without_value", "=") if kind == FORMULA_TEXT else None)
    number = _small_number(content) if kind == SMALL_NUMBER else unpack_from("<d", content, 8)[0]
    return moment(number, is_1904=book.is_1904) if style in book.date_styles else number


def _small_number(content: bytes) -> float:
    """A number in four bytes: two bits say how to read the other thirty."""
    (packed,) = unpack_from("<i", content, 8)
    if packed & 2:
        number = float(packed >> 2)
    else:
        (number,) = unpack_from("<d", bytes(4) + (packed & ~3 & 0xFFFFFFFF).to_bytes(4, "little"))
    return number / 100 if packed & 1 else number


def _date_styles(records: Iterator[Record]) -> set[int]:
    """The numbers of the cell styles that show a number as a date or a time."""
    formats, styles, is_inside = set(DATE_FORMATS), [], False
    for kind, content in records:
        if kind == FORMAT:
            if DATE_LETTERS.search(NOT_DATE_LETTERS.sub("", _text(content, 2))):
                formats.add(unpack_from("<H", content)[0])
        elif kind in (CELL_STYLES, END_OF_CELL_STYLES):
            is_inside = kind == CELL_STYLES
        elif kind == CELL_STYLE and is_inside:
            styles.append(unpack_from("<H", content, 2)[0])
    return {number for number, format_number in enumerate(styles) if format_number in formats}


def _records(archive: zipfile.ZipFile, part: str) -> Iterator[Record]:
    """The records of a part, one at a time."""
    with archive.open(part) as unpacked, io.BufferedReader(unpacked, CHUNK) as file:  # type: ignore[type-var]
        while (kind := _number(file, 2)) is not None:
            length = _number(file, 4)
            content = file.read(length or 0)
            if length is None or len(content) < length:
                raise ValueError("a record goes on behind the end of its part")
            yield kind, content


def _number(file: IO[bytes], most_bytes: int) -> int | None:
    """A kind or a length: seven bits a byte, the eighth says that more come; None at the part's end."""
    number = 0
    for place in range(most_bytes):
        byte = file.read(1)
        if not byte:
            return None
        number |= (byte[0] & 0x7F) << 7 * place
        if not byte[0] & 0x80:
            break
    return number


def _text(content: bytes, at: int) -> str:
    (length,) = unpack_from("<I", content, at)
    end = at + 4 + 2 * length
    if end > len(content):
        raise ValueError("a text goes on behind the end of its record")
    return content[at + 4 : end].decode("utf-16-le", errors="replace")
