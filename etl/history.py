"""What units reported before, for the checks that need it: from the store during a run, from the snapshot in `check`.

Both hold the same: in both the latest accepted revision that was not withdrawn stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb

from etl.programme.catalogue import Catalogue
from etl.submission import Submission

Typed = tuple[float | None, float | None]  # total and women
Values = dict[str, Typed]  # by indicator
UnitKey = tuple[str, str]  # programme_code, unit_code
STANDING = """
    select programme_code, unit_code, period_code, arg_max(submission_code, revision_number) as submission_code
    from ops.submission
    where outcome_code = 'accepted' and withdrawn_at is null and ($until is null or receipt_code <= $until)
    group by programme_code, unit_code, period_code
"""


@dataclass(frozen=True)
class Usual:
    """What is usual for an indicator among units of one type: the median of what was reported, and by how many."""

    median_value: float
    unit_count: int


class History:
    """The values that stand, of the units looked up; what is accepted meanwhile is added by `add`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection | None, catalogue: Catalogue) -> None:
        """`connection`: to a store or a snapshot; None where nothing was reported yet."""
        self._connection = connection
        self._catalogue = catalogue
        self._units: dict[UnitKey, dict[str, Values]] = {}
        self._usual: dict[tuple[str, str, str], Usual] | None = None
        self._usual_until: str | None = None

    def look_up(self, keys: Iterable[UnitKey], known_until: str | None) -> None:
        """Read all periods of units not looked up yet, in one question; and what was usual up to that event."""
        if self._usual is None or self._usual_until != known_until:
            self._usual, self._usual_until = self._read_usual(known_until), known_until
        new = {key for key in keys if key not in self._units}
        self._units |= {key: {} for key in new}
        if self._connection is None or not new:
            return
        programmes, units = zip(*new, strict=True)
        rows = self._connection.execute(
            f"""
            select programme_code, unit_code, standing.period_code, indicator_code, total_value, women_value
            from ({STANDING}) as standing
            semi join (select unnest($programmes) as programme_code, unnest($units) as unit_code)
                using (programme_code, unit_code)
            inner join (
                select submission_code, indicator_code, total_value, women_value
                from {_measurements(self._connection)}
            ) using (submission_code)
            """,  # noqa: S608  # our own table names
            {"programmes": list(programmes), "units": list(units), "until": None},
        ).fetchall()
        for programme, unit, period, indicator, total, women in rows:
            self._units[programme, unit].setdefault(period, {})[indicator] = (total, women)

    def of_unit(self, key: UnitKey) -> Mapping[str, Values]:
        """By period, what the unit reported; the unit was looked up before."""
        return self._units[key]

    def add(self, submission: Submission) -> None:
        """What was accepted stands from now on, in the place of what stood for its period."""
        key = (submission.programme_code or "", submission.unit_code or "")
        self._units.setdefault(key, {})[submission.period_code or ""] = values_of(submission)

    def forget(self) -> None:
        """Drop what was looked up and added: the database knows it now, or knows better."""
        self._units.clear()

    def usual(self, programme_code: str, unit_type: str, indicator_code: str) -> Usual | None:
        """What is usual among peers, as it was before the run: files of one run change nothing, in any order."""
        return (self._usual or {}).get((programme_code, unit_type, indicator_code))

    def _read_usual(self, known_until: str | None) -> dict[tuple[str, str, str], Usual]:
        if self._connection is None:
            return {}
        units = [
            (one.programme_code, unit) for one in self._catalogue.programmes.values() for unit in one.units.values()
        ]
        rows = self._connection.execute(
            f"""
            select programme_code, unit_type, indicator_code, median(total_value), count(distinct unit_code)
            from ({STANDING}) as standing
            inner join (
                select
                    unnest($programmes) as programme_code, unnest($units) as unit_code, unnest($types) as unit_type
            ) using (programme_code, unit_code)
            inner join (
                select submission_code, indicator_code, total_value
                from {_measurements(self._connection)}
            ) using (submission_code)
            where total_value > 0
            group by programme_code, unit_type, indicator_code
            """,  # noqa: S608  # our own table names
            {
                "programmes": [programme_code for programme_code, _ in units],
                "units": [unit.unit_code for _, unit in units],
                "types": [unit.unit_type for _, unit in units],
                "until": known_until,
            },
        ).fetchall()
        return {(programme, kind, code): Usual(median, count) for programme, kind, code, median, count in rows}


def _measurements(connection: duckdb.DuckDBPyConnection) -> str:
    """Where the values lie: a store has those of every revision, a snapshot those that stand."""
    is_store = connection.execute(
        "select 1 from duckdb_tables() where database_name = current_database() and schema_name = 'accepted'"
    ).fetchall()
    return "accepted.measurement" if is_store else "fact.measurement"


def values_of(submission: Submission) -> Values:
    """The totals and women of a submission by indicator."""
    return {one.indicator_code: (one.total_value, one.women_value) for one in submission.measurements}
