"""Templates as people send them back: moved, renamed, retyped, doubled. The same facts, or a problem, never a guess."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from etl.messages import message_vi
from etl.readers.sheet import Sheet
from etl.recognise import find_table
from etl.submission import Judgement
from tests.etl.workbooks import errors, judged, warnings, workbook

Edit = Callable[[Workbook], object]
TYPED = {
    "NV1!D5": 3,
    "NV1!D6": 120,
    "NV1!E6": 70,
    "NV1!H6": "hai đợt",
    "NV4!D6": "có",
    "Kiểm tra!A5": "B",
    "Kiểm tra!B5": 1,
    "Kiểm tra!C5": "chậm",
    "Khó khăn!A5": "NV2",
    "Khó khăn!B5": "thiếu kinh phí",
}


def facts(judgement: Judgement) -> object:
    """All that the submission says, wherever it stands."""
    (one,) = judgement.submissions
    return (
        (one.programme_code, one.unit_code, one.period_code),
        {each.indicator_code: (each.total_value, each.women_value, each.note_text) for each in one.measurements},
        [(each.area_code, each.rating_number, each.finding_text) for each in one.findings],
        [(each.task_code, each.difficulty_text) for each in one.difficulties],
    )


def without_meta(book: Workbook) -> None:
    del book["_meta"]


def renamed(book: Workbook) -> None:
    for old, new in {
        "NV1": "NV 1",
        "NV2": "nv2 ",
        "NV3": "NV-3.",
        "NV4": "NV4 (2)",
        "Thông tin": "Thong tin",
        "Kiểm tra": "KIỂM  TRA",
        "Khó khăn": "Khó khăn (2)",
    }.items():
        book[old].title = new


def reordered(book: Workbook) -> None:
    for number, name in enumerate(list(book.sheetnames)):
        book.move_sheet(name, -number)


def rows_and_columns_inserted(book: Workbook) -> None:
    for name in ("NV1", "NV4", "Kiểm tra", "Khó khăn", "Thông tin"):
        book[name].insert_rows(1, 2)
        book[name].insert_rows(7)
        book[name].insert_cols(2)
        book[name].row_dimensions[5].hidden = True


def columns_in_another_order(book: Workbook) -> None:
    """Ghi chú first, the women before the total."""
    sheet = book["NV1"]
    for row in sheet.iter_rows(min_row=4):
        values = [cell.value for cell in row[:8]]
        for cell, value in zip(row, [values[7], values[4], values[3], *values[5:7], *values[:3]], strict=False):
            cell.value = value


def rows_in_another_order(book: Workbook) -> None:
    sheet = book["NV1"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=12)]
    for row, values in zip(sheet.iter_rows(min_row=5, max_row=12), reversed(rows), strict=True):
        for cell, value in zip(row, values, strict=True):
            cell.value = value


def headings_retyped(book: Workbook) -> None:
    for place, text in {
        "NV1!A4": "MÃ",
        "NV1!D4": "Trong kỳ\n(số)",
        "NV1!E4": "trong đó:  nữ",
        "NV1!H4": "Ghi chu*",
        "NV4!D4": "TRONG KY (số lượng)",
        "Kiểm tra!A4": "Nội dung (A-F)",
        "Kiểm tra!B4": "Đánh giá",
        "Khó khăn!B4": "Khó khăn vướng mắc",
        "Thông tin!A6": "MA DON VI :",
        "Thông tin!A8": "Kỳ  báo\ncáo",
    }.items():
        sheet, ref = place.split("!")
        book[sheet][ref] = text


def titles_merged(book: Workbook) -> None:
    sheet = book["NV1"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet.merge_cells("A1:H1")
    sheet["A3"] = sheet["A3"].value
    book["Thông tin"].merge_cells("B6:D6")


def sheets_hidden(book: Workbook) -> None:
    for name in ("NV1", "Thông tin", "Kiểm tra"):
        book[name].sheet_state = "hidden"


def headings_again(book: Workbook) -> None:
    """As on the second page of a print."""
    sheet = book["NV1"]
    sheet.insert_rows(6)
    for column in range(1, 9):
        sheet.cell(6, column, sheet.cell(4, column).value)


def own_sheets_added(book: Workbook) -> None:
    notes = book.create_sheet("Ghi chú riêng", 0)
    notes["A1"], notes["B1"], notes["A2"] = "Mã", "Trong kỳ", "xem NV1"
    book.create_sheet("Sheet1")


@pytest.mark.parametrize(
    "edit",
    [
        without_meta, renamed, reordered, rows_and_columns_inserted, columns_in_another_order, rows_in_another_order,
        headings_retyped, titles_merged, sheets_hidden, headings_again, own_sheets_added,
    ],
    ids=lambda edit: edit.__name__,
)  # fmt: skip
def test_an_edited_template_says_the_same(edit: Edit, tmp_path: Path) -> None:
    expected = facts(judged(workbook(tmp_path / "a.xlsx", TYPED)))
    judgement = judged(workbook(tmp_path / "b.xlsx", TYPED, change=edit))
    assert errors(judgement) == set()
    assert facts(judgement) == expected


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_in_any_order_it_says_the_same(chance: Random) -> None:
    """Sheets, the columns of each table, the rows of the tasks; blank rows and columns between."""

    def shuffle(book: Workbook) -> None:
        for name, first in {"NV1": 5, "NV2": 5, "NV4": 5, "Kiểm tra": 6, "Khó khăn": 6}.items():
            sheet = book[name]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
            rows = [rows[0], *chance.sample(rows[1:], len(rows) - 1)] if name.startswith("NV") else rows
            columns = chance.sample(range(sheet.max_column), sheet.max_column)
            for row, values in enumerate(rows, start=4):
                for column, value in enumerate(values):
                    cell = sheet.cell(row, columns[column] + 1)
                    cell.value, cell.number_format = value, "General"  # of the column that stood there before
            sheet.insert_rows(chance.randint(1, first), chance.randint(1, 3))
            sheet.insert_cols(chance.randint(1, 4), chance.randint(1, 2))
        for name in list(book.sheetnames):
            book.move_sheet(name, chance.randint(-5, 5))

    with TemporaryDirectory() as folder:
        expected = facts(judged(workbook(Path(folder) / "a.xlsx", TYPED)))
        judgement = judged(workbook(Path(folder) / "b.xlsx", TYPED, change=shuffle))
    assert errors(judgement) == set()
    assert facts(judgement) == expected


def copied(name: str, title: str) -> Edit:
    def edit(book: Workbook) -> None:
        book.copy_worksheet(book[name]).title = title

    return edit


def typed_at(place: str, text: object) -> Edit:
    sheet, ref = place.split("!")

    def edit(book: Workbook) -> None:
        book[sheet][ref] = text

    return edit


def second_table(book: Workbook) -> None:
    """Last year's figures under this year's, in other columns."""
    sheet = book["NV1"]
    for column, heading in enumerate(("Mã", "Chỉ tiêu", "Trong kỳ", "Trong đó nữ", "Ghi chú"), start=3):
        sheet.cell(30, column, heading)


def period_twice(book: Workbook) -> None:
    book["Thông tin"]["A20"], book["Thông tin"]["B20"] = "Kỳ báo cáo", "2022-Q2"


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (copied("NV1", "NV1 (2)"), ("NV1 (2)", "duplicate_sheet")),
        (copied("NV1", "nv 1"), ("nv 1", "duplicate_sheet")),
        (copied("Thông tin", "Thông tin (3)"), ("Thông tin (3)", "duplicate_sheet")),
        (copied("NV1", "Bản nháp"), ("Bản nháp", "table_elsewhere")),
        (copied("Kiểm tra", "Sheet5"), ("Sheet5", "table_elsewhere")),
        (copied("Khó khăn", "Tổng hợp"), ("Tổng hợp", "table_elsewhere")),
        (lambda book: setattr(book["NV1"], "title", "Tuyên truyền"), ("Tuyên truyền", "table_elsewhere")),
        (lambda book: setattr(book["NV1"], "title", "Tuyên truyền"), ("", "missing_sheet")),
        (second_table, ("NV1!E30", "duplicate_column")),
        (typed_at("NV1!I4", "Trong kỳ (số)"), ("NV1!I4", "duplicate_column")),
        (typed_at("NV1!D4", "Trong kỳ (nữ)"), ("NV1!D4", "missing_column")),
        (typed_at("NV1!D4", "Trong kỳ (lũy kế)"), ("NV1!D4", "missing_column")),
        (typed_at("NV1!D4", "Trong kỳ (năm 2021)"), ("NV1!D4", "missing_column")),
        (typed_at("NV1!D4", "Trong kỳ trước"), ("NV1!D4", "missing_column")),
        (period_twice, ("Thông tin!B20", "contradicting_label")),
    ],
)
def test_what_fits_twice_or_not_at_all_is_a_problem(edit: Edit, problem: tuple[str, str], tmp_path: Path) -> None:
    assert problem in errors(judged(workbook(tmp_path / "a.xlsx", TYPED, change=edit)))


def test_headings_that_are_not_recognised_are_named_by_their_cells(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["NV1"]["D4"], book["NV1"]["E4"] = "Số\ntrong kỳ", "Nữ"

    judgement = judged(workbook(tmp_path / "a.xlsx", TYPED, change=edit))
    assert errors(judgement) == {("NV1!D4", "missing_column"), ("NV1!E4", "missing_column")}
    total, women = (message_vi(one) for one in judgement.problems if one.code == "missing_column")
    assert "dòng tiêu đề có “Số trong kỳ” (D4), “Nữ” (E4). Hãy ghi lại “Trong kỳ”" in total
    assert "Hãy ghi lại “Trong đó nữ”" in women
    assert ("NV1", "empty_task") not in warnings(judgement)
    assert ("NV2", "empty_task") in warnings(judgement)


def test_of_more_unrecognised_headings_than_are_missing_the_first_is_the_place(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        for ref, text in {"D4": "Số liệu", "I4": "=HYPERLINK", "J4": 2022, "K4": "x" * 500}.items():
            book["NV1"][ref] = text
        book["NV2"].title = "Cán bộ"

    judgement = judged(workbook(tmp_path / "a.xlsx", {"NV1!D5": 3}, change=edit))
    told = next(one for one in judgement.problems if one.code == "missing_column")
    assert (told.cell, told.found) == ("D4", "Số liệu")
    assert "“2022” (J4)" in message_vi(told)
    assert len(message_vi(told)) < 300
    assert ("", "missing_sheet") in errors(judgement)
    assert ("NV2", "empty_task") not in warnings(judgement)
    assert "empty_submission" not in {one.code for one in judgement.problems}


def test_the_same_thing_said_twice_is_no_contradiction(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Thông tin"]["A20"], book["Thông tin"]["B20"] = "KỲ BÁO CÁO:", "2022-q1"
        book["Thông tin"]["A21"] = "Đơn vị"

    assert errors(judged(workbook(tmp_path / "a.xlsx", TYPED, change=edit))) == set()


def test_of_a_repeated_heading_only_the_first_table_is_read_through() -> None:
    sheet = Sheet("S", [["Mã", "Trong kỳ"], ["T1", 1], ["mã", "TRONG KỲ (số)"], ["T2", 2]])
    table, problems = find_table(sheet, ("Mã", "Trong kỳ"), ("Mã", "Trong kỳ"))
    assert problems == []
    assert table
    assert table.rows() == [1, 3]
