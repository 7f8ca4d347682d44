"""Task by task: advice on women-cadre work."""

from dashboard.components.indicator_table import show_indicators
from dashboard.components.key_leaders import show_key_leaders
from dashboard.components.task_difficulties import show_task_difficulties
from dashboard.components.task_sections import show_standing, show_task_progress
from dashboard.components.task_trend import show_trend
from dashboard.components.women_shares import show_women_shares
from dashboard.components.year_end import show_year_end
from dashboard.task_view import open_task_page

page = open_task_page("cadres")

show_standing(page)
show_trend(page)
show_year_end(page)
show_task_progress(page)
show_women_shares(page)
show_key_leaders(page)
show_indicators(page)
show_task_difficulties(page)
