"""What the committee decided, line by line in words, so that two snapshots can be held beside each other."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.method import targets_in_words
from dashboard.reader import Reader
from dashboard.values import with_unit
from dashboard.words import Words
from warehouse.questions.catalogue import periods, units
from warehouse.questions.changes import own_due_dates
from warehouse.questions.method import indicator_catalogue, programme_settings, target_overrides, target_rules

COLUMNS = ("kind_code", "key_text", "subject_text", "value_text")
Line = tuple[str, str, str, str]  # as COLUMNS


def decisions(reader: Reader, programme_code: str, t: Words) -> pd.DataFrame:
    """All that the programme files say of targets, weights, due dates, units and settings.

    Columns: kind_code (target | own_target | indicator | due | own_due | unit | setting), key_text (codes, the same in
    every snapshot), subject_text (what it is about) and value_text (what was decided), in the reader's language.
    """
    lines = [*_targets(reader, programme_code, t), *_own_targets(reader, programme_code, t)]
    lines += [*_due_dates(reader, programme_code, t), *_units(reader, programme_code, t)]
    settings = reader.ask(programme_settings, programme_code)
    notes = settings[t.column("note")]
    lines += [("setting", *line) for line in zip(settings.setting_code, notes, settings.setting_text, strict=True)]
    return pd.DataFrame(lines, columns=pd.Index(COLUMNS), dtype="object")


def _targets(reader: Reader, code: str, t: Words) -> Iterator[Line]:
    period_rows = reader.ask(periods, code)
    period_names = dict(zip(period_rows.period_code, period_rows[t.column("period_name")], strict=True))
    rows = targets_in_words(reader.ask(target_rules, code), reader.ask(indicator_catalogue, code), period_names, t)
    for row in rows.drop_duplicates("indicator_code").to_dict("records"):
        told = t("since.indicator", weight=t.value(row["weight"], 3), due=row["due_text"])
        yield "indicator", row["indicator_code"], row["indicator_name"], told
    for row in rows.dropna(subset=["unit_type"]).to_dict("records"):
        key = f"{row['indicator_code']} {row['unit_type']}"
        yield "target", key, f"{row['indicator_name']} · {row['type_name']}", row["target_text"]


def _own_targets(reader: Reader, code: str, t: Words) -> Iterator[Line]:
    catalogue = reader.ask(indicator_catalogue, code)
    rows = reader.ask(target_overrides, code).merge(catalogue, on="indicator_code")
    names = _unit_names(reader, code, t)
    for row in rows.to_dict("records"):
        key = f"{row['indicator_code']} {row['unit_code']}"
        subject = f"{row[t.column('indicator_name')]} · {names.get(row['unit_code'], row['unit_code'])}"
        yield "own_target", key, subject, f"{_own_target(row, t)} ({row['reason_text']})"


def _own_target(row: dict[Any, Any], t: Words) -> str:
    if not row["has_indicator"]:
        return t("method.not_applied")
    return t("method.watched") if pd.isna(row["target_value"]) else with_unit(row["target_value"], row, t)


def _due_dates(reader: Reader, code: str, t: Words) -> Iterator[Line]:
    rows = reader.ask(periods, code)
    names = _unit_names(reader, code, t)
    period_names = dict(zip(rows.period_code, rows[t.column("period_name")], strict=True))
    for period_code, due_date in zip(rows.period_code, rows.due_date, strict=True):
        yield "due", period_code, period_names[period_code], t.date(due_date)
    for row in reader.ask(own_due_dates, code).to_dict("records"):
        subject = f"{names.get(row['unit_code'], row['unit_code'])} · {period_names[row['period_code']]}"
        yield "own_due", f"{row['period_code']} {row['unit_code']}", subject, t.date(row["due_date"])


def _units(reader: Reader, code: str, t: Words) -> Iterator[Line]:
    for row in reader.ask(units, code).to_dict("records"):
        told = t(f"group.{row['unit_type']}"), t(f"since.reports_by_{row['reports_by']}")
        yield "unit", row["unit_code"], row[t.column("unit_name")], " · ".join(told)


def _unit_names(reader: Reader, code: str, t: Words) -> dict[str, str]:
    rows = reader.ask(units, code)
    return dict(zip(rows.unit_code, rows[t.column("unit_name")], strict=True))
