"""Which snapshot the reader sees: the way to an earlier one, the banner over it, and the way back to the newest."""

from datetime import date, datetime
from html import escape

import streamlit as st

from dashboard.components.snapshot_picker import pick_snapshot
from dashboard.filters import address_without
from dashboard.words import Words
from warehouse.home import find_home
from warehouse.kept import Kept, kept_snapshots
from warehouse.snapshot import current_snapshot_id


def pick_as_of(shown_id: str, newest_id: str, kept: list[Kept], t: Words) -> None:
    """Draw the choice among the kept snapshots, behind a quiet button; nothing where there is no other.

    kept: the newest first.
    """
    shown = next((one for one in kept if one.snapshot_id == shown_id), None)
    if shown is None or len(kept) == 1:
        return
    label = t("as_of.pick") if shown_id == newest_id else t("as_of.pick_other")
    with st.popover(label, type="tertiary", icon=":material/history:"):
        st.caption(t("as_of.lead", count=len(kept)))
        pick_snapshot("as_of", t("as_of.day"), kept, shown, newest_id, t)


def show_as_of(snapshot_id: str, published_at: datetime, today: date, t: Words) -> None:
    """The banner over an earlier snapshot. published_at: UTC, naive. today: the day by which it is judged."""
    told = t("as_of.banner", moment=t.moment(published_at), snapshot_id=snapshot_id, date=t.date(today))
    _show_with_way_back(told, t, "as_of")


def show_other_version(snapshot_id: str, t: Words) -> None:
    """Say that a snapshot cannot show what is asked for, as another version of the program made it."""
    home = find_home()
    if snapshot_id == current_snapshot_id(home):
        _show(escape(t("as_of.upgraded")))
        return
    moments = {one.snapshot_id: t.moment(one.published_at) for one in kept_snapshots(home)}
    _show_with_way_back(t("as_of.other_version", moment=moments.get(snapshot_id, snapshot_id)), t, "as_of", "since")


def _show_with_way_back(told: str, t: Words, *names: str) -> None:
    """Tell it, with a link to the page without what these names ask for."""
    address = escape(address_without(*names))
    _show(f'{escape(told)} <a href="{address}" target="_self">{escape(t("as_of.back"))}</a>')


def _show(markup: str) -> None:
    st.html(f'<p class="tb-note-box" role="note">{markup}</p>')
