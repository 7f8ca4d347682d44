"""Measured values, and the cells they come from, as they are written on the screen."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.words import Words

Row = Mapping[Any, Any]


def value_text(value: Any, indicator: Row, t: Words) -> str:
    """A value in its indicator's own way: 1.234,5 · 15,2% · Có; the dash where there is none.

    indicator: indicator_kind, decimals.
    """
    if pd.isna(value):
        return t("chart.missing")
    if indicator["indicator_kind"] == "R":
        return t.percent(value)
    if indicator["indicator_kind"] == "B":
        return t("chart.yes") if value else t("chart.no")
    return t.value(value, int(indicator["decimals"]))


def with_unit(value: Any, indicator: Row, t: Words) -> str:
    """The same with its unit of measure, where it is counted in one: 1.234 lượt người."""
    text = value_text(value, indicator, t)
    is_counted = indicator["indicator_kind"] in ("C", "S") and pd.notna(value)
    return f"{text} {indicator[t.column('measure_unit')]}" if is_counted else text


def given_text(value: Any) -> str:
    """A text that may be missing, which is then empty."""
    return "" if pd.isna(value) else str(value)


def cite(source: Row, t: Words) -> str:
    """Where something stands: file · revision · sheet · cell, and the cell of the women where there is one.

    source: file_name, revision_number, sheet_name, cell_ref, women_cell_ref (may be absent). Text of strangers.
    """
    parts = [
        str(source["file_name"]),
        t("cite.revision", number=int(source["revision_number"])),
        t("cite.sheet", sheet=source["sheet_name"]),
        t("cite.cell", cell=source["cell_ref"]),
    ]
    women_cell = source.get("women_cell_ref")
    if isinstance(women_cell, str):
        parts.append(t("cite.women_cell", cell=women_cell))
    return " · ".join(parts)
