"""The one XML parser for strangers' parts: no document type, no depth, nothing from outside."""

import io
from xml.parsers import expat

import openpyxl
import pytest

from etl.readers.strict_xml import MAX_DEPTH, look_through

DOCTYPES = {
    "billion laughs": "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>",
    "external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "external DTD": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><x/>',
    "an empty one": "<!DOCTYPE x><x/>",
}


class Seen:
    """All that is told."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.is_done = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.told.append((name, attributes))

    def end(self, name: str) -> None:
        self.told.append(name)

    def text(self, text: str) -> None:
        self.told.append(text)


def seen(text: str, separator: str | None = None) -> list[object]:
    look = Seen()
    look_through(io.BytesIO(text.encode()), look, separator)
    return look.told


@pytest.mark.parametrize("kind", DOCTYPES)
def test_a_document_type_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="document type"):
        seen(DOCTYPES[kind])


def test_ordinary_markup_is_told() -> None:
    assert seen('<x a="1">b&amp;c</x>') == [("x", {"a": "1"}), "b&c", "x"]
    assert seen('<n:x xmlns:n="u"/>', " ") == [("u x", {}), "u x"]


def test_depth_has_a_limit() -> None:
    assert seen("<x>" * MAX_DEPTH + "</x>" * MAX_DEPTH)
    with pytest.raises(ValueError, match="too deep"):
        seen("<x>" * (MAX_DEPTH + 1) + "</x>" * (MAX_DEPTH + 1))


@pytest.mark.parametrize("text", ["", "<x>", "<x>&unknown;</x>", "<x></y>", "x"])
def test_broken_markup_is_refused(text: str) -> None:
    with pytest.raises(expat.ExpatError):
        seen(text)


def test_openpyxl_reads_through_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML
