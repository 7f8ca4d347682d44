"""The five sentences of the Overview: which one fits the data, and what stands in it. No words.

The rules are written down in docs/overview.md.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard.unit_standing import as_shown

LEAST_TOLD = 0.01  # of a share: a change smaller than a percentage point is no news
NAMED_AT_MOST = 3


@dataclass(frozen=True)
class Sentence:
    """A sentence: the code of its words, the units that it names in order, how many more there are, other values."""

    code: str
    unit_codes: tuple[str, ...] = ()
    more_count: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)


def five_sentences(
    changes: pd.DataFrame, rows: pd.DataFrame, calendar: pd.DataFrame, all_periods: pd.DataFrame, today: date
) -> list[Sentence]:
    """Biggest gain, biggest slip, who is behind on most tasks, who has not reported, what is due next.

    changes: as `progress_change`, empty in a first period. rows: as `units_worst_first`. calendar: `View.calendar` of
    the same units, in the catalogue's order. all_periods: `submission_calendar` of these units, of every period.
    """
    return [*_moves(changes), _most_behind(rows), _silent(calendar, today), _due_next(all_periods, today)]


def _moves(changes: pd.DataFrame) -> list[Sentence]:
    """Gain and slip, or why there is neither. Only a unit that reported the task in this period moved by itself."""
    if changes.empty:
        return [Sentence("first_period")]
    moved = changes[changes.has_report_in_period & changes.change_ratio.notna()]
    if moved.empty:
        return [Sentence("nothing_to_compare")]
    shown = moved.attainment_ratio.map(as_shown) - moved.previous_attainment_ratio.map(as_shown)
    moved = moved.assign(shown=shown.round(9))
    return [_biggest(moved, "gain", 1), _biggest(moved, "slip", -1)]


def _biggest(moved: pd.DataFrame, code: str, sign: int) -> Sentence:
    """Of equals the one that stands furthest out now, then by order of task and unit; the others are counted."""
    most = (sign * moved.shown).max()
    if most < LEAST_TOLD:
        return Sentence(f"no_{code}")
    equal = moved[sign * moved.shown == most]
    ordered = equal.assign(out=-sign * equal.attainment_ratio.map(as_shown)).sort_values(
        ["out", "task_code", "unit_code"], kind="stable"
    )
    first: dict[Hashable, Any] = ordered.to_dict("records")[0]
    values = {
        "task_code": first["task_code"],
        "points": most,
        "before": first["previous_attainment_ratio"],
        "now": first["attainment_ratio"],
    }
    return Sentence(code, (str(first["unit_code"]),), len(ordered) - 1, values)


def _most_behind(rows: pd.DataFrame) -> Sentence:
    """The units behind on most tasks, in the order of the matrix."""
    behind = (rows.status_code == "behind").groupby(rows.unit_code, sort=False).sum()
    most = int(behind.max()) if len(behind) else 0
    if most == 0:
        return Sentence("none_behind")
    # The matrix stands worst first, so the rows already are in order.
    return _naming("most_behind", list(behind[behind == most].index), {"task_count": most})


def _silent(calendar: pd.DataFrame, today: date) -> Sentence:
    """Who has not reported: the overdue by duty first, then those by coordination, then those whose day is to come."""
    silent = calendar[~calendar.has_report]
    if silent.empty:
        return Sentence("all_reported")
    is_overdue = (silent.state_code == "missing") & (silent.reports_by == "duty")
    rank = (~is_overdue).astype(int) + (silent.state_code == "not_due")
    ordered = silent.assign(rank=rank).sort_values("rank", kind="stable")
    values = {"count": len(silent), "overdue_count": int(is_overdue.sum())}
    if not is_overdue.any():
        return _naming("silent", list(ordered.unit_code), values)
    values["days"] = (pd.Timestamp(today) - silent.due_date[is_overdue].min()).days
    return _naming("overdue", list(ordered.unit_code), values)


def _due_next(all_periods: pd.DataFrame, today: date) -> Sentence:
    """The nearest due day, extensions counted, that a unit still has before it, and who must report by then."""
    to_come = all_periods[~all_periods.has_report & (all_periods.due_date >= pd.Timestamp(today))]
    if to_come.empty:
        return Sentence("nothing_due")
    day = to_come.due_date.min()
    next_rows = to_come[to_come.due_date == day]
    values = {"due": day, "days": (day - pd.Timestamp(today)).days, "period_code": next_rows.period_code.iloc[0]}
    of_period = next_rows[next_rows.period_code == values["period_code"]]
    values["count"] = len(of_period)
    if len(of_period) > NAMED_AT_MOST:
        return Sentence("due_next", values=values)
    return _naming("due_next_named", list(of_period.unit_code), values)


def _naming(code: str, unit_codes: Sequence[str], values: Mapping[str, Any]) -> Sentence:
    """A sentence that names all units where they are few, else the first ones and the number of the others."""
    named = NAMED_AT_MOST if len(unit_codes) > NAMED_AT_MOST + 1 else len(unit_codes)
    return Sentence(code, tuple(unit_codes[:named]), len(unit_codes) - named, values)
