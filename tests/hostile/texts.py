"""Texts that call themselves CSV, and files of every other kind under an ending of ours."""

import gzip
from collections.abc import Iterator
from struct import pack

from etl.gate import OLE_MAGIC
from tests.etl.workbooks import CSV_HEADER
from tests.hostile.hostile import LOADS, Hostile, changed, hostile, package

HEAD = f"{CSV_HEADER}\n".encode()
LINE = b"2022,%s,2022-Q1,T1.01,3,,\n"


def texts() -> Iterator[Hostile]:
    """Files that are read, or looked at, as CSV."""
    yield hostile("hong-moi-dong.csv", HEAD + b"x\n" * 100_000, "wrong_field_count")
    yield hostile("trung-moi-dong.csv", HEAD + LINE % b"305" * 30_000, "duplicate_row")
    units = b"".join(LINE % b"Don vi %d" % number for number in range(150))
    yield hostile("don-vi-la.csv", HEAD + units, "unknown_unit")
    long_texts = b"".join(LINE.replace(b"T1.01", b"X" * 9_000 + b"%d" % number) % b"305" for number in range(800))
    yield hostile("ma-dai.csv", HEAD + long_texts, "unknown_indicator")
    yield hostile("mot-dong.csv", HEAD + b"," * 20_000_000, "not_csv")
    yield hostile("ngoac-kep.csv", HEAD + b'2022,305,2022-Q1,T1.01,3,,"' + b"a\n" * 500_000, "not_csv")
    yield hostile("toan-dong-trong.csv", b"\n" * 2_000_000, "not_long_csv")
    yield hostile("byte-khong.csv", HEAD + LINE % b"305" + bytes(5_000), "not_a_workbook")
    yield hostile("utf-16-le-cut.csv", (HEAD + LINE % b"305").decode().encode("utf-16")[:-1], "unknown_encoding")
    yield hostile("chi-co-bom.csv", b"\xef\xbb\xbf", "not_long_csv")
    yield hostile("khong-ro-bang-ma.csv", HEAD + b"2022,305,2022-Q1,T1.01,3,,L\xea Ch\xe2n\n", "unknown_encoding")
    formula = b'2022,SNV,2022-Q1,T1.01,3,,"=HYPERLINK(""http://127.0.0.1:9"",""<b>x</b>"")"\n'
    yield hostile("cong-thuc.csv", HEAD + formula, LOADS)


def strangers(good: bytes, good_xls: bytes, good_ods: bytes) -> Iterator[Hostile]:
    """Other files under our endings, ours under others', locked ones. `good`: a filled workbook, .xlsx."""
    for name, content in _OTHERS.items():
        yield hostile(name, content, "not_a_workbook")
    yield hostile("rong.xlsx", b"", "empty_file")
    yield hostile("mot-byte.xlsx", b"P", "not_long_csv")
    yield hostile("toan-so-0.xls", bytes(100_000), "not_a_workbook")
    yield hostile("bang-tinh.csv", good, LOADS)
    yield hostile("bang-tinh.jpg", good, LOADS)
    yield hostile("bang-tinh", good_xls, LOADS)
    yield hostile("van-ban.xlsx", HEAD + LINE % b"STP", LOADS)
    locked = OLE_MAGIC + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(9_000)
    yield hostile("mat-khau.xlsx", locked, "password_protected")
    start = good_xls.index(pack("<HHH", 0x809, 16, 0x600)) + 20
    yield hostile("mat-khau.xls", good_xls[:start] + pack("<H", 0x2F) + good_xls[start + 2 :], "password_protected")
    lock = {"META-INF/manifest.xml": lambda part: part.replace(b"/>", b"><manifest:encryption-data/></manifest:x>", 1)}
    yield hostile("mat-khau.ods", changed(good_ods, lock), "password_protected")


_OTHERS = {
    "anh.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(3_000),
    "anh-chup.xls": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(3_000),
    "cong-van.ods": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(3_000),
    "bao-cao.xlsx": package({"[Content_Types].xml": "<Types/>", "_rels/.rels": "", "word/document.xml": "<w/>"}),
    "bao-cao-cu.xls": OLE_MAGIC + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(3_000),
    "trang-web.xls": b"<html><body><table><tr><td>T1.01</td><td>3</td></tr></table></body></html>",
    "van-ban-rtf.csv": b"{\\rtf1\\ansi 305}",
    "chuong-trinh.xlsm": b"MZ\x90\x00" + bytes(3_000),
    "nen.xlsx": gzip.compress(HEAD),
    "thu-muc.xlsx": package({"bao cao/a.txt": "x"}),
    "van-ban.ods": package({
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "", "META-INF/manifest.xml": "",
    }),
}  # fmt: skip
