"""One unit: its four tasks, its trends, and every number down to its cell."""

import streamlit as st

from dashboard.components.unit_head import show_unit_head
from dashboard.components.unit_history import show_calendar, show_changes
from dashboard.components.unit_indicators import show_unit_indicators
from dashboard.components.unit_list import show_unit_list
from dashboard.components.unit_periods import show_unit_trend
from dashboard.components.unit_said import show_said
from dashboard.components.unit_source import show_unit_source
from dashboard.components.unit_tasks import show_unit_tasks
from dashboard.frame import open_page
from dashboard.unit_record import read_unit

view = open_page("units", unit_use="choose")

if view.choice.unit_code is None:
    show_unit_list(view)
    st.stop()

record = read_unit(view, view.choice.unit_code)

indicator_code = show_unit_source(view, record)  # what was asked for stands first: a phone shows no more
show_unit_head(view, record)
show_unit_tasks(view, record)
show_unit_indicators(view, record, indicator_code)
show_unit_trend(view, record)
show_calendar(view, record)
show_changes(view, record)
show_said(view, record)
