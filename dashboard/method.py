"""The arithmetic told on live data: one unit's task, worked out, and the catalogue's targets in words."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.words import Words


def example_unit(progress: pd.DataFrame, units: pd.DataFrame, task_code: str) -> str | None:
    """The unit that shows most: the first in the catalogue with a task below 100 %, else the first assessed; or None.

    progress: as `progress_by_unit` gives it. units: in the catalogue's order.
    """
    ratios = progress[progress.task_code == task_code].set_index("unit_code").attainment_ratio
    ratios = ratios.reindex(units.unit_code).dropna()
    short = ratios[ratios < 1]
    return None if ratios.empty else str((ratios if short.empty else short).index[0])


def worked_out(assessed: pd.DataFrame, indicators: pd.DataFrame, task_code: str, t: Words) -> pd.DataFrame:
    """The assessed indicators of one task with names, weights and the value as it is read.

    assessed: as `assessed_indicators` gives them; indicators: as `indicator_catalogue` does. Adds indicator_name,
    measure_unit, weight, indicator_kind, to_date_text and target_text.
    """
    of_task = indicators[indicators.task_code == task_code]
    rows = of_task.merge(assessed, on="indicator_code")
    return rows.assign(
        indicator_name=rows[t.column("indicator_name")],
        to_date_text=[_value_text(row, "to_date_value", t) for row in rows.to_dict("records")],
        target_text=[_value_text(row, "target_value", t) for row in rows.to_dict("records")],
    )


def formula(rows: pd.DataFrame, attainment_ratio: float, t: Words) -> str:
    """The task's attainment as a sum written out. rows: as `worked_out` gives them."""
    is_plain = bool((rows.weight == 1).all())
    terms = [
        t.percent(ratio) if is_plain else f"{t.value(weight, 3)} × {t.percent(ratio)}"
        for ratio, weight in zip(rows.attainment_ratio, rows.weight, strict=True)
    ]
    return f"({' + '.join(terms)}) / {t.value(rows.weight.sum(), 3)} = {t.percent(attainment_ratio)}"


def targets_in_words(
    rules: pd.DataFrame, indicators: pd.DataFrame, period_names: Mapping[str, str], t: Words
) -> pd.DataFrame:
    """Every indicator and type of unit with its target as it is read, in the catalogue's order.

    Columns: indicator_code, indicator_name, type_name, kind_text, target_text, due_text, weight, source_shown.
    An indicator without a target has a row too.
    """
    rows = indicators.merge(rules, on="indicator_code", how="left", suffixes=("_of_indicator", ""))
    records = rows.to_dict("records")
    return rows.assign(
        indicator_name=rows[t.column("indicator_name")],
        type_name=[_type_text(row["unit_type"], t) for row in records],
        kind_text=[t(f"method.kind_{row['indicator_kind']}") for row in records],
        target_text=[_target_text(row, t) for row in records],
        due_text=[period_names.get(row["due_period_code"], t("method.from_first")) for row in records],
        source_shown=[_source_text(row, t) for row in records],
    )


def _type_text(unit_type: Any, t: Words) -> str:
    if pd.isna(unit_type):
        return t("method.all_asked")
    return t("method.group_only") if unit_type == "group" else t(f"group.{unit_type}")


def _target_text(row: Mapping[Any, Any], t: Words) -> str:
    if pd.isna(row["target_value"]):
        return t("method.watched")
    text = _value_text(row, "target_value", t)
    return t("method.per_commune", target=text) if row["is_per_commune"] is True else text


def _value_text(row: Mapping[Any, Any], column: str, t: Words) -> str:
    value, kind = row[column], row["indicator_kind"]
    if pd.isna(value):
        return t("method.blank")
    if kind == "R":
        return t.percent(value)
    if kind == "B":
        return t("chart.yes") if value else t("chart.no")
    return f"{t.value(value, 3)} {row[t.column('measure_unit')]}"


def _source_text(row: Mapping[Any, Any], t: Words) -> str:
    if row["is_default"] is True:
        return t("method.default")
    return "" if pd.isna(row["source_text"]) else str(row["source_text"])
