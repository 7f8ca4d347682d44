"""The rules that a report is held to, in rules.csv: severity, words in both languages, and the setting that is the
threshold. Checks, messages, the workbook's guide and the table dim.check_rule all take them from here."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from etl.programme.catalogue import Programme
from etl.submission import Problem

RULES_FILE = Path(__file__).resolve().parent / "rules.csv"
SHARES = "_share"  # a setting whose name ends so is shown in per cent
Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Rule:
    """One line of rules.csv; `setting_code` is empty where the rule has no threshold."""

    rule_code: str
    severity_code: Severity
    setting_code: str
    rule_vi: str
    rule_en: str


@cache
def rules() -> dict[str, Rule]:
    """rule_code, which is the code of the problem where it is broken → its rule, in the file's order."""
    with RULES_FILE.open(encoding="utf-8-sig", newline="") as file:
        return {row["rule_code"]: Rule(**row) for row in csv.DictReader(file)}  # type: ignore[arg-type]  # words


def severity_of(rule_code: str) -> Severity:
    """Whether breaking the rule returns the file (error) or only asks (warning)."""
    return rules()[rule_code].severity_code


def rule_words(rule_code: str, programme: Programme) -> tuple[str, str]:
    """The rule in Vietnamese and in English, with the programme's thresholds in it."""
    rule, blanks = rules()[rule_code], _blanks(programme)
    return rule.rule_vi.format_map(blanks), rule.rule_en.format_map(blanks)


def threshold_text(rule_code: str, programme: Programme) -> str | None:
    """The rule's threshold as it is shown, such as “10” or “50 %”; None where it has none."""
    setting_code = rules()[rule_code].setting_code
    return _blanks(programme)[setting_code] if setting_code else None


def broken(
    rule_code: str, programme: Programme, place: tuple[str, str], found: str, *details: tuple[str, str]
) -> Problem:
    """The problem of a broken rule at a sheet and cell; its message can quote the rule."""
    rule_vi, rule_en = rule_words(rule_code, programme)
    quoted = (("rule_vi", rule_vi), ("rule_en", rule_en))
    return Problem(rule_code, severity_of(rule_code), *place, found, (*details, *quoted))


def _blanks(programme: Programme) -> dict[str, str]:
    shown = {name: _shown(name, value) for name, value in vars(programme.settings).items()}
    pairs = [(one.indicator_code, one.at_most) for one in programme.indicators.values() if one.at_most]
    limits = ", ".join(f"{part} > {whole}" for part, whole in pairs if whole in programme.indicators)
    return shown | {"limits": limits or "–"}


def _shown(setting_code: str, value: object) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value * 100:.15g} %" if setting_code.endswith(SHARES) else f"{value:.15g}"
