"""Files of strangers, judged: each gets an answer, whatever is in it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from etl.judge import judge_file
from etl.messages import message_en, message_vi, messages
from etl.programme.catalogue import Catalogue
from etl.programme.load import default_folder, load_catalogue
from etl.sandbox import judge_in_sandbox
from etl.submission import Judgement
from etl.template import write_template
from etl.template.content import ValuesToDate

HEADER = "programme_code,unit_code,period_code,indicator_code,total_value,women_value,note\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(default_folder())


@pytest.fixture
def edited(catalogue: Catalogue, tmp_path: Path) -> Callable[[Callable[[Workbook], None]], Judgement]:
    """Judge Lê Chân's template after an edit."""

    def judge(edit: Callable[[Workbook], None]) -> Judgement:
        path = tmp_path / "305.xlsx"
        write_template(catalogue.programmes["2022"], "305", "2022-Q1", ValuesToDate(), path)
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
        return judge_file(path, catalogue)

    return judge


def codes(judgement: Judgement) -> dict[str, str]:
    """Errors by cell; the words of every problem fit."""
    for problem in judgement.problems:
        assert message_vi(problem)
        assert message_en(problem)
    return {problem.cell: problem.code for problem in judgement.problems if problem.severity == "error"}


def cell_of(book: Workbook, code: str, column: int) -> str:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if row[0].value == code and sheet.title.startswith("NV"):
                return f"{sheet.title}!{row[column].coordinate}"
    raise AssertionError(code)


def put(book: Workbook, code: str, value: object, column: int = 3) -> str:
    sheet, ref = cell_of(book, code, column).split("!")
    book[sheet][ref] = value
    return ref


def test_a_filled_template_is_one_clean_submission(edited: Callable[..., Judgement]) -> None:
    def edit(book: Workbook) -> None:
        put(book, "T1.01", 3)
        put(book, "T1.02", 120)
        put(book, "T1.02", 70, column=4)
        put(book, "T1.09", "có")

    judgement = edited(edit)
    assert codes(judgement) == {}
    (submission,) = judgement.submissions
    assert (submission.unit_code, submission.period_code) == ("305", "2022-Q1")
    values = {one.indicator_code: (one.total_value, one.women_value) for one in submission.measurements}
    assert values == {"T1.01": (3, None), "T1.02": (120, 70), "T1.09": (1, None)}


def test_error_cells_and_uncalculated_formulas_are_problems_not_blanks(edited: Callable[..., Judgement]) -> None:
    refs = {}

    def edit(book: Workbook) -> None:
        refs[put(book, "T1.01", "#REF!")] = "formula_error"
        refs[put(book, "T1.05", "=1+1")] = "formula_without_value"

    assert codes(edited(edit)) == refs


def test_moved_rows_columns_and_sheets_read_the_same(edited: Callable[..., Judgement]) -> None:
    def edit(book: Workbook) -> None:
        put(book, "T1.01", 3)
        book["NV1"].insert_cols(2)
        book["NV1"].insert_rows(1, 3)
        book.move_sheet("NV1", 3)

    judgement = edited(edit)
    assert codes(judgement) == {}
    (value,) = judgement.submissions[0].measurements
    assert (value.indicator_code, value.total_value, value.cell_ref[0]) == ("T1.01", 3, "E")


def test_a_retyped_period_takes_nothing(edited: Callable[..., Judgement]) -> None:
    def edit(book: Workbook) -> None:
        put(book, "T1.01", 3)
        for row in book["Thông tin"].iter_rows():
            if row[0].value == "Kỳ báo cáo":
                row[1].value = "2022-Q2"

    judgement = edited(edit)
    assert set(codes(judgement).values()) == {"meta_disagrees"}
    assert [one.period_code for one in judgement.submissions] == [None]


def test_what_is_not_asked_unknown_or_twice(edited: Callable[..., Judgement]) -> None:
    refs = {}

    def edit(book: Workbook) -> None:
        put(book, "T1.01", 3)
        sheet = book["NV1"]
        first = sheet.max_row + 1
        for row, (code, value) in enumerate([("T3.05", 1), ("T9.99", 1), ("T1.01", 4)], start=first):
            sheet.cell(row, 1, code)
            sheet.cell(row, 4, value)
        refs.update({f"D{first}": "not_asked", f"A{first + 1}": "unknown_indicator", f"A{first + 2}": "duplicate_row"})

    assert codes(edited(edit)) == refs


def test_a_value_in_a_far_cell_is_refused_by_name(edited: Callable[..., Judgement]) -> None:
    def edit(book: Workbook) -> None:
        book["NV1"]["XFD1048576"] = 1

    assert codes(edited(edit))["XFD1048576"] == "far_cell"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "not_a_workbook"),
        (b"PK\x03\x04 broken", "damaged_file"),
        (b"%PDF-1.7\0\0", "not_a_workbook"),
        (b"\xff\xfe-text", "unknown_encoding"),
        (b"just,some,text\n", "not_long_csv"),
        (HEADER.encode(), "empty_submission"),
    ],
)
def test_what_is_no_report(content: bytes, code: str, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    assert [problem.code for problem in judge_file(path, catalogue).problems] == [code]


def test_a_zip_bomb_is_not_opened(tmp_path: Path, catalogue: Catalogue) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(120_000_000))
    (tmp_path / "bomb.xlsx").write_bytes(content.getvalue())
    assert [one.code for one in judge_file(tmp_path / "bomb.xlsx", catalogue).problems] == ["too_large"]


def test_a_long_csv_holds_many_submissions_and_names_its_cells(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "machine.csv"
    path.write_text(
        HEADER + "2022,305,2022-Q1,T1.01,3,,\n2022,305,2022-Q2,T1.01,1,,\n2022,STP,2022-Q1,T1.02,10,4,ghi chú\n",
        encoding="utf-8-sig",
    )
    judgement = judge_file(path, catalogue)
    assert codes(judgement) == {}
    assert [(one.unit_code, one.period_code) for one in judgement.submissions] == [
        ("305", "2022-Q1"),
        ("305", "2022-Q2"),
        ("STP", "2022-Q1"),
    ]
    path.write_text(HEADER + "2022,305,2022-Q1,T1.01,1.234,,\n2022,999,2022-Q1,T1.01,1,,\n", encoding="utf-8")
    assert codes(judge_file(path, catalogue)) == {"E2": "not_whole", "B3": "unknown_unit"}


def test_a_child_judges_in_order(tmp_path: Path, catalogue: Catalogue) -> None:
    paths = []
    for number in range(5):
        path = tmp_path / f"{number}.csv"
        path.write_text(HEADER + f"2022,305,2022-Q1,T1.01,{number},,\n", encoding="utf-8")
        paths.append(path)
    judged = list(judge_in_sandbox(paths, catalogue))
    assert [path for path, _ in judged] == paths
    assert [one.submissions[0].measurements[0].total_value for _, one in judged] == [0, 1, 2, 3, 4]


def test_every_message_is_there_in_both_languages() -> None:
    for code, row in messages().items():
        assert row["message_vi"], code
        assert row["message_en"], code
