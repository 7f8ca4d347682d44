"""Made-up submissions: real workbooks, filled in by made-up units and marked as made-up inside."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from etl.programme.catalogue import Catalogue, Period, Programme
from etl.sample.lists import made_up_difficulties, made_up_findings
from etl.sample.programme import write_programme
from etl.sample.story import Story, dice, make_stories
from etl.sample.values import made_up_entries
from etl.sample.words import FAMILY_NAMES, GIVEN_NAMES
from etl.template import write_template
from etl.template.content import Entry, FilledIn, ValuesToDate

__all__ = ["write_programme", "write_samples"]

VALUES_HEADER = (
    "programme_code",
    "unit_code",
    "period_code",
    "indicator_code",
    "total_value",
    "women_value",
)
Entries = Mapping[str, Entry]


@dataclass
class _Account:
    """What of a unit has been accepted so far."""

    entries: dict[str, Entries] = field(default_factory=dict)  # by period
    to_date: ValuesToDate = field(default_factory=ValuesToDate)


def write_samples(
    catalogue: Catalogue,
    out: Path,
    *,
    programme_code: str = "2022",
    period_count: int = 3,
    unit_count: int | None = None,
    seed: int = 2022,
    values_path: Path | None = None,
    today: date = date(2022, 9, 25),
) -> None:
    """Write workbooks for the first periods into `out`, a folder each period; names sort as received.

    Of all units, or of `unit_count` spread over the types. Some are silent, some late; one resubmits, and one
    file of the last period is full of errors. `values_path`: a CSV with `VALUES_HEADER`, what the accepted
    submissions hold, yes/no as 1/0. Equal arguments give equal bytes. Raises KeyError for an unknown
    programme.
    """
    programme = catalogue.programmes[programme_code]
    stories = make_stories(programme, _some_units(programme, unit_count), seed)
    accounts = {unit_code: _Account() for unit_code in stories}
    periods = list(programme.periods.values())[:period_count]
    for period in periods:
        (out / period.period_code).mkdir(parents=True, exist_ok=True)
        for unit in programme.units_of(period.period_code):
            story = stories.get(unit.unit_code)
            if story and story.reports(period.period_number, len(periods)):
                writer = _Writer(programme, period, story, accounts[unit.unit_code], seed, today)
                writer.write(out / period.period_code, is_last=period is periods[-1])
    if values_path:
        _write_values(values_path, programme, accounts)


def _some_units(programme: Programme, unit_count: int | None) -> list[str]:
    """So many units, evenly taken from the list so that every type is there."""
    codes = list(programme.units)
    if unit_count is None or unit_count >= len(codes):
        return codes
    return [codes[len(codes) - 1 - number * len(codes) // unit_count] for number in range(unit_count)]


@dataclass(frozen=True)
class _Writer:
    """Writes what one unit sends for one period."""

    programme: Programme
    period: Period
    story: Story
    account: _Account
    seed: int
    today: date

    def write(self, folder: Path, *, is_last: bool) -> None:
        """The unit's file, and its second one where it resubmits; the account holds what is accepted."""
        name = f"{self.story.unit_code}_{self.period.period_code}"
        entries = self._entries()
        report_date = self._report_date()
        if self.story.role == "is_returned" and is_last:
            self._write_file(folder / f"{name}.xlsx", _with_errors(self.programme, entries), report_date)
            return
        state = self._write_file(folder / f"{name}.xlsx", entries, report_date)
        if self.story.role == "resubmits" and self.period.period_number == 1:
            entries = _corrected(entries)
            report_date = min(report_date + timedelta(days=3), self.period.due_date)
            state = self._write_file(folder / f"{name}_gui-lai.xlsx", entries, report_date)
        self.account.entries[self.period.period_code] = entries
        self.account.to_date = state

    def _entries(self) -> Entries:
        unit = self.programme.units[self.story.unit_code]
        before = self.account.to_date.totals
        entries = made_up_entries(self.programme, unit, self.period, self.story, before, self.seed)
        if self.story.role != "leaves_task":
            return entries
        left = list(self.programme.tasks)[-2:][0]
        return {code: entry for code, entry in entries.items() if self.programme.indicators[code].task_code != left}

    def _report_date(self) -> date:
        """Between the period's end and the due date, or some days late; never after today."""
        chance = dice(self.seed, "date", self.story.unit_code, self.period.period_code)
        due_date = self.programme.due_date(self.story.unit_code, self.period.period_code)
        first = self.period.to_date + timedelta(days=1)
        if chance.random() < self.story.lateness:
            day = due_date + timedelta(days=chance.randint(1, 12))
        else:
            day = first + timedelta(days=chance.randint(0, (due_date - first).days))
        return max(first, min(day, self.today))

    def _write_file(self, path: Path, entries: Entries, report_date: date) -> ValuesToDate:
        """Write the workbook; what then stands to date if it is accepted."""
        totals = _totals_to_date(self.programme, self.account.to_date.totals, entries)
        findings = made_up_findings(self.programme, self.story, self.period, totals, self.seed)
        difficulties = made_up_difficulties(self.programme, self.story, self.seed)
        before = replace(self.account.to_date, findings=findings, difficulties=difficulties)
        filled_in = self._filled_in(entries, report_date)
        codes = (self.story.unit_code, self.period.period_code)
        write_template(self.programme, *codes, before, path, filled_in)
        return replace(before, totals=totals)

    def _filled_in(self, entries: Entries, report_date: date) -> FilledIn:
        chance = dice(self.seed, "reporter", self.story.unit_code)
        by_task: dict[str, dict[str, Entry]] = {task_code: {} for task_code in self.programme.tasks}
        first_task = next(iter(self.programme.tasks))
        for code, entry in entries.items():
            indicator = self.programme.indicators.get(code)
            by_task[indicator.task_code if indicator else first_task][code] = entry
        return FilledIn(
            reporter_name=f"{chance.choice(FAMILY_NAMES)} {chance.choice(GIVEN_NAMES)}",
            reporter_phone=f"0225.000.{chance.randint(0, 9999):04d}",
            report_date=report_date,
            made_up_date=self.today,
            entries=by_task,
        )


def _with_errors(programme: Programme, entries: Entries) -> Entries:
    """The entries as a hurried clerk types them: four mistakes of different kinds."""
    wrong = dict(entries)
    counted = [code for code in wrong if programme.indicators[code].indicator_kind == "C"]
    with_women = [code for code in wrong if programme.indicators[code].has_women]
    for code in with_women[:1]:
        wrong[code] = Entry(total=20, women=35)
    plain = [code for code in counted if code not in with_women[:1]]
    mistakes: tuple[str | float, ...] = ("khoảng 40", -3)
    for code, total in zip(plain, mistakes, strict=False):
        wrong[code] = Entry(total=total)
    wrong["T9.99"] = Entry(total=5, note="Chỉ tiêu đơn vị tự thêm")
    return wrong


def _corrected(entries: Entries) -> Entries:
    """The entries of the second file: the first numbers of each were counted too low."""
    corrected = dict(entries)
    with_women = [code for code, entry in entries.items() if isinstance(entry.women, float)]
    for code in with_women[:2]:
        entry = entries[code]
        if isinstance(entry.total, float) and isinstance(entry.women, float):
            corrected[code] = Entry(entry.total + 12, entry.women + 5, "Bổ sung số liệu của hai đơn vị trực thuộc")
    return corrected


def _totals_to_date(programme: Programme, before: Mapping[str, float], entries: Entries) -> dict[str, float]:
    totals = dict(before)
    for code, entry in entries.items():
        if code in programme.indicators and isinstance(entry.total, float):
            is_cumulative = programme.indicators[code].indicator_kind == "C"
            totals[code] = entry.total + (totals.get(code, 0.0) if is_cumulative else 0.0)
    return totals


def _write_values(path: Path, programme: Programme, accounts: Mapping[str, _Account]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(VALUES_HEADER)
        writer.writerows(_value_rows(programme, accounts))


def _value_rows(programme: Programme, accounts: Mapping[str, _Account]) -> Iterator[tuple[object, ...]]:
    for unit_code, account in accounts.items():
        for period_code, entries in account.entries.items():
            for code, entry in entries.items():
                yield (programme.programme_code, unit_code, period_code, code, entry.total, entry.women)
