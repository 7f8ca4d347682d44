"""In which order problems are told: what decides first, then errors, then warnings, each as they stand in the file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Self

from etl.submission import Judgement, Problem

MAX_PROBLEMS = 500  # more help nobody, and a machine's file can have one in every line
MAX_FOUND, MAX_DETAIL = 200, 1_000  # letters of a stranger's text that go along with a problem
# While one of these stands nothing else matters: the file is for another folder, or nobody knows whose it is.
DECIDING = frozenset(
    {
        "sample_home",
        "made_up_file",
        "not_long_csv",
        "unknown_programme",
        "unknown_unit",
        "ambiguous_unit",
        "unit_disagrees",
        "unknown_period",
        "meta_disagrees",
        "unit_not_valid",
        "period_not_begun",
    }
)
LEFT_OUT = frozenset({"more_problems", "more_warnings"})  # not problems themselves: they count those not listed
CELL_REF = re.compile(r"([A-Z]+)([0-9]+)")


def in_reading_order(problems: Sequence[Problem], sheet_names: Sequence[str]) -> list[Problem]:
    """The problems sorted; `sheet_names` in the file's order. What names no sheet stands before what names one."""
    numbers = {name: number for number, name in enumerate(sheet_names, start=1)}
    numbers[""] = 0

    def key(problem: Problem) -> tuple[bool, str, int, int, int]:
        row, column = _place(problem.cell)
        sheet_number = numbers.get(problem.sheet, len(numbers))
        return problem.code not in DECIDING, problem.severity, sheet_number, row, column

    return sorted(problems, key=key)


class ProblemList(list[Problem]):
    """Problems while they are found: of a file full of them only those that will be told are kept, all are counted."""

    def __init__(self, sheet_names: Sequence[str]) -> None:
        super().__init__()
        self._sheet_names = sheet_names

    def append(self, problem: Problem) -> None:
        super().append(_cut_short(problem))
        if len(self) > 2 * MAX_PROBLEMS:
            self[:] = first_problems(in_reading_order(self, self._sheet_names))

    def extend(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.append(problem)

    def __iadd__(self, problems: Iterable[Problem]) -> Self:  # type: ignore[override,misc]  # of problems only
        self.extend(problems)
        return self


def with_more_problems(judgement: Judgement, more: Sequence[Problem]) -> Judgement:
    """The judgement with what was found later, each problem at its place in the file's order."""
    if not more:
        return judgement
    ordered = in_reading_order([*judgement.problems, *more], judgement.sheet_names)
    return replace(judgement, problems=tuple(first_problems(ordered, MAX_PROBLEMS + len(more))))


def first_problems(problems: Sequence[Problem], count: int = MAX_PROBLEMS) -> list[Problem]:
    """So many of the problems in reading order; then how many errors and how many warnings are left out."""
    listed = [problem for problem in problems if problem.code not in LEFT_OUT]
    counted = [problem for problem in problems if problem.code in LEFT_OUT]
    errors, warnings = count_problems([*listed[count:], *counted])
    told = listed[:count]
    if errors:
        told.append(Problem("more_problems", "error", found=str(errors)))
    if warnings:
        told.append(Problem("more_warnings", "warning", found=str(warnings)))
    return told


def _cut_short(problem: Problem) -> Problem:
    if len(problem.found) <= MAX_FOUND and all(len(text) <= MAX_DETAIL for _, text in problem.details):
        return problem
    details = tuple((name, text[:MAX_DETAIL]) for name, text in problem.details)
    return replace(problem, found=problem.found[:MAX_FOUND], details=details)


def count_problems(problems: Sequence[Problem]) -> tuple[int, int]:
    """How many errors and how many warnings there are, with those that were left out."""
    counts = {"error": 0, "warning": 0}
    for problem in problems:
        counts[problem.severity] += int(problem.found) if problem.code in LEFT_OUT else 1
    return counts["error"], counts["warning"]


def _place(cell_ref: str) -> tuple[int, int]:
    """Row and column, so that A2 comes before A10 and Z1 before AA1; zeros for the sheet as a whole."""
    match = CELL_REF.fullmatch(cell_ref)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
