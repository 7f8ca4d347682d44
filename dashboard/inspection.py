"""Findings made ready for the screen: named, judged by today, and brought together by area and type of unit."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.words import Words

STATES = ("overdue", "open", "done")  # of a recommendation; what must be asked about comes first
TYPES = ("department", "district", "office")


def named_findings(rows: pd.DataFrame, units: pd.DataFrame, areas: pd.DataFrame, today: date, t: Words) -> pd.DataFrame:
    """The rows of `findings` of the units given, with names and the state that holds today.

    units: unit_code, unit_type, unit_name, unit_short. Adds those, type_name, area_name, rating_text, state_code
    (overdue | open | done, missing where nothing is to be done) and state_text.
    """
    named = rows.merge(units[["unit_code", "unit_type", "unit_name", "unit_short"]], on="unit_code")
    named = named.merge(areas, on="area_code", how="left")
    is_overdue = (named.finding_status_code == "open") & (named.due_date < pd.Timestamp(today))
    state = named.finding_status_code.astype(object).mask(is_overdue, "overdue")
    return named.assign(
        type_name=named.unit_type.map(lambda code: t(f"group.{code}")),
        area_name=named[t.column("area_name")],
        rating_text=named.rating_number.map(lambda rating: t(f"inspection.rating_{int(rating)}"), na_action="ignore"),
        state_code=state.where(state.notna(), None),
        state_text=state.map(lambda code: t(f"inspection.state_{code}"), na_action="ignore"),
    )


def lowest_ratings(named: pd.DataFrame) -> pd.DataFrame:
    """The lowest rating of each unit in each area: unit_code, area_code, rating_number. Areas not rated have no row."""
    rated = named.loc[named.rating_number.notna(), ["unit_code", "area_code", "rating_number"]]
    return rated.groupby(["unit_code", "area_code"], as_index=False).min()


def units_by_rating(named: pd.DataFrame, ratings: pd.DataFrame) -> pd.DataFrame:
    """The units that were rated (unit_code, unit_type, unit_name, unit_short), the most zeros first, then the ones."""
    counted = ratings.assign(zeros=ratings.rating_number == 0, ones=ratings.rating_number == 1)
    order = counted.groupby("unit_code", as_index=False)[["zeros", "ones"]].sum()
    units = named.drop_duplicates("unit_code")[["unit_code", "unit_type", "unit_name", "unit_short"]]
    return (
        units.merge(order, on="unit_code")
        .sort_values(["zeros", "ones", "unit_code"], ascending=[False, False, True], ignore_index=True)
        .drop(columns=["zeros", "ones"])
    )


def count_by_state(named: pd.DataFrame, t: Words) -> pd.DataFrame:
    """One row a type of unit that has recommendations: type_name, unit_type, overdue, open, done, total."""
    counts = pd.crosstab(named.unit_type, named.state_code).reindex(columns=STATES, fill_value=0)
    counts = counts.reindex([code for code in TYPES if code in counts.index])
    counts["total"] = counts.sum(axis="columns")
    counts["type_name"] = [t(f"group.{code}") for code in counts.index]
    return counts[counts.total > 0].rename_axis("unit_type").reset_index()


def holds(named: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """Whether each row is among those found, known by its unit and row."""
    keys = ["unit_code", "row_number"]
    is_found = pd.MultiIndex.from_frame(named[keys]).isin(pd.MultiIndex.from_frame(found[keys]))
    return pd.Series(is_found, index=named.index)


def fits_all(fits: Mapping[str, pd.Series]) -> pd.Series:
    """Whether each row fits every filter. fits: whether it fits one, by the filter's name."""
    return pd.DataFrame(dict(fits)).all(axis="columns")


def loosening(fits: Mapping[str, pd.Series]) -> list[str]:
    """The filters of which one alone, taken away, leaves something to see."""
    return [name for name in fits if fits_all({other: fit for other, fit in fits.items() if other != name}).any()]
