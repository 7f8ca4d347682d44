"""The script that Streamlit runs: which pages there are. A new page is a file in `pages/` and a line here."""

from pathlib import Path

import streamlit as st

from dashboard.components.notices import show_error
from dashboard.filters import carry_over, current_language
from dashboard.words import Words

ROOM = Path(__file__).resolve().parent
PAGES = ROOM.parent / "pages"

t = Words(current_language())
st.set_page_config(page_title=t("app.title"), page_icon=ROOM / "icon.svg", layout="wide")
st.html(ROOM / "style.css")
page = st.navigation(
    [
        st.Page(PAGES / "overview.py", title=t("page.overview"), default=True),
    ],
    position="top",
)
carry_over(page.url_path)
try:
    page.run()
except Exception as error:
    show_error(error, t)
