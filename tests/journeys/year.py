"""A made-up year that the tests know: who reports what, in every shape that real units give it."""

import random
from collections.abc import Iterable

from tests.oracle.programme import Programme
from tests.oracle.units import Values

ALWAYS_SILENT = "313"
YES_TYPED, NO_TYPED = ("có", "Có", 1, "x"), ("không", "Không", 0)

Typed = float | str | None


def known_values(programme: Programme, periods: Iterable[str], seed: int) -> Values:
    """Values for these periods with blanks, zeros, empty tasks, silent units, and one silent all year."""
    chance = random.Random(seed)
    values: dict[tuple[str, str, str], tuple[float | None, float | None]] = {}
    for period in periods:
        for unit in programme.units_of(period):
            if unit == ALWAYS_SILENT or chance.random() < 0.1:
                continue
            for task in programme.tasks:
                if chance.random() < 0.85:
                    _report_task(programme, chance, values, unit, period, task)
    return values


def _report_task(
    programme: Programme,
    chance: random.Random,
    values: dict[tuple[str, str, str], tuple[float | None, float | None]],
    unit: str,
    period: str,
    task: str,
) -> None:
    for code, indicator in programme.indicators.items():
        is_asked = indicator["task_code"] == task and not programme.is_ratio(code)
        if not is_asked or not programme.applies(unit, code) or chance.random() < 0.15:
            continue
        total = _total(programme, chance, unit, code)
        has_women = indicator["has_women"] == "yes" and chance.random() < 0.9
        values[(unit, period, code)] = total, float(chance.randint(0, int(total))) if has_women else None


def _total(programme: Programme, chance: random.Random, unit: str, code: str) -> float:
    indicator = programme.indicators[code]
    if indicator["indicator_kind"] == "B":
        return float(chance.random() < 0.7)
    if chance.random() < 0.1:
        return 0.0
    if indicator["at_most"] == "commune_count":
        return float(chance.randint(0, int(programme.units[unit]["commune_count"])))
    target = programme.target(unit, code)
    total = chance.uniform(0, 0.6) * target if target else chance.randint(1, 60)
    return round(total, int(indicator["decimals"]))


def typed(
    programme: Programme, values: Values, chance: random.Random
) -> dict[tuple[str, str], dict[str, tuple[Typed, Typed]]]:
    """The same as clerks type it, by (unit, period) and indicator: yes and no in their several spellings."""
    books: dict[tuple[str, str], dict[str, tuple[Typed, Typed]]] = {}
    for (unit, period, code), (total, women) in values.items():
        answer: Typed = total
        if programme.indicators[code]["indicator_kind"] == "B":
            answer = chance.choice(YES_TYPED if total else NO_TYPED)
        books.setdefault((unit, period), {})[code] = answer, women
    return books
