"""The marked copy: marks where something is wrong, nothing else changed, and nothing of the sender's lost."""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from etl.list_workbook import HEADING_ROW, LIST_SHEET, write_list_workbook
from etl.mark import ContentLost, write_marked_copy
from etl.sender_look import RECORD_SHEET
from etl.submission import Problem
from tests.etl.sameness import differences
from tests.etl.workbooks import errors, judged, workbook, worksheet

RED, YELLOW, GREEN = "FFF4B6B0", "FFFFD966", "FF00FF00"
WRONG = {"NV1!D5": "khoảng 40", "NV1!D6": 10, "NV1!E6": 12, "NV1!H5": "=cmd|'/c calc'!A1", "NV4!D5": -2}
MARKED = {"NV1!D5", "NV1!E6", "NV1!H5", "NV4!D5"}
HOSTILE = ["=1+1", "+1", "@x", "-2", "<b>x</b>", "http://x.example", "'x", "&L", "mailto:x", "\n", "{found}"]


def lived_in(book: Workbook) -> None:
    """What units do with their workbooks."""
    sheet = book["NV1"]
    sheet["D5"].comment = Comment("Chị Lan: chưa chắc", "Lan", height=300, width=500)
    sheet["E6"].fill = PatternFill("solid", start_color=GREEN)
    sheet["D7"].comment = Comment("xem công văn 12", "Lan")
    sheet["J5"] = CellRichText("một ", TextBlock(InlineFont(b=True), "đậm"), " chữ")
    sheet["J6"], sheet["J6"].number_format = 44651.123456789, "dd/mm/yyyy hh:mm"
    sheet["J7"], sheet["J7"].number_format = -5, "dd/mm/yyyy"
    sheet["J8"], sheet["J8"].number_format = 1.1, "[h]:mm"
    sheet["J9"], sheet["J9"].data_type = "=không phải công thức", "s"
    sheet["J10"] = "=SUM(D5:D7)"
    sheet["J11"], sheet["J11"].data_type = "#REF!", "e"
    sheet.merge_cells("J13:K15")
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["G"].hidden = True
    sheet.conditional_formatting.add("J5:J20", CellIsRule("lessThan", ["0"], fill=PatternFill(end_color=GREEN)))
    book.defined_names["tổng"] = DefinedName("tổng", attr_text="'NV1'!$J$10")
    book["NV2"].defined_names["riêng"] = DefinedName("riêng", attr_text="'NV2'!$A$1")
    book["NV2"].sheet_state = "hidden"
    book["NV3"].sheet_properties.tabColor = GREEN


def marked(folder: Path, source: Path, *problems: Problem, name: str = "m.xlsx") -> Workbook:
    write_marked_copy(source, folder / name, problems or judged(source).problems)
    return load_workbook(folder / name)


def wrong(sheet: str, cell: str = "", severity: str = "error") -> Problem:
    return Problem("not_a_number", "error" if severity == "error" else "warning", sheet, cell, "x")


def rows(sheet: Worksheet) -> list[tuple[str, ...]]:
    filled = sheet.iter_rows(min_row=HEADING_ROW + 1, values_only=True)
    return [tuple("" if value is None else str(value) for value in row) for row in filled]


def test_bad_cells_are_marked_and_nothing_else_changes(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG, change=lived_in)
    book = marked(tmp_path, source)
    before = load_workbook(source)
    assert book.sheetnames == [LIST_SHEET, *before.sheetnames, RECORD_SHEET]
    assert book.active.title == LIST_SHEET
    assert book[RECORD_SHEET].sheet_state == "veryHidden"
    places = MARKED | {f"{one.sheet}!{one.cell}" for one in judged(source).problems if one.cell}
    assert differences(source, tmp_path / "m.xlsx", places) == []
    for place in MARKED:
        sheet, cell = place.split("!")
        assert book[sheet][cell].fill.start_color.rgb == RED
    text = book["NV1"]["D5"].comment.text
    assert text.startswith("Chị Lan: chưa chắc\n\n── Tiến Bộ")
    assert text.index("không phải là số") < text.index("is not a number")


def test_a_number_shown_as_a_date_keeps_every_digit(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG, change=lived_in)
    marked(tmp_path, source)
    with zipfile.ZipFile(tmp_path / "m.xlsx") as archive:
        xml = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name)
    for number in ("44651.123456789", "-5", "1.1"):
        assert f"<v>{number}</v>" in xml


def test_the_differences_would_be_seen(tmp_path: Path) -> None:
    before = workbook(tmp_path / "a.xlsx", change=lived_in)

    def change(book: Workbook) -> None:
        lived_in(book)
        book["NV1"]["A2"] = "khác"
        book["NV1"]["A3"].fill = PatternFill("solid", start_color=GREEN)
        book["NV1"].row_dimensions[9].hidden = False
        book["NV1"].data_validations.dataValidation.pop()
        del book.defined_names["tổng"]

    found = differences(before, workbook(tmp_path / "b.xlsx", change=change))
    assert {"defined names", "NV1!A2 value", "NV1!A3 fill", "NV1: rows", "NV1: validations"} <= set(found)


def test_what_marks_covered_comes_back_when_the_copy_is_marked_again(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG, change=lived_in)
    tab = Problem("empty_list", "warning", "NV3")
    marked(tmp_path, source, *judged(source).problems, tab)
    assert errors(judged(tmp_path / "m.xlsx")) == errors(judged(source))
    again = marked(tmp_path, tmp_path / "m.xlsx", wrong("NV4", "D5"), name="again.xlsx")
    assert differences(source, tmp_path / "again.xlsx", {"NV4!D5"}) == []
    assert again["NV3"].sheet_properties.tabColor.rgb == GREEN
    assert again.sheetnames.count(LIST_SHEET) == again.sheetnames.count(RECORD_SHEET) == 1
    assert len(again.sheetnames) == len(load_workbook(tmp_path / "m.xlsx").sheetnames)


def test_what_marks_covered_comes_back_to_cells_that_moved_or_lost_their_comment(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG, change=lived_in)
    book = marked(tmp_path, source)
    sheet = book["NV1"]
    sheet["H5"].comment = None  # the clerk is done with it
    sheet["E20"].fill, sheet["E20"].comment = PatternFill("solid", start_color=RED), None
    sheet["E21"]._style, sheet["E21"].comment = sheet["E6"]._style, Comment(sheet["E6"].comment.text, "")
    sheet["D5"].comment = Comment(sheet["D5"].comment.text + "\nđã hỏi lại", "Lan")
    book.save(tmp_path / "moved.xlsx")
    again = marked(tmp_path, tmp_path / "moved.xlsx", wrong("NV4", "D5"), name="again.xlsx")["NV1"]
    before = load_workbook(source)["NV1"]
    assert repr(again["H5"].fill) == repr(before["H5"].fill)
    assert again["E21"].fill.start_color.rgb == GREEN
    assert again["E21"].comment is None
    assert again["D5"].comment.text == "Chị Lan: chưa chắc\nđã hỏi lại"


def test_a_book_that_was_never_marked_keeps_its_colours_and_its_sheets(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["NV1"]["D8"].fill = PatternFill("solid", start_color=RED)
        book.create_sheet(LIST_SHEET)["A1"] = "của chúng tôi"

    source = workbook(tmp_path / "a.xlsx", change=change)
    book = marked(tmp_path, source, wrong("NV1", "D5"))
    assert book["NV1"]["D8"].fill.start_color.rgb == RED
    assert book[LIST_SHEET]["A1"].value == "của chúng tôi"
    assert len(rows(book.worksheets[0])) == 1


def test_marks_where_a_clerk_cannot_look(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        lived_in(book)
        book["NV1"].merge_cells("D5:D6")
        book["NV1"].protection.enable()

    source = workbook(tmp_path / "a.xlsx", change=change)
    problems = [
        wrong("NV1", "D6"), wrong("NV1", "D5", "warning"), wrong("NV1", "D9"), wrong("NV1", "G5"),
        wrong("NV1", "XFD1048576"), wrong("nv 4", "D5"), wrong("NV2", "D5"), wrong("_meta", "B3"),
    ]  # fmt: skip
    book = marked(tmp_path, source, *problems)
    for sheet, cell in (("NV1", "D5"), ("NV1", "XFD1048576"), ("NV4", "D5"), ("NV2", "D5"), ("_meta", "B3")):
        assert book[sheet][cell].fill.start_color.rgb == RED
        assert "không phải là số" in book[sheet][cell].comment.text
    assert book["NV1"]["D5"].comment.text.count("is not a number") == 2
    assert (book["NV2"].sheet_state, book["_meta"].sheet_state) == ("hidden", "veryHidden")
    listed = book[LIST_SHEET]
    said = {(row[2].value.split("\n")[0], row[3].value): row for row in listed.iter_rows(min_row=HEADING_ROW + 1)}
    assert {place for place, row in said.items() if "đang ẩn" in row[2].value} == {
        ("NV1", "D9"), ("NV1", "G5"), ("NV2", "D5"), ("_meta", "B3"),
    }  # fmt: skip
    assert said["nv 4", "D5"][3].hyperlink.location == "'NV4'!D5"
    assert said["NV2", "D5"][3].hyperlink is None


def test_a_cell_far_outside_that_was_cleared_loads(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", {"NV1!D5": 3, "NV1!XFD1048576": "x"})
    book = marked(tmp_path, source)
    assert "NV1!XFD1048576" in {place for place, _ in errors(judged(source))}
    book["NV1"]["XFD1048576"] = None
    book.save(tmp_path / "mended.xlsx")
    assert errors(judged(tmp_path / "mended.xlsx")) == set()
    again = marked(tmp_path, tmp_path / "mended.xlsx", wrong("NV1", "D5"), name="again.xlsx")
    assert again["NV1"]["XFD1048576"].comment is None


def test_a_problem_of_a_sheet_colours_its_tab_and_one_of_the_file_stands_in_the_list(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")
    problems = (Problem("sample_home", "error"), wrong("NV1"), wrong("NV2", severity="warning"), wrong("gone"))
    book = marked(tmp_path, source, *problems)
    tabs = {sheet.title: sheet.sheet_properties.tabColor for sheet in book.worksheets}
    assert {title: colour.rgb for title, colour in tabs.items() if colour} == {"NV1": RED, "NV2": YELLOW}
    assert [row[1] for row in rows(book[LIST_SHEET])] == [
        "SỬA TRƯỚC\nmend first", "LỖI\nerror", "Lưu ý\nwarning", "LỖI\nerror",
    ]  # fmt: skip
    assert differences(source, tmp_path / "m.xlsx") == []


def test_blank_cells_and_what_is_left_out_are_named(tmp_path: Path) -> None:
    problems = (Problem("not_a_rating", "error", "Kiểm tra", "B5"), Problem("more_problems", "error", found="5"))
    book = marked(tmp_path, workbook(tmp_path / "a.xlsx"), *problems)
    first, more = rows(book[LIST_SHEET])
    assert first[4] == "(trống)"
    assert (more[0], more[4]) == ("", "")
    assert "còn 5 lỗi nữa" in more[5]
    assert "6 lỗi" in book[LIST_SHEET]["A2"].value


def test_a_copy_that_would_lose_something_is_none(tmp_path: Path) -> None:
    """Openpyxl drops what stands under a merged area."""
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    xml = worksheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    covered = xml.replace("</sheetData>", "</sheetData>" + merged)
    source = workbook(tmp_path / "a.xlsx")
    for number, sheet in enumerate((covered, covered.replace("<v>2</v>", ""))):
        path = tmp_path / f"{number}.xlsx"
        with zipfile.ZipFile(source) as archive, zipfile.ZipFile(path, "w") as copy:
            for name in archive.namelist():
                copy.writestr(name, sheet if name.endswith("sheet3.xml") else archive.read(name))
    with pytest.raises(ContentLost):
        marked(tmp_path, tmp_path / "0.xlsx", wrong("NV1", "A1"))
    assert marked(tmp_path, tmp_path / "1.xlsx", wrong("NV1", "A1"))["NV1"]["A1"].value == 1


def test_macros_do_not_come_back(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    macro_type = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    sheet_type = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(sheet_type, macro_type)
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    with zipfile.ZipFile(tmp_path / "a.xlsm", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    marked(tmp_path, tmp_path / "a.xlsm")
    with zipfile.ZipFile(tmp_path / "m.xlsx") as archive:
        assert not [name for name in archive.namelist() if "vba" in name.lower()]
        assert macro_type not in archive.read("[Content_Types].xml")


@pytest.mark.parametrize("is_marked", [True, False])
@settings(max_examples=15, deadline=None)
@given(found=st.lists(st.one_of(st.sampled_from(HOSTILE), st.text()), min_size=1, max_size=5))
def test_what_strangers_typed_stays_text_in_the_list(is_marked: bool, found: list[str]) -> None:
    problems = [Problem("not_a_number", "error", text, "D5", text, ()) for text in found]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        if is_marked:
            Workbook().save(Path(folder) / "a.xlsx")
            write_marked_copy(Path(folder) / "a.xlsx", path, problems)
        else:
            write_list_workbook(path, found[0], problems)
        sheet = load_workbook(path)[LIST_SHEET]
        with zipfile.ZipFile(path) as archive:
            assert not [name for name in archive.namelist() if b"external" in archive.read(name).lower()]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert len(rows(sheet)) == len(found)


def test_both_lists_say_the_same(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    problems = judged(source).problems
    write_list_workbook(tmp_path / "list.xlsx", "a.xls", problems)
    alone = load_workbook(tmp_path / "list.xlsx")
    assert alone.sheetnames == [LIST_SHEET]
    assert rows(alone[LIST_SHEET]) == rows(marked(tmp_path, source)[LIST_SHEET])
    assert "a.xls" in alone[LIST_SHEET]["A2"].value
