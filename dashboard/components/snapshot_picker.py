"""Picking one of many snapshots: first the day, then, where the day has several, the time."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.words import Words
from warehouse.kept import Kept


def pick_snapshot(name: str, label: str, kept: list[Kept], shown: Kept, silent_id: str, t: Words) -> None:
    """Draw the choice and write it into the URL under `name`; a day stands for its last snapshot.

    label: of the day. kept: on offer, the newest first. shown: of them. silent_id: the one that the URL need not name.
    """
    by_day: dict[Any, list[str]] = {}
    for one in kept:
        by_day.setdefault(one.published_date, []).append(one.snapshot_id)
    day_key, time_key = f"filter_{name}_day", f"filter_{name}_time"

    def take(snapshot_id: str) -> None:
        if snapshot_id == silent_id:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = snapshot_id

    def day_label(day: date) -> str:
        return t("as_of.day_many", date=t.date(day), count=len(by_day[day])) if len(by_day[day]) > 1 else t.date(day)

    st.session_state[day_key] = shown.published_date
    st.selectbox(
        label,
        list(by_day),
        format_func=day_label,
        key=day_key,
        on_change=lambda: take(by_day[st.session_state[day_key]][0]),
    )
    ids = by_day[shown.published_date]
    if len(ids) == 1:
        return
    st.session_state[time_key] = shown.snapshot_id
    st.selectbox(
        t("as_of.time"),
        ids,
        format_func=_time_labels([one for one in kept if one.snapshot_id in ids], t).__getitem__,
        key=time_key,
        on_change=lambda: take(st.session_state[time_key]),
    )


def _time_labels(kept: list[Kept], t: Words) -> dict[str, str]:
    """The moment of each; two of the same minute are told apart by the end of their ids."""
    labels = {one.snapshot_id: t.moment(one.published_at) for one in kept}
    shared = list(labels.values())
    return {
        snapshot_id: f"{label} · {snapshot_id.partition('-')[2]}" if shared.count(label) > 1 else label
        for snapshot_id, label in labels.items()
    }
