"""Types of unit side by side: departments left, districts and the office right."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_LEFT, _RIGHT = ("department",), ("district", "office")


def places_by_type(rows: pd.DataFrame) -> Iterator[tuple[DeltaGenerator, str, pd.DataFrame]]:
    """Each type of unit that has rows (unit_type), with its place on the page and its rows."""
    shown = set(rows.unit_type)
    sides = [[code for code in side if code in shown] for side in (_LEFT, _RIGHT)]
    occupied = [side for side in sides if side]
    if not occupied:
        return
    for side, place in zip(occupied, st.columns(len(occupied), gap="medium"), strict=True):
        for unit_type in side:
            yield place, unit_type, rows[rows.unit_type == unit_type]
