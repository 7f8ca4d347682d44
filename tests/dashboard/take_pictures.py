"""Take the pictures of docs/pictures and write docs/screens.md, which shows them: every page, both languages, desk and
phone; the Overview sparse and empty too; two pages dark, and their first sheet of paper.

`make pictures` runs it. The homes are made by the product itself, from made-up samples.
"""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from pypdfium2 import PdfDocument

from dashboard.components.navigation import PAGE_NAMES
from dashboard.words import LANGUAGES, Words
from tests.dashboard.serving import serve
from tests.dashboard.visitor import Scheme, visit
from tests.homes import HOMES

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURES = DOCS / "pictures"
WIDTHS = (1440, 390)
MAX_HEIGHT = 5_000  # pixels; what stands below looks like what stands above
STATES = {"full": PAGE_NAMES, "sparse": ("overview",), "empty": ("overview",)}
DARK_AND_PRINTED = ("overview", "communication")  # in Vietnamese, at a desk
ADDRESS = {"overview": "", "units": "units?unit=305"}


def take_picture(browser: Browser, url: str, width: int, path: Path, scheme: Scheme = "light") -> None:
    """Write the whole page, as tall as it is, as a small picture."""
    with visit(browser, url, {"width": width, "height": 900}, scheme) as seen:
        height = seen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        seen.page.set_viewport_size({"width": width, "height": min(height, MAX_HEIGHT)})
        seen.page.wait_for_timeout(1_500)  # figures have no event that says they are drawn anew
        picture = Image.open(io.BytesIO(seen.page.screenshot()))
    _save(picture, path)


def take_print(browser: Browser, url: str, path: Path) -> None:
    """Write the first sheet of the printed page as a small picture."""
    with visit(browser, url) as seen:
        _save(PdfDocument(seen.page.pdf(prefer_css_page_size=True, print_background=True))[0].render(2).to_pil(), path)


def take_dark_and_printed(browser: Browser, url: str) -> None:
    """The pages that are shown in the dark theme and on paper."""
    for page in DARK_AND_PRINTED:
        link = f"{url}/{ADDRESS.get(page, page)}?lang={LANGUAGES[0]}"
        take_picture(browser, link, WIDTHS[0], PICTURES / f"{page}-dark.png", "dark")
        take_print(browser, link, PICTURES / f"{page}-paper.png")


def _save(picture: Image.Image, path: Path) -> None:
    picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)


def gallery() -> str:
    """The page that shows the pictures, as Markdown."""
    lines = [
        "# The screens",
        "",
        "Made by `make pictures` from made-up samples; a long page is cut at the bottom.",
    ]
    for page in DARK_AND_PRINTED:
        title = Words(LANGUAGES[0])(f"page.{page}")
        lines += ["", f"## {title}, dark and on paper", ""]
        names = [(f"pictures/{page}-{form}.png", form) for form in ("dark", "paper")]
        lines += [f'<img src="{name}" width="420" alt="{title}, {form}">' for name, form in names]
    for state, pages in STATES.items():
        for page in pages:
            title = " · ".join(Words(language)(f"page.{page}") for language in LANGUAGES)
            lines += ["", f"## {title}" if state == "full" else f"## {title}, {state}"]
            for width in WIDTHS:
                names = [f"pictures/{page}-{language}-{width}-{state}.png" for language in LANGUAGES]
                shown = 420 if width > 1000 else 220
                lines += ["", *(f'<img src="{name}" width="{shown}" alt="{title}, {width} px">' for name in names)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Take them all anew."""
    (DOCS / "screens.md").write_text(gallery(), encoding="utf-8")
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for state, pages in STATES.items():
            place = Path(folder) / state
            place.mkdir()
            with serve("server", HOMES[state](place / "house"), place) as served:
                if state == "full":
                    take_dark_and_printed(browser, served.url)
                for page in pages:
                    address = f"{served.url}/{ADDRESS.get(page, page)}"
                    for language in LANGUAGES:
                        for width in WIDTHS:
                            link = f"{address}{'&' if '?' in address else '?'}lang={language}"
                            take_picture(browser, link, width, PICTURES / f"{page}-{language}-{width}-{state}.png")
        browser.close()


if __name__ == "__main__":
    main()
