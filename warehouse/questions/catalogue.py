"""What the committee decided, as the snapshot holds it. Everybody's: scope is taken, as by every question,
and only narrows units."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def programmes(snapshot: Snapshot, _scope: Scope) -> pd.DataFrame:
    """All programmes, the newest first.

    Columns: programme_code, programme_name_vi, programme_name_en, from_date, to_date, late_by_code
    (received_at | report_date), on_track_min_ratio, at_risk_min_ratio (0–1).
    """
    return snapshot.ask(
        """
        select
            programme_code, programme_name_vi, programme_name_en, from_date, to_date,
            late_by_code, on_track_min_ratio, at_risk_min_ratio
        from dim.programme
        order by from_date desc, programme_code
        """
    )


def periods(snapshot: Snapshot, _scope: Scope, programme_code: str) -> pd.DataFrame:
    """A programme's periods in order of time, those not begun too.

    Columns: period_code, period_number, period_name_vi, period_name_en, from_date, to_date, due_date.
    """
    return snapshot.ask(
        """
        select period_code, period_number, period_name_vi, period_name_en, from_date, to_date, due_date
        from dim.period
        where programme_code = $programme_code
        order by period_number
        """,
        {"programme_code": programme_code},
    )


def tasks(snapshot: Snapshot, _scope: Scope, programme_code: str) -> pd.DataFrame:
    """A programme's tasks in order.

    Columns: task_code, task_number, task_name_vi, task_name_en, task_short_vi, task_short_en, page_code.
    """
    return snapshot.ask(
        """
        select task_code, task_number, task_name_vi, task_name_en, task_short_vi, task_short_en, page_code
        from dim.task
        where programme_code = $programme_code
        order by task_number
        """,
        {"programme_code": programme_code},
    )


def units(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """A programme's units within the scope, in the catalogue's order, whenever they were valid.

    Columns: unit_code, unit_type (department | district | office), unit_kind (finer), unit_name_vi, unit_name_en,
    unit_short_vi, unit_short_en, reports_by (duty | coordination), commune_count.
    """
    return snapshot.ask(
        """
        select
            unit_code, unit_type, unit_kind, unit_name_vi, unit_name_en, unit_short_vi, unit_short_en,
            reports_by, commune_count
        from dim.unit
        where
            programme_code = $programme_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_number
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )


def unit_tiles(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """The programme's units within the scope that have a tile on the map.

    Columns: unit_code, map_row (from the north), map_column (from the west), both from 1 on. No row where the programme
    has no map, or the snapshot is older than maps are.
    """
    rows = snapshot.ask(
        """
        select *
        from dim.unit
        where
            programme_code = $programme_code
            and ($scope is null or list_contains($scope, unit_code))
        order by unit_number
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )
    tiles = rows.reindex(columns=["unit_code", "map_row", "map_column"]).dropna()
    return tiles.astype({"map_row": int, "map_column": int})
