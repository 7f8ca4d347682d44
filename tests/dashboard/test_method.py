"""Method: the worked example is the mart's number, each target is told with its source, each column explained."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import MadeHome
from tests.house import House
from tests.oracle.programme import Programme

VI = Words("vi")


@pytest.fixture(scope="module")
def full(made_homes: Callable[[str], MadeHome]) -> MadeHome:
    return made_homes("full")


def _html(app: AppTest) -> str:
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html if not part.value.startswith("<style>"))


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".").rstrip("%"))


@pytest.mark.parametrize(("unit", "task"), [("311", "T1"), ("SNV", "T1"), ("BVSTBPN", "T4"), ("", "T3"), ("305", "T2")])
def test_the_example_works_out_to_the_marts_number(open_app: OpenApp, full: MadeHome, unit: str, task: str) -> None:
    html = _html(open_app("method", unit=unit, task=task))
    [told] = re.findall(r'class="tb-formula">\((.*?)\) / ([\d,]+) = ([\d,]+%)', html)
    terms = [_number(term) for term in told[0].split(" + ")]
    assert sum(terms) / _number(told[1]) == pytest.approx(_number(told[2]), abs=0.06)  # each is rounded
    if unit:
        [row] = full.house.ask(
            "select attainment_ratio from mart.progress_by_unit where period_code = '2022-Q3'"
            f" and unit_code = '{unit}' and task_code = '{task}'"
        )
        assert told[2] == VI.percent(row["attainment_ratio"])


def test_weights_stand_in_the_example_where_they_differ(open_app: OpenApp, tmp_path: Path) -> None:
    house = House.build(tmp_path / "house")
    house.edit_csv("indicators", {"weight": "3"}, indicator_code="T1.01")
    house.drop_csv("one.csv", [("305", "2022-Q1", "T1.01", 1, None), ("305", "2022-Q1", "T1.02", 125, 60)])
    house.etl("run")
    html = _html(open_app("method", home=MadeHome(house), unit="305", period="2022-Q1"))
    # T1.02 125/(1000·.25) = .5; T1.05, T1.07, T1.08 blank
    assert "(3 × 100,0% + 1 × 50,0% + 1 × 0,0% + 1 × 0,0% + 1 × 0,0%) / 7 = 50,0%" in html


def test_every_target_of_the_files_stands_there_with_its_source(open_app: OpenApp, full: MadeHome) -> None:
    table = open_app("method").dataframe[1].value
    programme = Programme(full.house.programme)
    told = {
        (code, group): (target, source)
        for code, group, target, source in table[
            [VI("method.code"), VI("chart.group"), VI("method.target"), VI("method.source")]
        ].itertuples(index=False)
    }
    assert {code for code, _ in told} == set(programme.indicators)
    for (indicator, unit_type), row in programme.targets.items():
        group = VI("method.group_only") if unit_type == "group" else VI(f"group.{unit_type}")
        target, source = told[indicator, group]
        assert source == (VI("method.default") if row["is_default"] == "yes" else row["source"])
        if not row["target_value"]:
            assert target == VI("method.watched")
        elif programme.indicators[indicator]["indicator_kind"] == "R":
            assert _number(target) == pytest.approx(float(row["target_value"]) * 100)
        assert target.endswith("× số xã, phường") == (row["per_commune"] == "yes" and bool(row["target_value"]))


def test_a_units_own_target_is_told_with_its_reason(open_app: OpenApp, tmp_path: Path) -> None:
    house = House.build(tmp_path / "house")
    house.write_csv(
        "target_overrides",
        ["unit_code", "indicator_code", "applies", "target_value", "reason"],
        [
            {
                "unit_code": "305",
                "indicator_code": "T1.01",
                "applies": "yes",
                "target_value": "5",
                "reason": "<b>Công văn 7",
            }
        ],
    )
    house.etl("run")
    own = open_app("method", home=MadeHome(house)).dataframe[-4].value
    assert own.iloc[0].tolist()[-2:] == [5, "<b>Công văn 7"]


def test_the_rules_stand_there_with_what_breaking_them_does(open_app: OpenApp, full: MadeHome) -> None:
    told = open_app("method").dataframe[-2].value[[VI("method.rule"), VI("method.severity")]]
    rules = full.house.ask("select rule_text_vi, severity_code from dim.check_rule order by rule_number")
    expected = [[row["rule_text_vi"], VI(f"method.severity_{row['severity_code']}")] for row in rules]
    assert told.to_numpy().tolist() == expected
    assert {row["severity_code"] for row in rules} == {"error", "warning"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_meaning_and_a_table_can_be_picked(open_app: OpenApp, language: str) -> None:
    t = Words(language)
    app = open_app("method", lang=language, table="fact.measurement")
    meanings = app.dataframe[-1].value
    assert "total_value" in meanings[t("method.column")].tolist()
    assert meanings[t("method.meaning")].notna().all()
    assert app.selectbox(key="filter_table").value == "fact.measurement"


def test_the_thresholds_are_the_programmes(open_app: OpenApp) -> None:
    assert VI("method.step_status", on_track="95,0%", at_risk="75,0%") in _html(open_app("method"))


def test_without_any_report_there_is_no_example_but_the_rest(open_app: OpenApp) -> None:
    app = open_app("method", home="catalogue")
    assert [notice.value for notice in app.info] == [VI("method.no_example")]
    assert len(app.dataframe) == 4
