"""What the heartbeat tells the reader and the watchman."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.health import AtWork, Heartbeat, alarms, read_heartbeat
from dashboard.server import health_report
from tests.homes import MadeHome
from tests.house import House
from warehouse.home import Home

NOW = datetime(2022, 9, 25, 2, tzinfo=UTC)


def _beat(exit_code: int = 0, laws: int = 0, hours: float = 1) -> Heartbeat:
    return Heartbeat(NOW - timedelta(hours=hours), exit_code, laws, timedelta(hours=26))


@pytest.mark.parametrize(
    ("heartbeat", "expected"),
    [
        (_beat(), []),
        (None, ["never_run"]),
        (_beat(hours=27), ["silent"]),
        (_beat(exit_code=2, laws=1), ["law_broken"]),
        (_beat(exit_code=2), ["stopped"]),
        (_beat(exit_code=1), ["failed"]),
        (_beat(exit_code=1, hours=27), ["silent", "failed"]),
        (_beat(hours=-1), ["clock"]),
        (_beat(hours=-0.1), []),
    ],
)
def test_alarms(heartbeat: Heartbeat | None, expected: list[str]) -> None:
    assert alarms(heartbeat, None, NOW) == expected


def test_a_run_that_has_been_at_work_too_long_is_told_first() -> None:
    at_work = AtWork(NOW - timedelta(hours=3), timedelta(hours=2))
    assert alarms(_beat(exit_code=1), at_work, NOW) == ["at_work", "failed"]
    assert alarms(None, at_work, NOW) == ["at_work", "never_run"]
    assert alarms(_beat(), at_work, NOW - timedelta(hours=1)) == []


def test_healthz_is_unwell_when_a_run_hangs_and_names_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = House.build(tmp_path / "house")
    house.etl("run")
    monkeypatch.setenv("TIENBO_NOW", house.environment["TIENBO_NOW"])
    home = Home(house.home)
    assert health_report(home)[0] == 200
    home.at_work.write_text('{"started_at": "2022-09-25T02:59:00+00:00", "max_hours": 2}', encoding="utf-8")
    status, report = health_report(home)
    assert (status, report["alarms"]) == (503, ["at_work"])
    home.at_work.write_text("half a", encoding="utf-8")
    assert health_report(home)[0] == 200


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"ended_at": "gestern"}', '{"ended_at": 5, "exit_code": 0}'])
def test_a_heartbeat_that_says_something_else_is_a_value_error(tmp_path: Any, text: str) -> None:
    home = Home(tmp_path)
    home.heartbeat.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - json's own error is one too
        read_heartbeat(home)


def test_healthz_is_well_with_a_snapshot_and_a_fresh_heartbeat(
    made_homes: Callable[[str], MadeHome], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_homes("full")
    monkeypatch.setenv("TIENBO_NOW", made.environment["TIENBO_NOW"])
    beat = json.loads(made.home.heartbeat.read_text(encoding="utf-8"))
    [snapshot] = made.house.ask("select published_at from ops.snapshot")
    assert health_report(made.home) == (
        200,
        {
            "status": "ok",
            "snapshot_id": made.house.snapshot_id,
            "published_at": snapshot["published_at"].isoformat(),
            "last_run_at": datetime.fromisoformat(beat["ended_at"]).isoformat(),
            "last_exit": 0,
            "alarms": [],
        },
    )


def test_healthz_is_unwell_without_a_snapshot(made_homes: Callable[[str], MadeHome]) -> None:
    status, report = health_report(made_homes("empty").home)
    assert (status, report["status"], report["snapshot_id"]) == (503, "unwell", None)


def test_healthz_is_unwell_when_the_etl_is_silent(
    made_homes: Callable[[str], MadeHome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIENBO_NOW", "2022-09-26T16:00:00+07:00")
    assert health_report(made_homes("full").home)[0] == 503
