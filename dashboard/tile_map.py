"""Units as tiles in the shape of the city: their places are the programme's, what they show the reader's choice."""

import pandas as pd

# What a tile shows where several tasks compete: the one that most needs a look.
_WORST_FIRST = ("behind", "at_risk", "no_report", "on_track", "not_assessed")


def map_tiles(rows: pd.DataFrame, places: pd.DataFrame, task_code: str | None) -> pd.DataFrame:
    """One row a unit that has a place, the one most in need of a look first.

    rows: those of `units_worst_first` (columns unit_code, task_code, status_code, attainment_ratio …); of the task, or
    of None each unit's task furthest behind. places: as `unit_tiles`. The map begins at row 1 and column 1.
    """
    wanted = rows if task_code is None else rows[rows.task_code == task_code]
    placed = wanted.merge(places, on="unit_code", validate="many_to_one")
    placed = placed.assign(
        rank=placed.status_code.map(_WORST_FIRST.index),
        map_row=placed.map_row - placed.map_row.min() + 1,
        map_column=placed.map_column - placed.map_column.min() + 1,
    )
    ordered = placed.sort_values(["rank", "attainment_ratio", "task_code"], kind="stable", ignore_index=True)
    return ordered.drop_duplicates("unit_code").drop(columns="rank")
