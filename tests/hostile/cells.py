"""Sheets that are too wide, too long, too many or too full; and blank ones that only look so."""

import random
from collections.abc import Iterator
from struct import pack

from tests.etl.workbooks import MAIN
from tests.hostile.hostile import LOADS, Hostile, changed, hostile, inserted, package, parts_of

SHEET = "xl/worksheets/sheet{}.xml"
SPACE = "urn:oasis:names:tc:opendocument:xmlns"


def cells(good: bytes, good_xlsb: bytes, good_ods: bytes) -> Iterator[Hostile]:
    """`good`: a filled workbook, .xlsx, and the same in the other formats."""
    third = SHEET.format(3)
    yield hostile("o-xa.xlsx", changed(good, {third: inserted(b"</sheetData>", _cell("XFD1048576"))}), "far_cell")
    yield hostile("o-rat-xa.xlsx", changed(good, {third: inserted(b"</sheetData>", _row(9_999_999_999))}), "far_cell")
    yield hostile("o-xa.xlsb", _far_xlsb(good_xlsb), "far_cell")
    yield hostile("o-xa.ods", _ods_row(good_ods, 900_000, _ods_cell(9_000) + _ods_cell(1, "7")), "far_cell")
    yield hostile("lap-lai.ods", _ods_row(good_ods, 1_000_000, _ods_cell(16_384, "7")), "far_cell")
    yield hostile("dong-trong.ods", _ods_row(good_ods, 1_000_000, _ods_cell(16_384)), LOADS)
    blank = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % number for number in range(2_000, 1_002_000))
    yield hostile("trieu-dong-trong.xlsx", changed(good, {third: inserted(b"</sheetData>", blank)}), LOADS)
    records = b"".join(b"\x00\x11" + pack("<I", number) + bytes(13) for number in range(2_000, 302_000))
    part = "xl/worksheets/sheet3.bin"
    yield hostile("nhieu-dong-trong.xlsb", changed(good_xlsb, {part: inserted(b"\x92\x01\x00", records)}), LOADS)
    yield hostile("nghin-sheet.xlsx", _sheets(1_400, _row(1)), "not_the_form", "unreadable", "too_slow")
    corners = _cell("A1") + _cell("GR5000")
    yield hostile("nhieu-sheet-rong.xlsx", _sheets(60, corners), "not_the_form")
    yield hostile("chu-khong-het.xlsx", _texts(good, 700, 32_000), LOADS, "unreadable")
    yield hostile("chu-qua-dai.xlsx", _texts(good, 1, 9_000_000), LOADS, "damaged_file", "unreadable")
    yield hostile("mot-chu-trieu-o.xlsx", _same_text(good), "unreadable", "too_slow", "not_the_form")
    yield hostile("loi-khap-noi.xlsx", _faults(good), "unknown_indicator", "unreadable")


def _cell(reference: str) -> bytes:
    row = "".join(filter(str.isdigit, reference))
    return f'<row r="{row}"><c r="{reference}"><v>1</v></c></row>'.encode()


def _row(number: int) -> bytes:
    return f'<row r="{number}"><c><v>1</v></c></row>'.encode()


def _far_xlsb(good: bytes) -> bytes:
    row, cell = pack("<I", 3_000_000_000) + bytes(13), pack("<II", 20_000, 0) + pack("<d", 1.5)
    far = b"\x00\x11" + row + b"\x05\x10" + cell
    return changed(good, {"xl/worksheets/sheet3.bin": inserted(b"\x92\x01\x00", far)})


def _ods_cell(repeated: int, value: str = "") -> str:
    given = f'office:value-type="float" office:value="{value}"' if value else ""
    return f'<table:table-cell table:number-columns-repeated="{repeated}" {given}/>'


def _ods_row(good: bytes, repeated: int, of: str) -> bytes:
    row = f'<table:table-row table:number-rows-repeated="{repeated}">{of}</table:table-row>'.encode()

    def insert(part: bytes) -> bytes:
        before, name, after = part.partition(b'table:name="NV1"')
        return before + name + inserted(b"</table:table>", row)(after)

    return changed(good, {"content.xml": insert})


def _sheets(count: int, rows: bytes) -> bytes:
    names = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="r{number}"/>' for number in range(1, count + 1))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "".join(
        f'<Relationship Id="r{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, count + 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}">{related}</Relationships>',
    }
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>"
    return package(parts | {SHEET.format(number): sheet for number in range(1, count + 1)})


def _texts(good: bytes, count: int, length: int) -> bytes:
    """Texts that nobody points to; of random letters, else the gate would refuse them for their ratio."""
    chance = random.Random(1)
    texts = b"".join(b"<si><t>" + chance.randbytes(length // 2).hex().encode() + b"</t></si>" for _ in range(count))
    return changed(good, {"xl/sharedStrings.xml": inserted(b"</sst>", texts)})


def _same_text(good: bytes) -> bytes:
    """Cells that all show the one long text of a small file."""
    parts = parts_of(good)
    number = parts["xl/sharedStrings.xml"].count(b"<si>")
    row = b"".join(b'<c t="s"><v>%d</v></c>' % number for _ in range(200))
    rows = b"".join(b'<row r="%d">%s</row>' % (place, row) for place in range(2_000, 2_200))
    return changed(
        good,
        {
            "xl/sharedStrings.xml": inserted(b"</sst>", b"<si><t>" + b"chu " * 8_000 + b"</t></si>"),
            SHEET.format(3): inserted(b"</sheetData>", rows),
            "noise": random.Random(2).randbytes(500_000),
        },
    )


def _faults(good: bytes) -> bytes:
    row = b'<c t="e"><v>#REF!</v></c>' * 200
    rows = b"".join(b'<row r="%d">%s</row>' % (place, row) for place in range(2_000, 3_000))
    noise = random.Random(2).randbytes(500_000)
    return changed(good, {SHEET.format(3): inserted(b"</sheetData>", rows), "noise": noise})
