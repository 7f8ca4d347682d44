"""Take the pictures of docs/pictures: the Overview full, sparse, empty; both languages; desk and phone.

`make pictures` runs it. The homes are made by the product itself, from made-up samples.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from dashboard.words import LANGUAGES
from tests.dashboard.made_snapshot import TODAY
from tests.dashboard.serving import serve
from warehouse.home import Home

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDTHS = (1440, 390)
SAMPLES = {"full": ["--periods", "3"], "sparse": ["--periods", "1", "--units", "12"], "empty": None}


def make_home(folder: Path, sample_options: list[str] | None) -> Home:
    """A home loaded with samples; without options one in which nothing has happened yet."""
    home = Home(folder)
    home.inbox.mkdir(parents=True)
    if sample_options is not None:
        _run_etl(home, "sample", "--out", str(home.inbox), *sample_options)
        _run_etl(home, "run", "--quiet")
    return home


def _run_etl(home: Home, *arguments: str) -> None:
    clock = {"TIENBO_HOME": str(home.root), "TIENBO_NOW": f"{TODAY}T08:00:00+07:00"}
    subprocess.run([sys.executable, "-m", "etl", *arguments], env=os.environ | clock, check=True)


def take_picture(browser: Browser, url: str, width: int, path: Path) -> None:
    """Write the whole page, as tall as it is, as a small picture."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url)
    page.locator("h2, [data-testid=stAlert]").first.wait_for()
    page.wait_for_timeout(3_000)  # figures have no event that says they are drawn
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(1_000)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)
    page.close()


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for state, options in SAMPLES.items():
            place = Path(folder) / state
            home = make_home(place / "home", options)
            with serve("server", home, place) as served:
                for language in LANGUAGES:
                    for width in WIDTHS:
                        path = PICTURES / f"overview-{language}-{width}-{state}.png"
                        take_picture(browser, f"{served.url}/?lang={language}", width, path)
        browser.close()


if __name__ == "__main__":
    main()
