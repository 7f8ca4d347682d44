"""The order in which problems are told, and what is said of those that are left out."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from etl.reading_order import count_problems, first_problems, in_reading_order
from etl.submission import Problem
from tests.etl.workbooks import judged, workbook

SHEETS = ["Thông tin", "NV2", "NV1"]
PROBLEMS = st.builds(
    Problem,
    st.sampled_from(["not_a_number", "meta_disagrees", "negative_number"]),
    st.sampled_from(["error", "warning"]),
    st.sampled_from(["", "gone", *SHEETS]),
    st.sampled_from(["", "A2", "A10", "Z1", "AA1", "XFD1048576"]),
)


def test_as_the_workbook_stands() -> None:
    ordered = [
        Problem("meta_disagrees", "error", "Thông tin", "B8"),
        Problem("missing_sheet", "error"),
        Problem("missing_column", "error", "NV2"),
        Problem("not_a_number", "error", "NV2", "B2"),
        Problem("not_a_number", "error", "NV2", "AA2"),
        Problem("not_a_number", "error", "NV2", "A10"),
        Problem("not_a_number", "error", "NV1", "A1"),
        Problem("missing_row", "warning", "gone"),
    ]
    assert in_reading_order(ordered[::-1], SHEETS) == ordered


def test_a_judged_workbook_is_told_in_its_order(tmp_path: Path) -> None:
    typed = {"NV4!D5": -2, "NV1!D11": "x", "NV1!D5": "y", "NV1!E6": 3, "Thông tin!B8": "2022-Q2"}
    problems = judged(workbook(tmp_path / "a.xlsx", typed)).problems
    errors = [(one.sheet, one.cell) for one in problems if one.severity == "error"]
    assert errors == [("Thông tin", "B8"), ("NV1", "D5"), ("NV1", "E6"), ("NV1", "D11"), ("NV4", "D5")]


@given(st.lists(PROBLEMS), st.integers(0, 10))
def test_none_is_lost_in_the_count(problems: list[Problem], count: int) -> None:
    ordered = in_reading_order(problems, SHEETS)
    assert sorted(map(repr, ordered)) == sorted(map(repr, problems))
    assert count_problems(first_problems(ordered, count)) == count_problems(problems)
