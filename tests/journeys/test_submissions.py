"""What becomes of the files that units send."""

import json
from pathlib import Path
from typing import Any

from tests.clerk import Answers, fill_in
from tests.house import House
from tests.journeys.verdicts import run_as_checked

MARTS = ("indicator_by_unit", "indicator_by_group", "progress_by_unit", "progress_by_group")
NUMBERS = (
    "period_value", "period_women_value", "to_date_value", "to_date_women_value",
    "expected_ratio", "completion_ratio", "attainment_ratio", "submission_code",
)  # fmt: skip
TASK_1: Answers = {
    "T1.01": (1, None), "T1.02": (260, 140), "T1.05": (120, None), "T1.06": (9, None), "T1.09": ("có", None),
}  # fmt: skip
DIRECTION = {"T2.01": (1, None), "T3.01": ("có", None), "T4.03": (0, None)}


def send(house: House, name: str, unit: str, period: str, answers: Answers, **info: str) -> Path:
    """A filled-in template of that unit and period in the inbox."""
    path = house.template(unit, period, house.inbox / name)
    return fill_in(path, answers, {label.replace("_", " "): value for label, value in info.items()})


def numbers(row: dict[str, Any]) -> dict[str, Any]:
    """A mart's row without the name of the submission that it came from."""
    return {column: value for column, value in row.items() if column != "submission_code"}


def returned(house: House) -> dict[str, Any]:
    """What was said of each returned file, by its name."""
    told = [json.loads(path.read_text(encoding="utf-8")) for path in (house.home / "returned").rglob("problems.json")]
    return {file["file"]: file for files in told for file in files}


def test_a_unit_that_sent_nothing_is_no_report_and_never_zero(house: House) -> None:
    send(house, "305.xlsx", "305", "2022-Q1", TASK_1)
    run_as_checked(house)
    progress, indicators = house.mart("progress_by_unit"), house.mart("indicator_by_unit")
    silent = [row for (_, task, unit), row in progress.items() if unit != "305" or task != "T1"]
    assert len(silent) == 4 * (52 * 4 + 4 - 2) - 4  # the office has no T1 and no T3
    for row in silent:
        assert row["status_code"] == "no_report"
        assert row["attainment_ratio"] is row["completion_ratio"] is row["expected_ratio"] is None
    for (_, unit, code), row in indicators.items():
        if unit != "305" or not code.startswith("T1"):
            assert (row["status_code"], row["is_blank"]) == ("no_report", False)
            assert [column for column in NUMBERS if row[column] is not None] == []
    group = house.mart("progress_by_group")["2022-Q1", "T1", "district"]
    assert (group["unit_count"], group["reported_count"]) == (15, 1)


def test_a_resubmission_changes_what_it_changes_and_nothing_else(house: House) -> None:
    send(house, "305.xlsx", "305", "2022-Q1", {**TASK_1, **DIRECTION})
    send(house, "311.xlsx", "311", "2022-Q1", {**TASK_1, **DIRECTION})
    run_as_checked(house)
    before = {name: house.mart(name) for name in MARTS}
    send(house, "305 gửi lại.xlsx", "305", "2022-Q1", {**TASK_1, **DIRECTION, "T1.02": (130, 140 - 20)})
    run_as_checked(house)
    after = {name: house.mart(name) for name in MARTS}
    changed = {
        name: {key[1:] for key, row in after[name].items() if numbers(row) != numbers(before[name][key])}
        for name in MARTS
    }
    assert changed == {
        "indicator_by_unit": {("305", "T1.02")},
        "indicator_by_group": {("district", "T1.02"), ("city", "T1.02")},
        "progress_by_unit": {("T1", "305")},
        "progress_by_group": {("T1", "district"), ("T1", "city")},
    }
    assert after["indicator_by_unit"]["2022-Q1", "305", "T1.02"]["period_value"] == 130
    calendar = house.mart("submission_calendar")
    assert calendar["2022-Q1", "305"]["revision_count"] == 2
    assert calendar["2022-Q1", "311"]["revision_count"] == 1
    assert {row["indicator_code"] for row in house.ask("select * from fact.revision_change")} == {"T1.02"}


def test_a_blank_in_a_resubmission_takes_the_value_away(house: House) -> None:
    send(house, "305.xlsx", "305", "2022-Q1", TASK_1)
    run_as_checked(house)
    kept = {code: answer for code, answer in TASK_1.items() if code != "T1.05"}
    send(house, "305.xlsx", "305", "2022-Q1", kept)
    run_as_checked(house)
    row = house.mart("indicator_by_unit")["2022-Q1", "305", "T1.05"]
    assert (row["to_date_value"], row["is_blank"], row["attainment_ratio"]) == (None, True, 0)


def test_the_same_file_twice_changes_nothing(house: House) -> None:
    path = send(house, "305.xlsx", "305", "2022-Q1", TASK_1)
    content = path.read_bytes()
    run_as_checked(house)
    snapshot_id = house.snapshot_id
    again = house.inbox / "again" / "Lê Chân.xlsx"
    again.parent.mkdir()
    again.write_bytes(content)
    (checked,) = house.check(again, exit_code=0)
    assert checked["outcome"] == "duplicate"
    run_as_checked(house)
    assert not again.exists()
    assert house.mart("submission_calendar")["2022-Q1", "305"]["revision_count"] == 1
    before = house.ask("select table_hash from ops.snapshot")
    house.etl("run")  # the inbox is empty
    assert house.ask("select table_hash from ops.snapshot") == before
    assert house.snapshot_id == snapshot_id


def test_last_periods_workbook_with_the_period_retyped_is_returned(house: House) -> None:
    send(house, "305.xlsx", "305", "2022-Q1", TASK_1, Kỳ_báo_cáo="2022-Q2")
    run_as_checked(house)
    (problem,) = [one for one in returned(house)["305.xlsx"]["problems"] if one["code"] == "meta_disagrees"]
    assert problem["severity"] == "error"
    for words in (problem["message_vi"], problem["message_en"]):
        assert "2022-Q1" in words
        assert "2022-Q2" in words
    assert house.ask("select * from fact.measurement") == []


def test_one_bad_file_comes_back_with_every_problem_and_the_others_load(house: House) -> None:
    bad: Answers = {
        "T1.01": ("khoảng 40", None),
        "T1.02": (100, 140),
        "T1.05": (-3, None),
        "T1.06": (16, None),  # Lê Chân has 15 communes
        "T1.09": ("chắc là có", None),
    }
    path = send(house, "305.xlsx", "305", "2022-Q1", bad)
    send(house, "306.xlsx", "306", "2022-Q1", {**TASK_1, "T1.06": (8, None)})
    (house.inbox / "ảnh chụp.xlsx").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    (checked,) = house.check(path, exit_code=1)
    run_as_checked(house)
    errors = {one["cell"]: one["code"] for one in checked["problems"] if one["severity"] == "error"}
    assert len(errors) == 5
    assert sorted(errors.values()) == [
        "exceeds_communes", "negative_number", "not_a_number", "not_yes_no", "women_exceed_total",
    ]  # fmt: skip
    assert returned(house)["305.xlsx"] == checked
    assert returned(house)["ảnh chụp.xlsx"]["problems"][0]["code"] == "not_a_workbook"
    assert all(one["message_vi"] and one["message_en"] for one in checked["problems"])
    assert {row["unit_code"] for row in house.ask("select distinct unit_code from fact.measurement")} == {"306"}
    assert house.mart("submission_calendar")["2022-Q1", "305"]["error_count"] == 5
    assert house.mart("progress_by_unit")["2022-Q1", "T1", "306"]["has_report"] is True


def test_a_made_up_file_never_enters_a_real_home(house: House) -> None:
    send(house, "305.xlsx", "305", "2022-Q1", TASK_1)
    run_as_checked(house)
    house.etl("sample", "--out", str(house.inbox / "samples"), "--periods", "1", "--units", "2")
    run_as_checked(house)
    codes = {one["code"] for file in returned(house).values() for one in file["problems"]}
    assert "made_up_file" in codes
    assert {row["unit_code"] for row in house.ask("select distinct unit_code from fact.measurement")} == {"305"}


def test_a_real_file_never_enters_a_home_of_samples(house: House) -> None:
    house.etl("sample", "--out", str(house.inbox / "samples"), "--periods", "1", "--units", "2")
    run_as_checked(house)
    assert house.ask("select is_made_up from ops.snapshot") == [{"is_made_up": True}]
    (checked,) = house.check(send(house, "305.xlsx", "305", "2022-Q1", TASK_1), exit_code=1)
    assert "sample_home" in {one["code"] for one in checked["problems"]}
    said = house.etl("run", "--quiet")  # the operator's to mend, not the sender's: cron mails one line
    assert "deploy/README.md" in said
    assert len(said.strip().splitlines()) == 1
