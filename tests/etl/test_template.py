"""The workbook that a unit fills in, opened as an office program would."""

import dataclasses
import warnings
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.programme.catalogue import Programme, TargetOverride
from etl.programme.load import load_catalogue
from etl.template import write_template
from etl.template.content import ListedDifficulty, ListedFinding, ValuesToDate
from etl.workbook import DIFFICULTIES_HEADINGS, FINDINGS_HEADINGS, TASK_HEADINGS

SHIPPED = Path(__file__).resolve().parents[2] / "programmes"
ALL_SHEETS = ["Hướng dẫn", "Thông tin", "NV1", "NV2", "NV3", "NV4", "Kiểm tra", "Khó khăn", "_meta"]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_catalogue(SHIPPED).programmes["2022"]


def written(
    programme: Programme,
    path: Path,
    unit_code: str = "305",
    period_code: str = "2022-Q2",
    to_date: ValuesToDate | None = None,
) -> Workbook:
    file = path / "template.xlsx"
    write_template(programme, unit_code, period_code, to_date or ValuesToDate(), file)
    return openpyxl.load_workbook(file)


def rows(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def by_code(sheet: Worksheet) -> dict[object, dict[str, object]]:
    """The rows under the heading, by indicator, each by its heading."""
    table = rows(sheet)
    heading = table.index(list(TASK_HEADINGS))
    return {row[0]: dict(zip(TASK_HEADINGS, row, strict=True)) for row in table[heading + 1 :]}


def open_cells(sheet: Worksheet) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


def checks(sheet: Worksheet, cell: str) -> list[object]:
    return [check for check in sheet.data_validations.dataValidation if cell in check.sqref]


def test_the_workbook_has_its_sheets_and_headings(programme: Programme, tmp_path: Path) -> None:
    book = written(programme, tmp_path)
    assert book.sheetnames == ALL_SHEETS
    assert list(FINDINGS_HEADINGS) in rows(book["Kiểm tra"])
    assert list(DIFFICULTIES_HEADINGS) in rows(book["Khó khăn"])
    codes = [code for name in ("NV1", "NV2", "NV3", "NV4") for code in by_code(book[name])]
    assert codes == [indicator.indicator_code for indicator in programme.asked("305")]


def test_the_file_knows_whose_it_is(programme: Programme, tmp_path: Path) -> None:
    book = written(programme, tmp_path)
    assert book["_meta"].sheet_state == "veryHidden"
    assert dict(rows(book["_meta"])) == {
        "template_version": "1",
        "programme_code": "2022",
        "unit_code": "305",
        "period_code": "2022-Q2",
    }
    info = dict(row[:2] for row in rows(book["Thông tin"]))
    assert info["Chương trình"] == "2022"
    assert info["Mã đơn vị"] == "305"
    assert info["Đơn vị"] == "Quận Lê Chân"
    assert info["Kỳ báo cáo"] == "2022-Q2"
    assert info["Thời gian"] == "15/03/2022 – 14/06/2022"
    assert info["Hạn nộp"] == "20/06/2022"
    assert "SỐ LIỆU GIẢ ĐỊNH" not in info


def test_a_unit_with_more_time_reads_its_own_due_date(programme: Programme, tmp_path: Path) -> None:
    extended = dataclasses.replace(programme, extensions={("305", "2022-Q2"): date(2022, 7, 1)})
    info = dict(row[:2] for row in rows(written(extended, tmp_path)["Thông tin"]))
    assert info["Hạn nộp"] == "01/07/2022"


def test_the_office_gets_sheets_only_for_what_it_is_asked(programme: Programme, tmp_path: Path) -> None:
    book = written(programme, tmp_path, "BVSTBPN")
    assert [name for name in book.sheetnames if name.startswith("NV")] == ["NV2", "NV4"]
    assert list(by_code(book["NV4"])) == ["T4.01", "T4.03", "T4.04", "T4.05"]


def test_what_does_not_apply_to_a_unit_has_no_row(programme: Programme, tmp_path: Path) -> None:
    exempt = {("305", "T2.02"): TargetOverride(applies=False, target_value=None, reason="")}
    book = written(dataclasses.replace(programme, overrides=exempt), tmp_path)
    assert "T2.02" not in by_code(book["NV2"])
    assert "T2.04" in by_code(book["NV2"])


def test_plan_and_value_to_date_are_there(programme: Programme, tmp_path: Path) -> None:
    totals = {"T1.01": 1.0, "T1.02": 260.0, "T1.06": 12.0, "T1.09": 1.0, "T3.11": 12.5}
    book = written(programme, tmp_path, to_date=ValuesToDate(totals))
    task_1, task_3 = by_code(book["NV1"]), by_code(book["NV3"])
    given = {
        code: (row["Kế hoạch năm"], row["Lũy kế đến hết kỳ trước"])
        for code, row in {**task_1, **task_3}.items()
        if code in {*totals, "T1.03"}
    }
    assert given == {
        "T1.01": (2, 1),
        "T1.02": (1000, 260),
        "T1.03": (1, None),
        "T1.06": ("–", 12),
        "T1.09": ("có", "có"),
        "T3.11": (60, 12.5),
    }


def test_only_the_units_own_cells_are_open(programme: Programme, tmp_path: Path) -> None:
    book = written(programme, tmp_path)
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    sheet = book["NV1"]
    numbers = {cell.value: cell.row for cell in sheet["A"]}
    expected = {f"{column}{numbers[code]}" for code in by_code(sheet) for column in "DH"}
    expected |= {f"E{numbers[code]}" for code in ("T1.02", "T1.04")}  # where women are asked
    assert open_cells(sheet) == expected
    labels = {cell.value: cell.row for cell in book["Thông tin"]["A"]}
    assert open_cells(book["Thông tin"]) == {
        f"B{labels[label]}" for label in ("Người báo cáo", "Điện thoại", "Ngày báo cáo")
    }
    assert len(open_cells(book["Kiểm tra"])) == 50 * 6
    assert len(open_cells(book["Khó khăn"])) == 30 * 3
    assert not open_cells(book["Hướng dẫn"])


@pytest.mark.parametrize(
    ("sheet", "code", "column", "expected"),
    [
        ("NV1", "T1.01", "D", {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"}),
        ("NV1", "T1.06", "D", {"type": "whole", "formula1": "0", "formula2": "15"}),
        ("NV1", "T1.09", "D", {"type": "list", "formula1": '"có,không"', "errorStyle": "warning"}),
        ("NV3", "T3.11", "D", {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}),
        ("NV1", "T1.02", "E", {"type": "custom"}),
    ],
)
def test_cells_are_checked_as_typed(
    programme: Programme, tmp_path: Path, sheet: str, code: str, column: str, expected: dict[str, str]
) -> None:
    page = written(programme, tmp_path)[sheet]
    row = next(cell.row for cell in page["A"] if cell.value == code)
    (check,) = checks(page, f"{column}{row}")
    assert {name: getattr(check, name) for name in expected} == expected
    assert check.prompt
    assert check.error


def test_the_lists_have_their_drop_downs(programme: Programme, tmp_path: Path) -> None:
    book = written(programme, tmp_path)
    sources = [check.formula1 for check in book["Kiểm tra"].data_validations.dataValidation]
    assert {'"A,B,C,D,E,F"', '"0,1,2"', '"Chưa thực hiện,Đã thực hiện"'} <= set(sources)
    (check,) = checks(book["Khó khăn"], "A5")
    assert check.formula1 == '"NV1,NV2,NV3,NV4"'


def test_the_current_lists_are_carried_as_text(programme: Programme, tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://example.org")'
    lists = ValuesToDate(
        findings=(ListedFinding("B", 0, hostile, "Rà soát", date(2022, 6, 30), "open"),),
        difficulties=(ListedDifficulty("T3", "+1", "@SUM(A1)"),) * 40,
    )
    book = written(programme, tmp_path, to_date=lists)
    first = list(book["Kiểm tra"][5])
    assert [cell.value for cell in first[:4]] == ["B", 0, hostile, "Rà soát"]
    assert first[2].data_type == "s"
    assert first[4].value.date() == date(2022, 6, 30)
    assert first[5].value == "Chưa thực hiện"
    assert [cell.value for cell in book["Khó khăn"][44]] == ["NV3", "+1", "@SUM(A1)"]
    assert "A54" in open_cells(book["Khó khăn"])  # a long list still leaves room below it


def test_equal_arguments_give_equal_bytes(programme: Programme, tmp_path: Path) -> None:
    files = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for file in files:
        write_template(programme, "305", "2022-Q1", ValuesToDate(), file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_every_unit_and_period_has_a_template(programme: Programme, tmp_path: Path) -> None:
    """Excel's limits on messages, lists and names are kept: XlsxWriter warns where one is not."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for period_code in programme.periods:
            for unit in programme.units_of(period_code):
                write_template(programme, unit.unit_code, period_code, ValuesToDate(), tmp_path / "any.xlsx")


def test_an_unknown_unit_is_refused(programme: Programme, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_template(programme, "999", "2022-Q1", ValuesToDate(), tmp_path / "any.xlsx")
    assert not (tmp_path / "any.xlsx").exists()


def test_a_folder_that_is_not_there_is_an_os_error(programme: Programme, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_template(programme, "305", "2022-Q1", ValuesToDate(), tmp_path / "nowhere" / "any.xlsx")
