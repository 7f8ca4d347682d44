"""Headings and leads. Names that come from data are text here, never markup."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from dashboard.words import Words


def show_title(title: str) -> None:
    """The page's one title."""
    st.html(f'<h1 class="tb-title">{escape(title)}</h1>')


def show_programme(programme_name: str) -> None:
    """The programme that the page is about."""
    st.html(f'<p class="tb-programme">{escape(programme_name)}</p>')


def show_heading(title: str, lead: str) -> None:
    """A section's heading and the sentence that says how to read it."""
    st.html(f'<div class="tb-section"><h2>{escape(title)}</h2><p>{escape(lead)}</p></div>')


def show_group_heading(title: str) -> None:
    """The heading over one group's figure."""
    st.html(f'<h3 class="tb-group">{escape(title)}</h3>')


def show_brand(t: Words) -> None:
    """The name of the house, and what it is for."""
    st.html(f'<p class="tb-brand"><b>{escape(t("app.title"))}</b> · {escape(t("app.subtitle"))}</p>')


def show_on_paper(facts: Mapping[str, str]) -> None:
    """The filters in words (label → text), which are seen on paper only, in place of the widgets."""
    pairs = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in facts.items())
    st.html(f'<dl class="tb-paper">{pairs}</dl>')
