"""One reader's way to the numbers: one snapshot for a whole run of a page, one scope, answers kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from warehouse.home import find_home
from warehouse.kept import open_kept
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, open_current

Question = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Reader:
    """Who asks, and which snapshot answers. `newest_id` is that of the snapshot which is published now."""

    snapshot: Snapshot
    scope: Scope
    newest_id: str

    @property
    def is_newest(self) -> bool:
        """Whether the reader sees what is published now, not the past."""
        return self.snapshot.snapshot_id == self.newest_id

    def looking_at(self, snapshot_id: str) -> "Reader | None":
        """The same reader before another kept snapshot; None where it is gone meanwhile or cannot be read."""
        snapshot = open_kept(find_home(), snapshot_id)
        return None if snapshot is None else replace(self, snapshot=snapshot)

    def ask(self, question: Question, *parameters: Any) -> pd.DataFrame:
        """The answer to a question of `warehouse.questions`, kept for whoever of this scope asks again."""
        name = f"{question.__module__}.{question.__qualname__}"
        return _answer(
            self.snapshot.snapshot_id,
            name,
            self.scope.unit_codes,
            parameters,
            question,
            self.snapshot,
            self.scope,
        )


def open_reader(wished_id: str | None = None) -> Reader | None:
    """A reader of the wished snapshot, else of the newest; None where nothing was published yet.

    wished_id: text from outside. One that names no snapshot that is kept is as good as none.
    """
    home = find_home()
    newest = open_current(home)
    if newest is None:
        return None
    wished = open_kept(home, wished_id) if wished_id else None
    return Reader(wished or newest, Scope.everything(), newest.snapshot_id)


@st.cache_data(show_spinner=False, max_entries=1_000)
def _answer(
    snapshot_id: str,  # noqa: ARG001 - the first four are the key, the underscored ones do the work
    question_name: str,  # noqa: ARG001
    unit_codes: frozenset[str] | None,  # noqa: ARG001
    parameters: tuple[Any, ...],
    _question: Question,
    _snapshot: Snapshot,
    _scope: Scope,
) -> pd.DataFrame:
    return _question(_snapshot, _scope, *parameters)
