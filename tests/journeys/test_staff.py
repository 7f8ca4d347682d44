"""Staff at the desk: filter to the districts, see who is overdue, take the list away, and ring the right people."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Download, expect

from dashboard.words import Words
from tests.dashboard.serving import serve
from tests.dashboard.visitor import choose, rest, visit
from tests.homes import MadeHome
from tests.oracle import lateness
from tests.oracle.programme import Programme

VI = Words("vi")


@pytest.fixture(scope="module")
def full(made_homes: Callable[[str], MadeHome]) -> MadeHome:
    return made_homes("full")


def test_staff_chase_the_overdue_districts(browser: Browser, full: MadeHome, tmp_path: Path) -> None:
    overdue = _overdue_districts(full)
    with serve("server", full, tmp_path) as served, visit(browser, f"{served.url}/") as seen:
        page = seen.page
        choose(page, VI("filter.type"), VI("group.district"))
        page.get_by_role("link", name=VI("page.submissions"), exact=True).click()
        page.wait_for_url("**/submissions?type=district")
        rest(page)
        page.get_by_role("radio", name=f"{VI('submissions.state_missing')} ({len(overdue)})").click()
        page.wait_for_url("**state=missing**")
        rest(page)
        listed = page.locator("ul.tb-said").first.locator("li")
        expect(listed).to_have_count(len(overdue))
        for name, phone in overdue.items():
            expect(listed.filter(has_text=name)).to_contain_text(phone)
        page.get_by_role("button", name=VI("download.button")).nth(1).click()
        with page.expect_download() as excel:
            page.get_by_role("button", name=VI("download.excel")).click()
        with page.expect_download() as text:
            page.get_by_role("button", name=VI("download.csv")).click()
        assert (
            _excel_rows(excel.value)
            == _csv_rows(text.value)
            == {name: (phone, datetime(2022, 9, 20)) for name, phone in overdue.items()}
        )
        assert [error for error in seen.errors if "404" not in error] == []


def test_staff_take_the_late_districts_away(browser: Browser, full: MadeHome, tmp_path: Path) -> None:
    late = _late_districts(full)
    with serve("server", full, tmp_path) as served, visit(browser, f"{served.url}/submissions") as seen:
        page = seen.page
        choose(page, VI("filter.type"), VI("group.district"))
        counts = page.locator("ul.tb-areas li", has_text="Quý III năm 2022")
        expect(counts).to_contain_text(f"{VI('submissions.state_late')} {len(late)}")
        page.get_by_role("button", name=VI("download.button")).first.click()
        with page.expect_download() as excel:
            page.get_by_role("button", name=VI("download.excel")).click()
        with page.expect_download() as text:
            page.get_by_role("button", name=VI("download.csv")).click()
        rows = _csv_table(text.value)
        assert {row[VI("chart.group")] for row in rows} == {VI("group.district")}
        assert _late_rows(rows) == _late_rows(_excel_table(excel.value)) == late


def _late_districts(full: MadeHome) -> dict[str, str]:
    """Name → the day of its report for the third quarter (ISO), from receipts and the programme's files."""
    programme, first = Programme(full.house.programme), {}
    for row in full.house.ask(
        "select unit_code, received_date, report_date from ops.submission"
        " where outcome_code = 'accepted' and withdrawn_at is null and period_code = '2022-Q3'"
        " order by revision_number desc"
    ):
        first[row["unit_code"]] = row["report_date"] or row["received_date"]
    late = {
        programme.units[code]["unit_name_vi"]: f"{first[code]}"
        for code in programme.members("district")
        if code in first and first[code] > programme.due_date(code, "2022-Q3")
    }
    assert late
    return late


def _late_rows(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {
        row[VI("chart.unit")]: str(row[VI("submissions.reported")])[:10]
        for row in rows
        if row[VI("submissions.period")] == "Quý III năm 2022"
        and row[VI("submissions.state")] == VI("submissions.state_late")
    }


def _overdue_districts(full: MadeHome) -> dict[str, str]:
    """Name → telephone, from the files' dates and the reports themselves."""
    programme = Programme(full.house.programme)
    overdue = {}
    for row in full.house.ask("select * from mart.submission_calendar where period_code = '2022-Q3'"):
        unit = row["unit_code"]
        days: dict[str, Any] = {"received_on": row["received_date"], "reported_on": row["report_date"]}
        today = datetime(2022, 9, 25).date()
        state = lateness.state(programme, unit, "2022-Q3", **days, today=today)
        if programme.units[unit]["unit_type"] == "district" and state == "missing":
            [last] = full.house.ask(
                f"select reporter_phone from ops.submission where unit_code = '{unit}'"
                " order by receipt_code desc limit 1"
            )
            overdue[programme.units[unit]["unit_name_vi"]] = last["reporter_phone"]
    assert overdue
    return overdue


def _excel_rows(download: Download) -> dict[str, tuple[str, datetime]]:
    phone, due = VI("submissions.phone"), VI("submissions.due")
    return {row[VI("chart.unit")]: (row[phone], row[due]) for row in _excel_table(download)}


def _csv_rows(download: Download) -> dict[str, tuple[str, datetime]]:
    phone, due = VI("submissions.phone"), VI("submissions.due")
    return {row[VI("chart.unit")]: (row[phone], datetime.fromisoformat(row[due])) for row in _csv_table(download)}


def _excel_table(download: Download) -> list[dict[str, Any]]:
    rows = list(load_workbook(io.BytesIO(download.path().read_bytes())).worksheets[0].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == VI("chart.unit"))
    return [dict(zip(map(str, rows[head]), row, strict=True)) for row in rows[head + 1 :]]


def _csv_table(download: Download) -> list[dict[str, Any]]:
    text = download.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
