"""The gate: what a file is, by its content and not by its ending, and whether a parser may be given it at all."""

import codecs
import re
import zipfile
from pathlib import Path

from etl.programme.catalogue import HouseSettings
from etl.submission import Problem

MEGABYTE = 1_000_000
HEAD_BYTES = 4_096
MAX_ENTRIES = 2_000  # files inside a workbook; a real one has about 20
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .xls, and .xlsx behind a password
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
NOT_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\f\r\x1a")) + b"\x7f"
PACKAGE_PARTS = {"[Content_Types].xml", "_rels/.rels"}
WORKBOOK_PART = re.compile(r"xl/workbook[0-9]*\.xml")  # Excel on the web numbers it


def inspect_file(path: Path, settings: HouseSettings) -> str | Problem:
    """The kind of reader that the file needs, `xlsx` or `csv`, or why it goes no further.

    No more is read than the head and the zip directory (of an old Excel file, all of it).
    """
    size = path.stat().st_size
    if size == 0:
        return Problem("empty_file", "error")
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith((ZIP_MAGIC, OLE_MAGIC)):
        if size > settings.file_max_mb * MEGABYTE:
            return _too_large(size, settings.file_max_mb)
        return _inspect_zip(path, settings) if head.startswith(ZIP_MAGIC) else _inspect_ole(path)
    if head.startswith(UTF_16_MARKS):
        return Problem("not_utf8", "error")
    if not _is_text(head):
        return Problem("not_a_workbook", "error")
    return "csv" if size <= settings.csv_max_mb * MEGABYTE else _too_large(size, settings.csv_max_mb)


def _is_text(head: bytes) -> bool:
    """UTF-8, or something whose first line is plain: text of another encoding, as the reader will say."""
    if head.translate(None, NOT_IN_TEXT) != head:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the head may end inside a letter
    except UnicodeDecodeError:
        return head.partition(b"\n")[0].isascii()
    return True


def _inspect_zip(path: Path, settings: HouseSettings) -> str | Problem:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Problem("damaged_file", "error")
    unpacked = sum(entry.file_size for entry in entries)
    names = {entry.filename for entry in entries}
    if unpacked > settings.unpacked_max_mb * MEGABYTE:
        return _too_large(unpacked, settings.unpacked_max_mb)
    if not names >= PACKAGE_PARTS or not any(map(WORKBOOK_PART.fullmatch, names)) or len(entries) > MAX_ENTRIES:
        return Problem("not_a_workbook", "error")
    # Two parts of one name: one reader would see the first, another the second.
    return "xlsx" if len(names) == len(entries) else Problem("damaged_file", "error")


def _inspect_ole(path: Path) -> Problem:
    is_encrypted = ENCRYPTED_STREAM in path.read_bytes()
    return Problem("password_protected" if is_encrypted else "old_format", "error")


def _too_large(size: int, limit_mb: float) -> Problem:
    found = f"{size / MEGABYTE:.1f} MB"
    return Problem("too_large", "error", found=found, details=(("limit", f"{limit_mb:g} MB"),))
