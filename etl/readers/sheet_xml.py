"""One pass over a worksheet's XML for what a reader of values hides: faults, and cells far out.

Nothing is kept of what passes by, so a million formatted blank rows cost time and no memory.
"""

import re
from dataclasses import dataclass, field
from typing import IO

from etl.readers.sheet import MAX_COLUMN, MAX_ROW, Fault, cell_ref
from etl.readers.strict_xml import look_through

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
KEPT_LETTERS = 1_000  # of a formula or an error's name; the values are another reader's


@dataclass
class SheetFacts:
    """Faults by place (row, column), counted from 0; `far_ref` names the first cell with content out there.

    The last row and column have content, and -1 stands for none.
    """

    faults: dict[tuple[int, int], Fault] = field(default_factory=dict)
    far_ref: str | None = None
    last_row: int = -1
    last_column: int = -1


def look_at_sheet(file: IO[bytes]) -> SheetFacts:
    """The facts of one worksheet. Raises as `look_through`."""
    look = _Look()
    look_through(file, look)
    return look.facts


class _Look:
    """What is known of the row and cell that the parser stands in."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self._row = self._column = -1
        self._cell_type = ""
        self._texts: dict[str, str] = {}  # of the cell's elements: v, f, is
        self._element = ""

    @property
    def is_done(self) -> bool:
        return self.facts.far_ref is not None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._place_cell(attributes.get("r", ""))
            self._cell_type = attributes.get("t", "")
            self._texts = {}
        elif tag == "row":
            given = attributes.get("r", "")
            self._row = int(given) - 1 if given.isdecimal() else self._row + 1
            self._column = -1
        elif tag in ("v", "f", "is"):
            self._texts[tag] = ""
            self._element = tag

    def text(self, text: str) -> None:
        if self._element:
            before = self._texts.get(self._element, "")
            if len(before) < KEPT_LETTERS:
                self._texts[self._element] = before + text[:KEPT_LETTERS]

    def end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            if self._texts:
                self._take_cell()
        elif tag == self._element:
            self._element = ""

    def _place_cell(self, reference: str) -> None:
        """Programs may leave out the reference: then a cell stands right of the one before."""
        match = REFERENCE.fullmatch(reference)
        if not match:
            self._column += 1
            return
        self._column = -1
        for letter in match[1]:
            self._column = (self._column + 1) * 26 + ord(letter) - ord("A")
        self._row = int(match[2]) - 1

    def _take_cell(self) -> None:
        place = self._row, self._column
        if self._row >= MAX_ROW or self._column >= MAX_COLUMN:
            self.facts.far_ref = self.facts.far_ref or cell_ref(*place)
            return
        self.facts.last_row = max(self.facts.last_row, self._row)
        self.facts.last_column = max(self.facts.last_column, self._column)
        if self._cell_type == "e":
            self.facts.faults[place] = Fault("formula_error", self._texts.get("v", ""))
        elif "f" in self._texts and not self._texts.get("v"):
            self.facts.faults[place] = Fault("formula_without_value", f"={self._texts['f']}")
