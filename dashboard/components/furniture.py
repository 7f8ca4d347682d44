"""Streamlit's own furniture in the reader's language: what its settings do not reach, and the language of the page."""

from pathlib import Path

import streamlit as st

from dashboard.words import LANGUAGES, Words, catalogue

_furniture = st.components.v2.component(
    "tienbo_furniture", js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
)


def name_furniture(t: Words) -> None:
    """Tell the browser the page's language, and put Streamlit's own words into it."""
    names = [key.removeprefix("furniture.") for key in catalogue(t.language) if key.startswith("furniture.")]
    others = [Words(language) for language in LANGUAGES if language != t.language]
    words = {other(f"furniture.{name}"): t(f"furniture.{name}") for other in others for name in names}
    with st.container(key="furniture"):
        _furniture(data={"language": t.language, "words": words}, key="furniture_words")
