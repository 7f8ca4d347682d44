"""The SQL files: the folder is the schema, the file name is the table."""

import hashlib
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

SQL_FOLDER = Path(__file__).resolve().parent / "sql"
DICTIONARY_FILE = Path(__file__).resolve().parent / "dictionary.csv"


@cache
def sql_of(layer: str) -> dict[str, str]:
    """The SQL texts of a layer (store, dim, ops, fact, mart, law) by file name, in alphabetical order."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL_FOLDER / layer).glob("*.sql"))}


def in_building_order(layer: str) -> list[str]:
    """The tables of a layer, each after those of the same layer that it reads."""
    texts = sql_of(layer)
    reads = {
        name: [other for other in re.findall(rf"\b{layer}\.(\w+)", text) if other in texts and other != name]
        for name, text in texts.items()
    }
    return list(TopologicalSorter(reads).static_order())


def grain_of(layer: str, table: str) -> str:
    """The sentences that open a table's SQL file: its grain and its surprises."""
    lines = sql_of(layer)[table].splitlines()
    opening = [
        line.removeprefix("--").strip() for line in lines[: next(n for n, s in enumerate(lines) if s[:2] != "--")]
    ]
    return " ".join(opening)


@cache
def code_hash() -> str:
    """SHA-256 over all that decides what a snapshot says of given rows; a change of it is news."""
    digest = hashlib.sha256()
    for path in [*sorted(SQL_FOLDER.rglob("*.sql")), DICTIONARY_FILE]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
