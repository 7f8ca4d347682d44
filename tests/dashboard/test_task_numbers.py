"""Every number on the task pages against the oracle, in a year with silence, zero targets, an ended unit, an island."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.tables import status_text
from dashboard.words import Words
from tests.dashboard.seeded import NOW, TASK_OF, SeededHome, html_of, seeded_home, shown_table, table_cells, text_of
from tests.oracle.units import Row, ratio_parts, sum_given, to_date

VI = Words("vi")
GROUPS = ("city", "department", "district")
Visit = Callable[..., AppTest]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> SeededHome:
    return seeded_home(tmp_path_factory.mktemp("seeded") / "house")


@pytest.fixture
def visit(seeded: SeededHome, open_app: Callable[..., AppTest]) -> Visit:
    """A function that opens a page of the seeded home on the period with known values."""
    return lambda page, **query: open_app(page, seeded.made, **({"period": NOW} | query))


def _type(group: str) -> dict[str, str]:
    return {} if group == "city" else {"type": group}


def _same(found: object, expected: float | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("page", TASK_OF)
@pytest.mark.parametrize("reading", ["reporting", "all"])
def test_cards(seeded: SeededHome, visit: Visit, page: str, reading: str) -> None:
    cards = re.findall(r'<article class="tb-card">.*?</article>', html_of(visit(page, over=reading)), re.DOTALL)
    assert len(cards) == len(GROUPS)
    for group, card in zip(GROUPS, cards, strict=True):
        row, text = seeded.groups[(NOW, TASK_OF[page], group)], text_of(card)
        ratio, status = (
            (row["attainment_all_ratio"], row["status_all_code"])
            if reading == "all"
            else (row["attainment_ratio"], row["status_code"])
        )
        assert text.startswith(f"{VI(f'group.{group}')} {VI.percent(ratio)}")
        assert VI(f"status.{status}") in text
        key = "card.plan_reporting" if reading == "all" else "card.plan"
        plan = {name: VI.percent(row[f"{name}_ratio"]) for name in ("completion", "expected")}
        assert VI(key, **plan) in text
        counts = {"reported": row["reported_count"], "expected": row["unit_count"]}
        assert VI("card.reporting", **counts, in_period=row["reported_in_period_count"]) in text


@pytest.mark.parametrize("page", TASK_OF)
@pytest.mark.parametrize("group", GROUPS)
def test_the_table_of_indicators(seeded: SeededHome, visit: Visit, page: str, group: str) -> None:
    shown = table_cells(html_of(visit(page, **_type(group))), VI("task.indicators"))
    asked = {code: row for code, row in seeded.indicators_of(page).items() if (NOW, group, code) in seeded.of_groups}
    assert len(shown) == len(asked)
    for cells, (code, indicator) in zip(shown, asked.items(), strict=True):
        row = seeded.of_groups[(NOW, group, code)]
        name, value, women, target, completion, attainment, *_ = cells
        assert name.startswith(indicator["indicator_name_vi"])
        assert value.startswith(_written(indicator, row["to_date_value"]))
        assert target == _written(indicator, row["target_value"])
        assert completion == (_percent(row, "completion"))
        if row["attainment_ratio"] is not None:
            assert _percent(row, "attainment") in attainment
            assert VI(f"status.{row['status_code']}") in attainment
        counted = (row["completion_ratio"] or 0) * (row["target_value"] or 0)
        is_part = row["target_value"] is not None and abs(counted - (row["to_date_value"] or 0)) > 1e-6
        if is_part and indicator["indicator_kind"] != "R" and row["to_date_value"] is not None:
            assert VI("task.counted", value=_written(indicator, counted)) in value
        else:
            assert "trong đó" not in value
        if indicator["has_women"] == "yes" and row["to_date_women_value"] is not None:
            assert women.startswith(VI.value(row["to_date_women_value"]))


def test_a_sum_that_does_not_count_in_full_is_seen(seeded: SeededHome, visit: Visit) -> None:
    """The seeded year has such sums, so that the test above means something."""
    assert html_of(visit("communication")).count("của đơn vị được giao chỉ tiêu") >= 2


def test_women_are_a_share_of_what_was_told_by_sex(seeded: SeededHome, visit: Visit) -> None:
    names = {row["indicator_name_vi"]: code for code, row in seeded.indicators_of("communication").items()}
    checked = 0
    for cells in table_cells(html_of(visit("communication")), VI("task.indicators")):
        code = next(code for name, code in names.items() if cells[0].startswith(name))
        told = {key: pair for key, pair in seeded.values.items() if key[2] == code and pair[1] is not None}
        if told:
            split, women = sum(pair[0] for pair in told.values()), sum(pair[1] for pair in told.values())
            untold = sum(pair[0] for key, pair in seeded.values.items() if key[2] == code and pair[1] is None)
            assert f"{VI.value(women)} ({VI.percent(women / split)})" in cells[2]
            assert (VI("task.untold", count=VI.value(untold)) in cells[2]) == (untold > 0)
            checked += untold > 0
    assert checked


@pytest.mark.parametrize("page", TASK_OF)
def test_the_trend(seeded: SeededHome, visit: Visit, page: str) -> None:
    rows = shown_table(visit(page, unit="305"), f"{page}_trend")
    names = {VI(f"group.{group}"): group for group in GROUPS}
    periods = {row["period_name_vi"]: code for code, row in seeded.programme.periods.items()}
    assert len(rows) == 4 * 4  # three groups and the chosen unit, in four periods that have begun
    for row in rows:
        who, period = names.get(row[VI("task.who")], "305"), periods[row[VI("filter.period")]]
        mart = seeded.units if who == "305" else seeded.groups
        expected = mart[(period, TASK_OF[page], who)]
        if period == "2022-Q4":
            assert row[VI("chart.status")] == VI("trend.open")
            assert row[VI("chart.completion")] is None
            continue
        assert row[VI("chart.status")] == VI(f"status.{expected['status_code']}")
        for name in ("attainment", "completion", "expected"):
            assert _same(row[VI(f"chart.{name}")], expected[f"{name}_ratio"]), (who, period, name)


@pytest.mark.parametrize("page", TASK_OF)
def test_the_progress_of_every_unit(seeded: SeededHome, visit: Visit, page: str) -> None:
    rows = shown_table(visit(page), f"{page}_progress")
    expected = {seeded.name(key[2]): row for key, row in seeded.units.items() if key[:2] == (NOW, TASK_OF[page])}
    assert {row[VI("chart.unit")] for row in rows} == set(expected)
    for row in rows:
        one = expected[str(row[VI("chart.unit")])]
        for name in ("attainment", "completion", "expected"):
            assert _same(row[VI(f"chart.{name}")], one[f"{name}_ratio"])
        assert row[VI("chart.status")] == status_text(one["status_code"], VI)


@pytest.mark.parametrize(("page", "key", "indicator", "query"), [
    ("communication", "norm", "T1.07", {}),
    ("cadres", "shares", "T2.03", {}),
    ("cadres", "shares", "T2.05", {"share": "council_share"}),
    ("cadres", "shares", "T2.13", {"share": "succession_share"}),
    ("cadres", "shares", "T2.14", {"share": "leader_share"}),
    ("cadres", "shares", "T2.15", {"share": "appointment_share"}),
])  # fmt: skip
def test_shares_unit_by_unit(
    seeded: SeededHome, visit: Visit, page: str, key: str, indicator: str, query: dict[str, str]
) -> None:
    rows = {row[VI("chart.unit")]: row for row in shown_table(visit(page, **query), f"{page}_{key}")}
    expected = {one[1]: row for one, row in seeded.of_units.items() if (one[0], one[2]) == (NOW, indicator)}
    assert set(rows) == {seeded.name(unit) for unit in expected}
    for unit, one in expected.items():
        row = rows[seeded.name(unit)]
        numerator, denominator = ratio_parts(seeded.programme, seeded.values, unit, NOW, indicator)
        assert _same(row[VI("share.part")], numerator)
        assert _same(row[VI("share.whole")], denominator)
        assert _same(row[VI("share.share")], one["to_date_value"])
        assert _same(row[VI("share.target_head")], one["target_value"])
        assert row[VI("chart.status")] == status_text(one["status_code"], VI)
        if denominator == 0:
            assert row[VI("matrix.note")] == VI("share.not_applicable")
        elif one["status_code"] == "no_report":
            assert row[VI("matrix.note")] == VI("share.no_report")
        elif one["is_blank"]:
            assert row[VI("matrix.note")] == VI("share.not_filled")


def test_the_island_without_communes_is_outside_the_norm(seeded: SeededHome, visit: Visit) -> None:
    rows = shown_table(visit("communication"), "communication_norm")
    [island] = [row for row in rows if row[VI("chart.unit")] == seeded.name("318")]
    assert (island[VI("matrix.note")], island[VI("share.share")]) == (VI("share.not_applicable"), None)


@pytest.mark.parametrize("group", GROUPS)
def test_agencies_with_a_woman_key_leader(seeded: SeededHome, visit: Visit, group: str) -> None:
    html = html_of(visit("cadres", **_type(group)))
    for shown in GROUPS if group == "city" else ("city", group):
        members = seeded.programme.members(shown)
        answers = [to_date(seeded.programme, seeded.values, unit, NOW, "T2.06")[0] for unit in members]
        yes, answered = sum_given(answers) or 0, len([one for one in answers if one is not None])
        sentence = VI("share.group", share=VI.percent(yes / answered), part=VI.value(yes), whole=VI.value(answered))
        assert sentence in text_of(html)
    for unit in seeded.programme.units_of(NOW):
        value = seeded.of_units.get((NOW, unit, "T2.06"), {}).get("to_date_value")
        if value == 0 and group in ("city", seeded.programme.units[unit]["unit_type"]):
            lists = re.findall(r'<div class="tb-silent"><h4>Chưa có lãnh đạo.*?</ul>', html, re.DOTALL)
            assert any(f">{seeded.name(unit)}</a>" in one for one in lists)


def test_activities_and_who_came(seeded: SeededHome, visit: Visit) -> None:
    rows = shown_table(visit("communication"), "communication_activity")
    groups = {VI(f"group.{group}"): group for group in GROUPS}
    periods = {row["period_name_vi"]: code for code, row in seeded.programme.periods.items()}
    codes = {
        seeded.programme.indicators[code]["indicator_name_vi"]: code for code in ("T1.01", "T1.02", "T1.03", "T1.04")
    }
    assert len(rows) == len(codes) * len(GROUPS) * 4
    for row in rows:
        code, period = codes[str(row[VI("task.head_indicator")])], periods[str(row[VI("filter.period")])]
        members = seeded.programme.members(groups[str(row[VI("chart.group")])])
        pairs = [pair for key, pair in seeded.values.items() if key[0] in members and key[1:] == (period, code)]
        assert _same(row[VI("communication.in_period")], sum_given([total for total, _ in pairs]))
        assert _same(row[VI("communication.women")], sum_given([women for _, women in pairs]))
        if seeded.programme.indicators[code]["has_women"] == "yes" and pairs:
            assert row[VI("communication.men")] == sum(total - women for total, women in pairs if women is not None)
            assert row[VI("communication.unknown_sex")] == sum(total for total, women in pairs if women is None)


def _percent(row: Row, name: str) -> str:
    ratio = row[f"{name}_ratio"]
    return VI("chart.missing") if ratio is None else VI.percent(ratio)


def _written(indicator: dict[str, str], value: float | None) -> str:
    if value is None:
        return VI("chart.missing")
    if indicator["indicator_kind"] == "R":
        return VI.percent(value)
    if indicator["indicator_kind"] == "B":
        return VI("task.units", count=VI.value(value))
    return VI.value(value, int(indicator["decimals"]))
