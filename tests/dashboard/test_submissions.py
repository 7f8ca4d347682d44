"""The staff's desk: states, whom to remind, what came back, and templates, against the dates and files themselves."""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dashboard.components.submission_calendar import EXTENDED, SIGNS
from dashboard.returned import files_to_hand_out, returned_folder
from dashboard.templates import NotMade, make_templates
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import HOSTILE, STRANGER, MadeHome, copy_of
from tests.oracle import lateness
from tests.oracle.programme import Programme

VI = Words("vi")
TODAY = date(2022, 9, 25)


@pytest.fixture(scope="module")
def full(made_homes: Callable[[str], MadeHome]) -> MadeHome:
    return made_homes("full")


@pytest.fixture(scope="module")
def states(full: MadeHome) -> dict[tuple[str, str], str]:
    """(unit, period) → the state that staff should see, from the dates alone."""
    programme = Programme(full.house.programme)
    told = {}
    for row in full.house.ask("select * from mart.submission_calendar"):
        unit, period = row["unit_code"], row["period_code"]
        days: Any = {"received_on": row["received_date"], "reported_on": row["report_date"]}
        state = lateness.state(programme, unit, period, **days, today=TODAY)
        if row["received_date"] is None and row["error_count"]:
            state = "returned"
        elif state == "missing" and programme.units[unit]["reports_by"] == "coordination":
            state = "silent"
        told[unit, period] = state
    return told


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def test_the_calendar_shows_each_state_with_a_sign_of_its_own(
    open_app: OpenApp, states: dict[tuple[str, str], str]
) -> None:
    html = _html(open_app("submissions"))
    assert len(set(SIGNS.values())) == len(SIGNS)
    counts = Counter(states.values())
    assert set(counts) == set(SIGNS)
    for state, sign in SIGNS.items():
        told = VI(f"submissions.state_{state}")
        assert html.count(f'title="{told}">{sign}') == counts[state]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_period_counts_its_states(open_app: OpenApp, states: dict[tuple[str, str], str], language: str) -> None:
    t = Words(language)
    html = _html(open_app("submissions", lang=language, type="district"))
    districts = Counter(state for (unit, period), state in states.items() if period == "2022-Q3" and unit.isdecimal())
    for state, count in districts.items():
        assert f"{t(f'submissions.state_{state}')} <b>{count}</b>" in html


def test_the_overdue_are_named_first_with_days_and_whom_to_ring(
    open_app: OpenApp, full: MadeHome, states: dict[tuple[str, str], str]
) -> None:
    html = _html(open_app("submissions"))
    chase = html[html.index('class="tb-said"') :]
    overdue = [unit for (unit, period), state in states.items() if (period, state) == ("2022-Q3", "missing")]
    assert chase.count(VI("submissions.overdue_by", days=5)) == len(overdue) > 0
    silent = [unit for (unit, period), state in states.items() if (period, state) == ("2022-Q3", "silent")]
    assert chase.index(VI("submissions.overdue_by", days=5)) < chase.index(VI("submissions.state_silent"))
    assert len(silent) > 0
    for unit in (*overdue, *silent):
        said = full.house.ask(
            "select reporter_name, reporter_phone from ops.submission"
            f" where unit_code = '{unit}' and reporter_name is not null order by receipt_code desc limit 1"
        )
        assert (said[0]["reporter_phone"] if said else VI("submissions.no_contact")) in chase


def test_a_state_narrows_the_list(open_app: OpenApp, states: dict[tuple[str, str], str]) -> None:
    html = _html(open_app("submissions", state="silent"))
    chase = html[html.index('class="tb-said"') :].split("</ul>")[0]
    count = sum(key[1] == "2022-Q3" and state == "silent" for key, state in states.items())
    assert chase.count("<li>") == count
    assert VI("submissions.days_overdue") not in chase
    assert "quá hạn" not in chase


def test_every_problem_of_a_returned_file_stands_there_by_cell(open_app: OpenApp, full: MadeHome) -> None:
    html = _html(open_app("submissions"))
    returned = list(full.home.returned.glob("*/*/problems.json"))
    assert len(returned) == 2
    for path in returned:
        [told] = json.loads(path.read_text(encoding="utf-8"))
        for problem in told["problems"]:
            place = " · ".join(part for part in (problem["sheet"], problem["cell"]) if part)
            assert place in html
            assert problem["message_vi"].replace('"', "&quot;").replace("<", "&lt;") in html.replace("&#x27;", "'")


def test_a_file_of_no_known_unit_is_listed_until_a_unit_is_chosen(open_app: OpenApp) -> None:
    unknown = VI("submissions.unknown_unit")
    assert any(unknown in box.label for box in open_app("submissions").expander)
    assert not any(unknown in box.label for box in open_app("submissions", unit="305").expander)


def test_a_good_report_takes_the_returned_one_off_the_list(open_app: OpenApp, full: MadeHome, tmp_path: Path) -> None:
    made = copy_of(full, tmp_path / "copy")
    before = [box.label for box in open_app("submissions", home=made, unit="VKSND").expander]
    assert any("VKSND" in label for label in before)
    template = made.house.template("VKSND", "2022-Q3", made.house.inbox / "VKSND lại.xlsx")
    book = load_workbook(template)
    book["NV1"]["D5"] = 3
    book["_meta"].append(["Số liệu giả định, ngày", TODAY])
    _make_it_made_up(made, book)
    book.save(template)
    made.house.etl("run")
    after = [box.label for box in open_app("submissions", home=made, unit="VKSND").expander]
    assert not any("VKSND" in label for label in after)


def test_an_extension_and_a_second_file_that_came_back_are_told(
    open_app: OpenApp, full: MadeHome, states: dict[tuple[str, str], str], tmp_path: Path
) -> None:
    made = copy_of(full, tmp_path / "copy")
    overdue = next(unit for (unit, period), state in states.items() if (period, state) == ("2022-Q3", "missing"))
    made.house.edit_csv(
        "extensions", {"due_date": "2022-09-30", "reason": "bão"}, unit_code=overdue, period_code="2022-Q3"
    )
    [sent] = made.house.ask("select sha256 from fact.submission where unit_code = '305' and period_code = '2022-Q3'")
    book = load_workbook(made.home.archive / sent["sha256"][:2] / f"{sent['sha256']}.xlsx")
    book["NV1"]["D5"] = "khoảng 40"
    book.save(made.house.inbox / "305 lại.xlsx")
    made.house.etl("run")
    html = _html(open_app("submissions", home=made, period="2022-Q3"))
    not_due = f"{VI('submissions.state_not_due')}, {VI('frame.due', date='30/09/2022')}"
    assert html.count(f'title="{not_due}">{SIGNS["not_due"]}{EXTENDED}') == 1
    assert VI("submissions.extended") in html
    assert VI("submissions.extended") not in _html(open_app("submissions", period="2022-Q3"))
    state = states["305", "2022-Q3"]
    assert f'title="{VI(f"submissions.state_{state}")}">{SIGNS[state]}{SIGNS["returned"]}' in html
    back = _html(open_app("submissions", home=made, period="2022-Q3", unit="305"))
    assert VI("submissions.errors_left", count=1) in back
    assert VI("submissions.overdue_by", days=5) not in back


def _make_it_made_up(made: MadeHome, book: Any) -> None:
    """The sample home takes made-up files only: what marks them is copied from one of its own."""
    sample = next(path for path in (made.house.home / "archive").rglob("*.xlsx"))
    marks = [[cell.value for cell in row] for row in load_workbook(sample)["_meta"].iter_rows(max_col=2)]
    meta = book["_meta"]
    own = {row[0].value: row for row in meta.iter_rows(max_col=2)}
    for label, value in marks:
        if label not in own:
            meta.append([label, value])


def test_names_of_strangers_are_text(open_app: OpenApp) -> None:
    app = open_app("submissions", period="2022-Q3")
    assert "<img" not in _html(app)
    assert "<b>không" not in _html(app)
    assert all("<" not in box.label for box in app.expander)


def test_without_reports_everybody_is_still_to_come(open_app: OpenApp) -> None:
    app = open_app("submissions", home="catalogue", period="2022-Q4")
    html = _html(app)
    assert f"{VI('submissions.state_not_due')} <b>53</b>" in html
    assert html.count(VI("submissions.no_contact")) == 53


def test_a_returned_folder_is_found_by_content_and_nothing_outside_is_handed_out(
    full: MadeHome, tmp_path: Path
) -> None:
    made = copy_of(full, tmp_path / "copy")
    rows = made.house.ask("select sha256, received_date from mart.returned_file where unit_code = 'VKSND'")
    sha256, day = rows[0]["sha256"], f"{rows[0]['received_date']:%Y-%m-%d}"
    folder = returned_folder(made.home, sha256, day)
    assert folder is not None
    assert [path.suffix for path in files_to_hand_out(folder)] == [".xlsx", ".txt", ".xlsx"]
    assert "đã đánh dấu" in files_to_hand_out(folder)[0].name
    (folder / "đường vòng.txt").symlink_to("/etc/passwd")
    assert len(files_to_hand_out(folder)) == 3
    assert returned_folder(made.home, "../" * 20 + sha256, day) is None
    assert returned_folder(made.home, "0" * 64, day) is None
    secret = tmp_path / "secret"
    folder.rename(secret)
    folder.symlink_to(secret)
    assert returned_folder(made.home, sha256, day) is None


def test_templates_are_made_by_the_command(full: MadeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in full.environment.items():
        monkeypatch.setenv(name, value)
    name, content = make_templates("2022", "2022-Q4", "305")
    assert name == "305_2022-Q4.xlsx"
    assert "NV1" in load_workbook(io.BytesIO(content)).sheetnames
    name, content = make_templates("2022", "2022-Q4", None)
    assert name == "2022-Q4.zip"
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == 53


def test_a_template_that_cannot_be_made_says_why(
    open_app: OpenApp, full: MadeHome, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    app = open_app("submissions", unit="305")
    monkeypatch.setenv("TIENBO_PROGRAMMES", str(tmp_path))
    with pytest.raises(NotMade, match="programme"):
        make_templates("2022", "2022-Q4", "305")
    app.button(key="make_templates").click().run()
    assert VI("submissions.not_made", reason="")[:25] in _html(app)


def test_a_template_can_be_taken_away(open_app: OpenApp) -> None:
    app = open_app("submissions", unit=STRANGER)
    app.button(key="make_templates").click().run()
    labels = [button.proto.label for button in app.get("download_button")]
    assert VI("submissions.download_template", file=f"{STRANGER}_2022-Q3.xlsx") in labels
    assert HOSTILE not in "".join(labels)
