"""Task by task: inter-sectoral coordination."""

from dashboard.components.activity_table import show_activities
from dashboard.components.budget import show_budget
from dashboard.components.indicator_table import show_indicators
from dashboard.components.task_difficulties import show_task_difficulties
from dashboard.components.task_sections import show_standing, show_task_progress
from dashboard.components.task_trend import show_trend
from dashboard.components.violence_steps import show_violence
from dashboard.components.year_end import show_year_end
from dashboard.task_view import open_task_page

page = open_task_page("coordination")

show_standing(page)
show_trend(page)
show_year_end(page)
show_task_progress(page)
show_activities(page)
show_violence(page)
show_budget(page)
show_indicators(page)
show_task_difficulties(page)
