"""Figures carry the numbers they are given, and text from outside stays text."""

import pandas as pd
import pytest

from dashboard.charts.canvas import plain
from dashboard.charts.findings import progress_finding
from dashboard.charts.progress_bars import progress_bars
from dashboard.words import Words

VI, EN = Words("vi"), Words("en")
HOSTILE = '<a href="http://evil.example">x</a>'


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
    ).assign(
        is_earlier=[False, False, True, False],
        rule=["silent", "below 75%", "below 95%", "not assessed"],
        way_up=["", "25 points short", "3.8 points short", ""],
    )


def test_bars_show_completion_against_the_plan_and_no_bar_for_silence(rows: pd.DataFrame) -> None:
    bars, marks, verdicts = progress_bars(rows[rows.task_code == "T1"], EN).data
    assert list(bars.x) == [0, 0.6071]
    assert (list(marks.x), list(marks.y)) == ([0.6667], ["305"])
    assert list(verdicts.text) == ["○", "▲ 60.7%*"]
    assert "Attainment against the plan to date: 91.2%" in bars.hovertext[1]
    assert "▲ below 95%" in bars.hovertext[1]
    assert bars.hovertext[1].endswith("<br>3.8 points short")
    assert bars.hovertext[0].endswith("○ silent")


def test_bars_keep_the_order_of_units_and_mark_one(rows: pd.DataFrame) -> None:
    axis = progress_bars(rows[rows.task_code == "T1"], VI, highlighted="303").layout.yaxis
    assert list(axis.categoryarray) == ["303", "305"]
    assert axis.range[0] > axis.range[1]  # the first stands on top
    assert axis.ticktext[0] == "<b>Q. Hồng Bàng</b>"


def test_names_from_outside_are_escaped_wherever_a_figure_writes_them(rows: pd.DataFrame) -> None:
    figure = progress_bars(rows[rows.task_code == "T1"], VI)
    assert "<a " not in figure.to_json()
    assert plain(HOSTILE) in "".join(figure.data[0].hovertext)


def test_decimal_signs_follow_the_language(rows: pd.DataFrame) -> None:
    bars = rows[rows.task_code == "T1"]
    assert (progress_bars(bars, VI).layout.separators, progress_bars(bars, EN).layout.separators) == (",.", ".,")


def test_findings_count_statuses_and_name_the_worst(rows: pd.DataFrame) -> None:
    finding = progress_finding(rows[rows.task_code == "T1"], "Districts", "Inspection", EN)
    assert finding.startswith("Inspection, Districts: 2 units. at risk: 1")
    assert finding.endswith(f"Furthest behind: {HOSTILE}.")  # the silent unit is not behind, it is unknown
