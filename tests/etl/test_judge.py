"""One file judged as a whole: any file gets an answer, with every problem and not the first."""

import io
import zipfile
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.judge import judge_file
from etl.judge_csv import machine_number
from etl.readers.sheet import Fault
from etl.reading_order import MAX_PROBLEMS
from etl.sample import write_samples
from tests.etl.workbooks import (
    CSV_HEADER,
    catalogue,
    errors,
    judged,
    long_csv,
    template,
    workbook,
)


def test_all_problems_of_a_file_are_told(tmp_path: Path) -> None:
    typed = {
        "NV1!D5": "khoảng 40",
        "NV1!D6": 10,
        "NV1!E6": 12,
        "NV2!D5": -1,
        "NV4!D6": "chắc là có",
        "Kiểm tra!A5": "Z",
        "Thông tin!B14": "32/03/2022",
    }
    judgement = judged(workbook(tmp_path / "a.xlsx", typed, change=lambda book: book.remove(book["NV3"])))
    assert judgement.is_readable
    assert errors(judgement) == {
        ("NV1!D5", "not_a_number"),
        ("NV1!E6", "women_exceed_total"),
        ("NV2!D5", "negative_number"),
        ("NV4!D6", "not_yes_no"),
        ("Kiểm tra!A5", "unknown_area"),
        ("Thông tin!B14", "not_a_date"),
        ("", "missing_sheet"),
    }


def test_every_sample_is_clean_but_the_one_with_planted_errors(tmp_path: Path) -> None:
    write_samples(catalogue(), tmp_path, unit_count=6, period_count=3)
    judgements = {path.name: judged(path) for path in tmp_path.rglob("*.xlsx")}
    bad = [name for name, judgement in judgements.items() if judgement.has_errors]
    assert len(judgements) > 10
    assert len(bad) <= 1
    assert all(one.submissions[0].made_up_date for one in judgements.values())


@pytest.mark.parametrize("unit_code", sorted(catalogue().programmes["2022"].units))
def test_every_units_own_blank_template_is_understood(unit_code: str, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(unit_code))
    judgement = judged(path)
    assert errors(judgement) == {("", "empty_submission")}
    assert judgement.submissions[0].unit_code == unit_code


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_workbook_with_broken_bytes_gets_an_answer(seed: int) -> None:
    chance, content = Random(seed), bytearray(template())
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    answer(bytes(content))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_a_workbook_with_broken_xml_gets_an_answer(seed: int) -> None:
    """The parts are broken before they are packed, so that checksums do not save the parsers."""
    chance, broken = Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as source, zipfile.ZipFile(broken, "w") as target:
        for entry in source.infolist():
            content = bytearray(source.read(entry))
            if entry.filename.endswith((".xml", ".rels")) and chance.random() < 0.3:
                start = chance.randrange(len(content))
                content[start : start + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 5))
            target.writestr(entry.filename, bytes(content))
    answer(broken.getvalue())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_under_the_csv_header_gets_an_answer(text: str) -> None:
    answer(f"{CSV_HEADER}\n{text}".encode(errors="surrogatepass"))


def answer(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.xlsx"
        path.write_bytes(content)
        judgement = judged(path)
        assert judgement.is_readable or judgement.has_errors


def test_the_worst_problems_are_kept_when_there_are_too_many(tmp_path: Path) -> None:
    lines = [f"2022,305,2022-Q1,X{number},1,," for number in range(MAX_PROBLEMS + 5)]
    problems = judged(long_csv(tmp_path / "a.csv", *lines)).problems
    assert {problem.severity for problem in problems[:MAX_PROBLEMS]} == {"error"}
    errors_left, warnings_left = problems[MAX_PROBLEMS:]
    assert (errors_left.code, warnings_left.code) == ("more_problems", "more_warnings")
    assert int(errors_left.found) == 5


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2022,305,2022-Q1,T1.01,3,,ghi chú", set()),
        ("2022,305,2022-Q1,t1.01,3.0,,", set()),
        ("2022,305,2022-Q1,T1.01,1.234,,", {("CSV!E2", "not_whole")}),
        ('2022,305,2022-Q1,T1.01,"1,234",,', {("CSV!E2", "not_a_machine_number")}),
        ("2022,305,2022-Q1,T1.01,-1,,", {("CSV!E2", "negative_number")}),
        ("2022,305,2022-Q1,T1.01,1e3,,", {("CSV!E2", "not_a_machine_number")}),
        ("2022,305,2022-Q1,T1.09,1,,", set()),
        ("2022,305,2022-Q1,T1.09,có,,", {("CSV!E2", "not_a_machine_number")}),
        ("2022,305,2022-Q1,T1.09,2,,", {("CSV!E2", "not_yes_no")}),
        ("2022,305,2022-Q1,T3.11,1.234,,", set()),
        ("2022,305,2022-Q1,T1.02,10,11,", {("CSV!F2", "women_exceed_total")}),
        ("2022,305,2022-Q1,T1.01,3,1,", {("CSV!F2", "women_not_asked")}),
        ("2022,305,2022-Q1,T9.99,3,,", {("CSV!D2", "unknown_indicator")}),
        ("2022,305,2022-Q1,T1.07,0.5,,", {("CSV!E2", "not_asked")}),
        ("2022,999,2022-Q1,T1.01,x,,", {("CSV!B2", "unknown_unit"), ("CSV!E2", "not_a_machine_number")}),
        ("2022,305,2022-Q7,T1.01,3,,", {("CSV!C2", "unknown_period")}),
        ("2021,305,2022-Q1,T1.01,3,,", {("CSV!A2", "unknown_programme")}),
        ("2022,305,2022-Q1,T1.01,3,", {("CSV!A2", "wrong_field_count")}),
        ("2022,305,2022-Q1,T1.01,3,,a,b", {("CSV!A2", "wrong_field_count")}),
        ("", {("CSV", "empty_submission")}),
        ("2022,305,2022-Q1,T1.01,,,", {("CSV", "empty_submission")}),
    ],
)
def test_a_line_of_a_long_csv(line: str, expected: set[tuple[str, str]], tmp_path: Path) -> None:
    assert errors(judged(long_csv(tmp_path / "a.csv", line))) == expected


def test_a_code_twice_for_one_unit_and_period_only(tmp_path: Path) -> None:
    judgement = judged(
        long_csv(
            tmp_path / "a.csv",
            "2022,305,2022-Q1,T1.01,3,,",
            "2022,305,2022-Q2,T1.01,4,,",
            "2022,305,2022-Q1,T1.01,5,,",
        )
    )
    assert errors(judgement) == {("CSV!D4", "duplicate_row")}
    assert [one.measurements[0].total_value for one in judgement.submissions] == [3, 4]
    assert not any(one.has_lists for one in judgement.submissions)


def test_a_wrong_code_in_every_line_is_told_once(tmp_path: Path) -> None:
    lines = [f"2022,999,2022-Q1,T1.0{number},3,," for number in range(1, 4)]
    assert errors(judged(long_csv(tmp_path / "a.csv", *lines))) == {("CSV!B2", "unknown_unit")}


@pytest.mark.parametrize("header", ["unit,value", CSV_HEADER.replace(",", "|"), CSV_HEADER + ",x"])
def test_another_header_is_refused(header: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(header + "\n1,2\n", encoding="utf-8")
    judgement = judged(path)
    assert (judgement.is_readable, errors(judgement)) == (False, {("CSV!A1", "not_long_csv")})


@given(st.decimals(0, 10**9, places=3))
def test_a_machines_number_reads_back(number: object) -> None:
    assert machine_number(str(number)) == float(str(number))


@given(st.from_regex(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]+,[0-9]+|[a-z]+", fullmatch=True))
def test_a_machine_never_groups_or_writes_a_comma(text: str) -> None:
    assert machine_number(text) == Fault("not_a_machine_number", text)


def test_a_missing_file_is_no_answer_about_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        judge_file(tmp_path / "gone.xlsx", catalogue())
