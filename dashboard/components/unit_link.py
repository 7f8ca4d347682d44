"""The way to a unit's page."""

from collections.abc import Hashable, Mapping, Sequence
from html import escape
from typing import Any

from dashboard.components.status_mark import described_by, explanation
from dashboard.filters import page_address


def unit_link(unit_code: str, shown_name: str, unit_name: str = "") -> str:
    """A unit's name as markup, leading to its page with the filters as they are; the full name on hovering."""
    address = escape(page_address("units", unit=unit_code))
    title = f' title="{escape(unit_name)}"' if unit_name else ""
    return f'<a href="{address}" target="_self"{title}>{escape(shown_name)}</a>'


def explained_link(unit: Mapping[Hashable, Any], key: str, sentences: Sequence[str], shown: str = "") -> str:
    """The same with an explanation beside it, for within a `tb-why`. unit: unit_code, unit_short, unit_name.

    key and sentences: as `explanation` takes them. shown: more markup within the link.
    """
    address = escape(page_address("units", unit=unit["unit_code"]))
    link = f'<a href="{address}" target="_self" {described_by(key)}><b>{escape(unit["unit_short"])}</b>{shown}</a>'
    return link + explanation(key, sentences, unit["unit_name"])
