"""The way to a unit's page."""

from html import escape

from dashboard.filters import page_address


def unit_link(unit_code: str, shown_name: str, unit_name: str = "") -> str:
    """A unit's name as markup, leading to its page with the filters as they are; the full name on hovering."""
    address = escape(page_address("units", unit=unit_code))
    title = f' title="{escape(unit_name)}"' if unit_name else ""
    return f'<a href="{address}" target="_self"{title}>{escape(shown_name)}</a>'
