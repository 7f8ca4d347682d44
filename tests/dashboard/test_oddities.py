"""The values to ask about again: what was planted is found, and nothing else; and what staff see of it."""

import re
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.dashboard.oddities_home import COPIED, JUST_NOT, ODD, SUMMED, odd_home
from tests.dashboard.seeded import html_of, table_cells, text_of
from tests.homes import MadeHome, copy_of
from warehouse.questions.oddities import copied_periods, odd_values, summed_periods
from warehouse.questions.projections import unit_projections
from warehouse.scope import Scope
from warehouse.snapshot import open_snapshot

VI = Words("vi")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> MadeHome:
    return odd_home(tmp_path_factory.mktemp("odd") / "house")


def test_what_was_planted_is_found_and_nothing_else(odd: MadeHome) -> None:
    rows = odd.house.ask("select * from mart.odd_value")
    found = {
        (row["unit_code"], row["period_code"], row["indicator_code"]): (
            row["total_value"],
            row["odd_code"],
            row["compared_value"],
        )
        for row in rows
    }
    assert found == ODD
    copied = odd.house.ask("select * from mart.copied_period")
    assert [(row["unit_code"], row["period_code"], row["earlier_period_code"]) for row in copied] == [
        (*COPIED, "2022-Q1")
    ]
    assert (copied[0]["equal_count"], copied[0]["compared_count"]) == (8, 8)
    summed = odd.house.ask("select * from mart.summed_period")
    assert [(row["unit_code"], row["period_code"]) for row in summed] == [SUMMED]
    assert (summed[0]["no_less_count"], summed[0]["compared_count"]) == (8, 8)
    assert not set(JUST_NOT) & set(found)


def test_what_is_usual_is_the_median_of_all_that_stands(odd: MadeHome) -> None:
    given = odd.house.ask("select total_value from fact.measurement where indicator_code = 'T1.02' and total_value > 0")
    [row] = odd.house.ask("select * from mart.odd_value where odd_code = 'far_above_peers'")
    assert row["compared_value"] == median(one["total_value"] for one in given)
    assert row["peer_count"] == 8
    assert row["odd_ratio"] == pytest.approx(9000 / row["compared_value"])


def test_nobody_warned_of_the_value_that_came_first(odd: MadeHome) -> None:
    warned = odd.house.ask("select found_text from mart.accepted_warning where problem_code = 'far_above_peers'")
    assert warned == []


@pytest.mark.parametrize("name", ["full", "sparse"])
def test_the_samples_have_nothing_to_ask_about(made_homes: Callable[[str], MadeHome], name: str) -> None:
    house = made_homes(name).house
    for mart in ("odd_value", "copied_period", "summed_period"):
        assert house.ask(f"select * from mart.{mart}") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_staff_see_them_oddest_first_with_the_reason_and_the_way_to_the_cell(
    open_app: OpenApp, odd: MadeHome, language: str
) -> None:
    t = Words(language)
    html = html_of(open_app("submissions", odd, period="2022-Q2", lang=language))
    rows = table_cells(html, t("odd.title", count=5))
    units = ("307", "311", "306", "305", "304")
    assert len(rows) == len(units)
    names = {row["unit_code"]: row[f"unit_name_{language}"] for row in odd.house.ask("select * from dim.unit")}
    assert all(cells[0].startswith(names[unit]) for cells, unit in zip(rows, units, strict=True))
    quarter = {"vi": "Quý I năm 2022", "en": "Quarter 1 of 2022"}[language]
    assert [cells[3] for cells in rows] == [
        t("odd.copied", equal=8, compared=8, earlier=quarter),
        t("odd.summed", count=8, compared=8),
        t("odd.jump_fall", before="40"),
        t("odd.history", times="10", before="60"),
        t("odd.jump_fall", before="40"),
    ]
    assert re.search(r'href="units\?[^"]*period=2022-Q2[^"]*unit=305[^"]*indicator=T1\.05"', html)
    assert t("odd.elsewhere_count", period=quarter, count=1) in html
    first = text_of(html_of(open_app("submissions", odd, period="2022-Q1", lang=language)))
    assert t("odd.peers", times=t.number(9000 / 285), usual="285", group=t("group.district"), count=8) in first


def test_what_the_list_says_is_not_said_twice(open_app: OpenApp, odd: MadeHome) -> None:
    warned = odd.house.ask("select problem_code from mart.accepted_warning where problem_code <> 'blank_value'")
    assert {row["problem_code"] for row in warned} >= {"stock_jump", "far_above_history", "copied_period"}
    app = open_app("submissions", odd, period="2022-Q2")
    shown = " ".join(str(one.value) for one in app.dataframe)
    assert "gấp từ 10 lần" not in shown
    assert "tăng hoặc giảm từ" not in shown


def test_filters_narrow_the_list_and_nothing_found_says_so(open_app: OpenApp, odd: MadeHome) -> None:
    assert VI("odd.title", count=1) in html_of(open_app("submissions", odd, period="2022-Q2", unit="305"))
    app = open_app("submissions", odd, period="2022-Q2", type="department")
    assert VI("odd.title", count=0) in html_of(app)
    assert VI("odd.none") in [notice.value for notice in app.info]


def test_the_page_of_the_unit_says_which_value_to_ask_about(open_app: OpenApp, odd: MadeHome) -> None:
    told = VI("odd.history", times="10", before="60")
    assert told in html_of(open_app("units", odd, period="2022-Q2", unit="305", indicator="T1.05"))
    for query in ({"unit": "305", "indicator": "T1.02"}, {"unit": "306", "indicator": "T1.05"}):
        assert 'role="note"' not in html_of(open_app("units", odd, period="2022-Q2", **query))


def test_a_scope_sees_its_own_units_only(odd: MadeHome) -> None:
    snapshot = open_snapshot(odd.home, str(odd.house.snapshot_id))
    one, nobody = Scope.of_units({"305"}), Scope.of_units([])
    assert odd_values(snapshot, one, "2022").unit_code.tolist() == ["305"]
    assert copied_periods(snapshot, Scope.of_units({"307"}), "2022").unit_code.tolist() == ["307"]
    for question in (odd_values, copied_periods, summed_periods):
        assert question(snapshot, nobody, "2022").empty
    assert unit_projections(snapshot, one, "2022", "2022-Q2", "303").empty
    assert not unit_projections(snapshot, one, "2022", "2022-Q2", "305").empty


def test_a_value_sent_again_leaves_the_list(odd: MadeHome, tmp_path: Path) -> None:
    made = copy_of(odd, tmp_path / "copy")
    made.house.drop_csv("303.csv", [("303", "2022-Q1", "T1.02", 250, None), ("303", "2022-Q1", "T1.05", 60, None)])
    made.house.etl("run")
    left = made.house.ask("select unit_code, indicator_code from mart.odd_value")
    assert {(row["unit_code"], row["indicator_code"]) for row in left} == {
        (unit, code) for unit, _, code in ODD if unit != "303"
    }
