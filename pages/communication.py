"""Task by task: communication and training."""

from dashboard.frame import open_page

view = open_page("communication", has_reading=True)
