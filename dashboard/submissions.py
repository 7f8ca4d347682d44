"""Submissions made ready for the screen: what became of each report by today, and whom to remind."""

from datetime import date

import pandas as pd

from dashboard.words import Words

# What a report can be today, in the order in which staff look after it; the first four are still to come.
STATES = ("missing", "returned", "silent", "not_due", "late", "on_time")
TO_CHASE = STATES[:4]


def shown_states(calendar: pd.DataFrame) -> pd.Series:
    """The state of each row as staff speak of it.

    calendar: reports_by, has_report, error_count, state_code as `submission_calendar` gives it. A unit whose file came
    back is `returned` until it reports; one that reports by coordination is never overdue but `silent`.
    """
    state = calendar.state_code.mask(
        (calendar.state_code == "missing") & (calendar.reports_by == "coordination"), "silent"
    )
    return state.mask(~calendar.has_report & (calendar.error_count > 0), "returned")


def named_calendar(calendar: pd.DataFrame, units: pd.DataFrame, t: Words) -> pd.DataFrame:
    """The rows of `submission_calendar` of the units given, with names and `shown_state` (see `shown_states`).

    units: unit_code, unit_type, unit_name, unit_short, reports_by, in the catalogue's order, which is kept.
    """
    named = units[["unit_code", "unit_type", "unit_name", "unit_short", "reports_by"]].merge(calendar, on="unit_code")
    return named.assign(shown_state=shown_states(named), type_name=named.unit_type.map(lambda code: t(f"group.{code}")))


def units_by_silence(named: pd.DataFrame) -> pd.DataFrame:
    """The units of the calendar, those with most reports overdue, returned or silent first."""
    wanting = named.shown_state.isin(["missing", "returned", "silent"]).groupby(named.unit_code).sum()
    units = named.drop_duplicates("unit_code")
    order = units.unit_code.map(wanting).sort_values(ascending=False, kind="stable").index
    return units.loc[order, ["unit_code", "unit_type", "unit_name", "unit_short"]]


def count_by_period(named: pd.DataFrame) -> pd.DataFrame:
    """How many reports are in each state: a row a period, a column a state."""
    return pd.crosstab(named.period_code, named.shown_state).reindex(columns=STATES, fill_value=0)


def to_chase(named: pd.DataFrame, reporters: pd.DataFrame, today: date) -> pd.DataFrame:
    """Whom to remind for one period: the overdue first, the longest overdue on top.

    A unit that has reported, and whose next file came back, must send that again: it is `returned` here.
    named: `named_calendar` of the period. reporters: as `latest_reporters` gives them. Adds reporter_name,
    reporter_phone (missing where nobody is known) and days_overdue (only of those that report by duty).
    """
    asked = named.assign(shown_state=named.shown_state.mask(named.has_report & (named.error_count > 0), "returned"))
    rows = asked[asked.shown_state.isin(TO_CHASE)].merge(
        reporters[["unit_code", "reporter_name", "reporter_phone"]], on="unit_code", how="left"
    )
    days = (pd.Timestamp(today) - rows.due_date).dt.days
    is_overdue = (days > 0) & (rows.reports_by == "duty") & ~rows.has_report
    rows = rows.assign(days_overdue=days.where(is_overdue), rank=rows.shown_state.map(TO_CHASE.index))
    return rows.sort_values(["rank", "due_date"], kind="stable", ignore_index=True).drop(columns="rank")
