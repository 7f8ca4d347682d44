"""Looking back: any kept snapshot is shown as it was shown then, and is never taken for the newest."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import warehouse.snapshot
from dashboard.components.navigation import PAGE_NAMES
from dashboard.reader import open_reader
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.dashboard.history import Past, past_home
from tests.dashboard.seeded import html_of
from tests.homes import MadeHome, copy_of
from warehouse.kept import kept_snapshots
from warehouse.questions.publication import publication
from warehouse.snapshot import open_snapshot, point_to, snapshot_path

VI = Words("vi")
BANNER = VI("as_of.banner", moment="|", snapshot_id="", date="").partition("|")[0]
GONE = "20220101T000000Z-0123abcd"


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    return past_home(tmp_path_factory.mktemp("past") / "house")


@pytest.fixture(scope="module")
def then(past: Past, tmp_path_factory: pytest.TempPathFactory) -> MadeHome:
    """The same home as it was on 18/09, after the first load of that day."""
    made = copy_of(past.made, tmp_path_factory.mktemp("then") / "house")
    point_to(made.home, past.snapshot_ids[1])
    made.house.today = "2022-09-18"
    return made


@pytest.fixture(scope="module")
def upgraded(past: Past, tmp_path_factory: pytest.TempPathFactory) -> MadeHome:
    """The same home, where an earlier version, which did not know the calendar, made all snapshots."""
    made = copy_of(past.made, tmp_path_factory.mktemp("upgraded") / "house")
    for snapshot_id in past.snapshot_ids:
        _made_by_an_earlier_version(made, snapshot_id, "mart.submission_calendar")
    return made


@pytest.fixture(autouse=True)
def _nothing_kept_of_other_homes() -> None:
    """Copies of a home have snapshots of the same ids, which no real homes have."""
    st.cache_data.clear()


def _shown_id(app: AppTest) -> str:
    [line] = [part.value for part in app.html if 'class="tb-freshness"' in part.value]
    return re.findall(r"\d{8}T\d{6}Z-[0-9a-f]{8}", line)[0]


def _numbers(app: AppTest) -> list[str]:
    """The page's own markup: without remarks on which snapshot it is, and without it in links."""
    parts = [part.value for part in app.html if 'class="tb-note-box"' not in part.value]
    return [re.sub(r"(&amp;)?as_of=[^&\"]*", "", part) for part in parts]


def _notes(app: AppTest) -> str:
    return "\n".join(part.value for part in app.html if 'class="tb-note-box"' in part.value)


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_an_earlier_snapshot_is_shown_as_it_was_when_it_was_the_newest(
    open_app: OpenApp, past: Past, then: MadeHome, page: str
) -> None:
    as_it_was = open_app(page, home=then, unit="305")
    looked_back = open_app(page, home=past.made, unit="305", as_of=past.snapshot_ids[1])
    assert BANNER in _notes(looked_back)
    assert BANNER not in _notes(as_it_was)
    shown = [part for part in _numbers(looked_back) if VI("submissions.returned_then") not in part]
    shown = [part for part in shown if VI("submissions.chase_then") not in part]
    assert set(shown) <= set(_numbers(as_it_was))
    assert len(shown) > 5
    charts = [[chart.proto.spec for chart in app.get("plotly_chart")] for app in (as_it_was, looked_back)]
    assert charts[0] == charts[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_banner_says_when_it_was_published_and_leads_back(open_app: OpenApp, past: Past, language: str) -> None:
    app = open_app("difficulties", home=past.made, lang=language, period="2022-Q2", as_of=past.snapshot_ids[1])
    t = Words(language)
    noon = datetime(2022, 9, 18, 5)
    told = t("as_of.banner", moment=t.moment(noon), snapshot_id=past.snapshot_ids[1], date=t.date(noon))
    [banner] = [part.value for part in app.html if told in part.value]
    query = f"lang={language}&amp;period=2022-Q2"
    assert f'href="?{query}"' in banner
    assert _shown_id(app) == past.snapshot_ids[1]


def test_the_newest_has_no_banner_even_where_it_is_named(open_app: OpenApp, past: Past) -> None:
    app = open_app(home=past.made, as_of=past.snapshot_ids[-1])
    assert _notes(app) == ""
    assert _shown_id(app) == past.snapshot_ids[-1]


def test_late_and_overdue_are_those_of_the_day_of_publication(open_app: OpenApp, past: Past) -> None:
    """The third period was due on 20/09: on 18/09 nobody was overdue yet."""
    [line] = re.findall(r"<li><b>Quý III.*?</li>", html_of(open_app("submissions", home=past.made)))
    assert VI("submissions.state_missing") in line
    app = open_app("submissions", home=past.made, as_of=past.snapshot_ids[2])
    [line] = re.findall(r"<li><b>Quý III.*?</li>", html_of(app))
    assert VI("submissions.state_missing") not in line
    assert VI("submissions.state_not_due") in line


def test_a_snapshot_is_picked_by_day_and_time(open_app: OpenApp, past: Past) -> None:
    app = open_app(home=past.made)
    days = app.selectbox(key="filter_as_of_day")
    assert days.options == ["25/09/2022", "18/09/2022 (2 bản)", "20/06/2022"]
    days.set_value(date(2022, 9, 18)).run()
    assert app.query_params == {"as_of": past.snapshot_ids[2]}
    assert _shown_id(app) == past.snapshot_ids[2]
    app.selectbox(key="filter_as_of_time").set_value(past.snapshot_ids[1]).run()
    assert app.query_params == {"as_of": past.snapshot_ids[1]}
    assert _shown_id(app) == past.snapshot_ids[1]
    app.selectbox(key="filter_as_of_day").set_value(date(2022, 9, 25)).run()
    assert app.query_params == {}
    assert _shown_id(app) == past.snapshot_ids[-1]


@pytest.mark.parametrize(
    ("page", "wished"),
    [(page, GONE) for page in PAGE_NAMES]
    + [("overview", wished) for wished in ("../store", "<script>alert(1)</script>", "a" * 400, "\0", "20220918")],
)
def test_an_id_that_is_none_is_told_and_the_newest_is_shown(
    open_app: OpenApp, past: Past, page: str, wished: str
) -> None:
    app = open_app(page, home=past.made, as_of=wished)
    notes = _notes(app)
    assert not app.exception
    assert not app.error
    assert _shown_id(app) == past.snapshot_ids[-1]
    assert VI("as_of.misfit", code="|").partition("|")[2] in notes
    assert "<script" not in notes


def test_a_snapshot_that_is_forgotten_while_it_is_looked_at_gives_way_to_the_newest(
    open_app: OpenApp, past: Past, tmp_path: Path
) -> None:
    made = copy_of(past.made, tmp_path / "copy")
    app = open_app(home=made, as_of=past.snapshot_ids[0])
    assert _shown_id(app) == past.snapshot_ids[0]
    snapshot_path(made.home, past.snapshot_ids[0]).unlink()
    app.run()
    assert not app.error
    assert _shown_id(app) == past.snapshot_ids[-1]
    assert VI("as_of.misfit", code=past.snapshot_ids[0]) in _notes(app)


def test_a_damaged_file_is_no_snapshot(open_app: OpenApp, past: Past, tmp_path: Path) -> None:
    made = copy_of(past.made, tmp_path / "copy")
    damaged = snapshot_path(made.home, past.snapshot_ids[0])
    damaged.chmod(0o644)
    damaged.write_bytes(b"not a database")
    app = open_app(home=made, as_of=past.snapshot_ids[0])
    assert not app.error
    assert VI("as_of.misfit", code=past.snapshot_ids[0]) in _notes(app)


def test_a_publish_between_pointer_and_file_is_followed(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retention may forget the snapshot that CURRENT named a moment ago."""
    made = copy_of(past.made, tmp_path / "copy")
    monkeypatch.setenv("TIENBO_HOME", str(made.home.root))
    seen = iter([GONE, past.snapshot_ids[2], past.snapshot_ids[2]])
    monkeypatch.setattr(warehouse.snapshot, "current_snapshot_id", lambda _home: next(seen))
    reader = open_reader()
    assert reader is not None
    assert reader.snapshot.snapshot_id == past.snapshot_ids[2]


def test_a_pointer_to_nothing_is_an_error_and_no_endless_search(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = copy_of(past.made, tmp_path / "copy")
    monkeypatch.setenv("TIENBO_HOME", str(made.home.root))
    made.home.current.write_text(GONE + "\n", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        open_reader()


def _made_by_an_earlier_version(made: MadeHome, snapshot_id: str, *tables: str) -> None:
    """Take tables out of a snapshot, as if the program that made it had not known them."""
    path = snapshot_path(made.home, snapshot_id)
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        for table in tables:
            connection.execute(f"drop table {table}")
        connection.execute("update ops.snapshot set code_hash = 'earlier'")


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_a_snapshot_of_an_earlier_version_says_so(open_app: OpenApp, past: Past, upgraded: MadeHome, page: str) -> None:
    app = open_app(page, home=upgraded, as_of=past.snapshot_ids[1])
    notes = _notes(app)
    assert not app.exception
    assert not app.error
    assert VI("as_of.other_version", moment="18/09/2022, 12:00") in notes
    assert f'href="?" target="_self">{VI("as_of.back")}' in notes


@pytest.mark.parametrize("page", PAGE_NAMES)
def test_right_after_an_upgrade_the_newest_asks_for_ten_minutes(
    open_app: OpenApp, upgraded: MadeHome, page: str
) -> None:
    app = open_app(page, home=upgraded)
    assert not app.error
    assert VI("as_of.upgraded") in _notes(app)


def test_what_an_earlier_version_has_is_shown(open_app: OpenApp, past: Past, tmp_path: Path) -> None:
    made = copy_of(past.made, tmp_path / "copy")
    _made_by_an_earlier_version(made, past.snapshot_ids[1], "mart.value_source", "mart.returned_problem")
    for page in ("overview", "communication"):
        app = open_app(page, home=made, as_of=past.snapshot_ids[1])
        assert VI("as_of.other_version", moment="18/09/2022, 12:00") not in _notes(app)
        assert len(_numbers(app)) > 5


def test_a_missing_table_of_this_very_version_is_an_error(open_app: OpenApp, past: Past, tmp_path: Path) -> None:
    made = copy_of(past.made, tmp_path / "copy")
    path = snapshot_path(made.home, past.snapshot_ids[-1])
    path.chmod(0o644)
    with duckdb.connect(str(path)) as connection:
        connection.execute("drop table mart.progress_by_group")
    assert len(open_app(home=made).error) == 1


def test_answers_of_two_snapshots_are_kept_apart(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENBO_HOME", str(past.made.home.root))
    readers = [open_reader(snapshot_id) for snapshot_id in past.snapshot_ids * 2]
    answers = [str(reader.ask(publication).snapshot_id.iloc[0]) for reader in readers if reader]
    assert answers == past.snapshot_ids * 2


def test_kept_snapshots_are_told_by_their_names_the_newest_first(past: Past, tmp_path: Path) -> None:
    made = copy_of(past.made, tmp_path / "copy")
    (made.home.published / ".tmp-snapshot.duckdb").touch()
    (made.home.published / "notes.duckdb").touch()
    kept = kept_snapshots(made.home)
    assert [one.snapshot_id for one in kept] == past.snapshot_ids[::-1]
    assert [f"{one.published_date}" for one in kept] == ["2022-09-25", "2022-09-18", "2022-09-18", "2022-06-20"]


def test_more_snapshots_than_stay_open_are_read_by_many_at_once(past: Past, tmp_path: Path) -> None:
    """Some are put out and opened again while others still read them."""
    home = copy_of(past.made, tmp_path / "copy").home
    ids = [f"20220{month}01T000000Z-0000000{number}" for month in (1, 2, 3) for number in range(5)]
    content = snapshot_path(home, past.snapshot_ids[0]).read_bytes()
    for snapshot_id in ids:
        snapshot_path(home, snapshot_id).write_bytes(content)

    def ask(snapshot_id: str) -> int:
        snapshot = open_snapshot(home, snapshot_id)
        return sum(int(snapshot.ask("select count(*) from dim.unit").iloc[0, 0]) for _ in range(3))

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(ask, ids * 12))) == 1
