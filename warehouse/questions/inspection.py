"""What inspections found, and what became of it."""

from collections.abc import Sequence

import pandas as pd

from warehouse.questions.search import holds_every_word
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def content_areas(snapshot: Snapshot, _scope: Scope, programme_code: str) -> pd.DataFrame:
    """A programme's content areas of an inspection in order. Columns: area_code, area_name_vi, area_name_en."""
    return snapshot.ask(
        """
        select area_code, area_name_vi, area_name_en
        from dim.content_area
        where programme_code = $programme_code
        order by area_code
        """,
        {"programme_code": programme_code},
    )


def findings(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, words: Sequence[str] = ()
) -> pd.DataFrame:
    """The inspection lists current in the period, of the units within the scope; with `words`, rows that hold them all.

    Columns: unit_code, row_number, area_code, rating_number (0 not met, 1 partly, 2 met; may be missing), finding_text,
    recommendation_text (strangers' text), due_date, finding_status_code (open | done, may be missing),
    submission_code, sheet_name, cell_ref. In the order of units and rows.
    """
    return snapshot.ask(
        f"""
        select
            unit_code, row_number, area_code, rating_number, finding_text, recommendation_text, due_date,
            finding_status_code, submission_code, sheet_name, cell_ref
        from fact.finding
        where
            programme_code = $programme_code
            and period_code = $period_code
            and ($scope is null or list_contains($scope, unit_code))
            and {holds_every_word("finding_text", "recommendation_text")}
        order by unit_code, row_number
        """,  # noqa: S608 - the condition is ours
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "scope": scope.parameter,
            "words": list(words),
        },
    )
