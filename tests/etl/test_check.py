"""Rules that see several values at once, in a unit's workbook: what is typed → which problem, where."""

from datetime import date, datetime
from pathlib import Path

import pytest

from etl.check import COUNTED_IN_LIST
from etl.submission import Finding
from tests.etl.workbooks import catalogue, errors, judged, long_csv, warnings, workbook

ONE_OF_EACH_TASK = {"NV1!D5": 1, "NV2!D5": 1, "NV3!D8": 1, "NV4!D5": 1}
FINDING = {"Kiểm tra!A5": "A", "Kiểm tra!B5": 1, "Kiểm tra!C5": "Chưa có kế hoạch"}
TODAY = "2022-09-25"


@pytest.fixture(autouse=True)
def _on_a_day_of_the_third_period(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENBO_NOW", TODAY)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"NV1!D6": 100, "NV1!E6": 100}, set()),
        ({"NV1!D6": 100, "NV1!E6": 101}, {("NV1!E6", "women_exceed_total")}),
        ({"NV1!E6": 5, "NV4!D5": 1}, {("NV1!E6", "women_without_total")}),
        ({"NV1!D6": "trăm", "NV1!E6": 5}, {("NV1!D6", "not_a_number")}),
        ({"NV1!D5": 3, "NV1!E5": 2}, {("NV1!E5", "women_not_asked")}),
        ({"NV1!D5": 3, "NV1!E5": "–"}, set()),
        ({"NV1!D10": 15}, set()),
        ({"NV1!D10": 16}, {("NV1!D10", "exceeds_communes")}),
        ({"NV3!D13": 12.345}, set()),  # the budget has decimals
        ({"NV3!D13": "1.234"}, {("NV3!D13", "ambiguous_number")}),
        ({"NV1!D12": 2}, {("NV1!D12", "not_yes_no")}),
        ({"NV1!D5": "x"}, {("NV1!D5", "not_a_number")}),
        ({"NV1!D12": "x"}, set()),
        ({"NV1!H5": "ghi chú " * 300, "NV4!D5": 1}, {("NV1!H5", "text_too_long")}),
        ({"NV1!A5": None, "NV1!D5": 3, "NV4!D5": 1}, {("NV1!D5", "value_without_code")}),
        ({"NV1!A5": None}, {("", "empty_submission")}),
        ({}, {("", "empty_submission")}),
        ({"NV1!H5": "chỉ có ghi chú"}, {("", "empty_submission")}),
        ({"Khó khăn!A5": "NV2", "Khó khăn!B5": "Thiếu kinh phí"}, set()),
        ({"NV1!A14": "T2.04", "NV1!D14": 30}, {("NV2!A7", "duplicate_row")}),
        ({"NV1!A14": "T2.03", "NV1!D14": 0.3}, {("NV1!D14", "not_asked")}),
        ({"NV1!A14": "T2.03", "NV1!D14": "38,18%"}, {("NV1!D14", "not_asked")}),
        ({"NV1!A14": "Ghi chú: ô vàng để điền"} | ONE_OF_EACH_TASK, set()),
    ],
)
def test_errors(typed: dict[str, object], expected: set[tuple[str, str]], tmp_path: Path) -> None:
    assert errors(judged(workbook(tmp_path / "a.xlsx", typed))) == expected


def test_a_department_is_not_asked_for_deputies_but_the_value_is_read(tmp_path: Path) -> None:
    typed = {"NV2!A20": "T2.04", "NV2!D20": 30, "NV2!E20": 9}
    judgement = judged(workbook(tmp_path / "a.xlsx", typed, unit="SNV"))
    assert errors(judgement) == {("NV2!D20", "not_asked")}
    (measurement,) = judgement.submissions[0].measurements
    assert (measurement.indicator_code, measurement.total_value, measurement.women_value) == ("T2.04", 30, 9)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"NV1!D6": 100}, ("NV1!D6", "women_missing")),
        ({"NV1!D6": 100, "NV1!E6": " "}, ("NV1!D6", "women_missing")),
        ({}, ("NV1!D6", "blank_value")),
        ({}, ("NV1!D10", "blank_value")),  # T1.06 has no target, but T1.07 is made of it
        ({"NV2!D5": None}, ("NV2", "empty_task")),
        ({"NV1!A9": None}, ("NV1", "missing_row")),
        ({}, ("Kiểm tra", "empty_list")),
        ({}, ("Khó khăn", "empty_list")),
        ({"NV4!D7": 2}, ("NV4!D7", "list_count_differs")),
        ({**FINDING, "NV4!D7": 0}, ("NV4!D7", "list_count_differs")),
        ({"Thông tin!B14": date(2022, 9, 26)}, ("Thông tin!B14", "report_in_future")),
        ({"Thông tin!B14": date(2021, 12, 14)}, ("Thông tin!B14", "report_before_period")),
    ],
)
def test_warnings(typed: dict[str, object], expected: tuple[str, str], tmp_path: Path) -> None:
    judgement = judged(workbook(tmp_path / "a.xlsx", {**ONE_OF_EACH_TASK, **typed}))
    assert expected in warnings(judgement)
    assert errors(judgement) == set()


@pytest.mark.parametrize(
    ("period", "typed", "unexpected"),
    [
        ("2022-Q1", {}, ("NV1!D7", "blank_value")),  # T1.03 is due in the third period
        ("2022-Q1", {}, ("NV2!D6", "blank_value")),  # T2.02 is the part of a ratio … filled in below
        ("2022-Q1", {"NV1!D9": "khoảng 40"}, ("NV1!D9", "blank_value")),
        ("2022-Q1", {**FINDING, "NV4!D7": 1}, ("NV4!D7", "list_count_differs")),
        ("2022-Q2", {**FINDING, "NV4!D7": 0}, ("NV4!D7", "list_count_differs")),  # an earlier period's finding
        ("2022-Q1", {"Thông tin!B14": date(2022, 3, 21)}, ("Thông tin!B14", "report_before_period")),
        ("2022-Q1", {"NV1!D6": 100, "NV1!E6": "khoảng 40"}, ("NV1!D6", "women_missing")),
        ("2022-Q1", {"NV1!D6": 100, "NV1!E6": "–"}, ("NV1!D6", "women_missing")),
        ("2022-Q1", {**FINDING, "Kiểm tra!F5": "xong rồi", "NV4!D8": 1}, ("NV4!D8", "list_count_differs")),
        ("2022-Q1", {**FINDING, "Kiểm tra!B5": 7, "NV4!D7": 2}, ("NV4!D7", "list_count_differs")),
    ],
)
def test_no_needless_warnings(
    period: str, typed: dict[str, object], unexpected: tuple[str, str], tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", {**ONE_OF_EACH_TASK, "NV2!D6": 9, "NV2!E6": 3, **typed}, period=period)
    assert unexpected not in warnings(judged(path))


def test_an_indicator_warns_from_the_period_in_which_it_is_due(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ONE_OF_EACH_TASK, period="2022-Q3")
    assert ("NV1!D7", "blank_value") in warnings(judged(path))


def test_made_up_data_bring_their_own_today(tmp_path: Path) -> None:
    typed = {**ONE_OF_EACH_TASK, "Thông tin!B14": date(2022, 3, 25), "_meta!A5": "made_up_date"}
    early = judged(workbook(tmp_path / "a.xlsx", {**typed, "_meta!B5": "2022-03-20"}))
    assert ("Thông tin!B14", "report_in_future") in warnings(early)
    assert early.submissions[0].made_up_date == date(2022, 3, 20)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"Kiểm tra!A5": "G"}, ("Kiểm tra!A5", "unknown_area")),
        ({"Kiểm tra!A5": None}, ("Kiểm tra!A5", "unknown_area")),
        ({"Kiểm tra!B5": 3}, ("Kiểm tra!B5", "not_a_rating")),
        ({"Kiểm tra!B5": "đạt"}, ("Kiểm tra!B5", "not_a_rating")),
        ({"Kiểm tra!C5": "x" * 2001}, ("Kiểm tra!C5", "text_too_long")),
        ({"Kiểm tra!C5": "=1+1"}, ("Kiểm tra!C5", "formula_without_value")),
        ({"Kiểm tra!E5": "tháng sau"}, ("Kiểm tra!E5", "not_a_date")),
        ({"Kiểm tra!F5": "đang làm"}, ("Kiểm tra!F5", "unknown_status")),
        ({"Khó khăn!A5": "NV9", "Khó khăn!B5": "Thiếu"}, ("Khó khăn!A5", "unknown_task")),
        ({"Khó khăn!A5": "NV1"}, ("Khó khăn!B5", "difficulty_without_text")),
        ({"Thông tin!B14": "hôm qua"}, ("Thông tin!B14", "not_a_date")),
    ],
)
def test_errors_in_lists_and_dates(typed: dict[str, object], expected: tuple[str, str], tmp_path: Path) -> None:
    assert errors(judged(workbook(tmp_path / "a.xlsx", {**ONE_OF_EACH_TASK, **FINDING, **typed}))) == {expected}


def test_the_lists_are_read_as_they_were_meant(tmp_path: Path) -> None:
    typed = {
        **FINDING,
        "Kiểm tra!A5": "a. Thực hiện chính sách",
        "Kiểm tra!D5": "=Ban hành",
        "Kiểm tra!E5": datetime(2022, 6, 30),
        "Kiểm tra!F5": "ĐÃ THỰC HIỆN",
        "Kiểm tra!A9": "F",
        "Kiểm tra!B9": "2",
        "Khó khăn!A6": "nv2 – Công tác cán bộ nữ",
        "Khó khăn!B6": "<b>Thiếu</b>\nkinh phí",
    }
    path = workbook(tmp_path / "a.xlsx", {**typed, "Kiểm tra!D5": "'=Ban hành"})
    (submission,) = judged(path).submissions
    assert submission.findings == (
        Finding("A", 1, "Chưa có kế hoạch", "'=Ban hành", date(2022, 6, 30), "done", "Kiểm tra", "A5"),
        Finding("F", 2, None, None, None, None, "Kiểm tra", "A9"),
    )
    (difficulty,) = submission.difficulties
    assert (difficulty.task_code, difficulty.difficulty_text) == ("T2", "<b>Thiếu</b>\nkinh phí")
    assert (difficulty.proposal_text, difficulty.cell_ref) == (None, "B6")


def test_a_csv_is_checked_alike_and_its_warnings_say_whose_they_are(tmp_path: Path) -> None:
    judgement = judged(
        long_csv(
            tmp_path / "a.csv",
            "2022,305,2022-Q1,T1.02,100,101,",
            "2022,305,2022-Q1,T1.05,,,",
            "2022,STP,2022-Q1,T2.04,3,1,",
        )
    )
    assert errors(judgement) == {("CSV!F2", "women_exceed_total"), ("CSV!E4", "not_asked")}
    found = {(problem.code, problem.cell, problem.found) for problem in judgement.problems}
    assert ("blank_value", "E3", "305 2022-Q1 T1.05") in found
    assert ("missing_row", "", "305 2022-Q1 T1.01") in found
    assert ("empty_task", "", "305 2022-Q1 NV2") in found
    assert ("empty_list", "", "") not in found  # a CSV leaves the lists as they were


def test_each_code_that_is_counted_in_the_list_is_of_the_programme() -> None:
    roles = {indicator.role_code for indicator in catalogue().programmes["2022"].indicators.values()}
    assert set(COUNTED_IN_LIST) <= roles
