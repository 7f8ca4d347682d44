"""One workbook in every format that office programs write: the same values in the same places, and no silent blank."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from struct import pack
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from etl.gate import OLE_MAGIC, inspect_file
from etl.readers import read_document
from etl.readers.serial import moment
from etl.readers.sheet import CellValue, Fault, Sheet
from tests.etl.workbooks import CSV_HEADER, catalogue, errors, judged, workbook
from tests.etl.xlsb_file import write_xlsb
from tests.journeys.office import save_again

KINDS = ("xlsx", "xls", "ods", "xlsb")
ROWS: dict[tuple[int, int], object] = {
    (1, 1): 12,
    (1, 2): 1.5,
    (1, 3): "1.234",
    (1, 4): True,
    (1, 5): date(2022, 3, 14),
    (1, 6): datetime(2022, 3, 14, 8, 30),
    (1, 7): time(12),
    (1, 8): "  Quận Lê Chân\nhai dòng ",
    (3, 0): Fault("formula_error", "#DIV/0!"),
    (3, 1): Fault("formula_error", "#N/A"),
    (3, 2): Fault("formula_without_value", ""),
    (3, 4): "0305",
    (3, 5): False,
    (3, 6): -2,
    (4, 0): "nguyễn Thị Ỷ",
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The values above, a sheet with a far cell and a hidden one, in each format."""
    folder = tmp_path_factory.mktemp("formats")
    source = _write(folder / "all.xlsx")
    files = {"xlsx": source}
    for kind in ("xls", "ods"):
        (files[kind],) = save_again([source], folder / "out", folder / "office", kind)
    files["xlsb"] = write_xlsb(
        folder / "all.xlsb",
        {"Số liệu": ROWS, "Xa": {(0, 0): 1, (5_999, 3): 1}, "Ẩn": {(1, 1): "x", (1, 2): datetime(1899, 12, 31, 12)}},
    )
    return files


def _write(path: Path) -> Path:
    with Workbook(path) as book:
        sheet = book.add_worksheet("Số liệu")
        formats = {date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm", time: "hh:mm"}
        for (row, column), value in ROWS.items():
            if isinstance(value, Fault):
                formula = {"#DIV/0!": "=1/0", "#N/A": "=NA()", "": '=""'}[value.text]
                sheet.write_formula(row, column, formula, value=value.text)
            elif type(value) in formats:
                sheet.write_datetime(row, column, value, book.add_format({"num_format": formats[type(value)]}))
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write(row, column, value)
        far = book.add_worksheet("Xa")
        far.write("A1", 1)
        far.write("D6000", 1)
        hidden = book.add_worksheet("Ẩn")
        hidden.write("B2", "x")
        hidden.write("C2", 1.5, book.add_format({"num_format": "[h]:mm"}))
        hidden.hide()
    return path


def sheets(path: Path) -> list[Sheet]:
    kind = inspect_file(path, catalogue().settings)
    assert isinstance(kind, str), kind
    document = read_document(path, kind)
    assert isinstance(document, list)
    return document


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_stand_in_the_same_places(kind: str, saved: dict[str, Path]) -> None:
    assert inspect_file(saved[kind], catalogue().settings) == kind
    first, far, hidden = sheets(saved[kind])
    found: dict[tuple[int, int], CellValue] = {
        (row, column): value
        for row, values in enumerate(first.rows)
        for column, value in enumerate(values)
        if value is not None
    }
    formula = found[3, 2]
    assert isinstance(formula, Fault)
    assert formula.code == "formula_without_value"
    assert {**found, (3, 2): ROWS[3, 2]} == ROWS
    assert {place: type(value) for place, value in found.items() if isinstance(value, bool)} == {
        (1, 4): bool,
        (3, 5): bool,
    }
    assert (far.far_ref, list(far.rows)) == ("D6000", [])
    assert [hidden.cell(1, column).value for column in (1, 2)] == ["x", datetime(1900, 1, 1, 12)]  # 36:00


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        (0.5, time(12)),
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (44634, date(2022, 3, 14)),
        (44634.5, datetime(2022, 3, 14, 12)),
        (-3, -3),
        (3e7, 3e7),
    ],
)
def test_a_serial_number_is_the_day_that_excel_shows(serial: float, expected: object) -> None:
    assert moment(serial, is_1904=False) == expected


def test_a_book_may_count_its_days_from_1904() -> None:
    assert moment(43_172, is_1904=True) == date(2022, 3, 14)


@settings(max_examples=30, deadline=None)
@given(st.floats(61, 2_900_000), st.booleans())  # before March 1900 programs count a day that never was
def test_days_are_those_that_calamine_reads_in_xlsx(serial: float, whole: bool) -> None:
    serial = float(int(serial)) if whole else round(serial, 4)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        with Workbook(path) as book:
            book.add_worksheet("S").write_number(0, 0, serial, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as read:
            theirs, ours = read.get_sheet_by_name("S").to_python()[0][0], moment(serial, is_1904=False)
    assert type(theirs) is type(ours)
    if isinstance(theirs, datetime) and isinstance(ours, datetime):
        assert abs((theirs - ours).total_seconds()) < 0.01
    else:
        assert theirs == ours


def changed(path: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A package with its parts changed."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            archive.writestr(entry.filename, change(entry.filename, source.read(entry)))
    return target


def code_of(path: Path) -> set[str]:
    return {code for _, code in errors(judged(path))}


def test_entities_are_refused_in_ods(saved: dict[str, Path], tmp_path: Path) -> None:
    def bomb(name: str, content: bytes) -> bytes:
        mark = b"?>"
        doctype = b'?><!DOCTYPE x [<!ENTITY a "ha">]>'
        return content.replace(mark, doctype, 1) if name == "content.xml" else content

    assert code_of(changed(saved["ods"], tmp_path / "a.ods", bomb)) == {"damaged_file"}


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xlsb"])
@pytest.mark.parametrize("again", [str.lower, str.upper])
def test_two_parts_of_one_name_are_refused(
    kind: str, again: Callable[[str], str], saved: dict[str, Path], tmp_path: Path
) -> None:
    path = changed(saved[kind], tmp_path / "a", lambda name, content: content)
    part = "content.xml" if kind == "ods" else f"xl/worksheets/sheet1.{'xml' if kind == 'xlsx' else 'bin'}"
    with zipfile.ZipFile(path, "a") as archive:
        if again(part) == part:
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr(part, b"")
        else:
            archive.writestr(again(part), b"")
    assert code_of(path) == {"damaged_file"}


def test_a_password_is_named_in_every_format(saved: dict[str, Path], tmp_path: Path) -> None:
    xls = bytearray(saved["xls"].read_bytes())
    start = xls.index(pack("<HHH", 0x809, 16, 0x600))  # the first record of the book; the next is made FILEPASS
    xls[start + 20 : start + 22] = pack("<H", 0x2F)
    (tmp_path / "a.xls").write_bytes(xls)

    def lock(name: str, content: bytes) -> bytes:
        entry = b"<manifest:encryption-data/></manifest:manifest>"
        return content.replace(b"</manifest:manifest>", entry) if name == "META-INF/manifest.xml" else content

    changed(saved["ods"], tmp_path / "a.ods", lock)
    ole = OLE_MAGIC + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.xlsx").write_bytes(ole)
    for name in ("a.xls", "a.ods", "a.xlsx"):
        assert code_of(tmp_path / name) == {"password_protected"}


def test_a_file_with_macros_is_a_file_like_any_other(tmp_path: Path) -> None:
    def macros(name: str, content: bytes) -> bytes:
        of = (b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
        return content.replace(*of) if name == "[Content_Types].xml" else content

    path = changed(workbook(tmp_path / "a.xlsx", {"NV1!D5": 3}), tmp_path / "a.xlsm", macros)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", OLE_MAGIC + b"Sub Auto_Open()")
    judgement = judged(path)
    assert errors(judgement) == set()
    assert judgement.submissions[0].measurements[0].total_value == 3


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('office:value-type="percentage" office:value="0.5"><text:p>50%</text:p>', 0.5),
        ('office:value-type="currency" office:value="7"><text:p>7 đ</text:p>', 7),
        ('office:value-type="float" office:value="7"><text:p/>', 7),
        ('office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p>', "a  b\nc"),
        ('office:value-type="string"><text:p><text:span>a</text:span><text:line-break/>b</text:p>', "a\nb"),
        (
            'office:value-type="string"><office:annotation><text:p>lời</text:p></office:annotation><text:p>a</text:p>',
            "a",
        ),
        ("><office:annotation><text:p>lời bình</text:p></office:annotation>", None),
        ("><text:p>#REF!</text:p>", Fault("formula_error", "#REF!")),
        (
            'office:value-type="string" table:formula="of:=X()"><text:p>Err:508</text:p>',
            Fault("formula_error", "Err:508"),
        ),
        ('table:formula="of:=[.A1]+1">', Fault("formula_without_value", "=[.A1]+1")),
        ('office:value-type="date" office:date-value="2022-03-14T00:00:00">', date(2022, 3, 14)),
        ('office:value-type="time" office:time-value="PT08H30M00S">', time(8, 30)),
    ],
)
def test_a_cell_of_ods(cell: str, expected: CellValue, tmp_path: Path) -> None:
    (sheet,) = sheets(_ods(tmp_path, f"<table:table-row><table:table-cell {cell}</table:table-cell></table:table-row>"))
    assert sheet.cell(0, 0).value == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<R table:number-rows-repeated="1048575"><C table:number-columns-repeated="16384"/></R>', (None, [])),
        ('<R><C table:number-columns-repeated="2"/>7</R>', (None, [[None, None, 7]])),
        ('<R table:number-rows-repeated="2"/><R>7</R>', (None, [[], [], [7]])),
        ('<R table:number-rows-repeated="2">7</R>', (None, [[7], [7]])),
        ('<R table:number-rows-repeated="1048576">7</R>', ("A5001", [])),
        ('<R table:number-rows-repeated="9000"/><R>7</R>', ("A9001", [])),
        ('<R><C table:number-columns-repeated="1000"/>7</R>', ("ALM1", [])),
        ("<table:table-header-rows><R>7</R></table:table-header-rows><table:table-row-group><R>7</R>"
         "</table:table-row-group>", (None, [[7], [7]])),
    ],
)  # fmt: skip
def test_repeated_cells_of_ods(rows: str, expected: tuple[str | None, list[list[CellValue]]], tmp_path: Path) -> None:
    rows = rows.replace("7</R>", '<C office:value-type="float" office:value="7"/></R>')
    (sheet,) = sheets(_ods(tmp_path, rows.replace("<R", "<table:table-row").replace("</R", "</table:table-row")
                           .replace("<C", "<table:table-cell")))  # fmt: skip
    assert (sheet.far_ref, list(sheet.rows)) == expected


def _ods(folder: Path, rows: str) -> Path:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text"))
    table = f'<table:table table:name="S">{rows}</table:table>'
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        spreadsheet = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document-content {names}>{spreadsheet}</office:document-content>")
    return path


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A filled template in each format."""
    folder = tmp_path_factory.mktemp("good")
    source = workbook(folder / "a.xlsx", {"NV1!D5": 3})
    files = {
        kind: save_again([source], folder / "out", folder / "office", kind)[0].read_bytes() for kind in ("xls", "ods")
    }
    return {**files, "xlsb": write_xlsb(folder / "a.xlsb", {"Thông tin": ROWS, "NV1": ROWS}).read_bytes()}


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsb"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_file_with_broken_bytes_gets_an_answer(kind: str, seed: int, good: dict[str, bytes]) -> None:
    chance, content = Random(seed), bytearray(good[kind])
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    _answer(bytes(content[: chance.choice([len(content), chance.randrange(len(content))])]))


@pytest.mark.parametrize("kind", ["ods", "xlsb"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_package_with_broken_parts_gets_an_answer(kind: str, seed: int, good: dict[str, bytes]) -> None:
    """The parts are broken before they are packed, so that checksums do not save the parsers."""
    chance, broken = Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good[kind])) as source, zipfile.ZipFile(broken, "w") as target:
        for entry in source.infolist():
            content = bytearray(source.read(entry))
            if content and entry.filename.endswith((".xml", ".rels", ".bin")) and chance.random() < 0.4:
                start = chance.randrange(len(content))
                content[start : start + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 5))
            target.writestr(entry.filename, bytes(content))
    _answer(broken.getvalue())


def _answer(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any"
        path.write_bytes(content)
        judgement = judged(path)
        assert judgement.is_readable or judgement.has_errors


STARTS = (
    b"",
    b"PK\x03\x04",
    OLE_MAGIC,
    OLE_MAGIC + bytes(504) + "Workbook".encode("utf-16-le"),
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    f"{CSV_HEADER}\n".encode(),
    b"\xff\xfe" + f"{CSV_HEADER}\n".encode("utf-16-le"),
    CSV_HEADER.replace(",", ";").encode() + b"\r\n2022;305;2022-Q1;T1.01;3;;\xea\xec",
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_get_an_answer(start: bytes, rest: bytes) -> None:
    _answer(start + rest)
