"""The figures of the task pages carry the numbers they are given; what is missing is told and not drawn at 0."""

import math

import pandas as pd

from dashboard.charts.period_columns import Part, columns_finding, period_columns
from dashboard.charts.share_rows import share_finding, share_rows
from dashboard.charts.trend import has_fallen, trend_finding, trend_lines
from dashboard.words import Words

VI, EN = Words("vi"), Words("en")
HOSTILE = '<a href="http://evil.example">x</a>'
NAN = math.nan

PERIODS = pd.DataFrame(
    {
        "period_code": ["2022-Q1", "2022-Q2", "2022-Q3"],
        "period_name": ["Quý I năm 2022", HOSTILE, "Quý III năm 2022"],
        "is_open": [False, False, True],
    }
)
TREND = PERIODS.assign(
    completion_ratio=[0.4, 0.35, NAN],
    expected_ratio=[0.25, 0.5, 0.75],
    status_code=["on_track", "behind", "no_report"],
    unit_ratio=[0.5, NAN, NAN],
)
SHARES = pd.DataFrame(
    [
        ("303", "Q. Hồng Bàng", 0.1, 1.0, 10.0, 0.15, "behind", "known", False),
        ("305", HOSTILE, 0.2, 4.0, 20.0, 0.15, "on_track", "known", True),
        ("318", "H. Bạch Long Vĩ", NAN, NAN, 0.0, 0.15, "not_assessed", "not_applicable", False),
        ("306", "Q. Hải An", NAN, NAN, NAN, 0.15, "behind", "not_filled", False),
        ("307", "Q. Kiến An", NAN, NAN, NAN, 0.15, "no_report", "no_report", False),
    ],
    columns=[
        "unit_code", "unit_short", "to_date_value", "numerator_value", "denominator_value",
        "target_value", "status_code", "state_code", "is_earlier",
    ],
).assign(unit_name=lambda rows: rows.unit_short, rule="rule", way_up=["5 points short", "", "", "", ""])  # fmt: skip


def test_a_trend_has_the_plan_the_done_and_the_unit_and_breaks_where_nothing_is_known() -> None:
    plan, line, points, unit = trend_lines(TREND, VI, "Q. Lê Chân").data
    assert list(plan.y) == [0.25, 0.5, 0.75]
    assert list(line.y)[:2] == [0.4, 0.35]
    assert math.isnan(line.y[2])
    assert list(points.text) == ["● 40,0%", "■ 35,0%", "○"]
    assert (unit.name, unit.y[0], math.isnan(unit.y[1])) == ("Q. Lê Chân", 0.5, True)
    assert len(trend_lines(TREND, VI).data) == 3


def test_a_period_that_is_not_due_says_so_on_the_axis() -> None:
    labels = trend_lines(TREND, EN).layout.xaxis.ticktext
    assert labels[2].endswith("<i>not due yet</i>")
    assert "not due" not in labels[0]


def test_a_trends_finding_names_each_step_and_the_plan() -> None:
    assert trend_finding(TREND, "Districts", EN) == (
        f"Districts: 40.0% → 35.0% of the year's plan done (from Quý I năm 2022 to {HOSTILE}); "
        f"expected by the end of {HOSTILE}: 50.0%."
    )
    assert "no data" in trend_finding(TREND.assign(completion_ratio=NAN), "Districts", EN)


def test_a_share_that_falls_is_noticed() -> None:
    assert has_fallen(TREND.completion_ratio)
    assert not has_fallen(pd.Series([0.2, NAN, 0.2, 0.4]))


def test_dots_stand_for_known_shares_only_and_the_others_are_told() -> None:
    dots, targets, texts = share_rows(SHARES, VI, "dots", "303").data
    assert (list(dots.x), list(dots.y)) == ([0.1, 0.2], ["303", "305"])
    assert [told.split("<br>")[2:] for told in dots.hovertext] == [["rule", "5 points short"], ["rule"]]
    assert list(targets.y) == ["303", "305", "306", "307"]  # no target where there is nothing to take a share of
    assert list(texts.text) == [
        "■ 10,0% (1/10)", "● 20,0% (4/20)*", "không áp dụng", "■ chưa điền", "○ chưa báo cáo",
    ]  # fmt: skip
    assert share_rows(SHARES, VI, "dots", "303").layout.yaxis.ticktext[0] == "<b>Q. Hồng Bàng</b>"


def test_bars_have_the_whole_as_their_axis_and_dots_what_they_need() -> None:
    bars, dots = share_rows(SHARES, EN, "bars", None), share_rows(SHARES, EN, "dots", None)
    assert list(bars.layout.xaxis.tickvals) == [0, 0.5, 1]
    assert list(dots.layout.xaxis.ticktext) == ["0%", "15%", "30%"]
    assert list(bars.data[0].x) == [0.1, 0.2]


def test_a_shares_finding_counts_who_is_below_and_who_is_unknown() -> None:
    told = share_finding(SHARES, "Women", "Districts", EN)
    assert "1 of 2 units with data are below the target; lowest: Q. Hồng Bàng" in told
    assert told.endswith("3 units without data.")
    assert "below" not in share_finding(SHARES.assign(target_value=NAN), "Women", "Districts", EN)
    five = pd.concat([SHARES.head(1).assign(unit_short=str(number)) for number in range(5)])
    assert "0, 1, 2 and 2 more units level with them" in share_finding(five, "Women", "Districts", EN)


def test_columns_hold_their_parts_and_a_missing_sum_is_told() -> None:
    rows = PERIODS.assign(women=[3.0, 0.0, NAN], men=[4.0, NAN, NAN], total_value=[7.0, 0.0, NAN])
    women, men, sums = period_columns(rows, [Part("women", "Nữ", "#111"), Part("men", "Nam", "#222")], VI).data
    assert (list(women.y), list(men.y)) == ([3, 0, 0], [4, 0, 0])
    assert list(sums.text) == ["7", "0", "–"]
    assert columns_finding(rows, "Lớp", VI) == f"Lớp: Quý I năm 2022 7; {HOSTILE} 0."


def test_a_part_that_is_nothing_everywhere_is_not_in_the_legend() -> None:
    rows = PERIODS.assign(women=[3.0, 1.0, 1.0], untold=[0.0, NAN, 0.0], total_value=[3.0, 1.0, 1.0])
    women, untold, _ = period_columns(rows, [Part("women", "a", "#111"), Part("untold", "b", "#222")], VI).data
    assert (women.showlegend, untold.showlegend) == (True, False)


def test_names_from_outside_are_escaped_in_every_figure() -> None:
    rows = PERIODS.assign(part=1.0, total_value=1.0)
    figures = (
        trend_lines(TREND, VI, HOSTILE),
        share_rows(SHARES, VI, "dots", None),
        period_columns(rows, [Part("part", HOSTILE, "#111")], VI),
    )
    assert all("<a " not in figure.to_json() for figure in figures)
