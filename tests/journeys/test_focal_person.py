"""A unit's focal person: takes a template, fills it in wrongly, learns which cell and why, mends it, and is done."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from dashboard.words import Words
from tests.clerk import fill_in
from tests.dashboard.serving import serve
from tests.dashboard.visitor import rest, visit
from tests.homes import MadeHome
from tests.house import House
from tests.journeys.verdicts import run_as_checked

VI = Words("vi")
UNIT, PERIOD = "305", "2022-Q3"


def test_a_focal_person_learns_which_cell_is_wrong_and_mends_it(house: House, browser: Browser, tmp_path: Path) -> None:
    house.drop_csv("other.csv", [("311", PERIOD, "T1.01", 1, None)])
    run_as_checked(house)
    address = f"submissions?unit={UNIT}&period={PERIOD}"
    with serve("server", MadeHome(house), tmp_path) as served, visit(browser, f"{served.url}/{address}") as seen:
        page = seen.page
        page.get_by_role("button", name=VI("submissions.make_one", unit=UNIT)).click()
        with page.expect_download() as template:
            page.get_by_role("button", name=VI("submissions.download_template", file=f"{UNIT}_{PERIOD}.xlsx")).click()
        sent = house.inbox / template.value.suggested_filename
        template.value.save_as(sent)
        fill_in(sent, {"T1.01": ("khoảng 40", None), "T1.02": (120, 130), "T1.03": (1, None)})
        wrong = _cells(sent, {"T1.01": "Trong kỳ", "T1.02": "Trong đó nữ"})
        run_as_checked(house)
        page.reload()
        rest(page)
        told = page.locator("ol.tb-problems li")
        for cell in wrong.values():
            expect(told.filter(has_text=f"NV1 · {cell}")).to_have_count(1)
        expect(told.filter(has_text=wrong["T1.01"])).to_contain_text("“khoảng 40”")
        with page.expect_download() as marked:
            page.get_by_role("button", name=VI("submissions.download_marked")).click()
        mended = house.inbox / marked.value.suggested_filename
        marked.value.save_as(mended)
        book = load_workbook(mended)
        assert {cell: book["NV1"][cell].comment is not None for cell in wrong.values()} == dict.fromkeys(
            wrong.values(), True
        )
        book.close()
        fill_in(mended, {"T1.01": (4, None), "T1.02": (120, 80)})
        run_as_checked(house)
        page.reload()
        rest(page)
        expect(page.get_by_text(VI("submissions.none_returned"))).to_be_visible()
        assert [error for error in seen.errors if "404" not in error] == []
    values = house.ask(
        f"select indicator_code, total_value, women_value from fact.measurement where unit_code = '{UNIT}'"
    )
    assert {(row["indicator_code"], row["total_value"], row["women_value"]) for row in values} == {
        ("T1.01", 4, None),
        ("T1.02", 120, 80),
        ("T1.03", 1, None),
    }


def _cells(path: Path, wanted: dict[str, str]) -> dict[str, str]:
    """Where in the sheet NV1 an indicator's value stands, under the heading given."""
    rows = list(load_workbook(path)["NV1"].iter_rows())
    heads = next(row for row in rows if row[0].value == "Mã")
    columns = {cell.value: number for number, cell in enumerate(heads)}
    return {
        str(row[0].value): row[columns[wanted[str(row[0].value)]]].coordinate for row in rows if row[0].value in wanted
    }
