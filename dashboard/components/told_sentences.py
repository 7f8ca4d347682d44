"""The five sentences of the Overview, in words; each unit in them leads to its page."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.unit_link import unit_link
from dashboard.filters import page_address
from dashboard.frame import View
from dashboard.overview import Before
from dashboard.sentences import Sentence, five_sentences
from dashboard.words import Words
from warehouse.questions.catalogue import periods
from warehouse.questions.submissions import submission_calendar


def show_sentences(view: View, before: Before, rows: pd.DataFrame, tasks: pd.DataFrame) -> None:
    """Say them. rows: as `units_worst_first`; tasks: as `name_tasks`."""
    choice, calendar, late_by = view.choice, view.calendar, view.programme["late_by_code"]
    if choice.unit_type:
        calendar = calendar[calendar.unit_type == choice.unit_type]
    every = view.reader.ask(submission_calendar, choice.programme_code, None, late_by, view.today)
    every = every[every.unit_code.isin(calendar.unit_code)]
    names = view.unit_rows.set_index("unit_code")[["unit_short", "unit_name"]]
    told = [
        _in_words(view, sentence, before.period_name, names, tasks)
        for sentence in five_sentences(before.changes, rows, calendar, every, view.today)
    ]
    st.html(f'<ul class="tb-sentences">{"".join(f"<li>{one}</li>" for one in told)}</ul>')


def _in_words(view: View, sentence: Sentence, before_name: str, names: pd.DataFrame, tasks: pd.DataFrame) -> str:
    """A sentence as markup: every text is escaped, then the links take the places of the names."""
    t, values = view.t, sentence.values
    blanks: dict[str, object] = {
        "units": "\0",
        "before_period": before_name,
        "period": view.period[t.column("period_name")],
    }
    blanks |= {name: values[name] for name in ("count", "overdue_count", "task_count") if name in values}
    if "task_code" in values:
        blanks["task"] = tasks.set_index("task_code").task_short[values["task_code"]]
        blanks |= {"points": t.points(values["points"]), "before": t.percent(values["before"])}
        blanks["now"] = t.percent(values["now"])
        blanks["others"] = t("told.others_equal", count=sentence.more_count) if sentence.more_count else ""
    if "days" in values:
        blanks["days"] = _days(values["days"], t)
    if "due" in values:
        named = view.reader.ask(periods, view.choice.programme_code).set_index("period_code")
        blanks |= {"due": t.date(values["due"]), "period": named[t.column("period_name")][values["period_code"]]}
    text = escape(t(f"told.{sentence.code}", **blanks))
    return text.replace("\0", _names(view, sentence, names)) if sentence.unit_codes else text


def _days(count: int, t: Words) -> str:
    """So many days, as they are spoken."""
    return t("told.today") if count == 0 else t("told.one_day") if count == 1 else t("told.days", count=count)


def _names(view: View, sentence: Sentence, names: pd.DataFrame) -> str:
    """The named units as links, and how many others there are; of the silent, these are on the page Submissions."""
    t = view.t
    links = [unit_link(code, *names.loc[code]) for code in sentence.unit_codes]
    if sentence.more_count and sentence.code not in ("gain", "slip"):
        others = escape(t("told.others", count=sentence.more_count))
        if sentence.code in ("silent", "overdue"):
            others = f'<a href="{escape(page_address("submissions"))}" target="_self">{others}</a>'
        links.append(others)
    if len(links) == 1:
        return links[0]
    return f"{', '.join(links[:-1])} {escape(t('told.and'))} {links[-1]}"
