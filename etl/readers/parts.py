"""The parts of an Excel package (.xlsx, .xlsb): which hold the worksheets, as the relations between them say."""

import posixpath
import zipfile
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]


def workbook_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that lists the sheets."""
    return next(target for kind, target in relations(archive, "").values() if kind == "officeDocument")


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by relation: (kind, part). The archive itself is the part "": it names the workbook."""
    folder, name = posixpath.split(part)
    return {
        relation.get("Id", ""): (
            posixpath.basename(relation.get("Type", "")),
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in parse_part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    }


def parse_part(archive: zipfile.ZipFile, part: str) -> Element:
    """The part's XML. Raises on a document type, ParseError, KeyError where there is no such part."""
    root: Element = fromstring(archive.read(part), forbid_dtd=True)
    return root
