"""What people really send: the same reports in every format and every order load to the same facts."""

import csv
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.clerk import fill_in
from tests.etl.xlsb_file import save_as_xlsb
from tests.house import LONG_CSV_HEADER, House
from tests.journeys.office import save_again
from tests.journeys.verdicts import run_as_checked

PERIOD = "2022-Q1"
ANSWERS = {
    "T1.01": (3, None),
    "T1.02": ("1.234", "700"),
    "T1.03": ("=1+1", None),
    "T1.04": (0, 0),
    "T1.09": ("có", None),
    "T1.10": ("không", None),
    "T2.02": (40, 8),
    "T2.06": ("x", None),
    "T3.11": (12.5, None),
    "T4.01": ("1 ", None),
}
INFO = {"Người báo cáo": "Lê Thị Ánh", "Điện thoại": "0912345678", "Ngày báo cáo": date(2022, 3, 16)}
FACTS = {
    "measurement": "programme_code, period_code, indicator_code, total_value, women_value, note_text, found_text",
    "finding": "period_code, area_code, rating_number, finding_text, recommendation_text, due_date, "
    "finding_status_code",
    "difficulty": "period_code, task_code, difficulty_text, proposal_text",
}
# In LibreOffice's filters: the separator's number, the quote's, the encoding's (76 UTF-8, 65535 UTF-16, 40
# Windows-1258) and the first line's
CSV_OPENED = "Text - txt - csv (StarCalc):44,34,76,1"
NOTE = "Đã tổ chức hai hội nghị; phụ nữ xã dự đông, “rất tốt”"


def typed_lists(book: Workbook) -> None:
    for ref, value in {"A5": "B", "B5": 1, "C5": "chậm,\nthiếu", "D5": "bổ sung", "E5": date(2022, 6, 1)}.items():
        book["Kiểm tra"][ref] = value
    book["Kiểm tra"]["F5"] = "Chưa thực hiện"
    for ref, value in {"A5": "NV2", "B5": "thiếu kinh phí", "C5": "cấp thêm"}.items():
        book["Khó khăn"][ref] = value
    book["NV1"]["H5"] = NOTE


def shuffled(book: Workbook) -> None:
    for name in ("NV1", "NV2", "NV3", "NV4", "Kiểm tra", "Khó khăn", "Thông tin"):
        book[name].insert_rows(1, 2)
        book[name].insert_rows(8)
        book[name].insert_cols(2)
        book[name].row_dimensions[2].hidden = True
        book.move_sheet(name, -3 if name.startswith("K") else 1)
    sheet = book["NV1"]
    sheet.move_range(f"E6:F{sheet.max_row}", cols=8)
    book["NV1"].title, book["Thông tin"].title, book["Khó khăn"].title = "nv 1 ", "THONG TIN", "Khó khăn (2)"


def without_meta(book: Workbook) -> None:
    del book["_meta"]


def as_it_is(_: Workbook) -> None:
    pass


WAYS = {  # a district for each: how its workbook was edited, and as what it was saved
    "303": (as_it_is, "xlsx"), "304": (as_it_is, "xls"), "305": (as_it_is, "ods"), "306": (as_it_is, "xlsb"),
    "307": (as_it_is, "xlsm"), "308": (shuffled, "xlsx"), "309": (shuffled, "xls"), "311": (shuffled, "ods"),
    "312": (without_meta, "xlsx"), "313": (without_meta, "xls"), "314": (without_meta, "ods"),
}  # fmt: skip
OTHERS = ("xlsb", "xlsm")
TABLES = {  # and for each way to save a machine's table again
    "315": None,
    "316": "csv:Text - txt - csv (StarCalc):44,34,76,1",
    "317": "csv:Text - txt - csv (StarCalc):59,34,76,1",
    "318": "csv:Text - txt - csv (StarCalc):9,34,65535,1",
    "STP": "csv:Text - txt - csv (StarCalc):59,34,40,1",
}


@dataclass(frozen=True)
class Sent:
    """A house in which one run loaded all of them, and the files, by unit."""

    house: House
    files: dict[str, Path]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    house = House.build(tmp_path_factory.mktemp("formats") / "house")
    files = {**_workbooks(house), **_tables(house)}
    for unit, path in files.items():
        shutil.copyfile(path, house.inbox / f"{unit}{path.suffix}")
    run_as_checked(house)
    return Sent(house, files)


def _workbooks(house: House) -> dict[str, Path]:
    """One report, filled into each unit's template, edited and saved in each way."""
    templates = house.root / "templates"
    house.etl("template", "--programme", "2022", "--period", PERIOD, "--all", "--out", str(templates))
    sources = {}
    for unit, (edit, _) in WAYS.items():
        sources[unit] = fill_in(templates / f"{unit}_{PERIOD}.xlsx", ANSWERS, INFO)
        book = load_workbook(sources[unit])
        typed_lists(book)
        edit(book)
        book.save(sources[unit])
    files = {}
    for kind in ("xlsx", "xls", "ods"):  # what LibreOffice cannot write starts from its .xlsx
        units = [unit for unit, (_, wanted) in WAYS.items() if wanted == kind or (kind == "xlsx" and wanted in OTHERS)]
        saved = save_again([sources[unit] for unit in units], house.root / kind, house.root / "office", kind)
        files |= dict(zip(units, saved, strict=True))
    files["306"] = save_as_xlsb(load_workbook(files["306"], data_only=True), house.root / "306.xlsb")
    files["307"] = files["307"].rename(house.root / "307.xlsm")
    return files


def _tables(house: House) -> dict[str, Path]:
    """A machine's long CSV for each unit, all but the first opened and saved again in LibreOffice."""
    files = {}
    for unit, export in TABLES.items():
        files[unit] = house.root / f"{unit}.csv"
        lines = [
            ("T1.01", "3", "", NOTE),
            ("T1.02", "1200", "700", ""),
            ("T1.09", "1", "", ""),
            ("T3.11", "12.5", "", ""),
        ]
        with files[unit].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([LONG_CSV_HEADER, *(("2022", unit, PERIOD, *line) for line in lines)])
        if export:
            (files[unit],) = save_again([files[unit]], house.root / "csv", house.root / "office", export, CSV_OPENED)
    return files


def facts_of(sent: Sent, unit: str) -> dict[str, list[dict[str, object]]]:
    """What the fact tables hold of a unit, but for where it stood."""
    return {
        table: sent.house.ask(f"select {columns} from fact.{table} where unit_code = '{unit}' order by all")
        for table, columns in FACTS.items()
    }


def test_nothing_was_returned(sent: Sent) -> None:
    assert [told.read_text(encoding="utf-8") for told in sent.house.home.rglob("problems.txt")] == []
    assert len(sent.house.ask("select * from ops.submission where outcome_code = 'accepted'")) == len(sent.files)


def test_every_format_and_order_loads_to_the_same_facts(sent: Sent) -> None:
    expected = facts_of(sent, "303")
    totals = {row["indicator_code"]: (row["total_value"], row["women_value"]) for row in expected["measurement"]}
    assert totals == {
        "T1.01": (3, None), "T1.02": (1234, 700), "T1.03": (2, None), "T1.04": (0, 0), "T1.09": (1, None),
        "T1.10": (0, None), "T2.02": (40, 8), "T2.06": (1, None), "T3.11": (12.5, None), "T4.01": (1, None),
    }  # fmt: skip
    assert {row["finding_text"] for row in expected["finding"]} == {"chậm,\nthiếu"}
    assert {row["difficulty_text"] for row in expected["difficulty"]} == {"thiếu kinh phí"}
    assert {unit: facts_of(sent, unit) for unit in WAYS} == dict.fromkeys(WAYS, expected)


def test_a_csv_saved_again_loads_to_the_same_facts(sent: Sent) -> None:
    starts = {sent.files[unit].read_bytes()[:60] for unit in TABLES}
    assert len(starts) == len(TABLES) - 1  # Windows-1258 shows only in the notes
    expected = facts_of(sent, "315")
    assert [(row["total_value"], row["women_value"], row["note_text"]) for row in expected["measurement"]] == [
        (3, None, NOTE), (1200, 700, None), (1, None, None), (12.5, None, None),
    ]  # fmt: skip
    assert {unit: facts_of(sent, unit) for unit in TABLES} == dict.fromkeys(TABLES, expected)


def test_an_ending_says_nothing(sent: Sent) -> None:
    """All files at once, each under another's ending, as `check` reads them."""
    endings = [".csv", ".xlsx", ".xls", ".ods", ".doc", ""]
    renamed = []
    for number, (unit, path) in enumerate(sent.files.items()):
        renamed.append(sent.house.root / f"tệp {unit}{endings[number % len(endings)]}")
        shutil.copyfile(path, renamed[-1])
    told = sent.house.check(*renamed, exit_code=0)
    assert [one["submissions"][0]["unit_code"] for one in told] == list(sent.files)
    assert {one["outcome"] for one in told} == {"duplicate"}
