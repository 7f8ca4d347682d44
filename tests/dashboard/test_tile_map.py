"""The tile map: places from the programme's files, statuses against the oracle, nothing where there is no place."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.status import STATUSES
from dashboard.words import LANGUAGES, Words
from tests.dashboard.conftest import OpenApp
from tests.homes import HOSTILE, HOSTILE_UNIT, MadeHome, copy_of
from tests.oracle.programme import Programme
from tests.oracle.units import Values, progress_row

VI = Words("vi")
PERIOD = "2022-Q3"
SEVERITY = ("behind", "at_risk", "no_report", "on_track", "not_assessed")
Tiles = dict[str, tuple[str, str]]  # unit: place, and what follows it in the markup


@pytest.fixture(scope="module")
def full(made_homes: Callable[[str], MadeHome]) -> MadeHome:
    return made_homes("full")


@pytest.fixture(scope="module")
def told(full: MadeHome) -> dict[tuple[str, str], tuple[str, float | None]]:
    """Status and attainment by unit and task, computed from the facts by the oracle."""
    programme = Programme(full.house.programme)
    asked = "select unit_code, period_code, indicator_code, total_value, women_value from fact.measurement"
    values: Values = {
        (row["unit_code"], row["period_code"], row["indicator_code"]): (row["total_value"], row["women_value"])
        for row in full.house.ask(asked)
    }
    rows = {
        (unit, task): progress_row(programme, values, unit, PERIOD, task)
        for unit in programme.members("district")
        for task in programme.tasks
    }
    return {key: (row["status_code"], row["attainment_ratio"]) for key, row in rows.items()}


def _map(app: AppTest) -> str:
    assert not app.exception
    maps = [part.value for part in app.html if 'class="tb-map"' in part.value]
    return "".join(maps)


def _tiles(html: str) -> Tiles:
    found = re.findall(r'<li class="tb-why[^"]*" style="grid-area:(\d+/\d+);([^>]*>.*?)</li>', html, re.DOTALL)
    return {re.findall(r"unit=([^&\"]+)", tile)[0]: (place, tile) for place, tile in found}


def test_each_unit_stands_where_the_programmes_file_says(open_app: OpenApp, full: MadeHome) -> None:
    rows = Programme(full.house.programme).units.items()
    expected = {code: f"{row['map_row']}/{int(row['map_column']) - 1}" for code, row in rows if row["map_row"]}
    assert len(expected) == 15
    assert {code: place for code, (place, _) in _tiles(_map(open_app())).items()} == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", ["T1", "T3", "T4"])
def test_a_tile_shows_the_units_status_of_the_task(
    open_app: OpenApp, told: dict[tuple[str, str], tuple[str, float | None]], task: str, language: str
) -> None:
    t = Words(language)
    tiles = _tiles(_map(open_app(map=task, lang=language)))
    assert len(tiles) == 15
    for unit, (_, tile) in tiles.items():
        code, attainment = told[unit, task]
        link = tile.split("</a>")[0]
        assert f"background:{STATUSES[code].fill}" in link
        assert f'<i aria-hidden="true">{STATUSES[code].symbol}</i> {t("task.short", number=task[1:])}' in link
        assert f": {t(f'status.{code}')}," in link
        assert (t.percent(attainment) in link) if attainment is not None else ("%" not in link.split('">')[-1])


def test_at_first_a_tile_shows_the_task_that_is_furthest_behind_and_the_sentence_counts_them(
    open_app: OpenApp, told: dict[tuple[str, str], tuple[str, float | None]]
) -> None:
    html = _map(open_app())
    tiles = _tiles(html)
    behind = set()
    for unit, (_, tile) in tiles.items():
        worst = min(
            (SEVERITY.index(code), 2 if attainment is None else attainment)
            for (one, _), (code, attainment) in told.items()
            if one == unit
        )
        code = SEVERITY[worst[0]]
        assert f"background:{STATUSES[code].fill}" in tile
        assert worst[1] == 2 or VI.percent(worst[1]) in tile.split("</a>")[0]
        behind |= {unit} if code == "behind" else set()
    assert 0 < len(behind) < 15
    assert f"{len(behind)} trên 15 quận, huyện chậm tiến độ ở ít nhất một nhiệm vụ" in html


def test_a_figure_of_earlier_periods_has_a_star_on_the_map(open_app: OpenApp, full: MadeHome) -> None:
    rows = full.house.ask(
        "select unit_code from mart.progress_by_unit where period_code = '2022-Q3' and task_code = 'T1'"
        " and unit_type = 'district' and has_report and not has_report_in_period"
    )
    tiles = _tiles(_map(open_app(map="T1")))
    assert rows
    assert {unit for unit, (_, tile) in tiles.items() if "%*" in tile.split("</a>")[0]} == {
        row["unit_code"] for row in rows
    }


def test_a_tile_leads_to_its_unit_with_the_filters_and_the_chosen_one_stands_out(open_app: OpenApp) -> None:
    html = _map(open_app(period="2022-Q2", type="district", unit="305", lang="en"))
    addresses = {unescape(address) for address in re.findall(r'href="([^"]+)"', html)}
    assert "units?period=2022-Q2&type=district&unit=318&lang=en" in addresses
    assert len(addresses) == 15
    [chosen] = re.findall(r'<li class="tb-why tb-chosen".*?</li>', html, re.DOTALL)
    assert "unit=305&" in chosen


def test_departments_alone_have_no_map_and_neither_has_a_programme_without_places(
    open_app: OpenApp, full: MadeHome, tmp_path: Path
) -> None:
    assert not _map(open_app(type="department"))
    made = copy_of(full, tmp_path / "copy")
    for row in list(Programme(made.house.programme).units):
        made.house.edit_csv("units", {"map_row": "", "map_column": ""}, unit_code=row)
    made.house.etl("run")
    app = open_app(home=made)
    assert not _map(app)
    assert not [one for one in app.get("button_group") if one.proto.id.endswith("filter_map")]


def test_a_name_from_outside_is_text_on_the_map_too(open_app: OpenApp, full: MadeHome, tmp_path: Path) -> None:
    made = copy_of(full, tmp_path / "copy")
    made.house.edit_csv("units", {"map_row": "1", "map_column": "1", "unit_short_vi": HOSTILE}, unit_code=HOSTILE_UNIT)
    made.house.etl("run")
    html = _map(open_app(home=made))
    assert len(_tiles(html)) == 16
    assert "<img" not in html
    assert "&lt;img src=x" in html.split("</a>")[0] + html
    assert "sở, ban, ngành, đoàn thể" in html


def test_a_task_from_outside_is_none(open_app: OpenApp) -> None:
    assert len(_tiles(_map(open_app(map="<b>T9")))) == 15
