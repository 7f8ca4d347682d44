"""Questions answer within the scope, and judge lateness by today."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.dashboard.made_snapshot import MadeHome
from warehouse.home import Home
from warehouse.questions.catalogue import units
from warehouse.questions.progress import progress_by_group, progress_by_unit
from warehouse.questions.submissions import reported_periods, submission_calendar
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, open_snapshot

ONE = Scope.of_units({"305"})


@pytest.fixture
def snapshot(make_home: Callable[..., Home]) -> Snapshot:
    home = make_home(MadeHome())
    return open_snapshot(home, MadeHome().snapshot_id)


def test_a_scope_of_one_unit_sees_that_unit_only(snapshot: Snapshot) -> None:
    assert set(progress_by_unit(snapshot, ONE, "2022", "2022-Q1").unit_code) == {"305"}
    assert units(snapshot, ONE, "2022").unit_code.tolist() == ["305"]
    calendar = submission_calendar(snapshot, ONE, "2022", "2022-Q1", "received_at", date(2022, 9, 25))
    assert calendar.unit_code.tolist() == ["305"]
    nobody = Scope.of_units(["303"])  # has not reported
    assert reported_periods(snapshot, nobody, "2022").empty


def test_an_empty_scope_sees_no_unit(snapshot: Snapshot) -> None:
    assert progress_by_unit(snapshot, Scope.of_units([]), "2022", "2022-Q1").empty


def test_group_means_are_everybodys(snapshot: Snapshot) -> None:
    groups = progress_by_group(snapshot, ONE, "2022", "2022-Q1").set_index(["task_code", "group_code"])
    assert groups.loc[("T1", "city"), "unit_count"] == 5


@pytest.mark.parametrize(
    ("unit_code", "late_by_code", "received", "written", "today", "state_code"),
    [
        ("305", "received_at", date(2022, 3, 21), None, date(2022, 9, 25), "on_time"),
        ("305", "received_at", date(2022, 3, 22), date(2022, 3, 1), date(2022, 9, 25), "late"),
        ("305", "report_date", date(2022, 9, 1), date(2022, 3, 21), date(2022, 9, 25), "on_time"),
        ("305", "report_date", date(2022, 3, 1), date(2022, 3, 22), date(2022, 9, 25), "late"),
        ("305", "report_date", date(2022, 3, 22), None, date(2022, 9, 25), "late"),
        ("303", "received_at", None, None, date(2022, 3, 21), "not_due"),
        ("303", "received_at", None, None, date(2022, 3, 22), "missing"),
    ],
)
def test_lateness(
    make_home: Callable[..., Home],
    unit_code: str,
    late_by_code: str,
    received: date | None,
    written: date | None,
    today: date,
    state_code: str,
) -> None:
    home = make_home(MadeHome(report_days=(received, written)))
    snapshot = open_snapshot(home, MadeHome().snapshot_id)
    calendar = submission_calendar(snapshot, Scope.of_units([unit_code]), "2022", "2022-Q1", late_by_code, today)
    assert calendar.state_code.item() == state_code
