"""The parts of an Excel package (.xlsx, .xlsb): which hold the worksheets, as the relations between them say."""

import posixpath
import zipfile

from etl.readers.strict_xml import look_through

Element = tuple[str, dict[str, str]]


def workbook_part(archive: zipfile.ZipFile) -> str:
    """The name of the part that lists the sheets."""
    return next(target for kind, target in relations(archive, "").values() if kind == "officeDocument")


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by relation: (kind, part). The archive itself is the part "": it names the workbook.

    What lies outside the archive (links to other workbooks, pictures on the web) is only a name, and never followed.
    """
    folder, name = posixpath.split(part)
    return {
        relation.get("Id", ""): (
            posixpath.basename(relation.get("Type", "")),
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for tag, relation in elements(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
        if tag == "Relationship"
    }


def elements(archive: zipfile.ZipFile, part: str) -> list[Element]:
    """Each element of the part's XML, as (name, attributes). Raises as `look_through`; KeyError where it is missing."""
    look = _Elements()
    with archive.open(part) as file:
        look_through(file, look)
    return look.found


class _Elements:
    is_done = False

    def __init__(self) -> None:
        self.found: list[Element] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name.rpartition(":")[2], attributes))

    def end(self, _: str) -> None:
        pass

    def text(self, _: str) -> None:
        pass
