"""Made-up numbers of one unit and period, from the catalogue alone: a new indicator gets some too."""

from collections.abc import Mapping
from random import Random

from etl.programme.catalogue import Indicator, Period, Programme, Unit
from etl.sample.story import Story, dice
from etl.sample.words import NOTES
from etl.template.content import Entry

BLANK_CHANCE = 0.02
NOTE_CHANCE = 0.03
USUAL_WOMEN_SHARE = 0.45
USUAL_PART_SHARE = 0.8


def made_up_entries(
    programme: Programme,
    unit: Unit,
    period: Period,
    story: Story,
    totals_to_date: Mapping[str, float],
    seed: int,
) -> dict[str, Entry]:
    """What the unit enters for the period, by indicator code; what is left blank is not there.

    `totals_to_date` holds the totals up to the period before.
    """
    maker = _Maker(programme, unit, period, story, seed)
    entries: dict[str, Entry] = {}
    for indicator in _parts_last(programme, unit):
        code = indicator.indicator_code
        chance = dice(seed, "value", unit.unit_code, period.period_code, code)
        total = maker.total(indicator, totals_to_date.get(code, 0.0), entries, chance)
        if chance.random() < BLANK_CHANCE:
            continue
        women = maker.women(indicator, total, chance) if indicator.has_women else None
        note = chance.choice(NOTES) if chance.random() < NOTE_CHANCE else None
        entries[code] = Entry(total, women, note)
    return entries


def _parts_last(programme: Programme, unit: Unit) -> list[Indicator]:
    """The unit's indicators, those after which are made from the others: numerators of ratios."""
    numerators = {
        each.numerator.indicator_code
        for each in programme.indicators.values()
        if each.numerator and each.numerator.column == "total"
    }
    return sorted(programme.asked(unit.unit_code), key=lambda each: each.indicator_code in numerators)


class _Maker:
    """The numbers of one unit in one period."""

    def __init__(self, programme: Programme, unit: Unit, period: Period, story: Story, seed: int) -> None:
        self.programme = programme
        self.unit = unit
        self.period = period
        self.story = story
        self.seed = seed

    def total(self, indicator: Indicator, to_date: float, entries: Mapping[str, Entry], chance: Random) -> float:
        """The number in the period: towards the ratio it feeds, else towards its target, else any."""
        pace = self.story.pace(indicator.task_code, self.period.period_number)
        ratio = self._ratio_of(indicator, "total")
        target = self.programme.target_value(self.unit.unit_code, indicator.indicator_code)
        if indicator.indicator_kind == "B":
            number = self._yes_no(indicator, pace, to_date)
        elif ratio and ratio.asked_of != {"group"}:
            share = min(1.0, (self._target(ratio) or USUAL_PART_SHARE) * pace * chance.uniform(0.95, 1.05))
            number = round(share * self._denominator(ratio, entries))
        elif indicator.indicator_kind == "S":
            number = self._stock(indicator, target, pace)
        elif target:
            number = self._towards(indicator, target, pace, to_date, chance)
        else:
            number = self._some(indicator, chance)
        if indicator.at_most == "commune_count":
            number = min(number, self.unit.commune_count)
        return float(round(number, indicator.decimals))

    def women(self, indicator: Indicator, total: float, chance: Random) -> float:
        """The women among them: towards the target of their share where there is one."""
        ratio = self._ratio_of(indicator, "women")
        usual = USUAL_WOMEN_SHARE if ratio is None else self._target(ratio) or USUAL_WOMEN_SHARE
        pace = self.story.pace(indicator.task_code, self.period.period_number) if ratio else 1.0
        return float(min(total, round(total * usual * pace * chance.uniform(0.95, 1.1))))

    def _target(self, indicator: Indicator) -> float | None:
        return self.programme.target_value(self.unit.unit_code, indicator.indicator_code)

    def _ratio_of(self, indicator: Indicator, column: str) -> Indicator | None:
        """The ratio that has this column of the indicator above its line."""
        for each in self.programme.indicators.values():
            part = each.numerator
            if part and part.column == column and part.indicator_code == indicator.indicator_code:
                return each
        return None

    def _denominator(self, ratio: Indicator, entries: Mapping[str, Entry]) -> float:
        part = ratio.denominator
        if part is None or part.indicator_code is None:
            return self.unit.commune_count
        below = entries.get(part.indicator_code, Entry()).total
        return below if isinstance(below, float) else 0.0

    def _yes_no(self, indicator: Indicator, pace: float, to_date: float) -> float:
        """Once yes, always yes; by the period in which it is due a unit on its plan has it done."""
        willing = dice(self.seed, "yes", self.unit.unit_code, indicator.indicator_code).random()
        return 1.0 if to_date or willing < min(0.97, pace * self._due_share(indicator) - 0.05) else 0.0

    def _due_share(self, indicator: Indicator) -> float:
        """The part of the way that the plan wants done by the end of this period."""
        if indicator.due_period_code is None:
            return self.period.planned_share if indicator.indicator_kind == "C" else 1.0
        due_number = self.programme.periods[indicator.due_period_code].period_number
        return min(1.0, self.period.period_number / due_number)

    def _towards(self, indicator: Indicator, target: float, pace: float, to_date: float, chance: Random) -> float:
        aim = target * self._due_share(indicator) * pace * chance.uniform(0.95, 1.05)
        step = max(0.0, aim - to_date)
        # what is counted in ones and twos is held or not held: the halves go up
        return step if indicator.decimals else int(step + 0.6)

    def _stock(self, indicator: Indicator, target: float | None, pace: float) -> float:
        if target:
            return target * min(1.1, pace)
        own = dice(self.seed, "stock", self.unit.unit_code, indicator.indicator_code)
        return own.randint(20, 60) + (self.period.period_number - 1) * own.randint(0, 2)

    def _some(self, indicator: Indicator, chance: Random) -> float:
        """Numbers of one task go together: as many victims as cases, recommendations as findings."""
        together = dice(self.seed, "some", self.unit.unit_code, self.period.period_code, indicator.task_code)
        return together.randint(0, 3) + chance.choice((0, 0, 0, 1))
