"""Whose report it is, and where in the workbook things stand, however it was rearranged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from etl.identify import Claim, identify
from etl.programme.catalogue import Catalogue, Unit
from etl.readers.sheet import Cell, Sheet
from etl.recognise import find_table, read_labels
from etl.submission import Judgement
from tests.etl.workbooks import catalogue, errors, judged, workbook

Edit = Callable[[Workbook], object]


def identity_of(judgement: Judgement) -> tuple[str | None, str | None, str | None]:
    (submission,) = judgement.submissions
    return submission.programme_code, submission.unit_code, submission.period_code


def without_meta(book: Workbook) -> None:
    del book["_meta"]


def moved_apart(book: Workbook) -> None:
    """What a clerk does to a sheet to make it look better."""
    sheet = book["NV1"]
    sheet.insert_rows(1, 3)
    sheet.insert_rows(9)
    sheet.insert_cols(1)
    sheet.insert_cols(5)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.move_sheet(sheet, 4)
    sheet.sheet_state = "hidden"


def renamed(book: Workbook) -> None:
    book["NV1"].title = "nv 1"
    book["Kiểm tra"].title = "KIE\u0302\u0309M  TRA"
    book["NV1" if "NV1" in book.sheetnames else "nv 1"]["D4"] = " TRONG KỲ : "


@pytest.mark.parametrize(
    ("edit", "cell"), [(lambda book: None, "D5"), (renamed, "D5"), (moved_apart, "F8"), (without_meta, "D5")]
)
def test_a_value_is_found_wherever_its_row_and_column_stand(edit: Edit, cell: str, tmp_path: Path) -> None:
    judgement = judged(workbook(tmp_path / "a.xlsx", {"NV1!D5": 3}, change=edit))
    assert errors(judgement) == set()
    assert identity_of(judgement) == ("2022", "305", "2022-Q1")
    assert [(one.indicator_code, one.total_value, one.cell_ref) for one in judgement.submissions[0].measurements] == [
        ("T1.01", 3, cell)
    ]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"Thông tin!B8": "2022-Q2"}, ("Thông tin!B8", "meta_disagrees")),
        ({"Thông tin!B6": "306", "Thông tin!B7": "Quận Hải An"}, ("Thông tin!B6", "meta_disagrees")),
        ({"_meta!B3": "306"}, ("Thông tin!B6", "meta_disagrees")),
        ({"_meta!B3": "999"}, ("Thông tin!B6", "meta_disagrees")),
        ({"Thông tin!B6": "999", "Thông tin!B7": None}, ("Thông tin!B6", "unknown_unit")),
        ({"Thông tin!B8": "quý một"}, ("Thông tin!B8", "unknown_period")),
        ({"Thông tin!B8": None}, ("Thông tin!B8", "unknown_period")),
        ({"Thông tin!B4": "2021"}, ("Thông tin!B4", "unknown_programme")),
        ({"Thông tin!B7": "Quận Hải An"}, ("Thông tin!B7", "unit_disagrees")),
    ],
)
def test_what_contradicts_itself_is_named_where_a_clerk_can_mend_it(
    typed: dict[str, object], problem: tuple[str, str], tmp_path: Path
) -> None:
    judgement = judged(workbook(tmp_path / "a.xlsx", {"NV1!D5": 3, **typed}))
    assert problem in errors(judgement)
    assert {code for _, code in errors(judgement)} <= {problem[1], "meta_disagrees"}


def test_a_retyped_period_names_both_and_nothing_is_taken(tmp_path: Path) -> None:
    judgement = judged(workbook(tmp_path / "a.xlsx", {"Thông tin!B8": "2022-Q2", "NV1!D5": "khoảng 40", "NV1!E6": 5}))
    assert identity_of(judgement) == ("2022", "305", None)
    assert errors(judgement) == {
        ("Thông tin!B8", "meta_disagrees"),
        ("NV1!D5", "not_a_number"),
        ("NV1!E6", "women_without_total"),
    }
    (problem,) = (one for one in judgement.problems if one.code == "meta_disagrees")
    assert (problem.found, dict(problem.details)["meta"]) == ("2022-Q2", "2022-Q1")


def test_without_meta_the_name_or_the_code_will_do(tmp_path: Path) -> None:
    for number, typed in enumerate(
        ({"Thông tin!B6": None}, {"Thông tin!B7": None}, {"Thông tin!B6": 305}, {"Thông tin!B7": "LE CHAN"})
    ):
        path = workbook(tmp_path / f"{number}.xlsx", {"NV1!D5": 3, **typed}, change=without_meta)
        assert errors(judged(path)) == set()
        assert identity_of(judged(path)) == ("2022", "305", "2022-Q1")


def test_labels_may_move_and_lie_apart_from_their_values(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book["Thông tin"].insert_rows(1, 2)
        book["Thông tin"].insert_cols(1)
        book["Thông tin"].insert_cols(3)
        book["Thông tin"]["B8"] = "Mã đơn vị:"

    path = workbook(tmp_path / "a.xlsx", {"Thông tin!B12": "Lê Thị Ánh", "NV1!D5": 3}, change=edit)
    (submission,) = judged(path).submissions
    assert (submission.unit_code, submission.reporter_name) == ("305", "Lê Thị Ánh")


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (lambda book: book.remove(book["NV2"]), ("", "missing_sheet")),
        (lambda book: book.remove(book["Thông tin"]), ("", "missing_sheet")),
        (lambda book: book.remove(book["Khó khăn"]), ("", "missing_sheet")),
        (lambda book: book.create_sheet("NV 1"), ("NV 1", "duplicate_sheet")),
        (lambda book: book["NV1"].delete_cols(4), ("NV1", "missing_column")),
        (lambda book: book["NV1"].delete_cols(5), ("NV1", "missing_column")),
        (lambda book: book["NV1"].delete_rows(4), ("NV1", "missing_column")),
        (lambda book: book["NV1"].cell(4, 9, "Trong kỳ"), ("NV1!I4", "duplicate_column")),
        (lambda book: book["Kiểm tra"].delete_cols(6), ("Kiểm tra", "missing_column")),
        (lambda book: book["NV1"].cell(6001, 4, 1), ("NV1!D6001", "far_cell")),
    ],
)
def test_what_is_missing_or_doubled_is_an_error(edit: Edit, problem: tuple[str, str], tmp_path: Path) -> None:
    assert problem in errors(judged(workbook(tmp_path / "a.xlsx", {"NV2!D5": 1}, change=edit)))


def test_a_column_of_women_that_nobody_is_asked_may_go(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"NV4!D5": 1}, change=lambda book: book["NV4"].delete_cols(5))
    assert errors(judged(path)) == set()


def test_a_units_own_sheets_are_its_own_business(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        own = book.create_sheet("Số liệu gốc", 0)
        own["XFD1048576"], own["A1"] = 1, "=1/0"

    assert errors(judged(workbook(tmp_path / "a.xlsx", {"NV1!D5": 3}, change=edit))) == set()


def test_the_office_has_no_sheet_for_a_task_that_it_is_not_asked(tmp_path: Path) -> None:
    judgement = judged(workbook(tmp_path / "a.xlsx", {"NV4!D5": 2}, unit="BVSTBPN"))
    assert errors(judgement) == set()
    assert judgement.submissions[0].unit_code == "BVSTBPN"


def claimed(unit: str, catalogue: Catalogue, period: str = "2022-Q1") -> tuple[str | None, set[str]]:
    """The unit's code that the text is taken for, and the problems' codes."""
    claim = Claim(*(Cell("Thông tin", f"B{row}", text) for row, text in enumerate(("2022", unit, period))))
    identity, problems = identify(catalogue, claim)
    return identity.codes[1], {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("305", "305"),
        ("snv", "SNV"),
        ("Quận Lê Chân", "305"),
        ("quan le chan", "305"),
        ("QUÂ\u0323N  LÊ CHÂN", "305"),
        ("Huyện An Dương", "312"),
        ("Huyện An Lão", "313"),
        ("Quận Kiến An", "307"),
        ("Quận Hải An", "306"),
        ("Quận Dương Kinh", "309"),
    ],
)
def test_a_unit_goes_by_code_or_name(text: str, expected: str) -> None:
    assert claimed(text, catalogue()) == (expected, set())


@pytest.mark.parametrize("text", ["", "310", "Quận An Dương", "Hải Dương", "Lê", "305x"])
def test_what_names_no_unit_is_never_guessed(text: str) -> None:
    assert claimed(text, catalogue()) == (None, {"unknown_unit"})


def with_units(*changed: Unit) -> Catalogue:
    programme = catalogue().programmes["2022"]
    units = {**programme.units, **{unit.unit_code: unit for unit in changed}}
    return replace(catalogue(), programmes={"2022": replace(programme, units=units)})


def test_marks_tell_apart_what_is_alike_without_them() -> None:
    unit = catalogue().programmes["2022"].units["305"]
    twins = with_units(
        replace(unit, unit_code="GIANG", unit_name_vi="Xã Cẩm Giang", unit_short_vi="X. Cẩm Giang"),
        replace(unit, unit_code="GIANG2", unit_name_vi="Xã Cẩm Giàng", unit_short_vi="X. Cẩm Giàng"),
    )
    assert claimed("xã cẩm giàng", twins) == ("GIANG2", set())
    assert claimed("XÃ CẨM GIANG", twins) == ("GIANG", set())
    assert claimed("xa cam giang", twins) == (None, {"ambiguous_unit"})


def test_a_unit_must_exist_on_the_periods_last_day() -> None:
    unit = catalogue().programmes["2022"].units["305"]
    ended = with_units(replace(unit, valid_to=date(2022, 6, 14)))
    assert claimed("305", ended, "2022-Q2") == ("305", set())
    assert claimed("305", ended, "2022-Q3") == ("305", {"unit_not_valid"})


def test_of_equal_labels_the_first_counts() -> None:
    sheet = Sheet("Thông tin", [["Đơn vị", None, "một"], ["đơn vị:", "hai"], ["Kỳ báo cáo"]])
    labels = read_labels(sheet)
    assert (labels["don vi"].value, labels["don vi"].cell_ref) == ("một", "C1")
    assert (labels["ky bao cao"].value, labels["ky bao cao"].cell_ref) == (None, "B3")


def test_the_heading_row_is_the_one_with_most_headings() -> None:
    sheet = Sheet("S", [["Mã"], [], [None, "Mã", "Trong kỳ"], ["1"]])
    table, problems = find_table(sheet, ("Mã", "Trong kỳ"), ("Mã", "Trong kỳ"))
    assert problems == []
    assert table
    assert (table.heading_row, table.columns, list(table.rows())) == (2, {"Mã": 1, "Trong kỳ": 2}, [3])
