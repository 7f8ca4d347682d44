"""Read the long CSV that machines send: UTF-8, with or without a byte order mark, commas."""

import csv
import io
from pathlib import Path

from etl.readers.sheet import CellValue, Sheet
from etl.readers.xlsx import Unreadable
from etl.submission import Problem

SHEET_NAME = "CSV"
FIELD_LIMIT = 100_000


def read_long_csv(path: Path) -> list[Sheet]:
    """One sheet of texts; an empty field is None. Raises Unreadable."""
    csv.field_size_limit(FIELD_LIMIT)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(Problem("not_utf8", "error")) from error
    rows: list[list[CellValue]] = []
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        rows.extend([field or None for field in row] for row in reader)
    except csv.Error as error:
        raise Unreadable(Problem("not_csv", "error", SHEET_NAME, f"A{reader.line_num}")) from error
    return [Sheet(SHEET_NAME, rows)]
