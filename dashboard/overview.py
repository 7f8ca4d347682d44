"""What the Overview compares the chosen period with: the period before it."""

from dataclasses import dataclass

import pandas as pd

from dashboard.frame import View
from dashboard.progress import groups_as_read, period_before
from warehouse.questions.catalogue import periods
from warehouse.questions.progress import progress_by_group, progress_change


@dataclass(frozen=True)
class Before:
    """The period before the chosen one: its name (empty in a programme's first), and how the groups stood.

    `groups` are as `groups_as_read` gives them; `changes` the rows of `progress_change` of the chosen type of unit.
    """

    period_name: str
    groups: pd.DataFrame
    changes: pd.DataFrame


def read_before(view: View) -> Before:
    """Ask for the period before, in the chosen reading and of the chosen type of unit."""
    choice, ask = view.choice, view.reader.ask
    before = period_before(ask(periods, choice.programme_code), choice.period_code)
    code = choice.period_code if before is None else str(before["period_code"])
    groups = groups_as_read(ask(progress_by_group, choice.programme_code, code), choice.is_over_all)
    changes = ask(progress_change, *view.key)
    if choice.unit_type:
        changes = changes[changes.unit_type == choice.unit_type]
    if before is None:
        return Before("", groups.iloc[:0], changes)
    return Before(str(before[view.t.column("period_name")]), groups, changes)
