"""The words for each problem, in messages.csv: what is wrong, and what to do about it."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from etl.submission import Problem

MESSAGES_FILE = Path(__file__).resolve().parent / "messages.csv"
MAX_SHOWN = 80
BLANK_VI, BLANK_EN = "(trống)", "(blank)"


def message_vi(problem: Problem) -> str:
    """The problem in Vietnamese, its blanks filled."""
    return _row(problem)["message_vi"].format_map(_blanks(problem, "_vi", BLANK_VI))


def message_en(problem: Problem) -> str:
    """The problem in English, its blanks filled."""
    return _row(problem)["message_en"].format_map(_blanks(problem, "_en", BLANK_EN))


@cache
def messages() -> dict[str, dict[str, str]]:
    """problem_code → its row of messages.csv."""
    with MESSAGES_FILE.open(encoding="utf-8-sig", newline="") as file:
        return {row["problem_code"]: row for row in csv.DictReader(file)}


def shown(text: str) -> str:
    """A stranger's text, cut short and with what cannot be seen made visible."""
    return _visible(text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…")


def _visible(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _row(problem: Problem) -> dict[str, str]:
    """The row of the problem's code, or of a finer advice such as "not_a_number.percent"."""
    return messages()[dict(problem.details).get("advice") or problem.code]


def _blanks(problem: Problem, language: str, blank: str) -> Mapping[str, str]:
    """What fills the blanks; {rule} is the detail rule_vi or rule_en."""
    ours = {name.removesuffix(language): _visible(text) or blank for name, text in problem.details}
    return {"cell": problem.cell, "found": shown(problem.found) or blank, **ours}
