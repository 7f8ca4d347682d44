"""What becomes of a judged file: accepted, returned or a duplicate, and as which revision.

The ledger (which revision of which unit and period stands) comes from the store during a run, and from the snapshot
in `check`: one connection to either will do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from etl.archive import JudgedSubmission
from etl.history import History, UnitKey, Values, values_of
from etl.plausibility import check_plausibility
from etl.programme.catalogue import Catalogue
from etl.reading_order import with_more_problems
from etl.submission import Judgement, Problem, Submission
from warehouse.store import SubmissionKey, is_sample_home, standing_submissions


@dataclass(frozen=True)
class Verdict:
    """What becomes of a file and of each submission in it; the judgement with the problems that the ledger adds."""

    outcome: str  # accepted | returned | duplicate
    submissions: tuple[JudgedSubmission, ...]
    judgement: Judgement


class Ledger:
    """The revisions that stand, kept up to date while the files of a batch are decided in their order."""

    def __init__(self, connection: duckdb.DuckDBPyConnection | None, catalogue: Catalogue) -> None:
        """`connection`: to a store or a snapshot; None where there is neither, which is an empty ledger."""
        self._connection = connection
        self._catalogue = catalogue
        self._history = History(connection, catalogue)
        self._is_sample = is_sample_home(connection) if connection else None
        self._standing: dict[SubmissionKey, tuple[int, str | None]] = {}

    def look_up(self, judgements: Iterable[Judgement], known_until: str | None = None) -> None:
        """Read what stands for all units and periods of a batch, in one question.

        `known_until`: the last event whose reports count as what is usual among peers; None for all that stand.
        """
        keys = {key for judgement in judgements for one in judgement.submissions if (key := key_of(one))}
        if self._connection:
            self._standing |= standing_submissions(self._connection, keys - self._standing.keys())
        self._history.look_up({key[:2] for key in keys}, known_until)

    def decide(self, judgement: Judgement, sha256: str) -> Verdict:
        """The verdict on the next file in order of receipt; accepted submissions enter the ledger."""
        judgement = with_more_problems(judgement, [*self._home_problems(judgement), *self._oddities(judgement)])
        if judgement.has_errors or not judgement.is_readable:
            returned = tuple(_outcome(one, "returned") for one in judgement.submissions)
            return Verdict("returned", returned, judgement)
        decided = tuple(self._accept(one, sha256) for one in judgement.submissions)
        is_new = any(one.outcome == "accepted" for one in decided)
        return Verdict("accepted" if is_new else "duplicate", decided, judgement)

    def follow(self, judgement: Judgement, sha256: str, outcome: str, decided: list[JudgedSubmission]) -> Verdict:
        """The verdict as it was given before, whatever today's checks say; it enters the ledger."""
        refused = self._home_problems(judgement) if outcome == "returned" else []
        judgement = with_more_problems(judgement, [*refused, *self._oddities(judgement)])
        read = {key_of(one): one for one in judgement.submissions}
        for one in decided:
            if one.outcome == "accepted" and one.revision_number:
                key = (one.programme_code or "", one.unit_code or "", one.period_code or "")
                self._standing[key] = (one.revision_number, sha256)
                if key in read:
                    self._history.add(read[key])
        if outcome == "accepted" and self._is_sample is None:
            self._is_sample = any(one.made_up_date for one in judgement.submissions)
        return Verdict(outcome, tuple(decided), judgement)

    def forget(self) -> None:
        """Drop what was looked up: the store has been written to, and is asked anew."""
        self._standing.clear()
        self._history.forget()

    def _accept(self, submission: Submission, sha256: str) -> JudgedSubmission:
        key = key_of(submission)
        if key is None:  # its codes are unknown, which is an error, and errors were returned before
            raise ValueError(submission)
        last_revision, standing_sha = self._standing.get(key, (0, None))
        if standing_sha == sha256:
            return _outcome(submission, "duplicate")
        revision = last_revision + 1
        self._standing[key] = (revision, sha256)
        self._history.add(submission)
        if self._is_sample is None:
            self._is_sample = submission.made_up_date is not None
        code = f"{submission.period_code}-{submission.unit_code}-r{revision}"
        return replace(_outcome(submission, "accepted"), submission_code=code, revision_number=revision)

    def _oddities(self, judgement: Judgement) -> list[Problem]:
        """What is odd about a file's submissions beside what stands, and beside each other."""
        keyed = [(key, one) for one in judgement.submissions if (key := key_of(one))]
        in_file: dict[UnitKey, dict[str, Values]] = {}
        for (programme_code, unit_code, period_code), one in keyed:
            in_file.setdefault((programme_code, unit_code), {})[period_code] = values_of(one)
        problems: list[Problem] = []
        for key, one in keyed:
            problems += self._beside(one, key, {**self._history.of_unit(key[:2]), **in_file[key[:2]]})
        return problems

    def _beside(self, submission: Submission, key: SubmissionKey, values: dict[str, Values]) -> list[Problem]:
        """What is odd about one submission beside the unit's values by period, and what is usual among its peers."""
        programme = self._catalogue.programmes[key[0]]
        unit_type, number = programme.units[key[1]].unit_type, programme.periods[key[2]].period_number
        before = [
            values[one.period_code]
            for one in programme.periods.values()
            if one.period_number < number and one.period_code in values
        ]
        return check_plausibility(
            submission, programme, before, lambda code: self._history.usual(key[0], unit_type, code)
        )

    def _home_problems(self, judgement: Judgement) -> list[Problem]:
        """Made-up files and real ones never meet in one home."""
        if self._is_sample is None or not judgement.submissions:
            return []
        is_made_up = any(one.made_up_date for one in judgement.submissions)
        if is_made_up and not self._is_sample:
            return [Problem("made_up_file", "error")]
        if not is_made_up and self._is_sample:
            return [Problem("sample_home", "error")]
        return []


def key_of(submission: Submission) -> SubmissionKey | None:
    """Programme, unit and period of a submission; None if any is not known."""
    if submission.programme_code and submission.unit_code and submission.period_code:
        return (submission.programme_code, submission.unit_code, submission.period_code)
    return None


def _outcome(submission: Submission, outcome: str) -> JudgedSubmission:
    return JudgedSubmission(
        submission.programme_code, submission.unit_code, submission.period_code, outcome, None, None
    )
