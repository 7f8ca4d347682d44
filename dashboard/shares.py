"""Ratios unit by unit, made ready for the screen: the two halves beside the share, and why there is none."""

import pandas as pd

from dashboard.task_view import TaskView
from warehouse.questions.indicators import ratio_parts


def unit_shares(page: TaskView, role_code: str) -> pd.DataFrame:
    """A row for each unit of the chosen type to which a ratio applies, the least first, then those without one.

    role_code: what the ratio is to a screen; no rows where the task has none. Columns: those of `of_units`, and
    numerator_value, denominator_value, is_earlier (nothing came this period), state_code: `known`, `not_applicable`
    (there is nothing to take a share of), `not_filled` or `no_report`.
    """
    rows = page.of_units()
    rows = rows[rows.role_code == role_code]
    if rows.empty:
        return rows.assign(numerator_value=[], denominator_value=[], is_earlier=[], state_code=[])
    parts = page.view.reader.ask(ratio_parts, *page.view.key, rows.indicator_code.iloc[0])
    rows = rows.merge(parts, on="unit_code", how="left", validate="one_to_one")
    rows = rows.assign(
        is_earlier=rows.unit_code.isin(page.earlier_units) & rows.to_date_value.notna(),
        state_code=[_state(*row) for row in zip(rows.status_code, rows.is_blank, rows.denominator_value, strict=True)],
    )
    return rows.sort_values("to_date_value", na_position="last", kind="stable", ignore_index=True)


def _state(status_code: str, is_blank: bool, denominator_value: float) -> str:
    if denominator_value == 0:
        return "not_applicable"
    if status_code == "no_report":
        return "no_report"
    return "not_filled" if is_blank else "known"
