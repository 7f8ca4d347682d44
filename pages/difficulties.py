"""What units say holds them back: by task, type of unit and period, and searched."""

import streamlit as st

from dashboard.charts.difficulty_bars import difficulties_finding, difficulty_bars
from dashboard.components.difficulty_list import show_difficulties
from dashboard.components.difficulty_tables import list_table, period_table, task_table
from dashboard.components.exhibit import offer_downloads, pick_table, show_figure, show_table
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_empty
from dashboard.difficulties import count_by_task, named_difficulties
from dashboard.filters import NOTHING, pick_segment, type_text
from dashboard.frame import open_page
from dashboard.progress import name_tasks
from warehouse.questions.catalogue import tasks
from warehouse.questions.difficulties import difficulties
from warehouse.questions.search import search_words

view = open_page("difficulties", unit_use="narrow")
t, ask = view.t, view.reader.ask
task_rows = name_tasks(ask(tasks, view.choice.programme_code), t)
everything = named_difficulties(ask(difficulties, *view.key), view.narrowed_units, task_rows, t)

if everything.empty:
    show_empty(t("difficulties.none_title"), t("difficulties.none"))
    st.stop()

show_heading(t("difficulties.by_task"), t("difficulties.by_task_lead"))
counts = count_by_task(everything, task_rows)
if pick_table(view, "by-task", t("difficulties.by_task"), task_table(counts, t)):
    show_table(view, task_table(counts, t), difficulties_finding(counts, t))
else:
    show_figure("difficulties", difficulty_bars(counts, t), difficulties_finding(counts, t))
with st.expander(t("difficulties.by_period")):
    show_table(view, period_table(view, task_rows), t("difficulties.by_period"))

show_heading(t("difficulties.list"), t("difficulties.list_lead"))
numbers = {task.task_code: t("task.short", number=task.task_number) for task in task_rows.itertuples()}
task_code = pick_segment("task", t("difficulties.pick_task"), {NOTHING: t("difficulties.all_tasks"), **numbers})
words = tuple(search_words(type_text("search", t("difficulties.search"), t("difficulties.search_hint"))))
found = named_difficulties(ask(difficulties, *view.key, words), view.narrowed_units, task_rows, t)
found = found[found.task_code == task_code] if task_code else found

if found.empty:
    show_empty(t("difficulties.not_found_title"), t("difficulties.not_found"))
    st.stop()

st.caption(t("difficulties.found", count=len(found), units=found.unit_code.nunique()))
offer_downloads(view, "list", t("difficulties.list"), list_table(found, t))
show_difficulties(view, found)
