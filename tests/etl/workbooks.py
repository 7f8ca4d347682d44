"""Units' workbooks for tests: the real template, with cells typed into it, and files built part by part."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook

from etl.judge import judge_file
from etl.messages import message_en, message_vi
from etl.programme.catalogue import Catalogue
from etl.programme.load import PROJECT_ROOT, load_catalogue
from etl.submission import Judgement, Problem
from etl.template import write_template
from etl.template.content import ValuesToDate

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CSV_HEADER = "programme_code,unit_code,period_code,indicator_code,total_value,women_value,note"


@cache
def catalogue() -> Catalogue:
    """The catalogue as shipped."""
    return load_catalogue(PROJECT_ROOT / "programmes")


@cache
def template(unit_code: str = "305", period_code: str = "2022-Q1") -> bytes:
    """The bytes of a unit's blank workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(catalogue().programmes["2022"], unit_code, period_code, ValuesToDate(), path)
        return path.read_bytes()


def workbook(
    path: Path,
    typed: Mapping[str, object] | None = None,
    *,
    unit: str = "305",
    period: str = "2022-Q1",
    change: Callable[[Workbook], object] | None = None,
) -> Path:
    """The unit's workbook at `path`, with `typed` ("NV1!D5" → value) in it; then `change` does what it likes."""
    book = load_workbook(io.BytesIO(template(unit, period)))
    for place, value in (typed or {}).items():
        sheet_name, cell_ref = place.split("!")
        book[sheet_name][cell_ref] = value
    if change:
        change(book)
    book.save(path)
    return path


def long_csv(path: Path, *lines: str) -> Path:
    """A long CSV with the contract's header."""
    path.write_text("\n".join([CSV_HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def raw_workbook(path: Path, *sheets: str) -> Path:
    """An .xlsx whose worksheets, named S1, S2 …, hold the given XML inside <worksheet>."""
    named = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1))
    related = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="r1" Type="{RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{related}</Relationships>',
    }
    for number, content in enumerate(sheets, start=1):
        parts[f"xl/worksheets/s{number}.xml"] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def worksheet(rows: str) -> str:
    """The XML of a worksheet with these rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def judged(path: Path) -> Judgement:
    """The judgement, after each problem's message was written in both languages."""
    judgement = judge_file(path, catalogue())
    for problem in judgement.problems:
        for message in (message_vi(problem), message_en(problem)):
            assert message
            assert "{" not in message.replace(problem.found[:79], "")
    return judgement


def errors(judgement: Judgement) -> set[tuple[str, str]]:
    """(place, code) of every error; the place as in "NV1!D5"."""
    return {(place(problem), problem.code) for problem in judgement.problems if problem.severity == "error"}


def warnings(judgement: Judgement) -> set[tuple[str, str]]:
    """(place, code) of every warning."""
    return {(place(problem), problem.code) for problem in judgement.problems if problem.severity == "warning"}


def place(problem: Problem) -> str:
    return f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
