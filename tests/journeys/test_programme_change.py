"""The committee changes its programme: data files, and nothing else."""

import json

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dashboard.words import Words
from tests.clerk import fill_in
from tests.house import PROJECT_ROOT, House
from tests.oracle.groups import progress_by_group
from tests.oracle.programme import Programme
from tests.oracle.units import indicator_by_unit


def test_a_changed_target_is_published_by_the_next_run(house: House) -> None:
    house.drop_csv("a.csv", [("305", "2022-Q1", "T1.02", 100, 60)])
    house.etl("run")
    before = house.snapshot_id
    house.edit_csv("targets", {"target_value": "400"}, indicator_code="T1.02", unit_type="district")
    house.etl("run")
    assert house.snapshot_id != before
    row = house.mart("indicator_by_unit")["2022-Q1", "305", "T1.02"]
    assert (row["target_value"], row["completion_ratio"], row["attainment_ratio"]) == (400, 0.25, 1)


def test_an_extension_moves_one_units_due_date_and_nobody_elses(house: House) -> None:
    house.today = "2022-03-24"
    house.drop_csv("a.csv", [(unit, "2022-Q1", "T1.01", 1, None) for unit in ("305", "306")])
    house.etl("run")
    assert json.loads(house.etl("status", "--json"))["late"] == {"2022-Q1": ["305", "306"]}
    extension = {"due_date": "2022-03-25", "reason": "Dịch Covid-19"}
    house.edit_csv("extensions", extension, unit_code="305", period_code="2022-Q1")
    house.etl("run")
    programme = Programme(house.programme)
    for (period, unit), row in house.mart("submission_calendar").items():
        assert row["due_date"] == programme.due_date(unit, period)
    assert json.loads(house.etl("status", "--json"))["late"] == {"2022-Q1": ["306"]}


def test_an_invalid_programme_is_never_published(house: House) -> None:
    house.drop_csv("a.csv", [("305", "2022-Q1", "T1.02", 100, 60)])
    house.etl("run")
    before = house.snapshot_id
    house.edit_csv("targets", {"target_value": "nhiều"}, indicator_code="T1.02", unit_type="district")
    house.edit_csv("indicators", {"due_period_code": "2022-Q9"}, indicator_code="T1.03")
    waiting = house.drop_csv("b.csv", [("305", "2022-Q1", "T1.02", 200, 60)])
    said = house.etl("run", "--quiet", exit_code=2)
    assert "programme" in said or "targets.csv" in said
    said = house.etl("run", exit_code=2)
    lines = [line for line in said.splitlines() if "targets.csv" in line]
    assert any("5" in line and "target_value" in line and "nhiều" in line for line in lines), said
    assert any("indicators.csv" in line and "2022-Q9" in line for line in said.splitlines()), said
    assert house.snapshot_id == before
    assert json.loads((house.home / "heartbeat.json").read_text(encoding="utf-8"))["exit_code"] == 2
    house.etl("check", str(waiting), exit_code=2)
    house.edit_csv("targets", {"target_value": "1000"}, indicator_code="T1.02", unit_type="district")
    house.edit_csv("indicators", {"due_period_code": "2022-Q3"}, indicator_code="T1.03")
    house.etl("run")
    assert house.mart("indicator_by_unit")["2022-Q1", "305", "T1.02"]["period_value"] == 200


def test_a_new_indicator_takes_data_files_only_from_template_to_screen(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_an_indicator(house)

    path = house.template("305", "2022-Q1", house.inbox / "305.xlsx")
    cells = [cell.value for row in load_workbook(path)["NV1"].iter_rows() for cell in row]
    assert "T1.11" in cells
    assert "Số câu lạc bộ bình đẳng giới" in cells

    fill_in(path, {"T1.01": (1, None), "T1.11": (1, None)})
    house.etl("run")
    programme = Programme(house.programme)
    known = {("305", "2022-Q1", "T1.01"): (1.0, None), ("305", "2022-Q1", "T1.11"): (1.0, None)}
    expected = indicator_by_unit(programme, known)["2022-Q1", "305", "T1.11"]
    assert expected["attainment_ratio"] == 1 / (8 * 0.25)
    row = house.mart("indicator_by_unit")["2022-Q1", "305", "T1.11"]
    assert {column: row[column] for column in expected} == expected

    # Two of the seven assessed indicators are reported now: 1 and 0.5
    attainment = progress_by_group(programme, known)["2022-Q1", "T1", "city"]["attainment_ratio"]
    assert attainment == pytest.approx(1.5 / 6)
    monkeypatch.setenv("TIENBO_HOME", str(house.home))
    monkeypatch.setenv("TIENBO_NOW", house.environment["TIENBO_NOW"])
    st.cache_data.clear()
    app = AppTest.from_file(str(PROJECT_ROOT / "dashboard" / "app.py"), default_timeout=30)
    app.query_params["period"] = "2022-Q1"
    app.run()
    assert not app.exception
    assert any(Words("vi").percent(attainment) in element.body for element in app.get("html"))


def add_an_indicator(house: House) -> None:
    """T1.11, of which each district is to have eight within the year."""
    house.edit_csv(
        "indicators",
        {
            "task_code": "T1", "indicator_name_vi": "Số câu lạc bộ bình đẳng giới",
            "indicator_name_en": "Gender equality clubs", "measure_unit_vi": "câu lạc bộ",
            "measure_unit_en": "clubs", "indicator_kind": "C", "has_women": "no", "asked_of": "district",
            "decimals": "0", "weight": "1", "is_default": "yes",
        },
        indicator_code="T1.11",
    )  # fmt: skip
    target = {"target_value": "8", "per_commune": "no", "is_default": "yes"}
    house.edit_csv("targets", target, indicator_code="T1.11", unit_type="district")
