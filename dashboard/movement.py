"""Which units moved between statuses since the period before, made ready for the screen."""

import pandas as pd

# As they are read: the worst first; `unchanged` is no movement.
MOVEMENTS = ("slipped", "fell_silent", "unassessed", "improved", "started", "assessed")


def moved_units(changes: pd.DataFrame, calendar: pd.DataFrame) -> pd.DataFrame:
    """The rows of `progress_change` that moved, the worst movement of each task first, then the furthest down.

    calendar: as `View.calendar`; a unit whose report is not due yet has not fallen silent. Adds unit_name, unit_short.
    """
    named = changes.merge(calendar[["unit_code", "unit_name", "unit_short", "state_code"]], on="unit_code")
    is_waiting = (named.state_code == "not_due") & ~named.has_report_in_period
    moved = named[named.movement_code.isin(MOVEMENTS) & ~is_waiting]
    rank = moved.movement_code.map(MOVEMENTS.index)
    return (
        moved.assign(rank=rank)
        .sort_values(["task_code", "rank", "attainment_ratio", "unit_code"], kind="stable", ignore_index=True)
        .drop(columns=["rank", "state_code"])
    )
