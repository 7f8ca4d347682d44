"""How the workbook looks: one place for its fonts and colours."""

from typing import Any

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
HEADING_COLOUR = "#1F3864"
OPEN_COLOUR = "#FFF8DC"
LOCKED_COLOUR = "#F2F2F2"
ALARM_COLOUR = "#C00000"
DATE_FORMAT = "dd/mm/yyyy"
TEXT_FORMAT = "@"  # keeps leading zeros, and what begins with "=" a text

_CELL = {**FONT, "border": 1, "border_color": "#A6A6A6", "text_wrap": True}
_OPEN = {**_CELL, "bg_color": OPEN_COLOUR, "locked": False}

STYLES: dict[str, dict[str, Any]] = {
    "title": {**FONT, "font_size": 14, "bold": True, "font_color": HEADING_COLOUR},
    "subtitle": {**FONT, "italic": True, "font_color": "#595959"},
    "alarm": {**FONT, "bold": True, "font_size": 14, "font_color": ALARM_COLOUR},
    "heading": {
        **_CELL,
        "bold": True,
        "align": "center",
        "font_color": "#FFFFFF",
        "bg_color": HEADING_COLOUR,
    },
    "label": {**_CELL, "bold": True, "indent": 1},
    "text": {**_CELL, "indent": 1},
    "centred": {**_CELL, "align": "center"},
    "shut": {**_CELL, "indent": 1, "bg_color": LOCKED_COLOUR},
    "given": {**_CELL, "bg_color": LOCKED_COLOUR, "align": "right", "indent": 1},
    "open_number": {**_OPEN, "align": "right", "indent": 1},
    "open_text": {**_OPEN, "indent": 1, "num_format": TEXT_FORMAT},
    "open_choice": {**_OPEN, "align": "center"},
    "women_alarm": {"bg_color": "#F8CBAD", "font_color": ALARM_COLOUR},
    "open_date": {**_OPEN, "align": "center", "num_format": DATE_FORMAT},
}
