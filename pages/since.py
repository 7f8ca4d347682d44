"""Since the last meeting: the snapshot that is shown beside an earlier one."""

import streamlit as st

from dashboard.comparison import open_comparison
from dashboard.components.notices import show_empty
from dashboard.components.since_lists import show_decisions, show_new_difficulties, show_submissions
from dashboard.components.since_progress import show_statuses, show_summary, show_tasks
from dashboard.frame import open_page

view = open_page("since", unit_use="narrow", has_reading=True)
compared = open_comparison(view)

if compared.is_empty:
    show_empty(view.t("since.nothing_title"), view.t("since.nothing", moment=compared.moment))
    st.stop()

show_summary(compared)
show_tasks(compared)
show_statuses(compared)
show_submissions(compared)
show_decisions(compared)
show_new_difficulties(compared)
