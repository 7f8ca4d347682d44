"""What goes back: the file as it came, its problems in both languages, and the workbook marked."""

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from etl.archive import JudgedSubmission
from etl.judge import judge_file
from etl.ledger import Verdict
from etl.mark import LIST_SHEET, write_marked_copy
from etl.returned import MAX_NAME_BYTES, judgement_as_dict, safe_name, write_returned
from etl.submission import Judgement, Problem
from tests.etl.workbooks import catalogue, judged, workbook

WRONG = {"NV1!D5": "khoảng 40", "NV1!D6": 10, "NV1!E6": 12, "NV1!H5": "=cmd|'/c calc'!A1", "NV4!D5": -2}


def verdict_on(path: Path) -> Verdict:
    judgement = judge_file(path, catalogue())
    outcomes = tuple(
        JudgedSubmission(one.programme_code, one.unit_code, one.period_code, "returned", None, None)
        for one in judgement.submissions
    )
    return Verdict("returned", outcomes, judgement)


def returned(folder: Path, source: Path, name: str) -> Path:
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    return write_returned(folder / "2022-04-01", source, name, sha256, verdict_on(source))


def test_the_folder_holds_the_file_its_problems_and_the_marked_copy(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    folder = returned(tmp_path, source, "Báo cáo quý I.xlsx")
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    assert folder == tmp_path / "2022-04-01" / f"Báo cáo quý I.xlsx~{sha256[:8]}"
    assert {path.name for path in folder.iterdir()} == {
        "Báo cáo quý I.xlsx", "Báo cáo quý I (đã đánh dấu).xlsx", "problems.json", "problems.txt",
    }  # fmt: skip
    assert (folder / "Báo cáo quý I.xlsx").read_bytes() == source.read_bytes()
    (told,) = json.loads((folder / "problems.json").read_text(encoding="utf-8"))
    assert told == judgement_as_dict("Báo cáo quý I.xlsx", sha256, verdict_on(source))
    text = (folder / "problems.txt").read_text(encoding="utf-8-sig")
    for problem in told["problems"]:
        assert problem["message_vi"] in text
        assert problem["message_en"] in text
    assert text.index("LỖI") < text.index("Lưu ý")


def test_what_was_returned_once_is_left_as_it_is(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    folder = returned(tmp_path, source, "a.xlsx")
    (folder / "problems.txt").write_text("đã xem", encoding="utf-8")
    assert returned(tmp_path, source, "a.xlsx") == folder
    assert (folder / "problems.txt").read_text(encoding="utf-8") == "đã xem"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_half_written_folder_of_a_run_cut_short_is_written_anew(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    half = tmp_path / "2022-04-01" / f".tmp-{sha256[:8]}"
    half.mkdir(parents=True)
    (half / "rubbish").touch()
    assert not (returned(tmp_path, source, "a.xlsx") / "rubbish").exists()
    assert not half.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01 rubbish", b"PK\x03\x04 cut off"])
def test_a_file_that_no_one_can_read_goes_back_with_the_reason(content: bytes, tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(content)
    folder = returned(tmp_path, source, "problems.json")
    assert {path.name for path in folder.iterdir()} == {"_problems.json", "problems.json", "problems.txt"}
    assert (folder / "_problems.json").read_bytes() == content


def test_the_contracts_keys(tmp_path: Path) -> None:
    told = judgement_as_dict("a.xlsx", "00ff", verdict_on(workbook(tmp_path / "a.xlsx", WRONG)))
    assert list(told) == ["file", "sha256", "outcome", "submissions", "problems"]
    assert told["submissions"] == [
        {"programme_code": "2022", "unit_code": "305", "period_code": "2022-Q1", "outcome": "returned"}
    ]
    assert {tuple(problem) for problem in told["problems"]} == {
        ("code", "severity", "sheet", "cell", "found", "message_vi", "message_en")
    }


def test_bad_cells_are_coloured_and_commented_and_nothing_else_changes(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    write_marked_copy(source, tmp_path / "m.xlsx", judged(source).problems)
    before, after = load_workbook(source), load_workbook(tmp_path / "m.xlsx")
    assert after.sheetnames == [LIST_SHEET, *before.sheetnames]
    assert after.active.title == LIST_SHEET
    for place in ("NV1!D5", "NV1!E6", "NV1!H5", "NV4!D5"):
        sheet, cell = place.split("!")
        assert after[sheet][cell].comment.author == "Tiến Bộ"
        assert after[sheet][cell].fill.start_color.rgb == "FFF4B6B0"
    assert "không phải là số" in after["NV1"]["D5"].comment.text
    assert "is not a number" in after["NV1"]["D5"].comment.text
    for sheet in before:
        for row in sheet.iter_rows():
            for cell in row:
                assert after[sheet.title][cell.coordinate].value == cell.value


def test_the_list_leads_to_each_cell_and_holds_no_formula(tmp_path: Path) -> None:
    source = workbook(
        tmp_path / "a.xlsx", {"NV1!D5": "'+84 225", **{f"NV1!D{row}": "@x" for row in (6, 7)}, "NV4!D5": "=1+1"}
    )
    problems = judged(source).problems
    write_marked_copy(source, tmp_path / "m.xlsx", problems)
    sheet = load_workbook(tmp_path / "m.xlsx")[LIST_SHEET]
    assert sheet.max_row == len(problems) + 1
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    links = {row[3].value: row[3].hyperlink.location for row in sheet.iter_rows(min_row=2) if row[3].hyperlink}
    assert links["D6"] == "'NV1'!D6"
    found = {row[4].value for row in sheet.iter_rows(min_row=2)}
    assert {"@x", "=1+1"} <= found


def test_a_marked_copy_that_was_mended_loses_its_marks(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    write_marked_copy(source, tmp_path / "m.xlsx", judged(source).problems)
    mended = load_workbook(tmp_path / "m.xlsx")
    mended["NV1"]["D5"] = 40
    mended.save(tmp_path / "again.xlsx")
    again = judged(tmp_path / "again.xlsx")
    assert "khoảng 40" not in {problem.found for problem in again.problems}
    write_marked_copy(tmp_path / "again.xlsx", tmp_path / "m2.xlsx", again.problems)
    book = load_workbook(tmp_path / "m2.xlsx")
    assert book.sheetnames.count(LIST_SHEET) == 1
    assert book["NV1"]["D5"].comment is None
    assert book["NV1"]["D5"].fill.fill_type is None
    assert book["NV1"]["E6"].comment is not None


def test_a_mark_on_a_merged_cell_lands_on_its_first(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", change=lambda book: book["NV1"].merge_cells("D5:D6"))
    write_marked_copy(source, tmp_path / "m.xlsx", [Problem("not_a_number", "error", "NV1", "D6", "x")])
    assert load_workbook(tmp_path / "m.xlsx")["NV1"]["D5"].comment is not None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Báo cáo.xlsx", "Báo cáo.xlsx"),
        ("Ba\u0301o ca\u0301o.xlsx", "Báo cáo.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a.xlsx", "a.xlsx"),
        ("..", "tệp"),
        ("", "tệp"),
        ("a\n\x00b\u202e?.xlsx", "ab.xlsx"),
        ("~ .xlsx ", "~.xlsx"),
    ],
)
def test_a_name_is_made_safe(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@given(st.text(max_size=400))
def test_any_name_is_made_safe(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert "/" not in safe
    assert len(safe.encode()) <= MAX_NAME_BYTES
    assert safe.isprintable()
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = safe_name("ế" * 200 + ".xlsx")
    assert safe.endswith("ế.xlsx")
    assert len(safe.encode()) <= MAX_NAME_BYTES


def test_an_unreadable_judgement_has_no_marked_copy(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")
    verdict = Verdict("returned", (), Judgement(False, problems=(Problem("too_slow", "error"),)))
    folder = write_returned(tmp_path / "day", source, "a.xlsx", "0" * 64, verdict)
    assert {path.name for path in folder.iterdir()} == {"a.xlsx", "problems.json", "problems.txt"}
