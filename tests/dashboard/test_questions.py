"""Questions answer within the scope, and judge lateness by today."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.homes import MadeHome
from tests.oracle import lateness
from tests.oracle.programme import Programme
from warehouse.questions.catalogue import units
from warehouse.questions.progress import progress_by_group, progress_by_unit
from warehouse.questions.submissions import reported_periods, submission_calendar
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, open_snapshot

ONE = Scope.of_units({"305"})


@pytest.fixture(scope="module")
def full(made_homes: Callable[[str], MadeHome]) -> MadeHome:
    return made_homes("full")


@pytest.fixture(scope="module")
def snapshot(full: MadeHome) -> Snapshot:
    return open_snapshot(full.home, str(full.house.snapshot_id))


def test_a_scope_of_one_unit_sees_that_unit_only(snapshot: Snapshot) -> None:
    assert set(progress_by_unit(snapshot, ONE, "2022", "2022-Q1").unit_code) == {"305"}
    assert units(snapshot, ONE, "2022").unit_code.tolist() == ["305"]
    calendar = submission_calendar(snapshot, ONE, "2022", "2022-Q1", "received_at", date(2022, 9, 25))
    assert calendar.unit_code.tolist() == ["305"]


def test_an_empty_scope_sees_no_unit(snapshot: Snapshot) -> None:
    nobody = Scope.of_units([])
    assert progress_by_unit(snapshot, nobody, "2022", "2022-Q1").empty
    assert reported_periods(snapshot, nobody, "2022").empty


def test_group_means_are_everybodys(snapshot: Snapshot) -> None:
    groups = progress_by_group(snapshot, ONE, "2022", "2022-Q1").set_index(["task_code", "group_code"])
    assert groups.loc[("T1", "city"), "unit_count"] == 52


@pytest.mark.parametrize("days_after_due", [0, 1])
@pytest.mark.parametrize("late_by", ["received_at", "report_date"])
def test_lateness_is_judged_by_today(full: MadeHome, snapshot: Snapshot, late_by: str, days_after_due: int) -> None:
    programme = Programme(full.house.programme)
    programme.settings["late_by"] = late_by
    seen = set()
    for period_code in ("2022-Q1", "2022-Q2", "2022-Q3"):
        today = programme.due_date("305", period_code) + timedelta(days=days_after_due)
        answers = submission_calendar(snapshot, Scope.everything(), "2022", period_code, late_by, today)
        told = dict(zip(answers.unit_code, answers.state_code, strict=True))
        for row in full.house.ask(f"select * from mart.submission_calendar where period_code = '{period_code}'"):
            days = {"received_on": row["received_date"], "reported_on": row["report_date"]}
            expected = lateness.state(programme, row["unit_code"], period_code, **days, today=today)
            assert told[row["unit_code"]] == expected
            seen.add(expected)
    assert seen >= ({"late", "missing"} if days_after_due else {"late", "not_due"})
