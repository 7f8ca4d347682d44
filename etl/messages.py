"""The words for each problem, in messages.csv: what is wrong, and what to do."""

import csv
from functools import cache
from pathlib import Path

from etl.submission import Problem

MESSAGES_FILE = Path(__file__).resolve().parent / "messages.csv"
FOUND_LIMIT = 80


def message_vi(problem: Problem) -> str:
    """The problem in Vietnamese, its blanks filled."""
    return _fill("message_vi", problem)


def message_en(problem: Problem) -> str:
    """The problem in English, its blanks filled."""
    return _fill("message_en", problem)


@cache
def messages() -> dict[str, dict[str, str]]:
    """problem_code → its row of messages.csv."""
    with MESSAGES_FILE.open(encoding="utf-8", newline="") as file:
        return {row["problem_code"]: row for row in csv.DictReader(file)}


def shown(text: str) -> str:
    """A stranger's text, cut short and with what cannot be seen made visible."""
    visible = "".join(letter if letter.isprintable() else "�" for letter in text)
    return visible if len(visible) <= FOUND_LIMIT else visible[: FOUND_LIMIT - 1] + "…"


def _fill(column: str, problem: Problem) -> str:
    blanks = {name: shown(text) for name, text in problem.details}
    return messages()[problem.code][column].format(cell=problem.cell, found=shown(problem.found), **blanks)
