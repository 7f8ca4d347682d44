"""Zips that lie: bombs, and directories that say something else than what is packed."""

import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from struct import pack

from tests.hostile.hostile import ANYTHING, LOADS, Hostile, changed, hostile, overwritten, package, parts_of

TEXTS = "xl/sharedStrings.xml"
SIZE, CHECKSUM, PLACE = 24, 16, 42  # where these stand in a line of the directory


def zips(good: bytes) -> Iterator[Hostile]:
    """`good`: a filled workbook, .xlsx."""
    inner = package({"bomb": bytes(50_000_000)})
    yield hostile("bom-vua.xlsx", changed(good, {TEXTS: bytes(50_000_000)}), "packed_too_tightly")
    yield hostile("bom-lon.xlsx", changed(good, {TEXTS: bytes(105_000_000)}), "too_large")
    yield hostile("bom-long-nhau.xlsx", package({f"{number}.zip": inner for number in range(9)}), "not_a_workbook")
    yield hostile("bom-ben-trong.xlsx", changed(good, {"xl/embeddings/a.zip": inner}), LOADS)
    big = changed(good, {TEXTS: bytes(60_000_000)})
    said = [(SIZE, pack("<I", 100)), (CHECKSUM, pack("<I", zlib.crc32(bytes(100))))]
    yield hostile("khai-gian-nho.xlsx", _directory(big, TEXTS, said), "damaged_file")
    yield hostile("khai-gian-lon.xlsx", _directory(good, TEXTS, [(SIZE, pack("<I", 90_000))]), "damaged_file")
    yield hostile("khai-gian-4gb.xlsx", _directory(good, TEXTS, [(SIZE, pack("<I", 0xFFFFFFF0))]), "too_large")
    yield hostile("sai-ma-kiem-tra.xlsx", _directory(good, TEXTS, [(CHECKSUM, bytes(4))]), "damaged_file")
    yield hostile("chong-len-nhau.xlsx", _overlapping(good), "damaged_file")
    yield hostile("bzip2.xlsx", package(parts_of(good), zipfile.ZIP_BZIP2), "damaged_file")
    yield hostile("lzma.xlsx", package(parts_of(good), zipfile.ZIP_LZMA), "damaged_file")
    many = {f"xl/media/{number}.png": b"" for number in range(2_500)}
    yield hostile("qua-nhieu-phan.xlsx", package(parts_of(good) | many), "too_many_parts")
    yield hostile("leo-ra-ngoai.xlsx", changed(good, {"../../../../tmp/leo-ra-ngoai": b"x"}), LOADS)
    yield hostile("lien-ket-trong-zip.xlsx", _with_link(good), LOADS)
    yield hostile("co-loi-nhan.xlsx", _with_comment(good), LOADS, "damaged_file", "not_a_workbook")
    yield hostile("chi-co-duoi-zip.xlsx", b"PK\x03\x04" + good[-22:], ANYTHING)


def _directory(content: bytes, part: str, said: list[tuple[int, bytes]]) -> bytes:
    line = content.rindex(part.encode()) - 46
    return overwritten(content, [(line + at, field) for at, field in said])


def _overlapping(good: bytes) -> bytes:
    """Many names for the same packed bytes."""
    bulk = {f"xl/media/{number}.bin": random.Random(number).randbytes(5_000) for number in range(20)}
    content = changed(good, bulk)
    first = content.index(b"xl/media/0.bin") - 30
    for name in bulk:
        content = _directory(content, name, [(PLACE, pack("<I", first))])
    return content


def _with_link(good: bytes) -> bytes:
    content = io.BytesIO(good)
    with zipfile.ZipFile(content, "a") as archive:
        link = zipfile.ZipInfo("xl/media/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return content.getvalue()


def _with_comment(good: bytes) -> bytes:
    content = io.BytesIO(good)
    with zipfile.ZipFile(content, "a") as archive:
        archive.comment = b"PK\x05\x06" + bytes(18)
    return content.getvalue()
