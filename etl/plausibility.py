"""What is odd about a report beside what was reported before. It only asks: never an error, never a returned file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from etl.history import Usual, Values
from etl.programme.catalogue import Indicator, Programme
from etl.rules import broken
from etl.submission import Measurement, Problem, Submission

# So many different numbers must repeat before a report looks copied: two quarters of ones and twos are honest.
LEAST_DIFFERENT = 4
GROWTH_OF_A_SUM = 0.5  # totals to date grow by about 1 / (periods before) each period; by half of that at the least


def check_plausibility(
    submission: Submission, programme: Programme, before: Sequence[Values], usual: Callable[[str], Usual | None]
) -> list[Problem]:
    """The warnings. `before`: the unit's values of the programme's earlier periods, oldest first; `usual`: what is
    usual for an indicator among the unit's peers. Without either nothing is odd."""
    return list(_Look(submission, programme, before, usual).problems())


@dataclass(frozen=True)
class _Look:
    """One submission, looked at beside what stands."""

    submission: Submission
    programme: Programme
    before: Sequence[Values]
    usual: Callable[[str], Usual | None]

    def problems(self) -> Iterator[Problem]:
        yield from self._more_than_whole()
        yield from self._copied() or self._year_to_date()
        for measurement in self.submission.measurements:
            indicator = self.programme.indicators[measurement.indicator_code]
            if measurement.total_value is not None and indicator.indicator_kind in ("C", "S"):
                yield from self._far_off(measurement, measurement.total_value, indicator)

    def _more_than_whole(self) -> Iterator[Problem]:
        typed = {one.indicator_code: one for one in self.submission.measurements}
        for code, measurement in typed.items():
            whole_code = self.programme.indicators[code].at_most
            if measurement.total_value is None or whole_code is None or whole_code not in self.programme.indicators:
                continue
            part, whole = self._to_date(code), self._to_date(whole_code)
            if part is not None and whole is not None and part > whole + 1e-9:
                details = (("part", _shown(part)), ("whole", _shown(whole)), ("whole_code", whole_code))
                yield self._at(measurement, "more_than_whole", *details)

    def _to_date(self, code: str) -> float | None:
        """The total of the year with this period; None where nothing was ever given."""
        now = next((one.total_value for one in self.submission.measurements if one.indicator_code == code), None)
        given = [value for value in (*self._earlier(code), now) if value is not None]
        return sum(given) if given else None

    def _earlier(self, code: str) -> list[float]:
        totals = (values.get(code, (None, None))[0] for values in self.before)
        return [total for total in totals if total is not None]

    def _added_up(self) -> list[tuple[Measurement, float]]:
        """The values of this period that add up over the year (kind C), each with its total."""
        return [
            (one, one.total_value)
            for one in self.submission.measurements
            if one.total_value is not None and self.programme.indicators[one.indicator_code].indicator_kind == "C"
        ]

    def _copied(self) -> list[Problem]:
        last = self.before[-1] if self.before else {}
        compared = [
            (one, last[one.indicator_code] == (total, one.women_value))
            for one, total in self._added_up()
            if last.get(one.indicator_code, (None, None))[0] is not None and (total or last[one.indicator_code][0])
        ]
        equal = [one for one, is_equal in compared if is_equal]
        settings = self.programme.settings
        if len(compared) < settings.least_compared or len(equal) < settings.copied_share * len(compared):
            return []
        if len({one.total_value for one in equal}) < LEAST_DIFFERENT:
            return []
        return [self._of_the_whole("copied_period", equal, len(compared))]

    def _year_to_date(self) -> list[Problem]:
        """The values look like totals to date where hardly one is below the total of the periods before."""
        compared = [
            (one, total, to_date)
            for one, total in self._added_up()
            if (to_date := sum(self._earlier(one.indicator_code))) > 0
        ]
        settings = self.programme.settings
        if len(compared) < settings.least_compared:
            return []
        no_less = [one for one, total, to_date in compared if total >= to_date]
        growth = median(total / to_date for _, total, to_date in compared)
        if len(no_less) < settings.year_to_date_share * len(compared):
            return []
        if growth < 1 + GROWTH_OF_A_SUM / len(self.before):
            return []
        return [self._of_the_whole("year_to_date_typed", no_less, len(compared))]

    def _far_off(self, measurement: Measurement, total: float, indicator: Indicator) -> list[Problem]:
        """At most one warning a value: beside the unit's own values first, else beside its peers'."""
        settings, code = self.programme.settings, indicator.indicator_code
        own = self._earlier(code)
        if own and indicator.indicator_kind == "S":
            change, last = abs(total - own[-1]), own[-1]
            if change >= settings.stock_jump_least and change >= settings.stock_jump_share * last:
                return [self._at(measurement, "stock_jump", ("before", _shown(last)))]
        elif own and self._is_far_above(total, max(own)):
            return [self._at(measurement, "far_above_history", ("before", _shown(max(own))))]
        usual = self.usual(code)
        if usual and usual.unit_count >= settings.least_compared and self._is_far_above(total, usual.median_value):
            return [self._at(measurement, "far_above_peers", ("usual", _shown(usual.median_value)))]
        return []

    def _is_far_above(self, total: float, base: float) -> bool:
        settings = self.programme.settings
        return base >= settings.far_above_least_base and total >= settings.far_above_times * base

    def _at(self, measurement: Measurement, code: str, *details: tuple[str, str]) -> Problem:
        place = (measurement.sheet_name, measurement.cell_ref)
        return broken(code, self.programme, place, measurement.found_text, *details)

    def _of_the_whole(self, code: str, alike: Sequence[Measurement], compared_count: int) -> Problem:
        """About the report as a whole, told at its largest number that is so: there it is seen soonest."""
        example = max(alike, key=lambda one: one.total_value or 0)
        details = (
            ("indicator", example.indicator_code),
            ("count", str(len(alike))),
            ("compared", str(compared_count)),
            ("report", f"{self.submission.unit_code} {self.submission.period_code}"),
        )
        return self._at(example, code, *details)


def _shown(number: float) -> str:
    return f"{number:.15g}"
