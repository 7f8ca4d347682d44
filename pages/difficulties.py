"""What units say holds them back."""

from dashboard.frame import open_page

view = open_page("difficulties", unit_use="narrow")
