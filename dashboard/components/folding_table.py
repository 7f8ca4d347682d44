"""A table of texts that folds on a phone: each row becomes a paragraph, each cell says what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.components.status_mark import explained


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a text, a quieter line under it, an address if it leads somewhere. Never markup.

    why: the sentences by which a text explains itself, under a key of the page's own (`status_mark`).
    """

    text: str
    small: str = ""
    address: str = ""
    fill: str = ""
    why: Sequence[str] = ()
    key: str = ""

    @property
    def html(self) -> str:
        """As markup, everything escaped."""
        text = escape(self.text)
        if self.why:
            text = explained(self.key, text, self.why)
        if self.address:
            text = f'<a href="{escape(self.address)}" target="_self">{text}</a>'
        return text + (f" <small>{escape(self.small)}</small>" if self.small else "")


def folding_table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, marked: int | None = None) -> str:
    """The table as markup. The first cell of a row names it; a cell without text is left out on a phone.

    marked: the number of the row that the reader asked for.
    """
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(_row(heads, cells, is_marked=number == marked) for number, cells in enumerate(rows))
    return f'<table class="tb-fold"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def labelled_cells(heads: Sequence[str], cells: Sequence[str]) -> str:
    """The cells of a row that folds on a phone, each with what it is. heads: text; cells: markup, escaped already."""
    return "".join(
        f'<td data-label="{escape(head)}"><div>{cell}</div></td>' for head, cell in zip(heads, cells, strict=True)
    )


def _row(heads: Sequence[str], cells: Sequence[Cell], *, is_marked: bool) -> str:
    mark = ' class="tb-chosen"' if is_marked else ""
    first, *rest = cells
    told = "".join(_cell(head, cell) for head, cell in zip(heads[1:], rest, strict=True))
    return f'<tr{mark}><th scope="row">{first.html}</th>{told}</tr>'


def _cell(head: str, cell: Cell) -> str:
    style = f' style="background:{cell.fill}"' if cell.fill else ""
    empty = "" if cell.text else ' class="tb-empty"'
    return f'<td data-label="{escape(head)}"{empty}{style}>{cell.html}</td>'
