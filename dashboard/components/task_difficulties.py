"""What units say holds them back on a task, in their own words."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.difficulty_list import show_difficulties
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_note
from dashboard.difficulties import named_difficulties
from dashboard.filters import page_address
from dashboard.task_view import TaskView
from warehouse.questions.difficulties import difficulties

_SHOWN = 4


def show_task_difficulties(page: TaskView) -> None:
    """What most units of the chosen type share on the task, the rest behind a click, and the way to all."""
    view, t = page.view, page.view.t
    show_heading(t("task.difficulties"), t("task.difficulties_lead"))
    rows = view.reader.ask(difficulties, *view.key)
    rows = rows[rows.task_code == page.task_code]
    named = named_difficulties(rows, page.typed_units, pd.DataFrame([page.task]), t)
    if named.empty:
        show_note(t("task.no_difficulties"))
        return
    show_difficulties(view, named, has_task=False, shown=_SHOWN)
    address = escape(page_address("difficulties", task=page.task_code))
    st.html(f'<p class="tb-more"><a href="{address}" target="_self">{escape(t("task.all_difficulties"))}</a></p>')
