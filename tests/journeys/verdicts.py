"""`check` beside `run`: what it says of the files in the inbox, held against what the run then does with them."""

import json
from pathlib import Path
from typing import Any

from etl.messages import shown
from tests.house import House


def run_as_checked(house: House) -> list[dict[str, Any]]:
    """Runs the house; what `check` said of all waiting files in one call. The run's own word on each was the same."""
    files = sorted(
        (path for path in house.inbox.rglob("*") if path.is_file()),
        key=lambda path: path.relative_to(house.inbox).as_posix(),
    )
    said = _check(house, files)
    snapshot_id = house.snapshot_id
    before = {row["receipt_code"] for row in house.ask("from ops.receipt")} if snapshot_id else set()
    house.etl("run")
    if house.snapshot_id == snapshot_id:  # nothing was news
        assert {one["outcome"] for one in said} <= {"duplicate"}
        return said
    receipts = [row for row in house.ask("from ops.receipt order by receipt_code") if row["receipt_code"] not in before]
    problems = _by_receipt(house, "from ops.problem order by problem_number")
    submissions = _by_receipt(house, "from ops.submission order by submission_number")
    for one, receipt in zip(said, receipts, strict=True):
        code = receipt["receipt_code"]
        assert one["outcome"] == receipt["outcome_code"], one["file"]
        assert one["sha256"] == receipt["sha256"]
        assert [tuple(each.values()) for each in one["submissions"]] == [
            (row["programme_code"], row["unit_code"], row["period_code"], row["outcome_code"])
            for row in submissions.get(code, [])
        ]
        assert [tuple(each.values()) for each in one["problems"]] == [
            (row["problem_code"], row["severity_code"], row["sheet_name"], row["cell_ref"], shown(row["found_text"]),
             row["message_vi"], row["message_en"])
            for row in problems.get(code, [])
        ]  # fmt: skip
    return said


def _check(house: House, files: list[Path]) -> list[dict[str, Any]]:
    process = house.start("check", "--json", *map(str, files))
    out, err = process.communicate(timeout=300)
    said: list[dict[str, Any]] = json.loads(out)
    has_errors = any(each["severity"] == "error" for one in said for each in one["problems"])
    assert (process.returncode in (1, 2)) == has_errors, err
    return said


def _by_receipt(house: House, query: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in house.ask(query):
        rows.setdefault(row["receipt_code"], []).append(row)
    return rows
