"""Task by task: inter-sectoral coordination."""

from dashboard.frame import open_page

view = open_page("coordination", has_reading=True)
