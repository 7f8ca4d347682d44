"""The catalogue as the tables of the snapshot's `dim` schema."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from etl.programme.catalogue import Catalogue, Indicator, Programme, RatioPart
from etl.rules import rule_words, rules, threshold_text

Record = dict[str, Any]

# Names that do not tell their type by their last word
TYPES = {
    "valid_from": pa.date32(),
    "valid_to": pa.date32(),
    "map_row": pa.int32(),
    "map_column": pa.int32(),
    "decimals": pa.int32(),
    "weight": pa.float64(),
}
TYPES_BY_LAST_WORD = {
    "date": pa.date32(),
    "number": pa.int32(),
    "count": pa.int32(),
    "value": pa.float64(),
    "ratio": pa.float64(),
    "share": pa.float64(),
}

COLUMNS = {
    "programme": "programme_name_vi programme_name_en from_date to_date source_vi source_en late_by_code "
    "on_track_min_ratio at_risk_min_ratio",
    "task": "task_code task_number task_name_vi task_name_en task_short_vi task_short_en sheet_name page_code",
    "content_area": "area_code area_name_vi area_name_en",
    "unit": "unit_code unit_number unit_type unit_kind unit_name_vi unit_name_en unit_short_vi unit_short_en "
    "reports_by commune_count valid_from valid_to successor_code is_default map_row map_column",
    "period": "period_code period_number period_name_vi period_name_en from_date to_date due_date "
    "planned_share is_default",
    "indicator": "indicator_code indicator_number task_code indicator_name_vi indicator_name_en "
    "measure_unit_vi measure_unit_en indicator_kind has_women decimals due_period_code due_period_number "
    "weight numerator_indicator_code numerator_column denominator_indicator_code denominator_column "
    "group_target_value is_group_only role_code is_default note_vi note_en",
    "target": "unit_code indicator_code target_value is_default source_text",
    "target_rule": "indicator_code unit_type target_value is_per_commune is_default source_text",
    "target_override": "unit_code indicator_code has_indicator target_value reason_text",
    "setting": "setting_code setting_text is_default note_vi note_en",
    "unit_period": "period_code unit_code due_date",
    "group_member": "group_code unit_code",
    "check_rule": "rule_number rule_code severity_code rule_text_vi rule_text_en threshold_text",
}


def catalogue_rows(catalogue: Catalogue) -> dict[str, pa.Table]:
    """Every `dim` table by name: the columns of `COLUMNS` after programme_code.

    Text is string, dates date32, counts and numbers int32, values, ratios, shares and weights float64, is_
    and has_ bool. `target` has a row for each unit and indicator that applies to it (null: watched),
    `unit_period` one for each unit of a period, `group_member` one for each unit of department, district
    and city.
    """
    programmes = catalogue.programmes.values()
    return {
        name: _table(names.split(), [record for each in programmes for record in RECORDS[name](each)])
        for name, names in COLUMNS.items()
    }


def _table(names: Sequence[str], records: list[Record]) -> pa.Table:
    schema = pa.schema([(name, _type(name)) for name in ("programme_code", *names)])
    return pa.Table.from_pylist(records, schema=schema)


def _type(name: str) -> pa.DataType:
    if name.startswith(("is_", "has_")):
        return pa.bool_()
    return TYPES.get(name) or TYPES_BY_LAST_WORD.get(name.rpartition("_")[2], pa.string())


def _programme(programme: Programme) -> Iterator[Record]:
    settings = programme.settings
    yield {
        **vars(programme),
        "late_by_code": settings.late_by,
        "on_track_min_ratio": settings.on_track_min_ratio,
        "at_risk_min_ratio": settings.at_risk_min_ratio,
    }


def _tasks(programme: Programme) -> Iterator[Record]:
    for number, task in enumerate(programme.tasks.values(), start=1):
        yield {**vars(task), "programme_code": programme.programme_code, "task_number": number}


def _content_areas(programme: Programme) -> Iterator[Record]:
    for area in programme.content_areas.values():
        yield {**vars(area), "programme_code": programme.programme_code}


def _units(programme: Programme) -> Iterator[Record]:
    for number, unit in enumerate(programme.units.values(), start=1):
        yield {**vars(unit), "programme_code": programme.programme_code, "unit_number": number}


def _periods(programme: Programme) -> Iterator[Record]:
    for period in programme.periods.values():
        yield {**vars(period), "programme_code": programme.programme_code}


def _indicators(programme: Programme) -> Iterator[Record]:
    for number, indicator in enumerate(programme.indicators.values(), start=1):
        yield {
            **vars(indicator),
            **_part("numerator", indicator.numerator),
            **_part("denominator", indicator.denominator),
            "programme_code": programme.programme_code,
            "indicator_number": number,
            "due_period_number": _due_period_number(programme, indicator),
            "group_target_value": _group_target_value(programme, indicator),
            "is_group_only": "group" in indicator.asked_of,
        }


def _part(half: str, part: RatioPart | None) -> Record:
    return {
        f"{half}_indicator_code": part.indicator_code if part else None,
        f"{half}_column": part.column if part else None,
    }


def _due_period_number(programme: Programme, indicator: Indicator) -> int | None:
    due = indicator.due_period_code
    return programme.periods[due].period_number if due else None


def _group_target_value(programme: Programme, indicator: Indicator) -> float | None:
    target = programme.targets.get((indicator.indicator_code, "group"))
    return target.target_value if target else None


def _targets(programme: Programme) -> Iterator[Record]:
    for unit_code, unit in programme.units.items():
        for indicator_code in programme.indicators:
            if not programme.applies(unit_code, indicator_code):
                continue
            override = programme.overrides.get((unit_code, indicator_code))
            target = programme.targets.get((indicator_code, unit.unit_type))
            yield {
                "programme_code": programme.programme_code,
                "unit_code": unit_code,
                "indicator_code": indicator_code,
                "target_value": programme.target_value(unit_code, indicator_code),
                "is_default": override is None and target is not None and target.is_default,
                "source_text": override.reason if override else target.source if target else "",
            }


def _target_rules(programme: Programme) -> Iterator[Record]:
    for (indicator_code, unit_type), target in programme.targets.items():
        yield {
            **vars(target),
            "programme_code": programme.programme_code,
            "indicator_code": indicator_code,
            "unit_type": unit_type,
            "is_per_commune": target.per_commune,
            "source_text": target.source,
        }


def _target_overrides(programme: Programme) -> Iterator[Record]:
    for (unit_code, indicator_code), override in programme.overrides.items():
        yield {
            "programme_code": programme.programme_code,
            "unit_code": unit_code,
            "indicator_code": indicator_code,
            "has_indicator": override.applies,
            "target_value": override.target_value,
            "reason_text": override.reason,
        }


def _settings(programme: Programme) -> Iterator[Record]:
    for note in programme.setting_notes:
        yield {**vars(note), "programme_code": programme.programme_code, "setting_text": note.setting_value}


def _unit_periods(programme: Programme) -> Iterator[Record]:
    for period_code in programme.periods:
        for unit in programme.units_of(period_code):
            yield {
                "programme_code": programme.programme_code,
                "period_code": period_code,
                "unit_code": unit.unit_code,
                "due_date": programme.due_date(unit.unit_code, period_code),
            }


def _group_members(programme: Programme) -> Iterator[Record]:
    for unit in programme.units.values():
        groups = ("city",) if unit.unit_type == "office" else (unit.unit_type, "city")
        for group_code in groups:
            yield {
                "programme_code": programme.programme_code,
                "group_code": group_code,
                "unit_code": unit.unit_code,
            }


def _check_rules(programme: Programme) -> Iterator[Record]:
    for number, rule in enumerate(rules().values(), start=1):
        text_vi, text_en = rule_words(rule.rule_code, programme)
        yield {
            "programme_code": programme.programme_code,
            "rule_number": number,
            "rule_code": rule.rule_code,
            "severity_code": rule.severity_code,
            "rule_text_vi": text_vi,
            "rule_text_en": text_en,
            "threshold_text": threshold_text(rule.rule_code, programme),
        }


RECORDS = {
    "programme": _programme,
    "task": _tasks,
    "content_area": _content_areas,
    "unit": _units,
    "period": _periods,
    "indicator": _indicators,
    "target": _targets,
    "target_rule": _target_rules,
    "target_override": _target_overrides,
    "setting": _settings,
    "unit_period": _unit_periods,
    "group_member": _group_members,
    "check_rule": _check_rules,
}
