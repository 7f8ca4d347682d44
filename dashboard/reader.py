"""One reader's way to the numbers: one snapshot for a whole run of a page, one scope, answers kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from warehouse.home import find_home
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, current_snapshot_id, open_snapshot

Question = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Reader:
    """Who asks, and which snapshot answers."""

    snapshot: Snapshot
    scope: Scope

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


def open_reader() -> Reader | None:
    """A reader of the current snapshot; None where nothing was published yet."""
    home = find_home()
    snapshot_id = current_snapshot_id(home)
    return None if snapshot_id is None else Reader(open_snapshot(home, snapshot_id), Scope.everything())


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
