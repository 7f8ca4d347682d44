"""All hostile files together, and the good ones that they were made of."""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

from tests.etl.workbooks import CSV_HEADER, workbook
from tests.etl.xlsb_file import save_as_xlsb
from tests.hostile.cells import cells
from tests.hostile.corrupted import corrupted
from tests.hostile.hostile import Hostile
from tests.hostile.markup import markup
from tests.hostile.texts import strangers, texts
from tests.hostile.zips import zips
from tests.journeys.office import save_again

SEED = 20221124
TYPED = {"NV1!D5": 2, "NV1!D6": 260, "NV1!E6": 150, "NV1!D9": 60, "NV2!D5": 1, "NV4!D5": 0}
CSV_UNIT = "SNV"


def good_files(folder: Path) -> dict[str, bytes]:
    """A filled report of one district in each format, and of a department as CSV in each encoding, by file name."""
    source = workbook(folder / "tot.xlsx", TYPED)
    files = [save_as_xlsb(load_workbook(source), folder / "tot.xlsb")]
    for kind in ("xlsx", "xls", "ods"):
        files += save_again([source], folder / "out", folder / "office", kind)
    good = {path.name: path.read_bytes() for path in files}
    good["tot.xlsm"] = good["tot.xlsx"]
    text = f"{CSV_HEADER}\n2022,{CSV_UNIT},2022-Q1,T1.01,3,,L\u00ea Ch\u00e2n ti\u00ea\u0301ng\n"
    good["tot-utf8.csv"] = text.encode("utf-8-sig")
    good["tot-utf16.csv"] = text.encode("utf-16")
    good["tot-1258.csv"] = text.encode("cp1258")
    return good


def corpus(good: dict[str, bytes]) -> Iterator[Hostile]:
    """Each under a name of its own."""
    yield from zips(good["tot.xlsx"])
    yield from cells(good["tot.xlsx"], good["tot.xlsb"], good["tot.ods"])
    yield from markup(good["tot.xlsx"], good["tot.ods"])
    yield from texts()
    yield from strangers(good["tot.xlsx"], good["tot.xls"], good["tot.ods"])
    yield from corrupted(good, SEED)
