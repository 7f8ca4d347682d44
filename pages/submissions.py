"""The staff's desk: who has reported, what came back, and the workbooks to send out."""

from dashboard.frame import open_page

view = open_page("submissions", unit_use="narrow")
