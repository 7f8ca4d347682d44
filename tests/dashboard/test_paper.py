"""Every page on paper: A4, its filters in words, whole, light also from the dark theme, nothing to click."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from dashboard.components.navigation import PAGE_NAMES
from dashboard.words import Words
from tests.dashboard.every_page import page_url
from tests.dashboard.serving import Served
from tests.dashboard.visitor import rest, visit

VI = Words("vi")
A4 = (595, 842)  # points
MARGIN = 0.04  # of the width, where nothing may stand
PALE = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(element => {
    const said = [...element.childNodes].some(node => node.nodeType === 3 && node.nodeValue.trim())
    if (!said || !element.checkVisibility({visibilityProperty: true}) || element.style.color) return false
    const style = getComputedStyle(element)
    const ink = element.ownerSVGElement ? style.fill : style.color
    const [red, green, blue] = ink.match(/[\\d.]+/g).map(Number)
    return 0.3 * red + 0.59 * green + 0.11 * blue > 110
}).map(element => element.outerHTML.slice(0, 200))"""


def print_page(page: Page, path: Path) -> PdfDocument:
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    return PdfDocument(path)


def text_of(paper: PdfDocument) -> str:
    """All text, each run of spaces as one."""
    return " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in paper).split())


@pytest.mark.parametrize("page_name", PAGE_NAMES)
def test_a_page_on_paper(browser: Browser, served: Served, page_name: str, tmp_path: Path) -> None:
    url = page_url(served, page_name, "vi") + "&period=2022-Q2&type=district"
    with visit(browser, url, scheme="dark") as seen:
        last = seen.page.locator(".tb-section h2").all_inner_texts()
        paper = print_page(seen.page, tmp_path / "page.pdf")
        text = text_of(paper)
        for told in ("Quý II năm 2022", VI("group.district"), VI("filter.period"), VI("download.snapshot")):
            assert told in text
        assert [title for title in last if title not in text and title != VI("submissions.templates")] == []
        assert [
            VI(key) for key in ("chart.show_table", "language.en", "filter.unit_none_highlight") if VI(key) in text
        ] == []
        for sheet in paper:
            assert tuple(round(side) for side in sheet.get_size()) == A4
            picture = sheet.render(scale=1).to_pil().convert("L")
            width, height = picture.size
            edge = round(width * MARGIN)
            for side in ((0, 0, edge, height), (width - edge, 0, width, height)):
                assert picture.crop(side).getextrema() == (255, 255)
        seen.page.emulate_media(media="print", color_scheme="dark")
        assert seen.page.evaluate(PALE) == []


def test_a_table_is_printed_whole(browser: Browser, served: Served, tmp_path: Path) -> None:
    with visit(browser, page_url(served, "overview", "vi")) as seen:
        seen.page.locator("[class*=st-key-table_] label").first.click()
        seen.page.locator("[data-testid=stDataFrame]").first.wait_for()
        rest(seen.page)
        text = text_of(print_page(seen.page, tmp_path / "page.pdf"))
        for row in seen.page.locator("table.tb-paper tbody tr td:first-child").all_text_contents():
            assert row.split()[0] in text


def test_a_figure_is_not_cut_by_the_page_and_comes_back_to_the_screen(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    with visit(browser, page_url(served, "units", "vi"), {"width": 1920, "height": 1000}) as seen:
        figure = seen.page.locator("[data-testid=stPlotlyChart] .main-svg").first
        before = figure.bounding_box()
        labels = seen.page.locator("[data-testid=stPlotlyChart] text").all_text_contents()
        text = text_of(print_page(seen.page, tmp_path / "page.pdf")).replace(" ", "")
        assert labels
        assert [label for label in labels if "".join(label.split()) not in text] == []
        assert figure.bounding_box() == before
