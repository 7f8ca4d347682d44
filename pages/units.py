"""One unit: its four tasks, its trends, and every number down to its cell."""

from dashboard.frame import open_page

view = open_page("units", unit_use="choose")
