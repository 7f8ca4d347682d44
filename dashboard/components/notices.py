"""What is said when there is nothing to show, or not all is well."""

import logging
import secrets
from datetime import date, datetime
from html import escape

import streamlit as st

from dashboard.health import alarms, read_at_work, read_heartbeat
from dashboard.words import Words
from warehouse.home import Home

_log = logging.getLogger(__name__)


def show_empty(title: str, body: str) -> None:
    """Say why there is nothing to see and what to do. Both are words of ours, never text from outside."""
    st.info(body, title=title)


def show_note(text: str) -> None:
    """A remark that the reader should not miss; it may hold text from outside, which stays text."""
    st.html(f'<p class="tb-note-box" role="note">{escape(text)}</p>')


def show_error(error: Exception, t: Words) -> None:
    """Say in a sentence that something went wrong, with a reference under which the log holds the rest."""
    reference = secrets.token_hex(4).upper()
    _log.error("page failed, reference %s", reference, exc_info=error)
    st.error(t("error.body", reference=reference), title=t("error.title"))


def show_alarms(home: Home, now: datetime, t: Words) -> None:
    """Banners for an ETL that is silent, failed, or stopped a publish."""
    try:
        heartbeat = read_heartbeat(home)
    except ValueError:
        st.warning(t("banner.unreadable"))
        return
    at_work = read_at_work(home)
    for alarm in alarms(heartbeat, at_work, now):
        beat = heartbeat.ended_at if heartbeat else None
        since = at_work.started_at if at_work and alarm == "at_work" else beat
        moment = t.moment(since) if since else ""
        count = heartbeat.laws_broken_count if heartbeat else 0
        st.warning(t(f"banner.{alarm}", moment=moment, count=count))


def show_made_up(made_up_date: date, t: Words) -> None:
    """The banner over made-up data."""
    st.warning(t("banner.made_up", date=t.date(made_up_date)))
