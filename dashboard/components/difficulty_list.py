"""What units say holds them back, in their own words: text of strangers, shown as text."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.unit_link import unit_link
from dashboard.difficulties import said_by_many
from dashboard.frame import View

SHOWN = 12  # as many as a reader takes in; the rest is one click away


def show_difficulties(view: View, named: pd.DataFrame, *, has_task: bool = True, shown: int = SHOWN) -> None:
    """The difficulties, those that most units share first. named: as `named_difficulties` gives them.

    has_task: whether each says which task it is about.
    """
    groups = said_by_many(named)
    st.html(_list(view, groups[:shown], has_task))
    if len(groups) > shown:
        with st.expander(view.t("difficulties.more", count=len(groups) - shown)):
            st.html(_list(view, groups[shown:], has_task))


def _list(view: View, groups: list[pd.DataFrame], has_task: bool) -> str:
    return f'<ul class="tb-said">{"".join(_item(view, rows, has_task) for rows in groups)}</ul>'


def _item(view: View, rows: pd.DataFrame, has_task: bool) -> str:
    t, first = view.t, rows.iloc[0]
    task = f"<b>{escape(t('task.short', number=first.task_number))}</b> " if has_task else ""
    proposal = ""
    if first.proposal_text:
        proposal = f"<p><i>{escape(t('difficulties.proposal'))}:</i> {escape(first.proposal_text)}</p>"
    units = ", ".join(unit_link(row["unit_code"], row["unit_short"]) for row in rows.to_dict("records"))
    told = escape(t("difficulties.units", count=len(rows)))
    return f"<li><p>{task}{escape(first.difficulty_text)}</p>{proposal}<p><small>{told}: {units}</small></p></li>"
