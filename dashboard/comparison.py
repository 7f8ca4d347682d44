"""The snapshot that is shown beside an earlier one: which, and what changed between them."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import filters
from dashboard.components.notices import show_empty, show_note
from dashboard.components.snapshot_picker import pick_snapshot
from dashboard.decisions import decisions
from dashboard.difficulties import named_difficulties
from dashboard.frame import View
from dashboard.progress import groups_as_read, name_tasks
from dashboard.reader import Question, Reader
from dashboard.since import (
    NO_CHANGE,
    changed_decisions,
    changed_groups,
    changed_statuses,
    new_difficulties,
    new_submissions,
    opening_snapshot,
)
from warehouse.home import find_home
from warehouse.kept import Kept, kept_snapshots
from warehouse.questions.catalogue import tasks
from warehouse.questions.changes import accepted_submissions
from warehouse.questions.difficulties import difficulties
from warehouse.questions.progress import progress_by_group, progress_by_unit
from warehouse.questions.submissions import reported_periods


@dataclass(frozen=True)
class Comparison:
    """A page's view, the reader of the earlier snapshot, and when that was published, in words.

    `tasks` are rows of `name_tasks`; the others as `dashboard.since` gives them: groups, units and difficulties of the
    chosen period, submissions of all periods, of the units chosen; decisions of the whole programme.
    """

    view: View
    moment: str
    tasks: pd.DataFrame
    groups: pd.DataFrame
    statuses: pd.DataFrame
    submissions: pd.DataFrame
    decisions: pd.DataFrame
    difficulties: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed at all."""
        lists = (self.statuses, self.submissions, self.decisions, self.difficulties)
        return all(rows.empty for rows in lists) and not self.moved_groups

    @property
    def moved_groups(self) -> int:
        """How many of the groups' attainments are others than they were."""
        rows = self.groups
        is_new = rows.then_ratio.isna() != rows.now_ratio.isna()
        return int((is_new | (rows.change_ratio.abs() > NO_CHANGE)).sum())


def open_comparison(view: View) -> Comparison:
    """Draw the choice of the earlier snapshot and ask both. Where there is none it says so and ends the run."""
    t = view.t
    kept = kept_snapshots(find_home())
    shown_id = view.reader.snapshot.snapshot_id
    shown = next((one for one in kept if one.snapshot_id == shown_id), None)
    earlier = kept[kept.index(shown) + 1 :] if shown else []
    chosen = _pick_earlier(view, earlier, shown) if shown and earlier else None
    reader = view.reader.looking_at(chosen.snapshot_id) if chosen else None
    if chosen is None or reader is None:
        show_empty(t("since.none_title"), t("since.none"))
        st.stop()
    moment = t.moment(chosen.published_at)
    _say_what_was_not_there(view, reader, moment)
    return _compare(view, reader, moment)


def _pick_earlier(view: View, earlier: list[Kept], shown: Kept) -> Kept:
    t = view.t
    opening = opening_snapshot(earlier, shown)
    wished = st.query_params.get("since")
    chosen = next((one for one in earlier if one.snapshot_id == wished), opening)
    if filters.misfit("since", chosen.snapshot_id):
        show_note(t("since.misfit", code=filters.misfit("since", chosen.snapshot_id)))
    with st.container(horizontal=True, key="since"):
        pick_snapshot("since", t("since.day"), earlier, chosen, opening.snapshot_id, t)
    return chosen


def _say_what_was_not_there(view: View, reader: Reader, moment: str) -> None:
    """The comparison is of one period: the earlier snapshot may have had no report of it."""
    t, (programme_code, period_code) = view.t, view.key
    if reader.ask(tasks, programme_code).empty:
        show_note(t("since.no_programme", moment=moment))
    elif period_code not in set(reader.ask(reported_periods, programme_code).period_code):
        show_note(t("since.no_period", moment=moment, period=view.period[t.column("period_name")]))


def _compare(view: View, reader: Reader, moment: str) -> Comparison:
    t, code = view.t, view.choice.programme_code
    chosen_units = view.narrowed_units.unit_code
    task_rows = name_tasks(view.reader.ask(tasks, code), t)

    def both(question: Question, *parameters: object) -> tuple[pd.DataFrame, pd.DataFrame]:
        return reader.ask(question, *parameters), view.reader.ask(question, *parameters)

    groups = changed_groups(
        *(groups_as_read(rows, view.choice.is_over_all) for rows in both(progress_by_group, *view.key))
    )
    statuses = changed_statuses(*both(progress_by_unit, *view.key))
    submissions = new_submissions(*both(accepted_submissions, code))
    told = new_difficulties(*both(difficulties, *view.key))
    return Comparison(
        view,
        moment,
        task_rows,
        groups[groups.group_code.isin(_group_codes(view))],
        statuses[statuses.unit_code.isin(chosen_units)],
        submissions[submissions.unit_code.isin(chosen_units)],
        changed_decisions(decisions(reader, code, t), decisions(view.reader, code, t)),
        named_difficulties(told, view.narrowed_units, task_rows, t),
    )


def _group_codes(view: View) -> tuple[str, ...]:
    """The city and the chosen type of unit, or all types."""
    chosen = view.choice.unit_type
    return ("city", chosen) if chosen else ("city", *filters.UNIT_TYPES)
