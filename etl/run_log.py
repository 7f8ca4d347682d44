"""log/run.jsonl: a line a file and a line a run, for whoever asks later what happened. Never a reason to fail."""

import json
import os
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from etl.reading_order import count_problems
from etl.run_result import RunResult
from warehouse.durable import make_folder
from warehouse.home import Home


def log_run(home: Home, result: RunResult, started_at: datetime, ended_at: datetime) -> None:
    """What became of each file, then the run itself."""
    lines = []
    for receipt, verdict in result.judged:
        error_count, warning_count = count_problems(verdict.judgement.problems)
        lines.append(
            {
                "event": "file",
                "receipt": receipt.event_code,
                "file_name": receipt.file_name,
                "sha256": receipt.sha256,
                "outcome": verdict.outcome,
                "submissions": [one.submission_code for one in verdict.submissions if one.submission_code],
                "errors": error_count,
                "warnings": warning_count,
            }
        )
    run = {
        "event": "run",
        "started_at": _utc(started_at),
        "exit_code": result.exit_code,
        "files": len(result.judged),
        "returned": result.returned_count,
        "snapshot_id": result.snapshot_id,
        "seconds": result.seconds,
        "messages": result.messages,
    }
    _append(home, [{"time": _utc(ended_at)} | line for line in [*lines, run]])


def log_cut_short(home: Home, started_at: str, moment: datetime) -> None:
    """A run before this one left without a word: killed, or the power failed."""
    _append(home, [{"time": _utc(moment), "event": "cut_short", "started_at": started_at}])


def log_failure(home: Home, error: BaseException, moment: datetime) -> str:
    """The whole story of what nobody expected; the reference (its time) under which it stands."""
    story = "".join(traceback.format_exception(error))
    _append(home, [{"time": _utc(moment), "event": "failure", "traceback": story}])
    return _utc(moment)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _append(home: Home, lines: list[dict[str, Any]]) -> None:
    """Whole lines or nothing. Pure ASCII: no name of a stranger's can break a line or turn one around."""
    text = "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines).encode()
    with suppress(OSError):
        if not home.root.is_dir():
            return
        make_folder(home.log.parent)
        descriptor = os.open(home.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            length_before = os.fstat(descriptor).st_size
            if os.write(descriptor, text) < len(text):  # the disk is full
                os.ftruncate(descriptor, length_before)
        finally:
            os.close(descriptor)
