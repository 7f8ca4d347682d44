"""A table whose rows are units and lead to their pages: for matrices that are read, tabbed through and printed."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

import pandas as pd

from dashboard.components.unit_link import explained_link, unit_link
from dashboard.frame import View


def link_table(
    view: View,
    units: pd.DataFrame,
    heads: Iterable[tuple[str, str]],
    cells_of: Callable[[str], Iterable[str]],
    explained_by: Callable[[str], Sequence[str]] | None = None,
) -> str:
    """The table as HTML; a highlighted unit's name is bold.

    units: unit_code, unit_short, unit_name, in order. heads: each column's heading and what it stands for, both text.
    cells_of: from a unit's code to its cells, each a whole `<td>` (see `cell`). explained_by: from a unit's code to the
    sentences that its row shows when it is pointed at or its link has the focus.
    """
    columns = "".join(f'<th scope="col" title="{escape(title)}">{escape(head)}</th>' for head, title in heads)
    body = ""
    for unit in units.to_dict("records"):
        name = unit_link(unit["unit_code"], unit["unit_short"], unit["unit_name"])
        marks = ["tb-chosen"] if unit["unit_code"] == view.choice.unit_code else []
        if explained_by:
            marks.append("tb-why")
            name = explained_link(unit, f"row-{unit['unit_code']}", explained_by(unit["unit_code"]))
        mark = f' class="{" ".join(marks)}"' if marks else ""
        body += f'<tr{mark}><th scope="row">{name}</th>{"".join(cells_of(unit["unit_code"]))}</tr>'
    head = f'<tr><th scope="col">{escape(view.t("chart.unit"))}</th>{columns}</tr>'
    return f'<table class="tb-matrix"><thead>{head}</thead><tbody>{body}</tbody></table>'


def cell(text: str, told: str, fill: str = "transparent") -> str:
    """One cell: what stands in it, what it says in words, and its shade. Both texts are escaped."""
    return f'<td style="background:{fill}" title="{escape(told)}">{escape(text)}</td>'
