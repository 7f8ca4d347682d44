"""Read .ods, LibreOffice's format: every value stands in the one part content.xml, with its kind beside it."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

from etl.readers.serial import DAY, moment
from etl.readers.sheet import MAX_COLUMN, MAX_ROW, CellValue, Fault, Sheet, cell_ref
from etl.readers.strict_xml import look_through

ERROR_TEXT = re.compile(r"#(REF|VALUE|DIV/0|NUM|NULL|NAME|N/A)[!?]?|Err:[0-9]{3}")
DURATION = re.compile(r"PT(?P<hours>[0-9]{1,9})H(?P<minutes>[0-9]{1,9})M(?P<seconds>[0-9]{1,9}(\.[0-9]{1,9})?)S")
MAX_LETTERS = 32_767  # of a cell, as in Excel; what goes on behind is left out, and too long for any field of ours
NUMBERS = {"float", "percentage", "currency"}
TRUTHS = {"of:=TRUE()": True, "of:=FALSE()": False}  # so LibreOffice keeps Excel's TRUE, as a number
SPACES = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}


def read_ods(path: Path) -> list[Sheet]:
    """All sheets in the file's order, hidden ones too. Raises as `look_through`."""
    look = _Look()
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as file:
        look_through(file, look, separator=" ")
    return look.sheets


class _Look:
    """The sheets so far, and the row and cell that the parser stands in."""

    is_done = False

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._open: list[str] = []  # the elements around, outermost first
        self._name = ""
        self._rows: list[list[CellValue]] = []
        self._far_ref: str | None = None
        self._row: list[CellValue] = []
        self._row_count = 0  # of rows before this one, blank ones too
        self._column_count = 0
        self._attributes: dict[str, str] = {}
        self._repeat = 1
        self._row_repeat = 1
        self._paragraphs: list[str] = []
        self._cell_depth = self._table_depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, given = _short(name), {_short(key): value for key, value in attributes.items()}
        self._open.append(tag)
        depth = len(self._open)
        if tag == "table:table" and self._open[-2:-1] == ["office:spreadsheet"]:
            self._table_depth = depth
            self._name, self._rows, self._row_count, self._far_ref = given.get("table:name", ""), [], 0, None
        elif not self._table_depth or self._cell_depth:
            self._start_inside(tag, given)
        elif tag == "table:table-row":
            self._row, self._column_count = [], 0
            self._row_repeat = _count(given, "table:number-rows-repeated")
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell_depth = depth
            self._attributes, self._paragraphs = given, []
            self._repeat = _count(given, "table:number-columns-repeated")

    def _start_inside(self, tag: str, given: dict[str, str]) -> None:
        """Of a cell's content only its own paragraphs count: comments and pictures have paragraphs too."""
        if tag == "text:p" and len(self._open) == self._cell_depth + 1:
            self._paragraphs.append("")
        elif tag in SPACES and self._is_in_paragraph():
            self.text(SPACES[tag] * min(_count(given, "text:c"), 1_000))

    def text(self, text: str) -> None:
        if self._is_in_paragraph() and len(self._paragraphs[-1]) < MAX_LETTERS:
            self._paragraphs[-1] += text

    def end(self, _: str) -> None:
        depth = len(self._open)
        tag = self._open.pop()
        if depth == self._cell_depth:
            self._take_cell()
            self._cell_depth = 0
        elif self._cell_depth or not self._table_depth:
            return
        elif depth == self._table_depth:
            self.sheets.append(Sheet(self._name, [] if self._far_ref else self._rows, self._far_ref))
            self._table_depth = 0
        elif tag == "table:table-row":
            self._take_row()

    def _is_in_paragraph(self) -> bool:
        inside = self._open[self._cell_depth :]
        return bool(self._cell_depth) and inside[:1] == ["text:p"] and "office:annotation" not in inside

    def _take_cell(self) -> None:
        value = _value(self._attributes, "\n".join(self._paragraphs))
        last = self._column_count + self._repeat
        if value is not None:
            if last > MAX_COLUMN:
                self._far_ref = self._far_ref or cell_ref(self._row_count, max(self._column_count, MAX_COLUMN))
            if self._column_count < MAX_COLUMN:
                self._row += [None] * (self._column_count - len(self._row))
                self._row += [value] * (min(last, MAX_COLUMN) - len(self._row))
        self._column_count = last

    def _take_row(self) -> None:
        last = self._row_count + self._row_repeat
        if self._row:
            if last > MAX_ROW:
                column = next(number for number, value in enumerate(self._row) if value is not None)
                self._far_ref = self._far_ref or cell_ref(max(self._row_count, MAX_ROW), column)
            self._rows += [[] for _ in range(min(self._row_count, MAX_ROW) - len(self._rows))]
            self._rows += [self._row] * (min(last, MAX_ROW) - len(self._rows))
        self._row_count = last


def _value(given: dict[str, str], text: str) -> CellValue:
    kind = given.get("office:value-type", "")
    formula = given.get("table:formula")
    if given.get("calcext:value-type") == "error" or ERROR_TEXT.fullmatch(text):
        return Fault("formula_error", text)
    if formula in TRUTHS:
        return TRUTHS[formula]
    if kind in NUMBERS:
        return float(given["office:value"])
    if kind == "boolean":
        return given["office:boolean-value"] == "true"
    if kind == "date":
        return _date(given["office:date-value"])
    if kind == "time":
        return _time(given["office:time-value"])
    text = given.get("office:string-value") or text
    if formula is not None and not text:
        return Fault("formula_without_value", f"={formula.rpartition(':=')[2]}")
    return text or None


def _date(text: str) -> CellValue:
    at = datetime.fromisoformat(text)
    return date(at.year, at.month, at.day) if at.time() == time(0) else at


def _time(text: str) -> CellValue:
    match = DURATION.fullmatch(text)
    if not match:
        return text
    lasts = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]), seconds=float(match["seconds"]))
    return moment(lasts / DAY, is_1904=False)


def _count(given: dict[str, str], name: str) -> int:
    return max(1, int(given.get(name, "1")))


@lru_cache(maxsize=1024)
def _short(name: str) -> str:
    """`urn:oasis:names:tc:opendocument:xmlns:table:1.0 table-cell` → `table:table-cell`."""
    space, _, local = name.rpartition(" ")
    return f"{space.removesuffix(':1.0').rpartition(':')[2]}:{local}"
