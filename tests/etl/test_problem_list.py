"""The list of problems while they are found: it stays short, counts all, and tells what the whole list would."""

from hypothesis import given
from hypothesis import strategies as st

from etl.reading_order import MAX_FOUND, MAX_PROBLEMS, ProblemList, count_problems, first_problems, in_reading_order
from etl.submission import Problem

CODES = st.sampled_from(
    [("unknown_unit", "error"), ("not_a_number", "error"), ("blank_value", "warning"), ("women_missing", "warning")]
)


@given(st.lists(st.tuples(CODES, st.integers(1, 50)), min_size=1, max_size=12), st.integers(1, 700))
def test_what_is_told_is_what_the_whole_list_would_tell(kinds: list[tuple[tuple[str, str], int]], times: int) -> None:
    whole = [Problem(code, severity, "CSV", f"A{row}") for (code, severity), row in kinds * times]  # type: ignore[arg-type]
    kept = ProblemList(["CSV"])
    kept += whole
    assert len(kept) <= 2 * MAX_PROBLEMS
    told = first_problems(in_reading_order(kept, ["CSV"]))
    assert told == first_problems(in_reading_order(whole, ["CSV"]))
    assert sum(count_problems(told)) == len(whole)


def test_a_long_text_goes_along_cut_short() -> None:
    kept = ProblemList([])
    kept.append(Problem("unknown_indicator", "error", found="X" * 100_000, details=(("known", "Y" * 100_000),)))
    assert len(kept[0].found) == MAX_FOUND
    assert len(kept[0].details[0][1]) == 1_000
