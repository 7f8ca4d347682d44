"""The chair's two minutes: where the tasks stand, and which units hold them back."""

import streamlit as st

from dashboard.components.headings import show_heading
from dashboard.components.legend import show_legend
from dashboard.components.notices import show_empty
from dashboard.components.task_cards import show_task_cards
from dashboard.components.unit_progress import show_matrices, show_progress
from dashboard.frame import open_page
from dashboard.progress import groups_as_read, name_tasks, units_worst_first
from warehouse.questions.catalogue import tasks
from warehouse.questions.progress import progress_by_group, progress_by_unit

view = open_page()
t, choice, ask = view.t, view.choice, view.reader.ask
key = (choice.programme_code, choice.period_code)

task_rows = name_tasks(ask(tasks, choice.programme_code), t)
groups = groups_as_read(ask(progress_by_group, *key), choice.is_over_all)
rows = units_worst_first(ask(progress_by_unit, *key), view.unit_rows, choice.unit_type)

if not groups.reported_count.any():
    show_empty(t("empty.no_reports_title"), t("empty.no_reports", due=t.date(view.period["due_date"])))
    st.stop()

show_heading(t("overview.cards"), t("overview.cards_lead", period=t.date(view.period["to_date"])))
show_task_cards(task_rows, groups, view.least_ratios, choice.unit_type or "city", t)

if rows.empty:
    show_empty(t("empty.no_units_title"), t("empty.no_units"))
    st.stop()

show_heading(t("overview.matrix"), t("overview.matrix_lead"))
show_legend(t)
show_matrices(rows, task_rows, choice.unit_code, t)

show_heading(t("overview.progress"), t("overview.progress_lead"))
show_progress(rows, task_rows, choice.unit_code, t)
