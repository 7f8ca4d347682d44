"""How the numbers come about."""

from dashboard.frame import open_page

view = open_page("method", unit_use=None)
