"""The workbooks that units fill in: one unit's, or everyone's."""

import streamlit as st

from dashboard.components.headings import show_heading
from dashboard.components.notices import show_note
from dashboard.frame import View
from dashboard.templates import NotMade, make_templates

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def show_templates(view: View) -> None:
    """Make a workbook for the unit chosen, or a zip for all units, and hand it out."""
    t, unit_code = view.t, view.choice.unit_code
    if not view.reader.is_newest:  # what units fill in next rests on what stands now
        return
    show_heading(t("submissions.templates"), t("submissions.templates_lead"))
    key = (*view.key, unit_code, view.reader.snapshot.snapshot_id)
    label = t("submissions.make_one", unit=unit_code) if unit_code else t("submissions.make_all")
    if st.button(label, icon=":material/edit_document:", key="make_templates"):
        try:
            with st.spinner(t("submissions.making")):
                st.session_state["templates"] = (key, *make_templates(*view.key, unit_code))
        except NotMade as failure:
            show_note(t("submissions.not_made", reason=str(failure)))
    made_key, file_name, content = st.session_state.get("templates", (None, "", b""))
    if made_key == key:
        st.download_button(
            t("submissions.download_template", file=file_name),
            content,
            file_name=file_name,
            mime=_TYPES[file_name[file_name.rindex(".") :]],
            key="download_templates",
            icon=":material/download:",
            on_click="ignore",
        )
