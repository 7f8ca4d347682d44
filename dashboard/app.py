"""The script that Streamlit runs: which pages there are. A new page is a file in `pages/` and a name in PAGE_NAMES."""

from pathlib import Path

import streamlit as st

from dashboard.components.as_of import show_other_version
from dashboard.components.navigation import PAGE_NAMES, PAGES
from dashboard.components.notices import show_error
from dashboard.filters import current_language
from dashboard.words import Words
from warehouse.snapshot import OtherVersion

ROOM = Path(__file__).resolve().parent

t = Words(current_language())
st.set_page_config(page_icon=ROOM / "icon.svg", layout="wide")
st.html(ROOM / "style.css")
page = st.navigation(
    [
        st.Page(
            PAGES / f"{name}.py",
            title=f"{t(f'page.{name}')} · {t('app.title')}",
            url_path=name,
            default=name == PAGE_NAMES[0],
        )
        for name in PAGE_NAMES
    ],
    position="hidden",
)
try:
    page.run()
except OtherVersion as other:
    show_other_version(other.snapshot_id, t)
except Exception as error:
    show_error(error, t)
