"""From a file to sheets or a long table. Another format is one more reader in `READERS`, under the gate's kind."""

from collections.abc import Callable
from pathlib import Path

from etl.readers.long_csv import read_long_csv
from etl.readers.ods import read_ods
from etl.readers.sheet import LongTable, Sheet
from etl.readers.xls import read_xls
from etl.readers.xlsb import read_xlsb
from etl.readers.xlsx import read_xlsx

Document = list[Sheet] | LongTable

READERS: dict[str, Callable[[Path], Document]] = {
    "xlsx": read_xlsx,
    "xlsb": read_xlsb,
    "xls": read_xls,
    "ods": read_ods,
    "csv": read_long_csv,
}


def read_document(path: Path, kind: str) -> Document:
    """What the file holds; raises Unreadable, or whatever a parser raises on a broken file."""
    return READERS[kind](path)
