"""The filters. Their one home is the URL, as codes: a link shows what its sender saw, in either language.

Each run of a page reads the URL and sets the widgets from it; a widget that the reader changes writes its code back.
(Streamlit's own binding would write the label instead of the code.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.words import LANGUAGES, Words

CARRIED = ("programme", "period", "type", "unit", "over", "as_of", "since", "lang")  # the filters of all pages
UNIT_TYPES = ("department", "district")  # those that a reader filters by; the office is one unit
READINGS = ("reporting", "all")
NOTHING = ""  # the code of "all types" and "no unit", never written into the URL
MAX_TEXT = 200
UnitUse = Literal["highlight", "narrow", "choose", "example"]


@dataclass(frozen=True)
class Choice:
    """What the reader wants to see. `unit_type` and `unit_code` are None where nothing was chosen."""

    programme_code: str
    period_code: str
    unit_type: str | None
    unit_code: str | None
    is_over_all: bool  # group means over all units, the silent as 0


def settle(wished: str | None, codes: Sequence[str], otherwise: str) -> str:
    """The wished code if it is on offer, in whatever case it was typed, else `otherwise`."""
    folded = {code.casefold(): code for code in codes}
    return folded.get((wished or NOTHING).casefold(), otherwise) if wished else otherwise


def misfit(name: str, code: str) -> str | None:
    """What the URL asks for under a name, where the page had to take another code; text from outside."""
    wished = st.query_params.get(name, NOTHING)
    return wished[:MAX_TEXT] if wished and wished.casefold() != code.casefold() else None


def begun(offered: pd.DataFrame, today: date) -> pd.DataFrame:
    """The programmes or periods that have begun; the only ones a reader can pick."""
    return offered[offered.from_date <= pd.Timestamp(today)]


def opening_period(periods: pd.DataFrame, reported_codes: set[str], today: date) -> str:
    """The period a page opens on: the latest that is over and was reported on, else the latest of all.

    periods: as `begun` gives them, at least one.
    """
    is_over = periods.to_date < pd.Timestamp(today)
    answered = periods[is_over & periods.period_code.isin(reported_codes)]
    return str((periods if answered.empty else answered).period_code.iloc[-1])


def carried_filters() -> dict[str, str]:
    """The filters that another page shall open with."""
    return {name: st.query_params[name] for name in CARRIED if name in st.query_params}


def page_address(page_name: str, **changes: str) -> str:
    """The address of a page with the filters as they are, but for the changes; `overview` is the first page.

    A change to `NOTHING` leaves that filter out.
    """
    query = urlencode({name: code for name, code in (carried_filters() | changes).items() if code})
    path = "." if page_name == "overview" else page_name
    return f"{path}?{query}" if query else path


def address_without(*names: str) -> str:
    """The address of the page that is open, as it is but for these names."""
    return f"?{urlencode({name: code for name, code in st.query_params.items() if name not in names})}"


def current_language() -> str:
    """The language that the URL asks for, else the house's own."""
    return settle(st.query_params.get("lang"), list(LANGUAGES), LANGUAGES[0])


def pick_language(t: Words) -> None:
    """Draw the language switch."""
    st.session_state["filter_lang"] = t.language
    st.segmented_control(
        t("language.label"),
        LANGUAGES,
        format_func=lambda code: t(f"language.{code}"),
        required=True,
        key="filter_lang",
        label_visibility="collapsed",
        on_change=_write_to_url,
        args=("lang", LANGUAGES[0]),
    )


def pick_code(name: str, label: str, labels: Mapping[str, str], otherwise: str) -> str:
    """Draw a select box over codes and their labels; returns the code. `name` is its name in the URL.

    An `otherwise` that is `NOTHING` is left out of the URL; any other choice is written, so that a link
    still means the same when the default has moved on.
    """
    key = f"filter_{name}"
    codes = list(labels)
    st.session_state[key] = settle(st.query_params.get(name), codes, otherwise)
    st.selectbox(
        label,
        codes,
        format_func=lambda code: labels.get(code, code),
        key=key,
        on_change=_write_to_url,
        args=(name, NOTHING),
    )
    # A browser can send what was never on offer.
    return settle(st.session_state[key], codes, otherwise)


def pick_segment(name: str, label: str, labels: Mapping[str, str]) -> str:
    """Draw a row of buttons over codes and labels of ours (they are read as markup); the first is the default."""
    key = f"filter_{name}"
    codes = list(labels)
    st.session_state[key] = settle(st.query_params.get(name), codes, codes[0])
    st.segmented_control(
        label,
        codes,
        format_func=lambda code: labels.get(code, code),
        required=True,
        key=key,
        on_change=_write_to_url,
        args=(name, codes[0]),
    )
    return settle(st.session_state[key], codes, codes[0])


def type_text(name: str, label: str, hint: str) -> str:
    """Draw a search box; returns what was typed, without outer spaces. Text from outside."""
    key = f"filter_{name}"
    st.session_state[key] = st.query_params.get(name, "")[:MAX_TEXT]
    st.text_input(label, placeholder=hint, max_chars=MAX_TEXT, key=key, on_change=_write_to_url, args=(name, NOTHING))
    return str(st.session_state[key] or "").strip()


def _write_to_url(name: str, silent_code: str) -> None:
    code = st.session_state[f"filter_{name}"]
    if code == silent_code or not code:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = code


def pick_unit_filters(t: Words, units: pd.DataFrame, unit_use: UnitUse) -> tuple[str | None, str | None]:
    """Draw the unit-type and the unit filter; returns their codes, None where nothing is chosen.

    units: unit_code, unit_type, unit_name_vi, unit_name_en, in the order in which they are offered.
    unit_use: what the page does with the unit, which is said on the filter.
    """
    types = {NOTHING: t("filter.type_all")} | {code: t(f"group.{code}") for code in UNIT_TYPES}
    unit_type = pick_code("type", t("filter.type"), types, NOTHING)
    offered = units if unit_type == NOTHING else units[units.unit_type == unit_type]
    names = {NOTHING: t(f"filter.unit_none_{unit_use}")}
    names |= dict(zip(offered.unit_code, offered[t.column("unit_name")], strict=True))
    unit_code = pick_code("unit", t(f"filter.unit_{unit_use}"), names, NOTHING)
    return unit_type or None, unit_code or None


def pick_reading(t: Words) -> bool:
    """Draw the choice of the groups' reading; returns whether it is over all units."""
    readings = {code: t(f"filter.over_{code}") for code in READINGS}
    return pick_code("over", t("filter.over"), readings, READINGS[0]) == "all"
