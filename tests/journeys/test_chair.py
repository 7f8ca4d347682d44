"""The chair with a telephone: from the Overview's matrix to a unit, to one of its numbers, to the cell it stands in."""

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from dashboard.words import Words
from tests.dashboard.serving import serve
from tests.dashboard.visitor import PHONE, rest, visit
from tests.homes import MadeHome

VI = Words("vi")
UNIT = "305"
CODE = "T1.02"
CITED = re.compile(r"(\S+\.xlsx) · lần gửi (\d+) · sheet (\S+) · ô ([A-Z]+\d+)")


def test_from_the_matrix_to_the_cell(browser: Browser, made_homes: Callable[[str], MadeHome], tmp_path: Path) -> None:
    made = made_homes("full")
    with serve("server", made, tmp_path) as served, visit(browser, served.url, PHONE) as seen:
        page = seen.page
        expect(page.locator(".tb-card .tb-figure")).to_have_count(4)
        page.locator(".tb-matrix a", has_text="Q. Lê Chân").click()
        page.wait_for_url(f"**/units?*unit={UNIT}*")
        expect(page.locator(".tb-unit h2")).to_have_text("Quận Lê Chân")
        rest(page)
        assert seen.overflow == 0
        height = page.locator("[data-testid=stMain]").evaluate("element => element.scrollHeight")
        assert height < 6000
        page.locator("[data-testid=stExpander] summary", has_text=VI("task.number", number=1)).first.click()
        page.locator(f".tb-fold td a[href*='indicator={CODE}']").last.click()
        page.wait_for_url(f"**/units?*indicator={CODE}*")
        rest(page)
        expect(page.get_by_role("heading", name="Số lượt người dự truyền thông", exact=False)).to_be_visible()
        assert seen.overflow == 0
        told = page.locator(".tb-fold").first.locator("tbody tr").all_inner_texts()
        # Streamlit asks beneath the page's path first when a page is opened by its address, and is told 404.
        assert [error for error in seen.errors if "404" not in error] == []
        shared = page.url
    with (
        serve("server", made, tmp_path) as served,
        visit(browser, served.url + shared[shared.index("/units") :]) as seen,
    ):
        assert seen.page.locator(".tb-fold").first.locator("tbody tr").count() == len(told)
    assert len(told) == 3
    for line in told:
        _holds_what_it_tells(made, line)


def _holds_what_it_tells(made: MadeHome, line: str) -> None:
    """The value shown stands in that cell of the workbook in the archive."""
    found = CITED.search(line)
    assert found, line
    file_name, revision, sheet, cell = found.groups()
    [row] = made.house.ask(
        f"select sha256 from ops.submission where file_name = '{file_name}' and revision_number = {revision}"
    )
    [path] = (made.home.root / "archive" / row["sha256"][:2]).glob(f"{row['sha256']}.*")
    value = load_workbook(path)[sheet][cell].value
    assert f"{VI.value(value)} lượt người" in line
