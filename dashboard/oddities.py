"""What is to be asked about again, in words: the value, and what it is odd beside."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.values import value_text, with_unit
from dashboard.words import Words

# What the list of values to ask about says by today's facts: the same was said when the file was taken.
TOLD = ("far_above_history", "far_above_peers", "stock_jump", "copied_period", "year_to_date_typed")


def named_oddities(
    reports: Mapping[str, pd.DataFrame],
    values: pd.DataFrame,
    units: pd.DataFrame,
    period_names: Mapping[str, str],
    t: Words,
) -> pd.DataFrame:
    """Whole reports first, then odd values in the order of the question, of the units given.

    reports: by odd_code, `copied_periods` and `summed_periods`. values: as `odd_values` gives them.
    units: unit_code, unit_type, unit_name.
    Columns: unit_code, unit_name, type_name, period_code, period_name, indicator_code (missing for a whole report),
    subject_text, shown_text, reason_text, total_value, compared_value, odd_ratio, sheet_name, cell_ref.
    """
    named = values.assign(
        subject_text=values[t.column("indicator_name")],
        shown_text=[with_unit(row["total_value"], row, t) for row in values.to_dict("records")],
    )
    whole = [
        rows.assign(subject_text=t("odd.whole_report"), shown_text="", odd_code=code) for code, rows in reports.items()
    ]
    rows = pd.concat([*whole, named], ignore_index=True).reindex(columns=_COLUMNS)
    rows = rows.merge(units[["unit_code", "unit_type", "unit_name"]], on="unit_code", validate="many_to_one")
    return rows.assign(
        type_name=rows.unit_type.map(lambda code: t(f"group.{code}")),
        period_name=rows.period_code.map(period_names),
        reason_text=[_reason(row, period_names, t) for row in rows.to_dict("records")],
    )


_COLUMNS = [
    "unit_code", "period_code", "indicator_code", "odd_code", "subject_text", "shown_text", "total_value",
    "compared_value", "peer_count", "odd_ratio", "sheet_name", "cell_ref", "indicator_kind", "decimals",
    "measure_unit_vi", "measure_unit_en", "earlier_period_code", "equal_count", "compared_count",
    "no_less_count",
]  # fmt: skip


def _reason(row: Mapping[Any, Any], period_names: Mapping[str, str], t: Words) -> str:
    """What the value, or the report, is odd beside."""
    code = row["odd_code"]
    if code == "copied_period":
        earlier = period_names[row["earlier_period_code"]]
        return t("odd.copied", equal=int(row["equal_count"]), compared=int(row["compared_count"]), earlier=earlier)
    if code == "year_to_date_typed":
        return t("odd.summed", count=int(row["no_less_count"]), compared=int(row["compared_count"]))
    beside = value_text(row["compared_value"], row, t)
    if code == "stock_jump":
        direction = "rise" if row["total_value"] > row["compared_value"] else "fall"
        return t(f"odd.jump_{direction}", before=beside)
    times = t.number(row["odd_ratio"])
    if code == "far_above_history":
        return t("odd.history", times=times, before=beside)
    return t("odd.peers", times=times, usual=beside, group=t(f"group.{row['unit_type']}"), count=int(row["peer_count"]))
