"""Read the long CSV that machines send: UTF-8, with or without a byte order mark, commas."""

import csv
from collections.abc import Iterator
from pathlib import Path

from etl.readers.sheet import LongTable, Unreadable
from etl.submission import Problem

SHEET_NAME = "CSV"
FIELD_LIMIT = 100_000  # letters; far above any note, far below what would fill the memory


def read_long_csv(path: Path) -> LongTable:
    """The file's lines; a blank line is an empty list, so that lines count as rows do in a sheet."""
    return LongTable(SHEET_NAME, _lines(path))


def _lines(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(FIELD_LIMIT)
    line_number = 0
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            for line in reader:
                line_number += 1
                yield line
        except UnicodeDecodeError as error:
            raise Unreadable(Problem("not_utf8", "error", SHEET_NAME)) from error
        except csv.Error as error:
            raise Unreadable(Problem("not_csv", "error", SHEET_NAME, f"A{line_number + 1}")) from error
