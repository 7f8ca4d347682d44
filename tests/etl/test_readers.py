"""The readers: every value in its place, and nothing that is wrong read as a blank."""

from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from etl.judge import judge_file
from etl.readers import read_document
from etl.readers.sheet import CellValue, Fault, LongTable, Sheet, Unreadable, cell_ref
from tests.etl.workbooks import MAIN, catalogue, raw_workbook, worksheet

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def sheets(path: Path) -> list[Sheet]:
    document = read_document(path, "xlsx")
    assert isinstance(document, list)
    return document


def rows(path: Path) -> list[list[CellValue]]:
    return [list(row) for row in sheets(path)[0].rows]


@pytest.mark.parametrize(
    ("place", "ref"), [((0, 0), "A1"), ((1, 25), "Z2"), ((0, 26), "AA1"), ((4999, 701), "ZZ5000"), ((0, 702), "AAA1")]
)
def test_places_have_the_names_that_a_clerk_sees(place: tuple[int, int], ref: str) -> None:
    assert cell_ref(*place) == ref


def test_values_keep_their_kind_and_place(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write("B3", 12)
        sheet.write("C3", 1.5)
        sheet.write("D3", "1.234")
        sheet.write("E3", True)
        sheet.write_datetime("F3", datetime(2022, 3, 14), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_datetime("G3", datetime(2022, 3, 14, 8, 30), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
        sheet.write("H3", 0.5, book.add_format({"num_format": "hh:mm"}))
        sheet.write_formula("I3", "=1+1", value=2)
        book.add_worksheet("ẩn").hide()
        book.add_chartsheet("biểu đồ")
    first, hidden = sheets(path)
    assert (first.name, hidden.name) == ("Số liệu", "ẩn")
    assert [list(row) for row in first.rows] == [
        [None] * 9,
        [None] * 9,
        [None, 12, 1.5, "1.234", True, date(2022, 3, 14), datetime(2022, 3, 14, 8, 30), time(12), 2],
    ]


def test_errors_and_formulas_without_a_value_are_faults_not_blanks(tmp_path: Path) -> None:
    path = raw_workbook(
        tmp_path / "faults.xlsx",
        worksheet(
            '<row r="2"><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><f>SUM(A1:A9)</f></c><c r="D2"><f>1+1</f><v>2</v></c>'
            '<c r="E2" t="str"><f>A1&amp;""</f><v></v></c><c r="F2"><f t="shared" si="0"/></c>'
            '<c r="G2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H2" s="1"/></row>'
        ),
    )
    assert rows(path) == [
        [None] * 7,
        [
            None,
            Fault("formula_error", "#REF!"),
            Fault("formula_without_value", "=SUM(A1:A9)"),
            2,
            Fault("formula_without_value", '=A1&""'),
            Fault("formula_without_value", "="),
            Fault("formula_error", "#DIV/0!"),
        ],
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        worksheet('<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>').replace(MAIN, STRICT),
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2" t="e"><x:v>#REF!</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>",
        worksheet('<row/><row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row>'),
    ],
    ids=["strict namespace", "prefixed", "no references"],
)
def test_faults_are_found_in_every_dialect(sheet: str, tmp_path: Path) -> None:
    path = raw_workbook(tmp_path / "dialect.xlsx", sheet)
    assert rows(path)[1][1] == Fault("formula_error", "#REF!")


@pytest.mark.parametrize("ref", ["XFD1048576", "A5001", "GS1"])
def test_a_sheet_with_a_far_cell_is_named_and_not_read(ref: str, tmp_path: Path) -> None:
    row = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    far = worksheet(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{ref}"><v>1</v></c></row>')
    first, second = sheets(
        raw_workbook(tmp_path / "far.xlsx", far, worksheet('<row r="1"><c r="A1"><v>7</v></c></row>'))
    )
    assert (first.far_ref, list(first.rows)) == (ref, [])
    assert (second.far_ref, list(second.rows)) == (None, [[7]])


def test_a_million_formatted_blank_rows_are_no_rows(tmp_path: Path) -> None:
    blank = "".join(
        f'<row r="{number}" s="1" customFormat="1"><c r="A{number}" s="1"/></row>' for number in range(2, 300_000)
    )
    path = raw_workbook(tmp_path / "blank.xlsx", worksheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{blank}'))
    assert rows(path) == [[1]]


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    path = raw_workbook(tmp_path / "entities.xlsx", bomb)
    assert [problem.code for problem in judge_file(path, catalogue()).problems] == ["damaged_file"]


VALUES = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20),
    st.booleans(),
)


@settings(max_examples=40)
@given(st.lists(st.lists(VALUES, max_size=5), max_size=6))
def test_what_was_written_is_read(written: list[list[CellValue]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.xlsx"
        with Workbook(path, {"strings_to_urls": False}) as book:
            sheet = book.add_worksheet()
            for row, values in enumerate(written):
                for column, value in enumerate(values):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value)
        read = sheets(path)[0]
        for row, values in enumerate(written):
            for column, value in enumerate(values):
                assert read.cell(row, column).value == value
                assert read.cell(row, column).cell_ref == cell_ref(row, column)


def lines(content: bytes, folder: Path) -> list[list[str]]:
    path = folder / "table.csv"
    path.write_bytes(content)
    table = read_document(path, "csv")
    assert isinstance(table, LongTable)
    return list(table.lines)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b"\xef\xbb\xbfa,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        (b"a\n\n1", [["a"], [], ["1"]]),  # a blank line counts, as a blank row does in a sheet
        ('a\n"hai\ndòng, một ô"\n'.encode(), [["a"], ["hai\ndòng, một ô"]]),
    ],
)
def test_a_long_csv_is_read_as_a_sheet_shows_it(content: bytes, expected: list[list[str]], tmp_path: Path) -> None:
    assert lines(content, tmp_path) == expected


@pytest.mark.parametrize(
    ("content", "code", "cell"),
    [
        (b"a,b\n1,L\xea Ch\xe2n\n", "unknown_encoding", ""),
        (b'a\n1\n"never closed\n', "not_csv", "A3"),
        (b"a\n" + b"x" * 100_001, "not_csv", "A2"),
    ],
)
def test_a_csv_that_breaks_off_says_where(content: bytes, code: str, cell: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        lines(content, tmp_path)
    assert (caught.value.problem.code, caught.value.problem.cell) == (code, cell)
