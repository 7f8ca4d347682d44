"""Task by task: advice on women-cadre work."""

from dashboard.frame import open_page

view = open_page("cadres", has_reading=True)
