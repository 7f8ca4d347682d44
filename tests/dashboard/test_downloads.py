"""What is taken away is what is shown: types, filters, snapshot inside; and no text from outside is ever a formula."""

import csv
import io
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from playwright.sync_api import Browser

from dashboard.downloads import About, file_stem, to_csv, to_excel
from dashboard.tables import Column, Table
from dashboard.words import LANGUAGES, Words
from tests.dashboard.serving import Served
from tests.dashboard.visitor import choose, visit
from tests.homes import FORMULA, HOSTILE, STRANGER, MadeHome

VI, EN = Words("vi"), Words("en")
COLUMNS = [
    Column("text", "Lời"),
    Column("count", "Số", "number"),
    Column("ratio", "Mức đạt", "ratio"),
    Column("day", "Hạn", "date"),
    Column("moment", "Nhận lúc", "moment"),
    Column("status", "Trạng thái", "status"),
]
ROWS = pd.DataFrame(
    {
        "text": ["Sở Nội vụ", FORMULA, None],
        "count": [1234.5, 7.0, None],
        "ratio": [0.912345, 1.0, None],
        "day": pd.to_datetime(["2022-06-14", "2022-12-01", None]),
        "moment": pd.to_datetime(["2022-06-14 20:05", "2022-06-14 01:00", None]),
        "status": ["at_risk", "on_track", "no_report"],
    }
)
ABOUT = About("Thử", {"Kỳ báo cáo": "Quý II", "Hạn": "abc"}, True, "thu")
UTF8_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"
DANGEROUS = ["=1+1", "+84 225", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\n=1", "＝1", '=cmd|"/c calc"!A1']


def _csv_rows(content: bytes, t: Words) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")  # else Excel takes it for another encoding
    delimiter = ";" if t is VI else ","
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_a_csv_is_written_as_the_readers_office_reads_it() -> None:
    head, first, second, last = _csv_rows(to_csv(Table(ROWS, COLUMNS), ABOUT, VI), VI)
    assert head == [
        *(column.heading for column in COLUMNS),
        VI("download.made_up"),
        "Kỳ báo cáo",
        "Bộ lọc – Hạn",
    ]
    closing = [VI("download.made_up_yes"), "Quý II", "abc"]
    assert first == ["Sở Nội vụ", "1234,5", "91,2345%", "2022-06-14", "2022-06-15 03:05", "Có nguy cơ chậm", *closing]
    assert second[0] == f"'{FORMULA}"
    assert last[:6] == ["", "", "", "", "", VI("status.no_report")]
    assert _csv_rows(to_csv(Table(ROWS, COLUMNS), ABOUT, EN), EN)[1][1:3] == ["1234.5", "91.2345%"]


def test_a_workbook_holds_real_numbers_and_days() -> None:
    book = load_workbook(io.BytesIO(to_excel(Table(ROWS, COLUMNS), ABOUT, VI)))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "Lời")
    assert rows[0][0] == "Thử"
    assert [row[0] for row in rows[1:head] if row[0]] == [
        f"{VI('download.made_up')}: {VI('download.made_up_yes')}",
        "Kỳ báo cáo: Quý II",
        "Bộ lọc – Hạn: abc",
    ]
    assert rows[head + 1] == (
        "Sở Nội vụ",
        1234.5,
        0.912345,
        datetime(2022, 6, 14),
        datetime(2022, 6, 15, 3, 5),
        "Có nguy cơ chậm",
    )
    assert rows[head + 2][0] == FORMULA
    assert sheet.cell(head + 3, 1).data_type == "s"
    assert sheet.cell(head + 2, 3).number_format == "0.0%"
    assert sheet.freeze_panes == f"B{head + 2}"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text: str) -> None:
    table = Table(pd.DataFrame({"text": [text]}), [Column("text", "Lời")])
    [_, line] = _csv_rows(to_csv(table, ABOUT, VI), VI)
    assert line[0] == f"'{text}"
    sheet = load_workbook(io.BytesIO(to_excel(table, ABOUT, VI))).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@given(st.lists(st.text() | st.none(), max_size=5))
def test_any_text_can_be_taken_away(texts: list[str | None]) -> None:
    table = Table(pd.DataFrame({"text": pd.Series(texts, dtype=object)}), [Column("text", "Lời")])
    assert len(_csv_rows(to_csv(table, ABOUT, VI), VI)) == len(texts) + 1
    load_workbook(io.BytesIO(to_excel(table, ABOUT, VI)))


@given(st.lists(st.text(), max_size=4))
def test_a_file_name_is_plain(parts: list[str]) -> None:
    stem = file_stem("tienbo", *parts)
    assert stem.isascii()
    assert not set(stem) & set('/\\:*?"<>| .')


def test_without_rows_the_files_still_say_what_they_are() -> None:
    nothing = Table(ROWS.iloc[:0], COLUMNS)
    assert len(_csv_rows(to_csv(nothing, ABOUT, VI), VI)) == 1
    assert load_workbook(io.BytesIO(to_excel(nothing, ABOUT, VI))).worksheets[0]["A1"].value == "Thử"


def test_libreoffice_reads_the_workbook_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "thu.xlsx"
    path.write_bytes(to_excel(Table(ROWS, COLUMNS), ABOUT, VI))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run([*command, "--convert-to", UTF8_CSV, "--outdir", str(tmp_path), str(path)], check=True, timeout=200)
    lines = (tmp_path / "thu.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "Sở Nội vụ" in line] == [
        '"Sở Nội vụ","1,234.5",91.2%,14/06/2022,15/06/2022 03:05,"Có nguy cơ chậm"'
    ]
    assert any("HYPERLINK" in line for line in lines)  # as text: a formula would show its result


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_hands_out_what_it_shows(
    browser: Browser, served: Served, made_homes: Callable[[str], MadeHome], language: str
) -> None:
    t = Words(language)
    rows = made_homes("full").house.ask(
        "select unit_code, task_code, attainment_ratio from mart.progress_by_unit"
        " where period_code = '2022-Q3' and unit_type = 'district' and attainment_ratio is not null"
    )
    with visit(browser, f"{served.url}/?type=district&lang={language}") as seen:
        button = seen.page.get_by_role("button", name=t("download.button"))
        button.first.click()
        with seen.page.expect_download() as excel:
            seen.page.get_by_role("button", name=t("download.excel")).click()
        with seen.page.expect_download() as text:
            seen.page.get_by_role("button", name=t("download.csv")).click()
        assert excel.value.suggested_filename == "tienbo_overview_matrix_2022-Q3_district.xlsx"
        sheet = load_workbook(io.BytesIO(Path(excel.value.path()).read_bytes())).worksheets[0]
        content = Path(text.value.path()).read_bytes()
        assert seen.errors == []
    told = {
        round(cell, 9) for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, float | int)
    }
    assert {round(row["attainment_ratio"], 9) for row in rows} <= told
    facts = [str(row[0]) for row in sheet.iter_rows(max_row=9, values_only=True)]
    assert any(t("download.made_up") in fact for fact in facts)
    assert any(t("group.district") in fact for fact in facts)
    assert any(str(made_homes("full").house.snapshot_id) in fact for fact in facts)
    assert len(_csv_rows(content, VI if language == "vi" else EN)) == 1 + 15


def test_a_strangers_text_leaves_as_text(browser: Browser, served: Served) -> None:
    with visit(browser, f"{served.url}/difficulties") as seen:
        choose(seen.page, VI("filter.unit_narrow"), "Quận Hồng Bàng")
        seen.page.get_by_role("button", name=VI("download.button")).nth(1).click()
        with seen.page.expect_download() as text:
            seen.page.get_by_role("button", name=VI("download.csv")).click()
        cells = [cell for line in _csv_rows(Path(text.value.path()).read_bytes(), VI) for cell in line]
        assert STRANGER in text.value.suggested_filename
    assert HOSTILE in cells
    assert f"'{FORMULA}" in cells
