"""Real input: templates filled in, saved by LibreOffice, loaded by cron, compared, seen in a browser."""

import json
import random
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from babel.numbers import format_percent
from playwright.sync_api import Browser, expect

from tests.clerk import fill_in
from tests.dashboard.serving import serve
from tests.homes import MadeHome
from tests.house import PROJECT_ROOT, House
from tests.journeys.office import cron_at_work, save_again, wait_for
from tests.journeys.year import ALWAYS_SILENT, known_values, typed
from tests.oracle.comparison import difference
from tests.oracle.groups import indicator_by_group, progress_by_group
from tests.oracle.lateness import state
from tests.oracle.programme import Programme
from tests.oracle.units import Values, indicator_by_unit, progress_by_unit
from warehouse.home import Home
from warehouse.questions.submissions import submission_calendar
from warehouse.scope import Scope
from warehouse.snapshot import open_snapshot

SEED = 20220310
PERIODS = ("2022-Q1", "2022-Q2", "2022-Q3")
SHIPPED_SCHEDULE, EVERY_MINUTE = "*/10 * * * * ", "* * * * * "


@dataclass(frozen=True)
class Loaded:
    """A year that cron loaded, and what was known of it beforehand."""

    house: House
    programme: Programme
    values: Values
    report_dates: dict[tuple[str, str], date]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    house = House.build(tmp_path_factory.mktemp("real") / "house")
    programme = Programme(house.programme)
    values = known_values(programme, PERIODS, SEED)
    chance = random.Random(SEED + 1)
    report_dates = {}
    filled = []
    for period in PERIODS:
        folder = house.root / "templates" / period
        house.etl("template", "--programme", "2022", "--period", period, "--all", "--out", str(folder))
        assert len(list(folder.iterdir())) == 53
    for (unit, period), answers in typed(programme, values, chance).items():
        due = programme.due_date(unit, period)
        report_dates[(unit, period)] = due.replace(day=due.day + chance.randint(-5, 3))
        path = house.root / "templates" / period / f"{unit}_{period}.xlsx"
        filled.append(fill_in(path, answers, {"Ngày báo cáo": report_dates[(unit, period)]}))
    save_again(filled, house.inbox, house.root / "office")
    with cron_at_work(_shipped_crontab(house)):
        wait_for(house.home / "heartbeat.json", seconds=200)
    return Loaded(house, programme, values, report_dates)


def _shipped_crontab(house: House) -> str:
    """The shipped lines, changed in schedule and paths alone."""
    shipped = (PROJECT_ROOT / "deploy" / "crontab").read_text(encoding="utf-8")
    assert shipped.count(SHIPPED_SCHEDULE) == 1
    return (
        shipped.replace(SHIPPED_SCHEDULE, EVERY_MINUTE)
        .replace("@PROJECT@/data", str(house.home))
        .replace("@PROJECT@/.venv/bin/python", sys.executable)
    )


def test_cron_loads_every_file(loaded: Loaded) -> None:
    heartbeat = json.loads((loaded.house.home / "heartbeat.json").read_text(encoding="utf-8"))
    assert heartbeat["exit_code"] == 0, heartbeat
    assert list((loaded.house.home / "returned").rglob("problems.json")) == []
    assert [path for path in loaded.house.inbox.rglob("*") if path.is_file()] == []
    accepted = loaded.house.ask("select count(*) as n from ops.submission where outcome_code = 'accepted'")
    assert accepted == [{"n": len(loaded.report_dates)}]


@pytest.mark.parametrize(
    "compute",
    [indicator_by_unit, indicator_by_group, progress_by_unit, progress_by_group],
    ids=lambda compute: compute.__name__,
)
def test_every_number_is_the_oracles(loaded: Loaded, compute: type) -> None:
    expected = compute(loaded.programme, loaded.values)
    assert difference(loaded.house.mart(compute.__name__), expected) == []


def test_the_year_holds_every_status(loaded: Loaded) -> None:
    """Else the comparison above would prove less than it says."""
    of_units = indicator_by_unit(loaded.programme, loaded.values).values()
    assert {row["status_code"] for row in of_units} == {
        "on_track", "at_risk", "behind", "no_report", "not_assessed",
    }  # fmt: skip
    assert any(row["is_blank"] and row["attainment_ratio"] == 0 for row in of_units)
    assert all(
        row["status_code"] == "no_report"
        for (_, _, unit), row in loaded.house.mart("progress_by_unit").items()
        if unit == ALWAYS_SILENT
    )


def test_the_calendar_knows_who_was_late(loaded: Loaded) -> None:
    today = date(2022, 9, 25)
    home = Home(loaded.house.home)
    snapshot = open_snapshot(home, str(loaded.house.snapshot_id))
    states = set()
    for period in loaded.programme.periods:
        calendar = submission_calendar(snapshot, Scope.everything(), "2022", period, "report_date", today)
        assert set(calendar.unit_code) == set(loaded.programme.units_of(period))
        for row in calendar.itertuples():
            reported_on = loaded.report_dates.get((str(row.unit_code), period))
            expected = state(
                loaded.programme, str(row.unit_code), period,
                received_on=reported_on, reported_on=reported_on, today=today,
            )  # fmt: skip
            assert row.state_code == expected, (row.unit_code, period)
            states.add(expected)
    assert states == {"on_time", "late", "missing", "not_due"}


@pytest.mark.parametrize("period", PERIODS)
def test_the_overview_shows_the_oracles_numbers(loaded: Loaded, browser: Browser, tmp_path: Path, period: str) -> None:
    groups = progress_by_group(loaded.programme, loaded.values)
    expected = [groups[period, task, "city"]["attainment_ratio"] for task in loaded.programme.tasks]
    beneath = [
        groups[period, task, group]["attainment_ratio"]
        for task in loaded.programme.tasks
        for group in ("department", "district")
    ]
    with serve("server", MadeHome(loaded.house), tmp_path) as served:
        page = browser.new_page()
        page.goto(f"{served.url}/?period={period}")
        expect(page.locator(".tb-figure")).to_have_text([_percent(ratio) for ratio in expected], timeout=20_000)
        for shown, ratio in zip(page.locator(".tb-card dd").all(), beneath, strict=True):
            expect(shown).to_contain_text(_percent(ratio))
        page.close()


def _percent(ratio: float) -> str:
    return str(format_percent(ratio, "#,##0.0%", locale="vi"))
