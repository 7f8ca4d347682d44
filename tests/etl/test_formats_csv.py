"""The long CSV as machines write it and as office programs save it again: the same lines, or no guess at all."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import judge_csv
from etl.readers.text import encoding_of
from etl.reading_order import MAX_PROBLEMS, count_problems
from tests.etl.workbooks import CSV_HEADER, errors, judged, long_csv

NOTE = "Đã tổ chức ở Lê Chân; hội nghị, tập huấn – “hai đợt” cho phụ nữ xã Đường Ỷ"
LINES = [f'2022,305,2022-Q1,T1.01,3,,"{NOTE}"', "2022,305,2022-Q1,T1.02,120,70,", "2022,305,2022-Q1,T3.11,12.5,,"]


def windows_1258(text: str) -> bytes:
    """As Windows writes it: the letters that it has, and the tones behind them."""
    written = []
    for letter in unicodedata.normalize("NFC", text):
        try:
            written.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", marks.replace(tone, ""))
            written.append(base.encode("cp1258") + tone.encode("cp1258"))
    return b"".join(written)


def saved(separator: str = ",", line_end: str = "\n") -> str:
    """The table with another separator, quoted where it must be."""
    rows = [line if separator == "," else _separated(line, separator) for line in [CSV_HEADER, *LINES]]
    return line_end.join([*rows, ""])


def _separated(line: str, separator: str) -> str:
    fields, _, note = line.partition('"')
    return fields.replace(",", separator) + (f'"{note}' if note else "")


ENCODINGS = {
    "utf-8": str.encode,
    "utf-8 with its mark": lambda text: text.encode("utf-8-sig"),
    "utf-16 little": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "windows-1258": windows_1258,
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_same_facts_in_every_encoding_and_with_every_separator(
    encoding: str, separator: str, line_end: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(ENCODINGS[encoding](saved(separator, line_end)))
    judgement = judged(path)
    assert errors(judgement) == set()
    (submission,) = judgement.submissions
    assert [(one.indicator_code, one.total_value, one.women_value, one.note_text, one.cell_ref)
            for one in submission.measurements] == [
        ("T1.01", 3, None, NOTE, "E2"), ("T1.02", 120, 70, None, "E3"), ("T3.11", 12.5, None, None, "E4"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"note\nL\xea Ch\xe2n\n",  # Lê Chân in Windows-1258 and -1252, Lờ Chỏn in TCVN3
        b"note\nH\xb6i Ph\xdfng, t\xfb l\xd6 n\xf7 c\xcap \xf1y\n",  # TCVN3
        b"note\nQu\xe2\xf2n v\xe0 Ph\xf2ng\n",  # a tone behind a consonant
        b"note\nti\xea\xecng Vi\xea\xf2t, stra\xdfe\n",
        "note\nHội nghị".encode("utf-16-le")[:-1].join([b"\xff\xfe", b""]),  # half a letter
        "note\nHội nghị\n".encode()[:-3],
        b"note\n\xd2\xd2\xd2\n",
    ],
)
def test_what_is_not_sure_is_not_guessed(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert encoding_of(path) is None
    assert errors(judged(path)) == {("CSV", "unknown_encoding")}


VIETNAMESE = st.text("aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ ", max_size=40)


@given(VIETNAMESE)
def test_windows_1258_reads_back_or_is_refused(text: str) -> None:
    read = windows_1258(text).decode("cp1258")
    assert unicodedata.normalize("NFC", read) == text


@pytest.mark.parametrize(
    ("lines", "line_end", "expected"),
    [
        ("2022,305,2022-Q1,T1.01,3", "\r\n", set()),  # Excel leaves out the blank fields at a line's end
        ("2022,305,2022-Q1,T1.02,3,1", "\r\n", set()),
        ("2022,305,2022-Q1,T1.01,3", "\n", {("CSV!A2", "wrong_field_count")}),
        ("2022,305,2022-Q1", "\r\n", {("CSV!D2", "unknown_indicator"), ("CSV", "empty_submission")}),
        ("2022,305,2022-Q1,T1.01,3,,a,b", "\r\n", {("CSV!A2", "wrong_field_count")}),
        ("2022;305;2022-Q1;T1.01;3;;", "\n", {("CSV!A2", "wrong_field_count")}),
        ('2022,305,2022-Q1,T1.01,"1,5",,', "\r\n", {("CSV!E2", "not_a_machine_number")}),
    ],
)
def test_lines_that_are_short(lines: str, line_end: str, expected: set[tuple[str, str]], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{CSV_HEADER}{line_end}{lines}{line_end}".encode())
    assert errors(judged(path)) == expected


def test_a_file_cut_off_in_a_line_is_not_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"{CSV_HEADER}\r\n2022,305,2022-Q1,T1.01,3,,\r\n2022,305,2022-Q1,T1.02,12".encode())
    assert errors(judged(path)) == {("CSV!A3", "wrong_field_count")}


def test_a_decimal_comma_stays_a_problem_with_any_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(CSV_HEADER.replace(",", ";") + "\n2022;305;2022-Q1;T3.11;12,5;;\n", encoding="utf-8")
    assert errors(judged(path)) == {("CSV!E2", "not_a_machine_number")}


def test_a_line_without_end_is_named_and_not_gathered(tmp_path: Path) -> None:
    path = long_csv(tmp_path / "a.csv", "2022,305,2022-Q1,T1.01,3,,", "," * 3_000_000)
    assert errors(judged(path)) == {("CSV!A3", "not_csv")}


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path: Path) -> None:
    path = long_csv(tmp_path / "a.csv", "2022,305,2022-Q1,T1.01,3,,", '2022,305,2022-Q1,T1.02,3,,"' + "chữ\n" * 50_000)
    assert errors(judged(path)) == {("CSV!A3", "not_csv")}


def test_every_problem_of_a_file_full_of_them_is_counted(tmp_path: Path) -> None:
    judgement = judged(long_csv(tmp_path / "a.csv", "2022,305,2022-Q1,T1.01,3,,", *["hỏng"] * 20_000))
    assert count_problems(judgement.problems)[0] == 20_000
    assert len(judgement.problems) <= MAX_PROBLEMS + 2


def test_more_units_and_periods_than_there_are_end_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge_csv, "MAX_REPORTS", 10)
    lines = [f"2022,Đơn vị {number},2022-Q1,T1.01,3,," for number in range(30)]
    found = errors(judged(long_csv(tmp_path / "a.csv", *lines)))
    assert ("CSV!B12", "too_many_reports") in found
    assert len(found) == 11
