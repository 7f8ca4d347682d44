"""Where a number comes from: the entered indicators it is made of, and for each of them its cells, period by period."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.frame import View
from dashboard.unit_record import UnitRecord
from dashboard.values import cite, given_text, value_text, with_unit
from warehouse.questions.units import value_sources


def part_codes(indicator: Mapping[Any, Any]) -> list[str]:
    """The entered indicators that a number is made of: itself, or the parts of a ratio, each once."""
    if indicator["indicator_kind"] != "R":
        return [str(indicator["indicator_code"])]
    codes = (indicator["numerator_indicator_code"], indicator["denominator_indicator_code"])
    return list(dict.fromkeys(str(code) for code in codes if pd.notna(code)))


def read_sources(view: View, record: UnitRecord, indicator_code: str) -> pd.DataFrame:
    """A row a period up to the chosen one: what an entered indicator was given, or that nothing came.

    Columns: period_name, is_counted, total_value, women_value (missing where nothing was typed), value_text,
    women_text, typed_text, note_text, source_text, submission_code, received_at, reporter_name.
    """
    t = view.t
    indicator = record.catalogue.set_index("indicator_code").loc[indicator_code].to_dict()
    sources = view.reader.ask(value_sources, *view.key, record.unit_code, (indicator_code,))
    periods = record.periods[record.periods.period_number <= view.period["period_number"]]
    rows = periods[["period_code", "period_name"]].merge(
        sources.rename(columns={"source_period_code": "period_code"}), on="period_code", how="left"
    )
    sent = set(record.calendar[record.calendar.has_report].period_code)
    records = rows.to_dict("records")
    told: pd.DataFrame = rows.assign(
        is_counted=rows.is_counted.eq(True),
        value_text=[_value(row, indicator, row["period_code"] in sent, view) for row in records],
        women_text=["" if pd.isna(row["women_value"]) else t.value(row["women_value"]) for row in records],
        typed_text=[_typed(row) for row in records],
        source_text=[cite(row, t) if given_text(row["file_name"]) else "" for row in records],
    )
    return told


def _value(row: Mapping[Any, Any], indicator: Mapping[Any, Any], was_sent: bool, view: View) -> str:
    if pd.notna(row["total_value"]):
        return with_unit(row["total_value"], indicator, view.t)
    return view.t(f"units.blank_{'blank' if was_sent else 'no_report'}")


def _typed(row: Mapping[Any, Any]) -> str:
    """What stood in the cells, as it was typed."""
    texts = (given_text(row["found_text"]), given_text(row["women_found_text"]))
    return " · ".join(text for text in texts if text)


def made_of(record: UnitRecord, indicator: Mapping[Any, Any], view: View) -> str:
    """How the value to date comes about, in a sentence. indicator: as `UnitRecord.indicators`."""
    t = view.t
    kind = str(indicator["indicator_kind"])
    value = with_unit(indicator["to_date_value"], indicator, t)
    if kind == "R":
        numerator, denominator = (_part(record, indicator, side, view) for side in ("numerator", "denominator"))
        return t("source.made_of_R", value=value, numerator=numerator, denominator=denominator)
    if pd.isna(indicator["to_date_value"]):
        return t("source.made_of_nothing")
    women = indicator["to_date_women_value"]
    if pd.notna(women):
        value = t("source.with_women", value=value, women=t.value(women))
    return t(f"source.made_of_{kind}", value=value)


def _part(record: UnitRecord, indicator: Mapping[Any, Any], side: str, view: View) -> str:
    """Name and value to date of one half of a ratio."""
    t, code, column = view.t, indicator[f"{side}_indicator_code"], indicator[f"{side}_column"]
    if pd.isna(code):
        return t("source.communes", count=t.value(record.unit["commune_count"]))
    row = record.indicators.set_index("indicator_code").loc[code].to_dict()
    is_women = column == "women"
    value = row["to_date_women_value" if is_women else "to_date_value"]
    told = value_text(value, row, t) if pd.notna(value) else t("units.blank_blank")
    return t("source.part_women" if is_women else "source.part", name=row["indicator_name"], value=told)
