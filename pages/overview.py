"""The chair's two minutes: where the tasks stand, and which units hold them back."""

import streamlit as st

from dashboard.components.headings import show_heading
from dashboard.components.legend import show_legend
from dashboard.components.movement import show_movement
from dashboard.components.notices import show_empty
from dashboard.components.task_cards import show_task_cards
from dashboard.components.tile_map import show_tile_map
from dashboard.components.told_sentences import show_sentences
from dashboard.components.unit_matrix import show_matrices
from dashboard.components.unit_progress import show_progress
from dashboard.filters import pick_segment
from dashboard.frame import open_page
from dashboard.overview import read_before
from dashboard.progress import groups_as_read, groups_since, name_tasks, units_worst_first
from warehouse.questions.catalogue import tasks
from warehouse.questions.progress import progress_by_group, progress_by_unit

view = open_page("overview", has_reading=True)
t, choice, ask = view.t, view.choice, view.reader.ask

task_rows = name_tasks(ask(tasks, choice.programme_code), t)
groups = groups_as_read(ask(progress_by_group, *view.key), choice.is_over_all)
rows = units_worst_first(ask(progress_by_unit, *view.key), view.unit_rows, choice.unit_type)

if not groups.reported_count.any():
    show_empty(t("empty.no_reports_title"), t("empty.no_reports", due=t.date(view.period["due_date"])))
    st.stop()

show_heading(t("overview.cards"), t("overview.cards_lead", period=t.date(view.period["to_date"])))
before = read_before(view)
show_task_cards(view, task_rows, groups_since(groups, before.groups), before.period_name)

if rows.empty:
    show_empty(t("empty.no_units_title"), t("empty.no_units"))
    st.stop()

show_sentences(view, before, rows, task_rows)

show_heading(t("overview.matrix"), t("overview.matrix_lead"))
show_legend(view)
with show_matrices(view, t("overview.matrix"), rows, task_rows):
    show_tile_map(view, rows, task_rows)

show_movement(view, before, task_rows)

show_heading(t("overview.progress"), t("overview.progress_lead"))
# Numbers, not names: these labels are read as markup, and names come from the programme's files.
numbers = {task.task_code: t("task.short", number=task.task_number) for task in task_rows.itertuples()}
task_code = pick_segment("task", t("overview.pick_task"), numbers)
task_name = task_rows.set_index("task_code").task_name[task_code]
show_progress(view, f"{t('overview.progress')}: {task_name}", rows[rows.task_code == task_code], task_name)
