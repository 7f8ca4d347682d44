"""Task by task: communication and training."""

from dashboard.components.activity import show_activity
from dashboard.components.indicator_table import show_indicators
from dashboard.components.news_norm import show_news_norm
from dashboard.components.task_difficulties import show_task_difficulties
from dashboard.components.task_sections import show_standing, show_task_progress
from dashboard.components.task_trend import show_trend
from dashboard.components.year_end import show_year_end
from dashboard.task_view import open_task_page

page = open_task_page("communication")

show_standing(page)
show_trend(page)
show_year_end(page)
show_task_progress(page)
show_activity(page, ("events", "classes", "event_attendances", "class_attendances"))
show_news_norm(page)
show_indicators(page)
show_task_difficulties(page)
