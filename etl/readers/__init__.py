"""From a file to sheets. Another format is one more reader in `READERS`, under the kind that the gate gives it."""

from collections.abc import Callable
from pathlib import Path

from etl.readers.long_csv import read_long_csv
from etl.readers.sheet import Sheet
from etl.readers.xlsx import read_xlsx

READERS: dict[str, Callable[[Path], list[Sheet]]] = {"xlsx": read_xlsx, "csv": read_long_csv}


def read_sheets(path: Path, kind: str) -> list[Sheet]:
    """All sheets of the file; raises `Unreadable`, or whatever a parser raises on a broken file."""
    return READERS[kind](path)
