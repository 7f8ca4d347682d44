"""Read the long CSV that machines send, also where an office program saved it again: its encoding, its separator."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from etl.readers.sheet import LongTable, Unreadable
from etl.readers.text import encoding_of
from etl.submission import Problem

SHEET_NAME = "CSV"
SEPARATORS = ",;\t"
FIELD_LIMIT = 100_000  # letters; far above any note, far below what would fill the memory
LINE_LIMIT = 1_000_000


def read_long_csv(path: Path) -> LongTable:
    """The file's lines; a blank line is an empty list, so that lines count as rows do in a sheet."""
    return LongTable(SHEET_NAME, _lines(path))


def _lines(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(FIELD_LIMIT)
    encoding = encoding_of(path)
    if encoding is None:
        raise Unreadable(Problem("unknown_encoding", "error", SHEET_NAME))
    may_be_short = _ends_as_excel_does(path)
    line_number = width = 0
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_short_lines(file), delimiter=_separator(file), strict=True)
        try:
            for line in reader:
                line_number += 1
                width = width or len(line)
                if line and may_be_short:
                    line += [""] * (width - len(line))
                yield line
        except csv.Error as error:
            raise Unreadable(Problem("not_csv", "error", SHEET_NAME, f"A{line_number + 1}")) from error


def _short_lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(LINE_LIMIT):
        if len(line) == LINE_LIMIT:
            raise csv.Error("a line without end")
        yield line


def _separator(file: TextIO) -> str:
    """The separator that the first line has most of."""
    first = file.readline(FIELD_LIMIT)
    file.seek(0)
    return max(SEPARATORS, key=first.count)


def _ends_as_excel_does(path: Path) -> bool:
    """Excel leaves out the separators of blank fields at the end of lines, and ends the last line as all others.

    A file that breaks off within a line was copied in part: there a short line is a mistake.
    """
    with path.open("rb") as file:
        file.seek(-min(4, path.stat().st_size), 2)
        return file.read().replace(b"\0", b"").endswith(b"\r\n")
