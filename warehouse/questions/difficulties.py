"""What units say holds them back."""

from collections.abc import Sequence

import pandas as pd

from warehouse.questions.search import holds_every_word
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def difficulties(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, words: Sequence[str] = ()
) -> pd.DataFrame:
    """The lists current in the period, of the units within the scope; with `words`, the rows that hold them all.

    Columns: unit_code, task_code, row_number, difficulty_text, proposal_text (strangers' text), submission_code,
    sheet_name, cell_ref. In the order of tasks, units and rows.
    """
    return snapshot.ask(
        f"""
        select
            unit_code, task_code, row_number, difficulty_text, proposal_text, submission_code, sheet_name, cell_ref
        from fact.difficulty
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
            and {holds_every_word("difficulty_text", "proposal_text")}
        order by task_code, unit_code, row_number
        """,  # noqa: S608 - the condition is ours
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "scope": scope.parameter,
            "words": list(words),
        },
    )


def difficulty_counts(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """How many difficulties each unit within the scope had on its list: one row per period, task and unit that had any.

    Columns: period_code, task_code, unit_code, difficulty_count.
    """
    return snapshot.ask(
        """
        select period_code, task_code, unit_code, count(*)::integer as difficulty_count
        from fact.difficulty
        where
            programme_code = $programme_code
            and ($scope is null or list_contains($scope, unit_code))
        group by period_code, task_code, unit_code
        order by period_code, task_code, unit_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )
