"""The programme as objects: what the committee decided, read from `programmes/`, checked, and never changed.

A `Catalogue` is what every step of the ETL is given; nobody else reads the programme files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

UnitType = Literal["department", "district", "office"]
IndicatorKind = Literal["C", "S", "B", "R"]


@dataclass(frozen=True)
class Task:
    task_code: str
    task_name_vi: str
    task_name_en: str
    task_short_vi: str
    task_short_en: str
    sheet_name: str
    page_code: str | None  # the screen that shows it


@dataclass(frozen=True)
class ContentArea:
    """One of the content areas of an inspection (A–F)."""

    area_code: str
    area_name_vi: str
    area_name_en: str


@dataclass(frozen=True)
class Unit:
    unit_code: str
    unit_type: UnitType
    unit_kind: str
    unit_name_vi: str
    unit_name_en: str
    unit_short_vi: str
    unit_short_en: str
    reports_by: Literal["duty", "coordination"]
    commune_count: int
    valid_from: date | None
    valid_to: date | None
    successor_code: str | None
    is_default: bool
    map_row: int | None  # where its tile stands on the map, both or neither
    map_column: int | None

    def is_valid_on(self, day: date) -> bool:
        """Whether the unit exists on that day; both ends belong to its life."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Period:
    period_code: str
    period_number: int  # 1, 2, … in order of time
    period_name_vi: str
    period_name_en: str
    from_date: date
    to_date: date
    due_date: date
    planned_share: float
    is_default: bool


@dataclass(frozen=True)
class RatioPart:
    """One half of a ratio: a column of another indicator, or the unit's number of communes.

    `column` is `total`, `women`, `units` (how many units answered: groups only) or `commune_count` (then
    there is no indicator).
    """

    column: Literal["total", "women", "units", "commune_count"]
    indicator_code: str | None


@dataclass(frozen=True)
class Indicator:
    indicator_code: str
    task_code: str
    indicator_name_vi: str
    indicator_name_en: str
    measure_unit_vi: str
    measure_unit_en: str
    indicator_kind: IndicatorKind
    has_women: bool
    asked_of: frozenset[str]  # of department, district, office; {"group"} for a ratio that only groups have
    decimals: int
    due_period_code: str | None
    weight: float
    numerator: RatioPart | None
    denominator: RatioPart | None
    at_most: str | None  # commune_count (never more), or the indicator that it is usually part of, to date
    role_code: str | None  # what it is to a screen or a check
    is_default: bool
    note_vi: str
    note_en: str

    @property
    def is_entered(self) -> bool:
        """Whether units type it; ratios are always computed."""
        return self.indicator_kind != "R"


@dataclass(frozen=True)
class Target:
    """What is aimed at in the year. `target_value` None: watched, never for or against progress."""

    target_value: float | None
    per_commune: bool
    is_default: bool
    source: str


@dataclass(frozen=True)
class TargetOverride:
    """One unit's own target, or that an indicator does not apply to it."""

    applies: bool
    target_value: float | None
    reason: str


@dataclass(frozen=True)
class SettingNote:
    """A line of a settings file as it is written, for those who ask why a number is what it is."""

    setting_code: str
    setting_value: str
    is_default: bool
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Settings:
    """The settings of one programme (settings.csv): of the arithmetic, the thresholds of etl/rules.csv, projections."""

    late_by: Literal["received_at", "report_date"]
    on_track_min_ratio: float
    at_risk_min_ratio: float
    far_above_times: float
    far_above_least_base: float
    stock_jump_share: float
    stock_jump_least: float
    copied_share: float
    year_to_date_share: float
    least_compared: int
    projection_least_periods: int
    projection_least_units: float


@dataclass(frozen=True)
class Programme:
    programme_code: str
    programme_name_vi: str
    programme_name_en: str
    from_date: date
    to_date: date
    source_vi: str
    source_en: str
    settings: Settings
    setting_notes: Sequence[SettingNote]
    tasks: Mapping[str, Task]
    content_areas: Mapping[str, ContentArea]
    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]
    periods: Mapping[str, Period]
    targets: Mapping[tuple[str, str], Target]  # (indicator_code, unit_type or "group")
    overrides: Mapping[tuple[str, str], TargetOverride]  # (unit_code, indicator_code)
    extensions: Mapping[tuple[str, str], date]  # (unit_code, period_code) → due date
    aliases: Mapping[str, str]  # another name of a unit, or its abbreviation → unit_code

    def units_of(self, period_code: str) -> Iterator[Unit]:
        """The units that belong to a period: those valid on its last day."""
        last_day = self.periods[period_code].to_date
        return (unit for unit in self.units.values() if unit.is_valid_on(last_day))

    def due_date(self, unit_code: str, period_code: str) -> date:
        """When the unit's report of the period is due, its own extension counted."""
        return self.extensions.get((unit_code, period_code), self.periods[period_code].due_date)

    def applies(self, unit_code: str, indicator_code: str) -> bool:
        """Whether the indicator applies to the unit; a ratio applies where all its parts are asked."""
        indicator = self.indicators[indicator_code]
        if self.units[unit_code].unit_type not in indicator.asked_of:
            return False
        override = self.overrides.get((unit_code, indicator_code))
        if override is not None and not override.applies:
            return False
        parts = (part.indicator_code for part in (indicator.numerator, indicator.denominator) if part)
        return all(self.applies(unit_code, part) for part in parts if part)

    def asked(self, unit_code: str) -> list[Indicator]:
        """The indicators that the unit types in, in the catalogue's order."""
        return [
            indicator
            for indicator in self.indicators.values()
            if indicator.is_entered and self.applies(unit_code, indicator.indicator_code)
        ]

    def target_value(self, unit_code: str, indicator_code: str) -> float | None:
        """The unit's target for the year; None where the indicator is only watched."""
        override = self.overrides.get((unit_code, indicator_code))
        if override is not None and override.target_value is not None:
            return override.target_value
        unit = self.units[unit_code]
        target = self.targets.get((indicator_code, unit.unit_type))
        if target is None or target.target_value is None:
            return None
        return target.target_value * (unit.commune_count if target.per_commune else 1)


@dataclass(frozen=True)
class HouseSettings:
    """How the house is run (programmes/settings.csv): limits and ages, the same for all programmes."""

    heartbeat_max_hours: float
    snapshots_kept: int
    months_kept: int
    returned_wait_days: int
    file_max_mb: float
    csv_max_mb: float
    unpacked_max_mb: float
    read_timeout_seconds: float
    read_memory_mb: int


@dataclass(frozen=True)
class Catalogue:
    """Every programme of the house, by code, and the house's settings."""

    programmes: Mapping[str, Programme]
    settings: HouseSettings
    content_hash: str = field(compare=False)  # SHA-256 over the programme files: a change of it is news
