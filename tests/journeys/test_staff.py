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
    rows = list(load_workbook(io.BytesIO(Path(download.path()).read_bytes())).worksheets[0].iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == VI("chart.unit"))
    phone, due = (rows[head].index(VI(key)) for key in ("submissions.phone", "submissions.due"))
    return {str(row[0]): (str(row[phone]), row[due]) for row in rows[head + 1 :]}  # type: ignore[misc]


def _csv_rows(download: Download) -> dict[str, tuple[str, datetime]]:
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    return {
        row[VI("chart.unit")]: (row[VI("submissions.phone")], datetime.fromisoformat(row[VI("submissions.due")]))
        for row in rows
    }
