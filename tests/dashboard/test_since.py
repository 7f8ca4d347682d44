"""What changed since an earlier snapshot, beside the oracle and what the tests themselves changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.charts.status import STATUSES
from dashboard.reader import Reader, open_reader
from dashboard.since import changed_groups, changed_statuses, new_submissions, opening_snapshot
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.dashboard.history import LATEST, Past, past_home
from tests.dashboard.seeded import html_of, table_cells
from tests.homes import copy_of
from tests.oracle.groups import progress_by_group
from tests.oracle.units import Row, progress_by_unit
from warehouse.kept import Kept
from warehouse.questions.changes import accepted_submissions
from warehouse.questions.progress import progress_by_group as ask_groups
from warehouse.questions.progress import progress_by_unit as ask_units
from warehouse.questions.publication import publication

VI = Words("vi")
SEEDS = (5, 6, 7)
THEN, NOW = 1, 3  # of the snapshots of a past: the first load of 18/09, and 25/09


@pytest.fixture(autouse=True)
def _nothing_kept_of_other_homes() -> None:
    st.cache_data.clear()


@pytest.fixture(scope="module")
def pasts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Past]:
    made: dict[int, Past] = {}

    def make(seed: int) -> Past:
        if seed not in made:
            made[seed] = past_home(tmp_path_factory.mktemp(f"past{seed}") / "house", seed)
        return made[seed]

    return make


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Callable[[Past], list[Reader]]:
    def read(past: Past) -> list[Reader]:
        monkeypatch.setenv("TIENBO_HOME", str(past.made.home.root))
        found = [open_reader(snapshot_id) for snapshot_id in past.snapshot_ids]
        return [reader for reader in found if reader]

    return read


def _told(then: Row, now: Row) -> str:
    def one(row: Row) -> str:
        symbol = STATUSES[row["status_code"]].symbol
        return symbol if row["attainment_ratio"] is None else f"{symbol} {VI.percent(row['attainment_ratio'])}"

    if then["attainment_ratio"] is None or now["attainment_ratio"] is None:
        return f"{one(then)} → {one(now)}"
    change = now["attainment_ratio"] - then["attainment_ratio"]
    sign = "+" if change > 0 else "−"
    points = VI("since.same") if abs(change) < 1e-9 else VI("since.points", points=sign + VI.points(abs(change)))
    return f"{one(then)} → {one(now)} {points}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tasks_are_told_as_the_oracle_has_them(open_app: OpenApp, pasts: Callable[[int], Past], seed: int) -> None:
    past = pasts(seed)
    app = open_app("since", home=past.made, since=past.snapshot_ids[THEN])
    then, now = (progress_by_group(past.programme, past.values[number]) for number in (THEN, NOW))
    shown = {row[0].rpartition(VI("task.short", number=""))[2]: row[1:] for row in _tasks_table(app)}
    assert len(shown) == len(past.programme.tasks)
    for number, task in enumerate(past.programme.tasks, start=1):
        keys = [(LATEST, task, group) for group in ("city", "department", "district")]
        assert shown[str(number)] == [_told(then[key], now[key]) for key in keys]


def _tasks_table(app: AppTest) -> list[list[str]]:
    return table_cells(html_of(app), VI("since.tasks"))


@pytest.mark.parametrize("seed", SEEDS)
def test_changes_are_those_between_the_two_oracles(
    pasts: Callable[[int], Past], readers: Callable[[Past], list[Reader]], seed: int
) -> None:
    past = pasts(seed)
    both = [readers(past)[number] for number in (THEN, NOW)]
    oracles = [progress_by_unit(past.programme, past.values[number]) for number in (THEN, NOW)]
    expected = {
        (task, unit): (oracles[0][key]["status_code"], row["status_code"])
        for key, row in oracles[1].items()
        for period, task, unit in [key]
        if period == LATEST and oracles[0][key]["status_code"] != row["status_code"]
    }
    rows = changed_statuses(*(reader.ask(ask_units, "2022", LATEST) for reader in both))
    found = {(row.task_code, row.unit_code): (row.then_status, row.now_status) for row in rows.itertuples()}
    assert found == expected
    assert expected
    groups = changed_groups(*(reader.ask(ask_groups, "2022", LATEST) for reader in both))
    means = [progress_by_group(past.programme, past.values[number]) for number in (THEN, NOW)]
    for row in groups.itertuples():
        ratios = [one[LATEST, row.task_code, row.group_code]["attainment_ratio"] for one in means]
        assert row.change_ratio == pytest.approx(ratios[1] - ratios[0], abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_new_reports_are_those_of_the_units_that_sent_values(
    pasts: Callable[[int], Past], readers: Callable[[Past], list[Reader]], seed: int
) -> None:
    past = pasts(seed)
    both = [readers(past)[number] for number in (THEN, NOW)]
    sent = [{(unit, period) for unit, period, _ in past.values[number]} for number in (THEN, NOW)]
    rows = new_submissions(*(reader.ask(accepted_submissions, "2022") for reader in both))
    assert set(zip(rows.unit_code, rows.period_code, strict=True)) == sent[1] - sent[0]
    assert set(rows.kind_code) == {"first"}


def test_what_staff_and_committee_did_is_told_in_words(
    open_app: OpenApp, pasts: Callable[[int], Past], tmp_path: Path
) -> None:
    past = pasts(5)
    made = copy_of(past.made, tmp_path / "copy")
    house = made.house
    before = str(house.snapshot_id)
    house.today = "2022-09-28"
    reports = sorted({unit for unit, period, _ in past.values[NOW] if period == LATEST})
    again, withdrawn = reports[:2]
    house.edit_csv("targets", {"target_value": "7"}, indicator_code="T1.01", unit_type="district")
    house.edit_csv("periods", {"due_date": "2022-12-24"}, period_code="2022-Q4")
    house.edit_csv("extensions", {"due_date": "2022-12-27", "reason": "Bão"}, unit_code="303", period_code="2022-Q4")
    house.drop_csv("again.csv", [(again, LATEST, "T1.01", 9, None)])
    house.etl("run")
    house.etl("withdraw", f"{LATEST}-{withdrawn}-r1", "--why", "Nhầm <b>đơn vị</b>")
    house.etl("run")
    html = html_of(open_app("since", home=made, since=before))
    period = "Quý III năm 2022"
    for kind in ("again", "withdrawn"):
        assert VI("since.kind_count", period=period, kind=VI(f"since.kind_{kind}").lower(), count=1) in html
    assert VI("since.count_submissions", first=0, again=1, withdrawn=1) in html
    assert "Nhầm &lt;b&gt;đơn vị" in html
    rows = {(row[1], *row[2:]) for row in table_cells(html, VI("since.decisions"))}
    old = past.programme.target("303", "T1.01")
    unit = past.programme.indicators["T1.01"]["measure_unit_vi"]
    assert (VI("since.decision_target"), f"{VI.value(old or 0)} {unit}", f"7 {unit}") in rows
    assert (VI("since.decision_due"), "20/12/2022", "24/12/2022") in rows
    assert (VI("since.decision_own_due"), VI("since.absent"), "27/12/2022") in rows
    assert len(rows) == 3


def test_difficulties_newly_told_are_those_not_told_before(open_app: OpenApp, made_homes: OpenApp) -> None:
    """The full home's second run brought what the stranger says."""
    made = made_homes("full")
    first = next(path.stem for path in made.home.published.glob("*.duckdb") if path.stem != made.house.snapshot_id)
    html = html_of(open_app("since", home=made, since=first))
    if VI("since.misfit", code=first) not in html:
        told = html.split(f"<h2>{VI('since.difficulties')}</h2>")[1]
        assert "&lt;img src=x onerror=" in told
        assert VI("since.count_difficulties", count=2) in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_published_again_is_no_change(
    open_app: OpenApp, pasts: Callable[[int], Past], tmp_path: Path, language: str
) -> None:
    made = copy_of(pasts(5).made, tmp_path / "copy")
    before, t = str(made.house.snapshot_id), Words(language)
    made.house.today = "2022-10-01"
    made.house.etl("rebuild")
    assert made.house.snapshot_id != before
    app = open_app("since", home=made, since=before, lang=language)
    moment = t.moment(datetime(2022, 9, 25, 5))
    assert [notice.value for notice in app.info] == [t("since.nothing", moment=moment)]


def test_the_oldest_has_nothing_to_be_compared_with(open_app: OpenApp, pasts: Callable[[int], Past]) -> None:
    past = pasts(5)
    app = open_app("since", home=past.made, as_of=past.snapshot_ids[0])
    assert [notice.value for notice in app.info] == [VI("since.none")]


@pytest.mark.parametrize("wished", ["20220101T000000Z-0123abcd", "../store", "<script>"])
def test_an_id_that_is_not_earlier_is_told(open_app: OpenApp, pasts: Callable[[int], Past], wished: str) -> None:
    past = pasts(5)
    html = html_of(open_app("since", home=past.made, since=wished))
    assert VI("since.misfit", code="|").partition("|")[2] in html
    assert "<script" not in html


def test_a_period_without_reports_then_is_told(open_app: OpenApp, pasts: Callable[[int], Past]) -> None:
    past = pasts(5)
    told = VI("since.no_period", moment="20/06/2022, 12:00", period="Quý III năm 2022")
    assert told in html_of(open_app("since", home=past.made, since=past.snapshot_ids[0]))
    assert told not in html_of(open_app("since", home=past.made, since=past.snapshot_ids[0], period="2022-Q2"))


def test_the_day_is_picked_and_stands_in_the_address(open_app: OpenApp, pasts: Callable[[int], Past]) -> None:
    past = pasts(5)
    app = open_app("since", home=past.made)
    assert app.selectbox(key="filter_since_day").value == datetime(2022, 6, 20).date()  # a month ago, at least
    app.selectbox(key="filter_since_day").set_value(datetime(2022, 9, 18).date()).run()
    assert app.query_params == {"since": past.snapshot_ids[2]}
    app.selectbox(key="filter_since_time").set_value(past.snapshot_ids[1]).run()
    assert app.query_params == {"since": past.snapshot_ids[1]}


def test_without_a_choice_it_is_the_last_that_is_a_month_older() -> None:
    shown = Kept("now", datetime(2022, 9, 25, tzinfo=UTC))
    ages = {days: Kept(str(days), shown.published_at - timedelta(days=days)) for days in (1, 29, 30, 45)}
    assert opening_snapshot(list(ages.values()), shown).snapshot_id == "30"
    assert opening_snapshot([ages[1], ages[29]], shown).snapshot_id == "29"


def test_both_snapshots_answer_for_themselves(
    pasts: Callable[[int], Past], readers: Callable[[Past], list[Reader]]
) -> None:
    past = pasts(5)
    now = readers(past)[NOW]
    earlier = now.looking_at(past.snapshot_ids[0])
    assert earlier is not None
    ids = [reader.ask(publication).snapshot_id.iloc[0] for reader in (now, earlier)]
    assert ids == [past.snapshot_ids[NOW], past.snapshot_ids[0]]
    assert now.looking_at("20220101T000000Z-0123abcd") is None
