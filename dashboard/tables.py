"""A table as a screen shows it and a file holds it: the columns in order, each with its heading and its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from dashboard.charts.status import STATUSES
from dashboard.words import Words

Kind = Literal["text", "number", "ratio", "date", "moment", "status"]


@dataclass(frozen=True)
class Column:
    """One column: its name in the rows, its heading in the reader's language, what its values are.

    A `ratio` is 0–1 and shown in percent; a `moment` is UTC; a `status` is a status code, shown as its word.
    """

    name: str
    heading: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """Rows and the columns of them that are shown. A missing value stays missing."""

    rows: pd.DataFrame
    columns: Sequence[Column]

    def under_headings(self, t: Words) -> pd.DataFrame:
        """The rows under the columns' headings, statuses as symbol and word; the other values as they are."""
        return pd.DataFrame(
            {
                column.heading: self.rows[column.name].map(lambda code: status_text(code, t))
                if column.kind == "status"
                else self.rows[column.name]
                for column in self.columns
            }
        )

    def formats(self, t: Words) -> dict[str, Callable[[Any], str]]:
        """How the values of each column are written, by heading."""
        return {column.heading: _writer(column.kind, t) for column in self.columns if column.kind in _WRITERS}


_WRITERS: dict[str, Callable[[Words], Callable[[Any], str]]] = {
    "number": lambda t: lambda value: t.value(value, 3),
    "ratio": lambda t: t.percent,
    "date": lambda t: t.date,
    "moment": lambda t: t.moment,
}


def _writer(kind: str, t: Words) -> Callable[[Any], str]:
    return _WRITERS[kind](t)


def status_text(status_code: str, t: Words) -> str:
    """Symbol and word of a status."""
    return f"{STATUSES[status_code].symbol} {t(f'status.{status_code}')}"
