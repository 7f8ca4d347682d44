"""Which letters the bytes of a text file stand for. Only what is sure is taken: a wrong guess would garble names."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1 << 20
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Windows-1258 writes "ế" as "ê" and a tone; these are its letters for Vietnamese, and signs that office programs put
LETTERS = "àáâăèéêíóôơùúưđÀÁÂĂÈÉÊÍÓÔƠÙÚƯĐ"
SIGNS = "\u00a0–—‘’“”„…•«»§°±²³µ·×÷¼½¾₫€"
TONES = "\u0300\u0301\u0303\u0309\u0323"
STRAY_TONE = re.compile(f"(?<![aăâeêioôơuưyAĂÂEÊIOÔƠUƯY])[{TONES}]")
UNUSUAL = re.compile(f"[^\\x00-\\x7f{LETTERS}{SIGNS}{TONES}]")
# In no other encoding of Vietnamese do the bytes of these two follow each other in a word
SURE_SIGN = re.compile(f"[ăâêôơưĂÂÊÔƠƯ][{TONES}]")


def encoding_of(path: Path) -> str | None:
    """The encoding of a text file: utf-8, utf-8-sig, utf-16 or cp1258; None where none is sure."""
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((encoding for mark, encoding in MARKS.items() if head.startswith(mark)), None)
    if _decodes(path, marked or "utf-8"):
        return marked or "utf-8"
    return "cp1258" if not marked and _is_windows_1258(path) else None


def _decodes(path: Path, encoding: str) -> bool:
    try:
        for _ in _texts(path, encoding):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _is_windows_1258(path: Path) -> bool:
    is_sure, before = False, ""
    try:
        for text in _texts(path, "cp1258"):
            joined = before + text
            if STRAY_TONE.search(joined, len(before)) or UNUSUAL.search(text):
                return False
            is_sure = is_sure or bool(SURE_SIGN.search(joined))
            before = text[-1:]  # a letter and its tone may stand on both sides of a cut
    except UnicodeDecodeError:
        return False
    return is_sure


def _texts(path: Path, encoding: str) -> Iterator[str]:
    """The file's text piece by piece, none of them empty."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if text := decoder.decode(chunk):
                yield text
    if text := decoder.decode(b"", final=True):
        yield text
