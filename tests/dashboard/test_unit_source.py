"""From a number to its cell: held against the very workbooks that were sent, opened with another reader."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from streamlit.testing.v1 import AppTest

from dashboard.words import Words
from tests.dashboard.conftest import OpenApp
from tests.homes import FORMULA, HOSTILE, STRANGER, MadeHome, copy_of
from tests.oracle.programme import Programme
from tests.oracle.units import Values, ratio_parts, to_date
from warehouse.questions.units import unit_submissions, value_changes, value_sources
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, open_snapshot

VI = Words("vi")
PERIOD = "2022-Q3"
RESUBMITTED = "312"
YES = {"có": 1.0, "không": 0.0}


@pytest.fixture(scope="module")
def full(made_homes: Callable[[str], MadeHome]) -> MadeHome:
    return made_homes("full")


@pytest.fixture(scope="module")
def snapshot(full: MadeHome) -> Snapshot:
    return open_snapshot(full.home, str(full.house.snapshot_id))


@pytest.fixture(scope="module")
def programme(full: MadeHome) -> Programme:
    return Programme(full.house.programme)


@pytest.fixture(scope="module")
def sent_book(full: MadeHome) -> Callable[[str], Workbook]:
    """The archived workbook of a submission."""
    hashes = {row["submission_code"]: row["sha256"] for row in full.house.ask("select * from ops.submission")}

    @cache
    def open_book(submission_code: str) -> Workbook:
        sha256 = hashes[submission_code]
        [path] = Path(full.home.root / "archive" / sha256[:2]).glob(f"{sha256}.*")
        return load_workbook(path, data_only=True)

    return open_book


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def _source(html: str) -> str:
    """The part of the page that tells where a number comes from."""
    start = html.index(VI("source.title", name=""))
    return html[start : html.index(VI("source.close"))]


def _number(value: Any) -> float | None:
    return None if value in (None, "") else float(YES.get(str(value).casefold(), value))


@pytest.mark.parametrize("unit", ["305", RESUBMITTED, STRANGER, "SNV", "BVSTBPN"])
def test_every_value_to_date_is_the_sum_of_its_cells_in_the_sent_workbooks(
    snapshot: Snapshot, full: MadeHome, programme: Programme, sent_book: Callable[[str], Workbook], unit: str
) -> None:
    values: Values = {
        (row["unit_code"], row["period_code"], row["indicator_code"]): (row["total_value"], row["women_value"])
        for row in full.house.ask(f"select * from fact.measurement where unit_code = '{unit}'")
    }
    codes = [code for code in programme.indicators if programme.applies(unit, code) and not programme.is_ratio(code)]
    sources = value_sources(snapshot, Scope.everything(), "2022", PERIOD, unit, codes)
    read = 0
    for code in codes:
        counted = sources[(sources.indicator_code == code) & sources.is_counted].to_dict("records")
        total = women = 0.0
        for row in counted:
            sheet = sent_book(row["submission_code"])[row["sheet_name"]]
            assert _number(sheet[row["cell_ref"]].value) == row["total_value"]
            assert str(sheet[row["cell_ref"]].value) == row["found_text"]
            total += row["total_value"]
            if isinstance(row["women_cell_ref"], str) and sheet[row["women_cell_ref"]].value is not None:
                assert _number(sheet[row["women_cell_ref"]].value) == row["women_value"]
                women += row["women_value"]
            assert code in [cell.value for cell in sheet[row["cell_ref"].lstrip("ABCDEFGH")]]
            read += 1
        expected, expected_women = to_date(programme, values, unit, PERIOD, code)
        assert bool(counted) == (expected is not None)
        assert total == pytest.approx(expected or 0)
        if expected_women is not None:
            assert women == pytest.approx(expected_women)
    assert read > 10 or unit == "BVSTBPN"


def test_a_scope_of_one_unit_shows_no_other(snapshot: Snapshot) -> None:
    scope = Scope.of_units(["303"])
    assert value_sources(snapshot, scope, "2022", PERIOD, "305", ["T1.01"]).empty
    assert unit_submissions(snapshot, scope, "2022", "305").empty
    assert value_changes(snapshot, scope, "2022", RESUBMITTED).empty


def test_a_link_opens_file_revision_sheet_and_cell(open_app: OpenApp, full: MadeHome) -> None:
    part = _source(_html(open_app("units", unit="305", indicator="t1.02")))
    rows = full.house.ask(
        "select * from fact.measurement where unit_code = '305' and indicator_code = 'T1.02' order by period_code"
    )
    assert len(rows) == 3
    for row in rows:
        file = f"{row['period_code']}/305_{row['period_code']}.xlsx"
        cells = f"sheet {row['sheet_name']} · ô {row['cell_ref']} · ô nữ {row['women_cell_ref']}"
        assert f"{file} · lần gửi 1 · {cells}" in part
        assert row["submission_code"] in part
        assert f"{row['found_text']} · {row['women_found_text']}" in part
    total = VI.value(sum(row["total_value"] for row in rows))
    assert f"{total} lượt người, trong đó nữ {VI.value(sum(row['women_value'] for row in rows))}" in part


def test_a_ratio_shows_its_two_halves_and_their_cells(open_app: OpenApp, full: MadeHome, programme: Programme) -> None:
    values: Values = {
        (row["unit_code"], row["period_code"], row["indicator_code"]): (row["total_value"], row["women_value"])
        for row in full.house.ask("select * from fact.measurement where unit_code = '305'")
    }
    part = _source(_html(open_app("units", unit="305", indicator="T2.03")))
    women, total = ratio_parts(programme, values, "305", PERIOD, "T2.03")
    assert women is not None
    assert total is not None
    name = programme.indicators["T2.02"]["indicator_name_vi"]
    halves = f"{VI('source.part_women', name=name, value=VI.value(women))} / "
    halves += VI("source.part", name=name, value=VI.value(total))
    assert f"{VI.percent(women / total)} = {halves}" in part
    assert part.count(VI("source.not_counted")) == 2  # a stock: the latest period alone
    assert "2022-Q3/305_2022-Q3.xlsx · lần gửi 1 · sheet NV2" in part
    communes = _source(_html(open_app("units", unit="305", indicator="T1.07")))
    assert VI("source.communes", count=15) in communes


def test_periods_without_a_value_say_why(open_app: OpenApp, full: MadeHome) -> None:
    rows = full.house.ask("select unit_code, period_code, indicator_code from fact.measurement")
    typed = {tuple(row.values()) for row in rows}
    sent = {(unit, period) for unit, period, _ in typed}
    asked = ("T1.01", "T1.05")
    blank = next((unit, code) for unit, period in sorted(sent) for code in asked if (unit, period, code) not in typed)
    assert VI("units.blank_blank") in _source(_html(open_app("units", unit=blank[0], indicator=blank[1])))
    silent = next(unit for unit, _ in sorted(sent) if (unit, "2022-Q2") not in sent)
    part = _source(_html(open_app("units", unit=silent, indicator="T1.01")))
    assert VI("units.blank_no_report") in part
    assert f"{silent}_2022-Q1.xlsx · lần gửi 1 · sheet NV1" in part
    assert VI("source.made_of_nothing") in _source(_html(open_app("units", unit="HCCB", indicator="T1.01")))


@pytest.mark.parametrize("code", ["T2.04", "T9.99", "<b>x"])
def test_an_indicator_that_the_unit_is_not_asked_for_is_told(open_app: OpenApp, code: str) -> None:
    html = _html(open_app("units", unit="SNV", indicator=code))
    assert VI("source.close") not in html
    assert "<b>x" not in html
    assert VI("source.unknown", code=code).replace("<", "&lt;").replace(">", "&gt;") in html


def test_what_strangers_typed_is_text(open_app: OpenApp) -> None:
    part = _source(_html(open_app("units", unit=STRANGER, indicator="T1.02")))
    assert "<i>" not in part
    assert "&lt;i&gt;báo cáo 303.xlsx · lần gửi 2" in part
    assert FORMULA.replace('"', "&quot;") in part
    assert "&lt;img src=x" in part


def test_resubmissions_show_old_and_new_with_the_cell(
    open_app: OpenApp, full: MadeHome, sent_book: Callable[[str], Workbook]
) -> None:
    html = _html(open_app("units", unit=RESUBMITTED))
    rows = full.house.ask(f"select * from fact.revision_change where unit_code = '{RESUBMITTED}'")
    assert len(rows) == 2
    for row in rows:
        old, new = (
            _number(sent_book(f"2022-Q1-{RESUBMITTED}-r{revision}")[row["sheet_name"]][row["cell_ref"]].value)
            for revision in (1, 2)
        )
        assert old != new
        assert f"{VI.value(old or 0)} → {VI.value(new or 0)}" in html
        assert f"lần gửi 2 · sheet {row['sheet_name']} · ô {row['cell_ref']}" in html


def test_a_withdrawn_report_is_told_with_its_reason_and_counts_no_more(
    open_app: OpenApp, full: MadeHome, tmp_path: Path
) -> None:
    changed = copy_of(full, tmp_path / "house")
    changed.house.etl("withdraw", f"2022-Q1-{RESUBMITTED}-r2", "--why", HOSTILE)
    changed.house.etl("run")
    app = open_app("units", home=changed, unit=RESUBMITTED, indicator="T1.02")
    assert VI("history.changes", count=0, withdrawn=1) in [box.label for box in app.expander]
    html = _html(app)
    assert "<img" not in html
    assert "&lt;img src=x" in html
    assert f"{RESUBMITTED}_2022-Q1.xlsx · lần gửi 1" in _source(html)
    assert "gui-lai" not in _source(html)
