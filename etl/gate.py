"""The gate: what a file is, by its content, and whether it is fit to be handed to a parser at all."""

import zipfile
from pathlib import Path

from etl.programme.catalogue import HouseSettings
from etl.submission import Problem

MAX_ENTRIES = 2_000
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
MEGABYTE = 1_000_000


def inspect_file(path: Path, settings: HouseSettings) -> tuple[str | None, Problem | None]:
    """(kind, None) with kind `xlsx` or `csv`, or (None, problem). Reads no more than the head and the zip directory."""
    size = path.stat().st_size
    if size == 0:
        return None, Problem("empty_file", "error")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(OLE_MAGIC):
        return None, Problem("old_or_protected", "error")
    if head.startswith(ZIP_MAGIC):
        return _inspect_zip(path, size, settings)
    if b"\0" in head:
        return None, Problem("not_a_workbook", "error")
    if size > settings.csv_max_mb * MEGABYTE:
        return None, _too_large(size, settings.csv_max_mb)
    return "csv", None


def _inspect_zip(path: Path, size: int, settings: HouseSettings) -> tuple[str | None, Problem | None]:
    if size > settings.file_max_mb * MEGABYTE:
        return None, _too_large(size, settings.file_max_mb)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None, Problem("damaged_file", "error")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > settings.unpacked_max_mb * MEGABYTE or len(entries) > MAX_ENTRIES:
        return None, _too_large(unpacked, settings.unpacked_max_mb)
    names = {entry.filename for entry in entries}
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None, Problem("not_a_workbook", "error")
    return "xlsx", None


def _too_large(size: int, limit_mb: float) -> Problem:
    return Problem("too_large", "error", found=f"{size / MEGABYTE:.1f} MB", details=(("limit", f"{limit_mb:g} MB"),))
