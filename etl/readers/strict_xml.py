"""Read a stranger's XML in one pass: no document type, so no entity of its own; no depth and nothing from outside."""

from typing import IO, Protocol
from xml.parsers import expat

CHUNK = 1 << 16
MAX_DEPTH = 100  # elements inside elements; a form of ours has about ten


class Looker(Protocol):
    """What is told of each element as it passes by; nothing is kept but what this keeps."""

    @property
    def is_done(self) -> bool:
        """Whether the rest need not be read."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


def look_through(file: IO[bytes], look: Looker, separator: str | None = None) -> None:
    """Tell `look` what stands in `file`. `separator`: between an element's namespace and its name, else as written.

    Raises expat.ExpatError on broken XML, ValueError on a document type or too deep a nesting.
    """
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError("elements stand too deep in each other")
        look.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        look.end(name)

    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = look.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while not look.is_done and (chunk := file.read(CHUNK)):
        parser.Parse(chunk, False)
    if not look.is_done:
        parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a workbook has no document type; entities could fill the memory")
