"""The gate: what a file is, by its content and not by its ending, and whether a parser may be given it at all."""

import codecs
import copy
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from etl.programme.catalogue import HouseSettings
from etl.submission import Problem

MEGABYTE = 1_000_000
HEAD_BYTES = 4_096
CHUNK = 1 << 20
MAX_ENTRIES = 2_000  # files inside a workbook; a real one has about 20
MAX_RATIO = 100  # unpacked size to packed size; a real one has 5 to 20, a million blank rows about 30
SMALL_UNPACKED = 10 * MEGABYTE  # harmless whatever its ratio
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack in steps that nobody can bound
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, .xlsx behind a password, and Word's .doc
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
WORD_STREAM = "WordDocument".encode("utf-16-le")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
MARKUP = (b"<", b"\xef\xbb\xbf<", b"{\\rtf")  # a web page, XML, RTF: text, but no table of ours
NOT_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\f\r\x1a")) + b"\x7f"
PACKAGE_PARTS = {"[Content_Types].xml", "_rels/.rels"}
WORKBOOK_PARTS = {"xlsx": re.compile(r"xl/workbook[0-9]*\.xml"), "xlsb": re.compile(r"xl/workbook[0-9]*\.bin")}
ODS_PARTS = {"mimetype", "content.xml", "META-INF/manifest.xml"}
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_ENCRYPTED = b"encryption-data"
IS_ENCRYPTED = 0x1  # a flag of a zip entry


def inspect_file(path: Path, settings: HouseSettings) -> str | Problem:
    """The kind of reader that the file needs (a key of `READERS`), or why it goes no further.

    Nothing is kept of what is looked at; a zip is unpacked only where its directory says that it is small enough.
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
    if not head.startswith(UTF_16_MARKS):
        if _is_unmarked_utf_16(head):
            return Problem("unknown_encoding", "error")
        if not _is_text(head) or head.lstrip().startswith(MARKUP):
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


def _is_unmarked_utf_16(head: bytes) -> bool:
    """Plain letters, each with a zero byte beside it."""
    even, odd = head[:40:2], head[1:40:2]
    pairs = ((even, odd), (odd, even))
    return any(zeros and not any(zeros) and letters.isascii() and _is_text(letters) for zeros, letters in pairs)


def _inspect_zip(path: Path, settings: HouseSettings) -> str | Problem:
    """The directory is believed in nothing: each part must unpack to what it says, no byte more and no byte less."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if refused := _refused_directory(entries, path.stat().st_size, settings):
                return refused
            kind = _kind_of_package(archive)
            if isinstance(kind, str) and not all(_unpacks_as_said(archive, entry) for entry in entries):
                return Problem("damaged_file", "error")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error):
        return Problem("damaged_file", "error")
    return kind or Problem("not_a_workbook", "error")


def _refused_directory(entries: Sequence[zipfile.ZipInfo], size: int, settings: HouseSettings) -> Problem | None:
    """What the zip's directory alone is refused for, before anything is unpacked."""
    if len(entries) > MAX_ENTRIES:
        return Problem("too_many_parts", "error", found=str(len(entries)), details=(("limit", str(MAX_ENTRIES)),))
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > settings.unpacked_max_mb * MEGABYTE:
        return _too_large(unpacked, settings.unpacked_max_mb)
    if unpacked > max(SMALL_UNPACKED, MAX_RATIO * size):
        return Problem("packed_too_tightly", "error", found=str(unpacked // size), details=(("limit", str(MAX_RATIO)),))
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        return Problem("password_protected", "error")
    # Two parts of one name: one reader would see the first, another the second. Some tell capitals apart, some do not.
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    is_sound = (
        len(names) == len(entries)
        and all(entry.compress_type in PACKINGS for entry in entries)
        and sum(entry.compress_size for entry in entries) < size  # else some lie over each other
    )
    return None if is_sound else Problem("damaged_file", "error")


def _unpacks_as_said(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part has the size that the directory says (and its checksum, else BadZipFile is raised)."""
    one_more = copy.copy(entry)
    one_more.file_size += 1  # a reader stops at the size that it is told; a lie shows only behind it
    with archive.open(one_more) as part:
        size = sum(len(chunk) for chunk in iter(lambda: part.read(CHUNK), b""))
    return size == entry.file_size


def _kind_of_package(archive: zipfile.ZipFile) -> str | Problem | None:
    names = set(archive.namelist())
    if names >= PACKAGE_PARTS:
        return next((kind for kind, part in WORKBOOK_PARTS.items() if any(map(part.fullmatch, names))), None)
    if names >= ODS_PARTS and _head_of(archive, "mimetype").startswith(ODS_TYPE):
        is_encrypted = ODS_ENCRYPTED in _head_of(archive, "META-INF/manifest.xml")
        return Problem("password_protected", "error") if is_encrypted else "ods"
    return None


def _head_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(CHUNK)


def _inspect_ole(path: Path) -> str | Problem:
    content = path.read_bytes()
    if ENCRYPTED_STREAM in content:
        return Problem("password_protected", "error")
    is_workbook = any(stream in content for stream in WORKBOOK_STREAMS) and WORD_STREAM not in content
    return "xls" if is_workbook else Problem("not_a_workbook", "error")


def _too_large(size: int, limit_mb: float) -> Problem:
    found = f"{size / MEGABYTE:.1f} MB"
    return Problem("too_large", "error", found=found, details=(("limit", f"{limit_mb:g} MB"),))
