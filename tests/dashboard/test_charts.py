"""Figures carry the numbers they are given, and text from outside stays text."""

import pandas as pd
import pytest

from dashboard.charts.canvas import plain
from dashboard.charts.findings import matrix_finding, progress_finding
from dashboard.charts.progress_bars import progress_bars
from dashboard.charts.unit_task_matrix import unit_task_matrix
from dashboard.words import Words

VI, EN = Words("vi"), Words("en")
HOSTILE = '<a href="http://evil.example">x</a>'
TASKS = pd.DataFrame({"task_code": ["T1", "T2"], "task_number": [1, 2]})


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("303", "Q. Hồng Bàng", "Quận Hồng Bàng", "T1", None, None, None, "no_report"),
            ("303", "Q. Hồng Bàng", "Quận Hồng Bàng", "T2", 0.5, 0.2, 0.6, "behind"),
            ("305", HOSTILE, HOSTILE, "T1", 0.9123, 0.6071, 0.6667, "at_risk"),
            ("305", HOSTILE, HOSTILE, "T2", None, None, None, "not_assessed"),
        ],
        columns=[
            "unit_code",
            "unit_short",
            "unit_name",
            "task_code",
            "attainment_ratio",
            "completion_ratio",
            "expected_ratio",
            "status_code",
        ],
    )


def test_the_matrix_has_a_cell_for_each_unit_and_task(rows: pd.DataFrame) -> None:
    first, second = unit_task_matrix(rows, TASKS, VI).data
    assert list(first.text) == ["○", "▲ 91,2%"]
    assert list(second.text) == ["■ 50,0%", "–"]
    assert list(first.customdata) == [["303", "T1"], ["305", "T1"]]
    assert (first.base, second.base) == (0, 1)


def test_the_matrix_keeps_the_order_of_units_and_marks_one(rows: pd.DataFrame) -> None:
    axis = unit_task_matrix(rows, TASKS, VI, highlighted="303").layout.yaxis
    assert list(axis.categoryarray) == ["303", "305"]
    assert axis.range[0] > axis.range[1]  # the first stands on top
    assert axis.ticktext[0] == "<b>Q. Hồng Bàng</b>"


def test_a_unit_without_a_row_on_a_task_has_no_cell_there(rows: pd.DataFrame) -> None:
    first, second = unit_task_matrix(rows.iloc[1:], TASKS, VI).data
    assert (len(first.y), len(second.y)) == (1, 2)


def test_bars_show_completion_against_the_plan_and_no_bar_for_silence(rows: pd.DataFrame) -> None:
    bars, marks, verdicts = progress_bars(rows[rows.task_code == "T1"], EN).data
    assert list(bars.x) == [0, 0.6071]
    assert (list(marks.x), list(marks.y)) == ([0.6667], ["305"])
    assert list(verdicts.text) == ["○", "▲ 60.7%"]
    assert "Attainment against the plan to date: 91.2%" in bars.hovertext[1]


def test_names_from_outside_are_escaped_wherever_a_figure_writes_them(rows: pd.DataFrame) -> None:
    for figure in (unit_task_matrix(rows, TASKS, VI, "305"), progress_bars(rows[rows.task_code == "T1"], VI)):
        assert "<a " not in figure.to_json()
        assert plain(HOSTILE) in "".join(figure.data[0].hovertext)


def test_decimal_signs_follow_the_language(rows: pd.DataFrame) -> None:
    assert unit_task_matrix(rows, TASKS, VI).layout.separators == ",."
    assert unit_task_matrix(rows, TASKS, EN).layout.separators == ".,"


def test_findings_count_statuses_and_name_the_worst(rows: pd.DataFrame) -> None:
    finding = matrix_finding(rows, "Districts", EN)
    assert "2 units" in finding
    assert "behind: 1" in finding
    assert f"Furthest behind: Q. Hồng Bàng, {HOSTILE}." in finding
    finding = progress_finding(rows[rows.task_code == "T1"], "Districts", "Inspection", EN)
    assert finding.startswith("Inspection, Districts: 2 units. at risk: 1")
    assert finding.endswith(f"Furthest behind: {HOSTILE}.")  # the silent unit is not behind, it is unknown
