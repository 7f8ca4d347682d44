"""The gate: what a file is, by its content, and what goes no further."""

import random
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.gate import MAX_ENTRIES, OLE_MAGIC, PACKAGE_PARTS, ZIP_MAGIC, inspect_file
from etl.readers import READERS
from etl.submission import Problem
from tests.etl.workbooks import catalogue, template

SETTINGS = catalogue().settings
ENCRYPTED = OLE_MAGIC + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(400)


def told(path: Path, **settings: float) -> str:
    """The kind, or the problem's code."""
    seen = inspect_file(path, replace(SETTINGS, **settings))
    return seen.code if isinstance(seen, Problem) else seen


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty_file"),
        (b"programme_code,unit_code\n", "csv"),
        ("\ufeffMã,Tên\n".encode(), "csv"),
        ("ghi chú: ".encode() + "ế".encode() * 2000, "csv"),  # the head ends inside a letter
        (b"unit,note\nL\xea Ch\xe2n\n", "csv"),  # the reader will say whether its encoding is sure
        ("mã,tên\n".encode("utf-16"), "csv"),
        ("mã,tên\n".encode("utf-16-be"), "not_a_workbook"),
        ("unit_code,total_value\n".encode("utf-16-le"), "unknown_encoding"),
        ("unit_code,total_value\n".encode("utf-16-be"), "unknown_encoding"),
        (OLE_MAGIC + bytes(1000), "not_a_workbook"),
        (OLE_MAGIC + bytes(600) + "Workbook".encode("utf-16-le"), "xls"),
        (
            OLE_MAGIC + bytes(600) + "WordDocument".encode("utf-16-le") + "Workbook".encode("utf-16-le"),
            "not_a_workbook",
        ),
        (ENCRYPTED, "password_protected"),
        (b"<html><table><tr><td>a,b</td></tr></table></html>", "not_a_workbook"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "not_a_workbook"),
        (b"{\\rtf1 a}", "not_a_workbook"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_a_workbook"),
        (b"\xff\xd8\xff\xe0 a picture", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00", "not_a_workbook"),
        (b"%PDF-1.7\n\x00", "not_a_workbook"),
        (ZIP_MAGIC + b"cut off", "damaged_file"),
    ],
)
def test_the_kind_comes_from_the_content(content: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.xlsx"
    path.write_bytes(content)
    assert told(path) == expected


def test_a_workbook_is_one_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "renamed.csv"
    path.write_bytes(template())
    assert told(path) == "xlsx"


@pytest.mark.parametrize("length", [4, 1000, 15_000, -1])
def test_a_workbook_copied_in_part_is_damaged(length: int, tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    path.write_bytes(template()[:length])
    assert told(path) == "damaged_file"


def test_another_office_file_is_no_workbook(tmp_path: Path) -> None:
    path = zipped(tmp_path, ["[Content_Types].xml", "word/document.xml"])
    assert told(path) == "not_a_workbook"


def test_sizes_have_limits_packed_and_unpacked(tmp_path: Path) -> None:
    workbook, text = tmp_path / "a.xlsx", tmp_path / "a.csv"
    workbook.write_bytes(template())
    text.write_bytes(b"a,b\n" * 1000)
    assert told(workbook, file_max_mb=0.001) == "too_large"
    assert told(workbook, unpacked_max_mb=0.05) == "too_large"
    assert told(text, csv_max_mb=0.001) == "too_large"
    assert told(text, file_max_mb=0.001) == "csv"


def test_more_parts_than_any_workbook_has(tmp_path: Path) -> None:
    names = [*PACKAGE_PARTS, "xl/workbook.xml", *(f"xl/media/{number}.png" for number in range(MAX_ENTRIES))]
    assert told(zipped(tmp_path, names)) == "too_many_parts"


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(
            tmp_path, [*PACKAGE_PARTS, "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"]
        )
    assert told(path) == "damaged_file"


def test_the_size_limit_names_both_sizes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 2_500_000)
    problem = inspect_file(path, replace(SETTINGS, csv_max_mb=2))
    assert problem == Problem("too_large", "error", found="2.5 MB", details=(("limit", "2 MB"),))


@given(st.sampled_from([b"", ZIP_MAGIC, OLE_MAGIC, b"\xff\xfe"]), st.binary(max_size=300))
def test_any_bytes_get_an_answer(start: bytes, rest: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any"
        path.write_bytes(start + rest)
        seen = inspect_file(path, SETTINGS)
        assert isinstance(seen, Problem) or seen in READERS


def zipped(folder: Path, names: list[str]) -> Path:
    path = folder / "z.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return path


def packed(folder: Path, parts: dict[str, bytes]) -> Path:
    """A workbook of these parts beside those that every workbook has."""
    path = folder / "p.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*PACKAGE_PARTS, "xl/workbook.xml"]:
            archive.writestr(name, "")
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def overwrite(path: Path, name: str, at: int, layout: str, number: int) -> None:
    """Change one field of a part's line in the zip directory; `at` counts from the line's start."""
    content = bytearray(path.read_bytes())
    line = content.rindex(name.encode()) - 46
    content[line + at : line + at + struct.calcsize(layout)] = struct.pack(layout, number)
    path.write_bytes(content)


@pytest.mark.parametrize("said", [0, 10, 999_999, 1_000_001])
def test_a_part_that_unpacks_to_another_size_than_the_directory_says_is_refused(said: int, tmp_path: Path) -> None:
    path = packed(tmp_path, {"xl/sharedStrings.xml": bytes(1_000_000)})
    assert told(path) == "xlsx"
    overwrite(path, "xl/sharedStrings.xml", 24, "<I", said)
    assert told(path) == "damaged_file"


def test_a_lie_about_the_size_is_found_also_where_the_checksum_agrees_with_it(tmp_path: Path) -> None:
    """The checksum of the first bytes satisfies a reader that stops there; another one would go on for ever."""
    path = packed(tmp_path, {"xl/sharedStrings.xml": bytes(5_000_000)})
    overwrite(path, "xl/sharedStrings.xml", 24, "<I", 100)
    overwrite(path, "xl/sharedStrings.xml", 16, "<I", zlib.crc32(bytes(100)))
    assert told(path) == "damaged_file"


def test_parts_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    """Many names for one bomb: the directory leads all of them to the same bytes."""
    path = packed(tmp_path, {f"xl/media/{number}.bin": random.Random(1).randbytes(9_000) for number in range(9)})
    for number in range(1, 9):
        content = path.read_bytes()
        first = content.index(b"xl/media/0.bin") - 30
        overwrite(path, f"xl/media/{number}.bin", 42, "<I", first)
    assert told(path) == "damaged_file"


def test_a_part_packed_in_a_way_that_no_office_program_uses_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path, {})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/sharedStrings.xml", bytes(1_000_000))
    assert told(path) == "damaged_file"


def test_a_ratio_that_no_report_has_is_refused_and_a_small_one_of_any_ratio_is_not(tmp_path: Path) -> None:
    assert told(packed(tmp_path, {"xl/media/a": bytes(50_000_000)})) == "packed_too_tightly"
    assert told(packed(tmp_path, {"xl/media/a": bytes(9_000_000)})) == "xlsx"


def test_a_zip_inside_is_bytes_like_any_other(tmp_path: Path) -> None:
    inner = packed(tmp_path, {"bomb": bytes(90_000_000)}).read_bytes()
    assert told(packed(tmp_path, {"xl/embeddings/a.xlsx": inner})) == "xlsx"
    only = tmp_path / "only.xlsx"
    with zipfile.ZipFile(only, "w") as archive:
        archive.writestr("báo cáo.xlsx", inner)
    assert told(only) == "not_a_workbook"


def test_a_broken_checksum_is_damage(tmp_path: Path) -> None:
    path = packed(tmp_path, {"xl/sharedStrings.xml": random.Random(1).randbytes(9_000)})
    overwrite(path, "xl/sharedStrings.xml", 16, "<I", 1)
    assert told(path) == "damaged_file"
