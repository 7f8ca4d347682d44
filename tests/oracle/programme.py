"""The programme as the oracle reads it: the CSV files themselves, no loader of ours between."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass
class Programme:
    """Rows of the CSV files by code, text as written, with the few readings that arithmetic needs."""

    folder: Path
    units: dict[str, dict[str, str]] = field(init=False)
    indicators: dict[str, dict[str, str]] = field(init=False)
    periods: dict[str, dict[str, str]] = field(init=False)
    tasks: dict[str, dict[str, str]] = field(init=False)
    settings: dict[str, str] = field(init=False)
    targets: dict[tuple[str, str], dict[str, str]] = field(init=False)
    overrides: dict[tuple[str, str], dict[str, str]] = field(init=False)
    extensions: dict[tuple[str, str], str] = field(init=False)

    def __post_init__(self) -> None:
        self.units = {row["unit_code"]: row for row in self._rows("units")}
        self.indicators = {row["indicator_code"]: row for row in self._rows("indicators")}
        self.periods = {row["period_code"]: row for row in self._rows("periods")}
        self.tasks = {row["task_code"]: row for row in self._rows("tasks")}
        self.settings = {row["setting_code"]: row["setting_value"] for row in self._rows("settings")}
        self.targets = {(row["indicator_code"], row["unit_type"]): row for row in self._rows("targets")}
        self.overrides = {(row["unit_code"], row["indicator_code"]): row for row in self._rows("target_overrides")}
        self.extensions = {(row["unit_code"], row["period_code"]): row["due_date"] for row in self._rows("extensions")}

    def _rows(self, name: str) -> list[dict[str, str]]:
        text = (self.folder / f"{name}.csv").read_text(encoding="utf-8-sig")
        return list(csv.DictReader(text.splitlines()))

    def periods_up_to(self, period_code: str) -> list[str]:
        """The programme's periods in order of time, that one included."""
        in_order = sorted(self.periods, key=lambda code: self.periods[code]["from_date"])
        return in_order[: in_order.index(period_code) + 1]

    def units_of(self, period_code: str) -> list[str]:
        """The units valid on the period's last day."""
        day = self.periods[period_code]["to_date"]
        return [
            code for code, unit in self.units.items() if (unit["valid_from"] or day) <= day <= (unit["valid_to"] or day)
        ]

    def members(self, group_code: str) -> list[str]:
        """The units of a group, whenever they lived."""
        return [code for code, unit in self.units.items() if group_code in ("city", unit["unit_type"])]

    def parts(self, indicator_code: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """A ratio's numerator and denominator as (indicator, column); `commune_count` is of no indicator."""

        def part(text: str) -> tuple[str, str]:
            return ("", text) if text == "commune_count" else tuple(text.rsplit(".", 1))  # type: ignore[return-value]

        indicator = self.indicators[indicator_code]
        return part(indicator["numerator"]), part(indicator["denominator"])

    def is_ratio(self, indicator_code: str) -> bool:
        return self.indicators[indicator_code]["indicator_kind"] == "R"

    def is_of_groups_only(self, indicator_code: str) -> bool:
        return self.indicators[indicator_code]["asked_of"] == "group"

    def applies(self, unit_code: str, indicator_code: str) -> bool:
        """Asked of the unit's type, not taken away by an override; a ratio where all its parts are asked."""
        if self.units[unit_code]["unit_type"] not in self.indicators[indicator_code]["asked_of"].split():
            return False
        if self.overrides.get((unit_code, indicator_code), {}).get("applies") == "no":
            return False
        if not self.is_ratio(indicator_code):
            return True
        return all(self.applies(unit_code, code) for code, _ in self.parts(indicator_code) if code)

    def target(self, unit_code: str, indicator_code: str) -> float | None:
        """The unit's target for the year; None where the indicator is watched."""
        own = self.overrides.get((unit_code, indicator_code), {}).get("target_value")
        if own:
            return float(own)
        unit = self.units[unit_code]
        row = self.targets.get((indicator_code, unit["unit_type"]))
        if row is None or row["target_value"] == "":
            return None
        return float(row["target_value"]) * (int(unit["commune_count"]) if row["per_commune"] == "yes" else 1)

    def group_target(self, indicator_code: str) -> float | None:
        """The catalogue's target of a ratio that only groups have."""
        text = self.targets[(indicator_code, "group")]["target_value"]
        return float(text) if text else None

    def is_due(self, indicator_code: str, period_code: str) -> bool:
        """Whether the indicator is assessed by then."""
        due = self.indicators[indicator_code]["due_period_code"]
        return not due or due in self.periods_up_to(period_code)

    def expected_ratio(self, indicator_code: str, period_code: str) -> float:
        """1 for stocks, yes/no, ratios and whatever has a due period; else the period's planned share."""
        indicator = self.indicators[indicator_code]
        if indicator["indicator_kind"] != "C" or indicator["due_period_code"]:
            return 1.0
        return float(self.periods[period_code]["planned_share"])

    def status(self, attainment: float | None) -> str:
        """The word for an attainment; None: nothing to assess."""
        if attainment is None:
            return "not_assessed"
        if attainment + 1e-9 >= float(self.settings["on_track_min_ratio"]):
            return "on_track"
        return "at_risk" if attainment + 1e-9 >= float(self.settings["at_risk_min_ratio"]) else "behind"

    def due_date(self, unit_code: str, period_code: str) -> date:
        """When the unit's report is due, its extension counted."""
        text = self.extensions.get((unit_code, period_code)) or self.periods[period_code]["due_date"]
        return date.fromisoformat(text)
