"""What becomes of a judged file: accepted, returned or a duplicate, and as which revision.

The ledger (which revision of which unit and period stands) comes from the store during a run, and from the snapshot
in `check`: one connection to either will do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from etl.archive import JudgedSubmission
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

    def __init__(self, connection: duckdb.DuckDBPyConnection | None) -> None:
        """`connection`: to a store or a snapshot; None where there is neither, which is an empty ledger."""
        self._connection = connection
        self._is_sample = is_sample_home(connection) if connection else None
        self._standing: dict[SubmissionKey, tuple[int, str | None]] = {}

    def look_up(self, judgements: Iterable[Judgement]) -> None:
        """Read what stands for all units and periods of a batch, in one question."""
        keys = {key for judgement in judgements for one in judgement.submissions if (key := key_of(one))}
        if self._connection:
            self._standing |= standing_submissions(self._connection, keys - self._standing.keys())

    def decide(self, judgement: Judgement, sha256: str) -> Verdict:
        """The verdict on the next file in order of receipt; accepted submissions enter the ledger."""
        problems = [*self._home_problems(judgement), *judgement.problems]
        judgement = replace(judgement, problems=tuple(problems))
        if judgement.has_errors or not judgement.is_readable:
            returned = tuple(_outcome(one, "returned") for one in judgement.submissions)
            return Verdict("returned", returned, judgement)
        decided = tuple(self._accept(one, sha256) for one in judgement.submissions)
        is_new = any(one.outcome == "accepted" for one in decided)
        return Verdict("accepted" if is_new else "duplicate", decided, judgement)

    def follow(self, judgement: Judgement, sha256: str, outcome: str, decided: list[JudgedSubmission]) -> Verdict:
        """The verdict as it was given before, whatever today's checks say; it enters the ledger."""
        for one in decided:
            if one.outcome == "accepted" and one.revision_number:
                key = (one.programme_code or "", one.unit_code or "", one.period_code or "")
                self._standing[key] = (one.revision_number, sha256)
        if outcome == "accepted" and self._is_sample is None:
            self._is_sample = any(one.made_up_date for one in judgement.submissions)
        return Verdict(outcome, tuple(decided), judgement)

    def forget(self) -> None:
        """Drop what was looked up: a withdrawal changed what stands."""
        self._standing.clear()

    def _accept(self, submission: Submission, sha256: str) -> JudgedSubmission:
        key = key_of(submission)
        if key is None:  # its codes are unknown, which is an error, and errors were returned before
            raise ValueError(submission)
        last_revision, standing_sha = self._standing.get(key, (0, None))
        if standing_sha == sha256:
            return _outcome(submission, "duplicate")
        revision = last_revision + 1
        self._standing[key] = (revision, sha256)
        if self._is_sample is None:
            self._is_sample = submission.made_up_date is not None
        code = f"{submission.period_code}-{submission.unit_code}-r{revision}"
        return replace(_outcome(submission, "accepted"), submission_code=code, revision_number=revision)

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
