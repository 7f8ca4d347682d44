"""The way from page to page: one flat list, which takes the filters along."""

from pathlib import Path

import streamlit as st

from dashboard.filters import carried_filters
from dashboard.words import Words

PAGES = Path(__file__).resolve().parents[2] / "pages"
PAGE_NAMES = (
    "overview",
    "since",
    "communication",
    "cadres",
    "coordination",
    "inspection",
    "units",
    "submissions",
    "difficulties",
    "method",
)


def show_navigation(page_name: str, t: Words) -> None:
    """Draw the links; the page that is open is marked by name, not by colour alone."""
    kept = carried_filters()
    with st.container(horizontal=True, gap="small", key="navigation"):
        for name in PAGE_NAMES:
            place = f"nav_here_{name}" if name == page_name else f"nav_{name}"
            with st.container(key=place, width="content"):
                st.page_link(PAGES / f"{name}.py", label=t(f"page.{name}"), query_params=kept)
