"""archive → store: judge each received file, say what becomes of it, and write it down in the order of receipts."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from tqdm import tqdm

from etl.archive import Receipt, Withdrawal, hold_archived, read_event, read_judgement, write_judgement
from etl.ledger import Ledger, Verdict
from etl.messages import message_en, message_vi
from etl.programme.catalogue import Catalogue
from etl.receive import pending_events
from etl.returned import write_returned
from etl.sandbox import judge_in_sandbox
from etl.submission import Judgement
from warehouse.clock import local_date
from warehouse.home import Home
from warehouse.store import append_rows, mark_withdrawn, transaction

FILES_A_TRANSACTION = 200

Judged = tuple[Receipt, Verdict]


def take_in_events(
    home: Home, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, *, is_watched: bool
) -> list[Judged]:
    """Take every event of the archive that the store does not know into the store; the files judged.

    Where an event already has its judgement (a run was cut short, or a rebuild), the judgement is followed.
    `is_watched`: draw a progress bar on stderr.
    """
    events = [read_event(home, name) for name in pending_events(home, connection)]
    paths = [hold_archived(home, event) for event in events if isinstance(event, Receipt)]
    ledger = Ledger(connection, catalogue)
    judged: list[Judged] = []
    with tqdm(
        judge_in_sandbox(paths, catalogue), total=len(paths), unit=" file", disable=not is_watched, leave=False
    ) as bar:
        judgements = iter(bar)
        for batch in _batches(events):
            if isinstance(batch[0], Receipt):
                judged += _judge(home, connection, ledger, batch, judgements)
            else:
                _withdraw(connection, batch)
            ledger.forget()
    return judged


def _judge(
    home: Home,
    connection: duckdb.DuckDBPyConnection,
    ledger: Ledger,
    receipts: Sequence[Receipt],
    all_judgements: Iterator[tuple[Path, Judgement]],
) -> list[Judged]:
    """`all_judgements`: those of these receipts come next."""
    judgements = [judgement for _, judgement in islice(all_judgements, len(receipts))]
    ledger.look_up(judgements, receipts[0].known_until)
    judged = []
    for receipt, judgement in zip(receipts, judgements, strict=True):
        earlier = read_judgement(home, receipt)
        if earlier:
            verdict = ledger.follow(judgement, receipt.sha256, *earlier)
        else:
            verdict = ledger.decide(judgement, receipt.sha256)
            if verdict.outcome == "returned":
                _return(home, receipt, verdict)
            write_judgement(home, receipt, verdict.outcome, list(verdict.submissions))
        judged.append((receipt, verdict))
    with transaction(connection):
        for table, rows in _store_rows(judged).items():
            append_rows(connection, table, pa.Table.from_pylist(rows))
    return judged


def _withdraw(connection: duckdb.DuckDBPyConnection, withdrawals: Sequence[Withdrawal]) -> None:
    with transaction(connection):
        for event in withdrawals:
            mark_withdrawn(connection, event.submission_code, event.withdrawn_at, event.why)
        codes = [{"event_code": event.event_code, "event_kind": "withdrawn"} for event in withdrawals]
        append_rows(connection, "ops.event", pa.Table.from_pylist(codes))


def _return(home: Home, receipt: Receipt, verdict: Verdict) -> None:
    write_returned(
        home.returned / local_date(receipt.received_at).isoformat(),
        home.archive / receipt.archive_name,
        receipt.file_name,
        receipt.sha256,
        verdict,
    )


def _store_rows(judged: list[Judged]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the store's tables for a batch of judged files."""
    tables: dict[str, list[dict[str, Any]]] = {
        table: []
        for table in (
            "ops.event",
            "ops.receipt",
            "ops.submission",
            "ops.problem",
            "accepted.measurement",
            "accepted.finding",
            "accepted.difficulty",
        )
    }
    for receipt, verdict in judged:
        received = {
            "received_at": receipt.received_at.astimezone(UTC),
            "received_date": local_date(receipt.received_at),
            "sha256": receipt.sha256,
            "file_name": receipt.file_name,
            "receipt_code": receipt.event_code,
        }
        tables["ops.event"].append({"event_code": receipt.event_code, "event_kind": "received"})
        tables["ops.receipt"].append(
            received
            | {
                "archive_name": receipt.archive_name,
                "inbox_identity": receipt.inbox_identity,
                "sender_name": receipt.sender_name,
                "size_bytes": receipt.size_bytes,
                "outcome_code": verdict.outcome,
            }
        )
        tables["ops.problem"] += [
            {
                "receipt_code": receipt.event_code,
                "problem_number": number,
                "problem_code": problem.code,
                "severity_code": problem.severity,
                "sheet_name": problem.sheet,
                "cell_ref": problem.cell,
                "found_text": problem.found,
                "message_vi": message_vi(problem),
                "message_en": message_en(problem),
            }
            for number, problem in enumerate(verdict.judgement.problems, start=1)
        ]
        for rows in _submission_rows(verdict):
            submission = rows.pop("ops.submission")
            tables["ops.submission"].append(received | submission)
            for table, more in rows.items():
                tables[table] += more
    return tables


def _submission_rows(verdict: Verdict) -> Iterator[dict[str, Any]]:
    """For each decided submission its row, and the accepted rows that hang on it."""
    # In a rebuild today's reading may see other submissions in the file than the judgement then did.
    read = {(one.programme_code, one.unit_code, one.period_code): one for one in verdict.judgement.submissions}
    for number, decided in enumerate(verdict.submissions, start=1):
        submission = read.get((decided.programme_code, decided.unit_code, decided.period_code))
        row = {
            "submission_number": number,
            "submission_code": decided.submission_code,
            "programme_code": decided.programme_code,
            "unit_code": decided.unit_code,
            "period_code": decided.period_code,
            "outcome_code": decided.outcome,
            "revision_number": decided.revision_number,
            "report_date": submission.report_date if submission else None,
            "reporter_name": submission.reporter_name if submission else None,
            "reporter_phone": submission.reporter_phone if submission else None,
            "made_up_date": submission.made_up_date if submission else None,
            "has_lists": bool(submission and submission.has_lists),
            "withdrawn_at": None,
            "withdrawn_why": None,
        }
        rows: dict[str, Any] = {"ops.submission": row}
        if submission and decided.submission_code:
            code = {"submission_code": decided.submission_code}
            rows["accepted.measurement"] = [code | asdict(one) for one in submission.measurements]
            rows["accepted.finding"] = [
                code | {"row_number": number} | asdict(one) for number, one in enumerate(submission.findings, start=1)
            ]
            rows["accepted.difficulty"] = [
                code | {"row_number": number} | asdict(one)
                for number, one in enumerate(submission.difficulties, start=1)
            ]
        yield rows


def _batches(events: list[Receipt | Withdrawal]) -> Iterator[list[Any]]:
    """The events in their order, those of one transaction together: of one kind, and held against the same past."""
    for _, group in groupby(events, key=lambda event: getattr(event, "known_until", None)):
        alike = list(group)
        for start in range(0, len(alike), FILES_A_TRANSACTION):
            yield alike[start : start + FILES_A_TRANSACTION]
