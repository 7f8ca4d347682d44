"""What goes back: the file as it came, its problems in both languages, and the workbook marked."""

import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from etl.archive import JudgedSubmission
from etl.judge import judge_file
from etl.ledger import Verdict
from etl.list_workbook import HEADING_ROW, write_list_workbook
from etl.messages import message_vi
from etl.returned import MAX_NAME_BYTES, folder_name, judgement_as_dict, problems_text, safe_name, write_returned
from etl.submission import Judgement, Problem
from tests.etl.workbooks import MAIN, RELATIONSHIPS, catalogue, errors, judged, long_csv, workbook

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


def test_a_file_that_cannot_be_marked_comes_with_the_list(tmp_path: Path) -> None:
    source = long_csv(tmp_path / "a.csv", "2022,305,2022-Q1,T1.01,khoảng 40,,")
    folder = returned(tmp_path, source, "số liệu.csv")
    assert {path.name for path in folder.iterdir()} == {
        "số liệu.csv", "số liệu (danh sách lỗi).xlsx", "problems.json", "problems.txt",
    }  # fmt: skip
    texts = [cell.value for row in load_workbook(folder / "số liệu (danh sách lỗi).xlsx").active for cell in row]
    assert "E2" in texts
    assert "khoảng 40" in texts


def test_a_strict_workbook_comes_with_the_list(tmp_path: Path) -> None:
    """Openpyxl finds no sheet in one, and would make an empty copy of it."""
    source = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(workbook(tmp_path / "a.xlsx", WRONG)) as archive, zipfile.ZipFile(source, "w") as strict:
        for name in archive.namelist():
            part = archive.read(name).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            related = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            strict.writestr(name, part.replace(RELATIONSHIPS.encode(), related))
    assert len(verdict_on(source).judgement.submissions) == 1
    folder = returned(tmp_path, source, "a.xlsx")
    assert [path.name for path in folder.glob("* (*")] == ["a (danh sách lỗi).xlsx"]


def test_nothing_stands_where_a_folder_could_not_be_written_whole(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_returned(tmp_path, tmp_path / "gone.xlsx", "a.xlsx", "0" * 64, verdict_on(workbook(tmp_path / "a.xlsx")))
    assert not (tmp_path / "a.xlsx~00000000").exists()


def test_a_workbook_is_marked_whatever_its_ending_says(tmp_path: Path) -> None:
    folder = returned(tmp_path, workbook(tmp_path / "a.xlsx", WRONG), "a.XLS")
    assert load_workbook(folder / "a (đã đánh dấu).xlsx")["NV1"]["D5"].comment


def test_a_marked_copy_sent_again_has_a_name_of_its_own(tmp_path: Path) -> None:
    first = returned(tmp_path, workbook(tmp_path / "a.xlsx", WRONG), "a.xlsx") / "a (đã đánh dấu).xlsx"
    second = returned(tmp_path, first, first.name) / "a (đã đánh dấu 2).xlsx"
    third = returned(tmp_path, second, second.name) / "a (đã đánh dấu 3).xlsx"
    assert third.is_file()


def test_what_is_wrong_with_the_whole_file_is_in_the_list_too(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx", WRONG)
    judgement = replace(judged(source), problems=(Problem("sample_home", "error"), *judged(source).problems))
    folder = write_returned(tmp_path / "day", source, "a.xlsx", "0" * 64, Verdict("returned", (), judgement))
    first = load_workbook(folder / "a (đã đánh dấu).xlsx").active[HEADING_ROW + 1]
    assert first[1].value == "SỬA TRƯỚC\nmend first"
    text = (folder / "problems.txt").read_text(encoding="utf-8-sig")
    assert text.index("SỬA TRƯỚC") < text.index("LỖI, sheet NV1")


def test_problems_are_read_aloud_in_order_and_no_stranger_adds_a_line() -> None:
    problems = [
        Problem("not_a_number", "error", "NV1\n2. LỖI", "D5", "x\ny"),
        Problem("more_problems", "error", found="7"),
        Problem("more_warnings", "warning", found="3"),
    ]
    text = problems_text("a\nb.xlsx", problems)
    assert "8 lỗi, 3 lưu ý" in text
    assert "còn 7 lỗi nữa" in text
    assert "còn 3 lưu ý nữa" in text
    assert "1. LỖI, sheet NV1�2. LỖI, ô D5: “x�y”" in text
    assert [line for line in text.splitlines() if line[:1].isdigit()][1:] == [text.splitlines()[4]]


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
        ("con.xlsx", "_con.xlsx"),
        ("LPT1", "_LPT1"),
        ("aux .tar.gz", "_aux .tar.gz"),
        ("concert.xlsx", "concert.xlsx"),
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


def test_names_that_are_cut_to_the_same_stay_apart() -> None:
    names = ["b" * 250 + f"{number}.xlsx" for number in range(10)] + ["b" * 250 + "\u202e1.xlsx", "b" * 200 + ".xlsx"]
    folders = {folder_name(name, "0" * 64) for name in names}
    assert len(folders) == len(names)
    assert all(len(folder.encode()) <= 140 for folder in folders)
    assert folder_name("thư/báo cáo.xlsx", "a" * 64) == "báo cáo.xlsx~aaaaaaaa"


def test_an_unreadable_judgement_has_no_marked_copy(tmp_path: Path) -> None:
    source = workbook(tmp_path / "a.xlsx")
    verdict = Verdict("returned", (), Judgement(False, problems=(Problem("too_slow", "error"),)))
    folder = write_returned(tmp_path / "day", source, "a.xlsx", "0" * 64, verdict)
    assert {path.name for path in folder.iterdir()} == {"a.xlsx", "problems.json", "problems.txt"}


def test_our_list_sent_back_asks_for_the_file_that_it_speaks_of(tmp_path: Path) -> None:
    source = tmp_path / "báo cáo (danh sách lỗi).xlsx"
    write_list_workbook(source, "báo cáo.xls", judged(workbook(tmp_path / "a.xlsx", WRONG)).problems)
    book = load_workbook(source)
    book.create_sheet("Sheet1")  # as some office programs add one
    book.save(tmp_path / "saved again.xlsx")
    for path in (source, tmp_path / "saved again.xlsx"):
        (problem,) = judged(path).problems
        assert message_vi(problem) == (
            "Đây là danh sách lỗi, không phải báo cáo. Hãy sửa trong tệp gốc rồi gửi lại tệp gốc."
        )
        folder = returned(tmp_path, path, path.name)
        assert {one.name for one in folder.iterdir()} == {path.name, "problems.json", "problems.txt"}


def test_our_list_beside_other_sheets_is_no_list(tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    write_list_workbook(source, "báo cáo.xls", judged(workbook(tmp_path / "b.xlsx", WRONG)).problems)
    book = load_workbook(source)
    book.create_sheet("Số liệu")["A1"] = "Quận Lê Chân"
    book.save(source)
    assert errors(judged(source)) == {("", "not_the_form")}
