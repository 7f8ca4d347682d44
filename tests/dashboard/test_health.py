"""What the heartbeat tells the reader and the watchman."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.health import Heartbeat, alarms, read_heartbeat
from dashboard.server import health_report
from tests.homes import MadeHome
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
    ],
)
def test_alarms(heartbeat: Heartbeat | None, expected: list[str]) -> None:
    assert alarms(heartbeat, NOW) == expected


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
