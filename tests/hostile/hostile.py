"""Hostile files: what a stranger, a broken disk or an odd program may put into the inbox, and what is told of it."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

LOADS = "accepted"
ANYTHING = "*"  # it may load or come back, if only it gets an answer


@dataclass(frozen=True)
class Hostile:
    """A file, and what may be told of it: codes of errors, LOADS or ANYTHING."""

    name: str
    content: bytes
    told: frozenset[str]


def hostile(name: str, content: bytes, *told: str) -> Hostile:
    """`told`: any one of these will do."""
    return Hostile(name, content, frozenset(told))


def package(parts: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def changed(content: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """A zip with parts replaced, changed, added, or (None) left out."""
    parts: dict[str, bytes] = parts_of(content)
    for name, change in changes.items():
        if change is None:
            del parts[name]
        else:
            parts[name] = change(parts[name]) if callable(change) else change
    return package(parts)


def inserted(before: bytes, more: bytes) -> Callable[[bytes], bytes]:
    """A change of a part: `more` stands before the first `before`."""

    def change(part: bytes) -> bytes:
        assert before in part
        return part.replace(before, more + before, 1)

    return change


def overwritten(content: bytes, places: Iterable[tuple[int, bytes]]) -> bytes:
    """The content with bytes written over it."""
    written = bytearray(content)
    for at, more in places:
        written[at : at + len(more)] = more
    return bytes(written)
