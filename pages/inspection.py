"""Task by task: inspection."""

from dashboard.frame import open_page

view = open_page("inspection", has_reading=True)
