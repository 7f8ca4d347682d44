"""What the Overview says of the period before, against the oracle, on three made-up years."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.movement import MOVEMENTS, moved_units
from dashboard.sentences import Sentence, five_sentences
from dashboard.words import LANGUAGES, Words
from tests.dashboard.seeded import NOW, SeededHome, html_of, seeded_home, shown_table, text_of
from tests.homes import MadeHome, copy_of
from tests.oracle import told
from tests.oracle.movement import progress_change
from tests.oracle.units import Row

VI = Words("vi")
BEFORE = "2022-Q2"
SEEDS = (5, 6, 7)
TODAY = date(2022, 9, 25)
OpenSeeded = Callable[..., AppTest]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], SeededHome]:
    return cache(lambda seed: seeded_home(tmp_path_factory.mktemp(f"seed{seed}") / "house", seed))


def _cards(app: AppTest) -> list[str]:
    return re.findall(r'<article class="tb-card".*?</article>', html_of(app), re.DOTALL)


def _read(row: Row, reading: str) -> float:
    ratio: float = row["attainment_all_ratio" if reading == "all" else "attainment_ratio"]
    return ratio


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("reading", "group"), [("reporting", "city"), ("all", "city"), ("reporting", "district")])
def test_each_card_tells_its_change_and_what_it_rests_on(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded, seed: int, reading: str, group: str
) -> None:
    seeded = homes(seed)
    kind = {} if group == "city" else {"type": group}
    cards = _cards(open_app(home=seeded.made, period=NOW, over=reading, **kind))
    assert len(cards) == 4
    for task, card in zip(seeded.programme.tasks, cards, strict=True):
        now, before = seeded.groups[(NOW, task, group)], seeded.groups[(BEFORE, task, group)]
        change = told.tenths(_read(now, reading)) - told.tenths(_read(before, reading))
        direction = "up" if change > 0 else "down" if change < 0 else "same"
        said = VI(f"card.change_{direction}", points=VI.points(abs(change) / 1000))
        assert f"{said} {VI('card.change_since', period='Quý II năm 2022')}" in text_of(card)
        assert f"{VI.percent(_read(before, reading))}, bình quân {before['reported_count']} đơn vị" in card
        counts = {"assessed": now["assessed_indicator_count"], "total": now["indicator_count"]}
        assert VI("card.basis", **counts) in text_of(card)
        assert counts["assessed"] <= counts["total"]


@pytest.mark.parametrize("period", ["2022-Q1", "2022-Q4"])
def test_without_a_period_before_or_a_report_in_this_one_no_card_tells_a_change(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded, period: str
) -> None:
    cards = _cards(open_app(home=homes(SEEDS[0]).made, period=period))
    assert len(cards) == 4
    assert "tb-change" not in "".join(cards)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_that_had_nothing_before_says_so(
    open_app: OpenSeeded, made_homes: Callable[[str], MadeHome], tmp_path: Path, language: str
) -> None:
    made = copy_of(made_homes("catalogue"), tmp_path / "copy")
    made.house.drop_csv("one.csv", [("305", NOW, "T1.01", 1, None)])
    made.house.etl("run")
    t = Words(language)
    [first, *rest] = _cards(open_app(home=made, period=NOW, lang=language))
    period = {"vi": "Quý II năm 2022", "en": "Quarter 2 of 2022"}[language]
    assert t("card.change_none", period=period) in text_of(first)
    assert "tb-change" not in "".join(rest)


def _sentences(app: AppTest) -> list[str]:
    listed = html_of(app).split('<ul class="tb-sentences">')[1].split("</ul>")[0]
    return [text_of(item).replace(" ,", ",").replace(" .", ".") for item in listed.split("</li>")[:-1]]


def _short(seeded: SeededHome, unit: str) -> str:
    return seeded.programme.units[unit]["unit_short_vi"]


def _listed(names: list[str]) -> str:
    """Names as they are read aloud: all of four, else three and the number of the others."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} đơn vị khác"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"


def _move_told(seeded: SeededHome, move: Row, code: str) -> str:
    others = VI("told.others_equal", count=move["others"]) if move["others"] else ""
    return VI(
        f"told.{code}",
        before_period="Quý II năm 2022",
        units=_short(seeded, move["unit"]),
        task=seeded.programme.tasks[move["task"]]["task_short_vi"],
        points=VI.points(move["tenths"] / 1000),
        before=VI.percent(move["row"]["previous_attainment_ratio"]),
        now=VI.percent(move["row"]["attainment_ratio"]),
        others=others,
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("unit_type", [None, "department", "district"])
def test_the_five_sentences(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded, seed: int, unit_type: str | None
) -> None:
    seeded = homes(seed)
    programme, values = seeded.programme, seeded.values
    kind = {"type": unit_type} if unit_type else {}
    gain, slip, behind, silent, due = _sentences(open_app(home=seeded.made, period=NOW, **kind))
    for text, code, sign in ((gain, "gain", 1), (slip, "slip", -1)):
        move = told.biggest(programme, values, NOW, unit_type, sign)
        assert move  # in these years somebody moved
        assert text == _move_told(seeded, move, code)
    count, units = told.behind(programme, values, NOW, unit_type)
    assert count > 0
    named = [unit for unit in units if _short(seeded, unit) in behind]
    assert behind.startswith(f"Chậm tiến độ ở nhiều nhiệm vụ nhất ({count} nhiệm vụ): ")
    assert len(named) == (len(units) if len(units) <= 4 else 3)
    assert (f"{len(units) - 3} đơn vị khác" in behind) == (len(units) > 4)
    missing = told.silent(programme, values, NOW, unit_type, TODAY)
    blanks = {"count": len(missing["units"]), "overdue_count": missing["overdue"], "period": "Quý III năm 2022"}
    assert missing["overdue"] > 0
    names = _listed([_short(seeded, unit) for unit in missing["units"]])
    assert silent == VI("told.overdue", **blanks, days=f"{missing['days']} ngày", units=names)
    asked = len(told.units_asked(programme, "2022-Q4", unit_type))
    assert due == VI("told.due_next", period="Quý IV năm 2022", due="20/12/2022", days="86 ngày", count=asked)


def test_a_first_period_says_so_once_and_a_period_to_come_compares_nothing(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded
) -> None:
    made = homes(SEEDS[0]).made
    first, *rest = _sentences(open_app(home=made, period="2022-Q1"))
    assert first == VI("told.first_period")
    assert len(rest) == 3
    open_period = _sentences(open_app(home=made, period="2022-Q4"))
    assert open_period[0] == VI("told.nothing_to_compare")
    assert open_period[2].startswith(f"{len(told.units_asked(homes(SEEDS[0]).programme, '2022-Q4', None))} đơn vị")


def test_names_in_the_sentences_are_text_and_lead_to_the_unit_with_the_filters(open_app: OpenSeeded) -> None:
    html = html_of(open_app(period=NOW, type="district", over="all"))
    listed = html.split('<ul class="tb-sentences">')[1].split("</ul>")[0]
    assert re.findall(r'href="units\?[^"]*period=2022-Q3&amp;type=district[^"]*unit=3\d\d"', listed)
    assert "<img" not in listed


CHANGE_COLUMNS = [
    "task_code", "unit_code", "has_report_in_period", "previous_attainment_ratio", "attainment_ratio", "change_ratio",
]  # fmt: skip


def _moves(*rows: tuple[str, str, bool, float, float]) -> list[Sentence]:
    changes = pd.DataFrame([(*row, row[4] - row[3]) for row in rows], columns=CHANGE_COLUMNS)
    nobody = pd.DataFrame(columns=["unit_code", "status_code"])
    calendar = pd.DataFrame({"unit_code": ["A"], "has_report": [True], "due_date": [pd.Timestamp(TODAY)]})
    return five_sentences(changes, nobody, calendar, calendar, TODAY)


def test_equals_are_counted_and_the_one_furthest_out_is_named() -> None:
    gain, slip, *_ = _moves(("T1", "A", True, 0.2, 0.4), ("T2", "B", True, 0.6, 0.8), ("T1", "C", True, 0.6, 0.8))
    assert (gain.code, gain.unit_codes, gain.more_count, gain.values["task_code"]) == ("gain", ("C",), 2, "T1")
    assert slip.code == "no_slip"


def test_small_changes_and_silent_units_are_no_news() -> None:
    gain, slip, behind, silent, due = _moves(("T1", "A", True, 0.5, 0.509), ("T1", "B", False, 0.9, 0.1))
    assert [one.code for one in (gain, slip, behind, silent, due)] == [
        "no_gain", "no_slip", "none_behind", "all_reported", "nothing_due",
    ]  # fmt: skip


def test_a_change_of_just_a_point_is_told_and_an_extension_names_its_unit() -> None:
    gain, *_ = _moves(("T1", "A", True, 0.5, 0.51))
    assert (gain.code, gain.values["points"]) == ("gain", 0.01)
    calendar = pd.DataFrame(
        {
            "unit_code": ["A", "B"],
            "period_code": [NOW, NOW],
            "has_report": [False, False],
            "reports_by": ["duty", "duty"],
            "state_code": ["not_due", "missing"],
            "due_date": [pd.Timestamp("2022-09-25"), pd.Timestamp("2022-09-20")],
        }
    )
    nothing = pd.DataFrame(columns=["unit_code", "status_code"])
    *_, silent, due = five_sentences(pd.DataFrame(columns=CHANGE_COLUMNS), nothing, calendar, calendar, TODAY)
    assert (silent.code, silent.unit_codes, silent.values["days"]) == ("overdue", ("B", "A"), 5)
    assert (due.code, due.unit_codes, due.values["days"]) == ("due_next_named", ("A",), 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_who_moved_is_listed_and_tabled_as_the_oracle_says(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded, seed: int
) -> None:
    seeded = homes(seed)
    expected = {
        (task, unit): row
        for (period, task, unit), row in progress_change(seeded.programme, seeded.values).items()
        if period == NOW and row["movement_code"] != "unchanged"
    }
    app = open_app(home=seeded.made, period=NOW)
    shown = html_of(app).split('<div class="tb-movement">')[1].split("</div>")[0]
    sections = shown.split("<section>")[1:]
    for task, section in zip(seeded.programme.tasks, sections, strict=True):
        of_task = {unit: row["movement_code"] for (one, unit), row in expected.items() if one == task}
        for code in MOVEMENTS:
            count = sum(kind == code for kind in of_task.values())
            summary = VI("movement.summary", kind=VI(f"movement.{code}"), count=count)
            assert (f"<summary>{summary}</summary>" in section) == (count > 0)
        assert sorted(re.findall(r"unit=(\w+)", section)) == sorted(of_task)
    kinds = {row["movement_code"] for row in expected.values()}
    assert kinds >= {"slipped", "improved", "fell_silent", "started"}
    rows = {(one[VI("movement.task")], one[VI("chart.unit")]): one for one in shown_table(app, "overview_movement")}
    assert len(rows) == len(expected)
    for (task, unit), row in expected.items():
        one = rows[seeded.programme.tasks[task]["task_short_vi"], seeded.name(unit)]
        assert one[VI("movement.kind")] == VI(f"movement.{row['movement_code']}")
        assert one[VI("movement.previous_ratio")] == pytest.approx(row["previous_attainment_ratio"])
        assert one[VI("movement.ratio")] == pytest.approx(row["attainment_ratio"])


@pytest.mark.parametrize("period", ["2022-Q1", "2022-Q4"])
def test_nobody_moved_in_a_first_period_nor_in_one_that_nobody_reported(
    homes: Callable[[int], SeededHome], open_app: OpenSeeded, period: str
) -> None:
    assert 'class="tb-movement"' not in html_of(open_app(home=homes(SEEDS[0]).made, period=period))


def test_a_unit_whose_report_is_not_due_yet_has_not_fallen_silent() -> None:
    changes = pd.DataFrame(
        {
            "unit_code": ["A", "B"],
            "task_code": ["T1", "T1"],
            "movement_code": ["fell_silent", "fell_silent"],
            "has_report_in_period": [False, False],
            "attainment_ratio": [0.5, 0.4],
        }
    )
    calendar = pd.DataFrame(
        {
            "unit_code": ["A", "B"],
            "unit_name": ["a", "b"],
            "unit_short": ["a", "b"],
            "state_code": ["not_due", "missing"],
        }
    )
    assert moved_units(changes, calendar).unit_code.tolist() == ["B"]
