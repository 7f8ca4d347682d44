"""The gate: what a file is, by its content, and what goes no further."""

import zipfile
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
    assert told(zipped(tmp_path, names)) == "not_a_workbook"


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
