"""Reports that are odd beside what was reported before: which warning, where; and that honest ones get none."""

from collections.abc import Iterable, Mapping

import pytest

from etl.rules import rule_words, rules
from tests.etl.workbooks import catalogue
from tests.house import House

Totals = Mapping[str, float]
Report = tuple[str, str, Totals]  # unit, period, totals by indicator
ODD = {
    "more_than_whole", "far_above_history", "far_above_peers", "stock_jump", "copied_period", "year_to_date_typed",
}  # fmt: skip
BEFORE: Totals = {  # a district's first period, as a clerk would type it
    "T1.01": 1, "T1.02": 260, "T1.05": 60, "T1.08": 1, "T3.03": 1, "T3.04": 2, "T3.06": 3, "T3.07": 3, "T3.08": 2,
    "T3.10": 15, "T3.11": 12.5, "T4.04": 2, "T4.05": 1, "T2.08": 40,
}  # fmt: skip
AFTER: Totals = BEFORE | {
    "T1.02": 310, "T1.05": 48, "T1.08": 0, "T3.06": 1, "T3.07": 1, "T3.08": 1, "T3.11": 18.2, "T4.05": 2, "T3.03": 1,
}  # fmt: skip
PEERS = ("303", "304", "306", "307", "308", "309")


def values(report: Report) -> Iterable[tuple[str, str, str, float, None]]:
    unit, period, totals = report
    return ((unit, period, code, total, None) for code, total in totals.items())


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """305 and its peers have reported the first period, 311 the first two; nobody else anything."""
    house = House.build(
        tmp_path_factory.mktemp("plausibility") / "house",
    )
    first = [(unit, "2022-Q1", BEFORE) for unit in ("305", "311", *PEERS)]
    house.drop_csv("a.csv", [value for report in (*first, ("311", "2022-Q2", AFTER)) for value in values(report)])
    house.etl("run")
    return house


def oddities(house: House, *reports: Report) -> list[tuple[str, str, str]]:
    """(code, severity, what was found) of what `check` finds odd about the reports, in one file."""
    path = house.drop_csv("check.csv", [value for report in reports for value in values(report)])
    (said,) = house.check(path, exit_code=0)
    path.unlink()
    return [(each["code"], each["severity"], each["found"]) for each in said["problems"] if each["code"] in ODD]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (("305", "2022-Q2", AFTER), []),
        (("305", "2022-Q2", AFTER | {"T3.08": 4}), [("more_than_whole", "4")]),  # 2 + 4 of 3 + 1 victims
        (("305", "2022-Q2", AFTER | {"T3.08": 2}), []),  # 2 + 2: more than the period's one, not more than the year's
        (("305", "2022-Q2", AFTER | {"T4.05": 4}), [("more_than_whole", "4")]),
        (("305", "2022-Q2", AFTER | {"T1.05": 600}), [("far_above_history", "600")]),
        (("305", "2022-Q2", AFTER | {"T1.05": 599}), []),
        (("305", "2022-Q2", AFTER | {"T3.06": 40, "T3.07": 40}), []),  # three before: too few to compare with
        (("305", "2022-Q2", AFTER | {"T2.08": 20}), [("stock_jump", "20")]),
        (("305", "2022-Q2", AFTER | {"T2.08": 58}), []),
        (("305", "2022-Q2", AFTER | {"T3.10": 6}), []),  # more than a half, but only nine
        (("305", "2022-Q2", BEFORE), [("copied_period", "260")]),
        (("305", "2022-Q2", BEFORE | {"T1.02": 250}), [("copied_period", "60")]),
        (("305", "2022-Q2", BEFORE | {"T1.02": 250, "T1.05": 55}), []),
        (("305", "2022-Q2", {code: total * 2 for code, total in BEFORE.items() if code != "T2.08"} | {"T3.10": 15}),
         [("year_to_date_typed", "520")]),
        (("311", "2022-Q3", {code: total + AFTER[code] + 1 for code, total in BEFORE.items()
                             if code not in ("T2.08", "T3.10", "T3.08", "T4.05")}),
         [("year_to_date_typed", "571")]),
        (("311", "2022-Q3", AFTER | {"T1.02": 330, "T3.08": 0, "T4.05": 0}), []),
        (("312", "2022-Q1", BEFORE), []),  # a first period
        (("312", "2022-Q1", BEFORE | {"T1.05": 600}), [("far_above_peers", "600")]),
        (("312", "2022-Q1", BEFORE | {"T1.01": 30}), []),  # one is usual: too few to compare with
        (("SNV", "2022-Q1", {"T1.05": 600}), []),  # no other department has reported
        (("305", "2022-Q1", BEFORE | {"T1.05": 59}), []),  # its own earlier revision is no history
    ],
)  # fmt: skip
def test_what_is_odd(house: House, report: Report, expected: list[tuple[str, str]]) -> None:
    assert oddities(house, report) == [(code, "warning", found) for code, found in expected]


def test_the_reports_of_one_file_are_seen_beside_each_other(house: House) -> None:
    found = oddities(house, ("313", "2022-Q2", BEFORE), ("313", "2022-Q1", BEFORE))
    assert found == [("copied_period", "warning", "260")]


def test_a_period_that_has_not_begun_is_an_error_at_its_cell(house: House) -> None:
    path = house.drop_csv("check.csv", values(("305", "2022-Q4", {"T1.01": 1})))
    house.today = "2022-09-14"
    (said,) = house.check(path, exit_code=1)
    house.today = "2022-09-15"
    (later,) = house.check(path, exit_code=0)
    path.unlink()
    assert [(each["code"], each["cell"]) for each in said["problems"] if each["severity"] == "error"] == [
        ("period_not_begun", "C2")
    ]
    assert later["outcome"] == "accepted"


def test_a_threshold_is_the_programmes(house: House) -> None:
    house.edit_csv("settings", {"setting_value": "3"}, setting_code="far_above_times")
    path = house.drop_csv("check.csv", values(("305", "2022-Q2", AFTER | {"T1.05": 180})))
    (said,) = house.check(path, exit_code=0)
    house.edit_csv("settings", {"setting_value": "10"}, setting_code="far_above_times")
    path.unlink()
    (told,) = [each for each in said["problems"] if each["code"] == "far_above_history"]
    assert "gấp từ 3 lần trở lên" in told["message_vi"]
    assert "3 times or more" in told["message_en"]


def test_the_rules_are_published_as_they_are_told(house: House) -> None:
    programme = catalogue().programmes["2022"]
    published = house.ask("select * from dim.check_rule where programme_code = '2022' order by rule_number")
    told = [(row["rule_code"], row["severity_code"], (row["rule_text_vi"], row["rule_text_en"])) for row in published]
    assert told == [
        (rule.rule_code, rule.severity_code, rule_words(rule.rule_code, programme)) for rule in rules().values()
    ]
    assert {row["rule_code"]: row["threshold_text"] for row in published if row["threshold_text"]} == {
        "far_above_history": "10", "far_above_peers": "10", "stock_jump": "50 %", "copied_period": "90 %",
        "year_to_date_typed": "90 %",
    }  # fmt: skip
