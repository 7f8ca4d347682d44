"""Mistakes in the programme files: each is named by file, line and column, and all of them at once."""

import contextlib
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.programme.columns import PROGRAMME_SPECS
from etl.programme.load import load_catalogue
from etl.programme.problems import MESSAGES, ProgrammeInvalid

SHIPPED = Path(__file__).resolve().parents[2] / "programmes"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped programmes that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "programmes"))


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8-sig")
    assert content.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(content.replace(old, new, 1), encoding="utf-8-sig", newline="")


def problems(folder: Path) -> list[tuple[str, int, str, str]]:
    """File, line, column and English message of everything wrong there."""
    with pytest.raises(ProgrammeInvalid) as invalid:
        load_catalogue(folder)
    return [(each.file, each.line, each.column, each.message_en) for each in invalid.value.problems]


MISTAKES = [
    # file, what is edited, into what, line, column, a part of the message
    ("units.csv", "305,district", "305,distric", 41, "unit_type", "not one of: department, district"),
    ("units.csv", "305,district", "304,district", 41, "unit_code", "already on line 40"),
    ("units.csv", "305,district", "30 5,district", 41, "unit_code", "is not a code"),
    ("units.csv", "Q. Lê Chân,", "Q. Ngô Quyền,", 41, "unit_short_vi", "already on line 40"),
    ("units.csv", "Q. Lê Chân,", ",", 41, "unit_short_vi", "must not be empty"),
    ("units.csv", "Q. Lê Chân,", "Q. Lê\x07 Chân,", 41, "unit_short_vi", "control characters"),
    ("units.csv", "Q. Lê Chân,", "Lê Chân" * 100 + ",", 41, "unit_short_vi", "longer than 500"),
    ("units.csv", "duty,15,", "duty,fifteen,", 41, "commune_count", "whole number"),
    ("units.csv", "duty,15,", "duty,-1,", 41, "commune_count", "whole number"),
    ("units.csv", "15,,2025-06-30,,", "15,,2025-02-30,,", 41, "valid_to", "is not a date"),
    ("units.csv", "15,,2025-06-30,,", "15,2025-07-01,2025-06-30,,", 41, "valid_to", "ends before"),
    ("units.csv", "15,,2025-06-30,,", "15,,2025-06-30,999,", 41, "successor_code", "no “999” in units.csv"),
    ("units.csv", "15,,2025-06-30,,", "15,,2025-06-30,305,", 41, "successor_code", "own successor"),
    ("units.csv", "15,,2025-06-30,,", "15,,,304,", 41, "valid_to", "needs its last day"),
    ("units.csv", "305,district", "305,office", 54, "unit_type", "only one unit of type office"),
    ("units.csv", ",no,3,4\n", ",no,2,4\n", 41, "map_column", "that of 304 on line 40; two units of the same time"),
    ("units.csv", ",no,3,4\n", ",no,3,\n", 41, "map_column", "a place on the map is a row and a column"),
    ("units.csv", ",no,3,4\n", ",no,,4\n", 41, "map_row", "a place on the map is a row and a column"),
    ("units.csv", ",no,3,4\n", ",no,0,4\n", 41, "map_row", "a whole number from 1 to 40"),
    ("units.csv", ",no,3,4\n", ",no,3,41\n", 41, "map_column", "a whole number from 1 to 40"),
    ("units.csv", ",no,3,4\n", ",no,3,1e1\n", 41, "map_column", "“1e1” is no row or column"),
    ("units.csv", "duty,15,", "duty,1,5,", 41, "", "more cells than the first line"),
    ("units.csv", "unit_kind", "unit_sort", 1, "unit_kind", "column is missing"),
    ("units.csv", "unit_kind", "unit_sort", 1, "unit_sort", "unknown column"),
    ("units.csv", "unit_kind", "unit_kind,unit_kind", 1, "unit_kind", "there twice"),
    ("periods.csv", "2022-03-15", "2022-03-16", 3, "from_date", "must begin on 2022-03-15"),
    ("periods.csv", "2022-03-15", "2022-03-14", 3, "from_date", "must begin on 2022-03-15"),
    ("periods.csv", "2022-06-14", "2022-03-14", 3, "to_date", "ends before it begins"),
    ("periods.csv", "2021-12-15", "2021-12-16", 2, "from_date", "begin with the programme"),
    ("periods.csv", "2022-12-14", "2022-12-13", 5, "to_date", "end with the programme"),
    ("periods.csv", "2022-06-20", "2022-06-14", 3, "due_date", "after the period's end"),
    ("periods.csv", ",0.5,", ",0.2,", 3, "planned_share", "above the period before (0.25)"),
    ("periods.csv", ",0.5,", ",50%,", 3, "planned_share", "“50%” is not a number"),
    ("periods.csv", ",1,yes", ",0.9,yes", 5, "planned_share", "must be 1"),
    ("periods.csv", ",1,yes", ",1.1,yes", 5, "planned_share", "no more than 1"),
    ("periods.csv", "2022-Q2,", "2021-Q2,", 3, "period_code", "must begin with “2022-”"),
    ("programme.csv", "\n2022,", "\n2023,", 2, "programme_code", "must be the folder's name: 2022"),
    ("settings.csv", "late_by,", "late_bye,", 2, "setting_code", "no setting “late_bye”"),
    ("settings.csv", "late_by,", "late_bye,", 0, "setting_code", "“late_by” is missing"),
    ("settings.csv", "report_date,", "today,", 2, "setting_value", "not one of: received_at, report_date"),
    ("settings.csv", ",0.95,", ",95,", 3, "setting_value", "no more than 1"),
    ("settings.csv", ",0.95,", ",0.7,", 4, "setting_value", "must be below on_track_min_ratio"),
    ("tasks.csv", "NV2", "NV1", 3, "sheet_name", "already on line 2"),
    ("tasks.csv", "NV2", "khó khăn", 3, "sheet_name", "cannot be a sheet's name"),
    ("tasks.csv", "NV2", "NV/2", 3, "sheet_name", "cannot be a sheet's name"),
    ("tasks.csv", "T4,", "T5,", 5, "task_code", "has no indicator"),
    ("indicators.csv", "T1.01,T1", "T1.01,T9", 2, "task_code", "no “T9” in tasks.csv"),
    ("indicators.csv", "cuộc,events,C,no", "cuộc,events,X,no", 2, "indicator_kind", "not one of: C, S, B, R"),
    ("indicators.csv", "có/không,yes/no,B,no", "có/không,yes/no,B,yes", 10, "has_women",
     "kind B has no women"),
    ("indicators.csv", "attendances,C,yes,department district,0",
     "attendances,C,yes,department district,1", 3,
     "decimals", "counts people"),
    ("indicators.csv", "department district,0,2022-Q3,1", "department district,0,2022-Q9,1", 4,
     "due_period_code",
     "no “2022-Q9” in periods.csv"),
    ("indicators.csv", "department district,0,2022-Q3,1", "department district,0,2022-Q3,0", 4, "weight",
     "greater than 0"),
    ("indicators.csv", "C,no,department district", "C,no,departments", 2, "asked_of",
     "“departments” is not one of"),
    ("indicators.csv", "C,no,department district", "C,no,group", 2, "asked_of", "stand alone"),
    ("indicators.csv", "C,no,department district", "C,no,", 2, "asked_of", "must not be empty"),
    ("indicators.csv", "T1.06.total", "T1.60.total", 8, "numerator", "no “T1.60” in indicators.csv"),
    ("indicators.csv", "T1.06.total", "T1.06", 8, "numerator", "is not half a ratio"),
    ("indicators.csv", "T1.06.total", "T1.06.women", 8, "numerator", "has no women's numbers"),
    ("indicators.csv", "T1.06.total", "", 8, "numerator", "needs both halves"),
    ("indicators.csv", "T1.06.total", "T2.03.total", 8, "numerator", "is itself a ratio"),
    ("indicators.csv", "T2.04.women,T2.04.total", "T2.04.women,T2.02.total", 16, "denominator",
     "“T2.02” is not asked of office"),
    ("indicators.csv", "T2.02.women,T2.02.total", "T2.02.women,T2.02.units", 14, "denominator",
     "only for the denominator of a group's ratio"),
    ("indicators.csv", "0,,1,,,,events,no,Cuộc", "0,,1,T1.02.total,,,events,no,Cuộc", 2, "numerator",
     "only kind R has halves"),
    ("indicators.csv", "0,,1,,,,events,no,Cuộc", "0,,1,,,communes,events,no,Cuộc", 2, "at_most",
     "no “communes” in indicators.csv"),
    ("indicators.csv", ",T3.07,victims_supported", ",T3.10,victims_supported", 34, "at_most", "cannot be compared"),
    ("indicators.csv", ",T3.07,victims_supported", ",T3.08,victims_supported", 34, "at_most", "cannot be compared"),
    ("indicators.csv", ",events,no,Cuộc", ",evnts,no,Cuộc", 2, "role_code", "not one of: events"),
    ("indicators.csv", ",event_attendances,", ",events,", 3, "role_code", "already on line 2"),
    ("tasks.csv", ",NV2,cadres", ",NV2,communication", 3, "page_code", "already on line 2"),
    ("targets.csv", "T1.01,department", "T1.99,department", 2, "indicator_code",
     "no “T1.99” in indicators.csv"),
    ("targets.csv", "T1.01,district", "T1.01,department", 3, "unit_type", "already on line 2"),
    ("targets.csv", "T1.01,district", "T1.01,office", 3, "unit_type", "not asked of “office”"),
    ("targets.csv", "department,0.15", "department,15", 24, "target_value", "60 % is written 0.6"),
    ("targets.csv", "department,0.15,no", "department,0.15,yes", 24, "per_commune", "cannot be multiplied"),
    ("targets.csv", "2,no,yes,", "2,no,no,", 2, "source", "needs its source"),
    ("unit_aliases.csv", "VPUB,", "VPUBX,", 2, "unit_code", "no “VPUBX” in units.csv"),
    ("unit_aliases.csv", "VP UBTP", "Sở TƯ  pháp", 3, "alias_name", "a name of STP too"),
    ("unit_aliases.csv", "VP UBTP", "q.lê chân", 3, "alias_name", "a name of 305 too"),
    ("unit_aliases.csv", "VP UBTP", "Lê Chân", 3, "alias_name", "a name of 305 too"),
    ("unit_aliases.csv", "VP UBTP", "Sở KHĐT", 4, "alias_name", "a name of VPUB too"),
    ("unit_aliases.csv", "alias_name", "alias", 1, "alias_name", "column is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "column", "message"), MISTAKES)
def test_each_mistake_is_named_with_its_place(
    folder: Path, file: str, old: str, new: str, line: int, column: str, message: str
) -> None:
    edit(folder / "2022" / file, old, new)
    found = problems(folder)
    assert any(each[:3] == (f"2022/{file}", line, column) and message in each[3] for each in found), found


ADDED_LINES = [
    ("target_overrides.csv", "999,T1.01,yes,3,Lý do", "unit_code", "no “999” in units.csv"),
    ("target_overrides.csv", "305,T1.01,yes,,Lý do", "target_value", "own target is needed"),
    ("target_overrides.csv", "305,T1.01,no,3,Lý do", "target_value", "leave the target empty"),
    ("target_overrides.csv", "305,T1.01,yes,3,", "reason", "must not be empty"),
    ("target_overrides.csv", "SNV,T2.04,yes,3,Lý do", "indicator_code", "not asked of “department”"),
    ("target_overrides.csv", "305,T2.03,yes,20,Lý do", "target_value", "60 % is written 0.6"),
    ("extensions.csv", "305,2022-Q9,2022-04-01,Lý do", "period_code", "no “2022-Q9” in periods.csv"),
    ("extensions.csv", "305,2022-Q1,2022-03-14,Lý do", "due_date", "after the period's end"),
]


@pytest.mark.parametrize(("file", "line", "column", "message"), ADDED_LINES)
def test_exceptions_are_checked_too(folder: Path, file: str, line: str, column: str, message: str) -> None:
    path = folder / "2022" / file
    path.write_text(path.read_text("utf-8-sig") + line + "\n", "utf-8-sig")
    found = problems(folder)
    assert [each[:3] for each in found] == [(f"2022/{file}", 2, column)]
    assert message in found[0][3]


def test_an_indicator_from_which_all_are_exempt_applies_to_nobody(folder: Path) -> None:
    path = folder / "2022/target_overrides.csv"
    path.write_text(path.read_text("utf-8-sig") + "BVSTBPN,T2.04,no,,Lý do\n", "utf-8-sig")
    edit(folder / "2022/indicators.csv", "S,yes,district office", "S,yes,office")
    assert ("2022/indicators.csv", 15, "asked_of", "the indicator applies to no unit") in problems(folder)


def test_all_mistakes_are_named_at_once(folder: Path) -> None:
    edit(folder / "settings.csv", "26", "soon")
    edit(folder / "2022/units.csv", "305,district", "305,distric")
    edit(folder / "2022/periods.csv", ",0.5,", ",0.2,")
    (folder / "2022/tasks.csv").unlink()
    (folder / "2022/target.csv").write_text("a,b\n", "utf-8")
    places = [each[:3] for each in problems(folder)]
    assert places == [
        ("settings.csv", 2, "setting_value"),
        ("2022/target.csv", 0, ""),
        ("2022/tasks.csv", 0, ""),
        ("2022/units.csv", 41, "unit_type"),
        ("2022/periods.csv", 3, "planned_share"),
    ]


def test_a_file_that_is_not_utf8_says_how_to_save(folder: Path) -> None:
    path = folder / "2022/units.csv"
    path.write_bytes(path.read_text("utf-8-sig").encode("utf-16"))
    assert [(each[0], "CSV UTF-8" in each[3]) for each in problems(folder)] == [("2022/units.csv", True)]


def test_a_quotation_mark_left_open_is_named(folder: Path) -> None:
    edit(folder / "2022/units.csv", "Q. Lê Chân", '"Q. Lê Chân')
    assert [each[:3] for each in problems(folder)] == [("2022/units.csv", 41, "")]


def test_a_folder_without_programmes(tmp_path: Path) -> None:
    assert "there is no programme" in problems(tmp_path / "nothing")[-1][3]


def test_a_file_with_only_its_first_line(folder: Path) -> None:
    path = folder / "2022/content_areas.csv"
    path.write_text(path.read_text("utf-8-sig").splitlines()[0] + "\n", "utf-8-sig")
    assert problems(folder) == [("2022/content_areas.csv", 0, "", "this file has no line below its first")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(sorted(PROGRAMME_SPECS)), content=st.binary(max_size=300), keep=st.booleans())
def test_whatever_a_file_holds_loading_ends_in_problems(folder: Path, file: str, content: bytes, keep: bool) -> None:
    path, shipped = folder / "2022" / file, (SHIPPED / "2022" / file).read_bytes()
    path.write_bytes(shipped + content if keep else content)
    with contextlib.suppress(ProgrammeInvalid):
        load_catalogue(folder)
    path.write_bytes(shipped)


def test_messages_have_the_same_blanks_in_both_languages() -> None:
    for code, (vi, en) in MESSAGES.items():
        assert set(re.findall(r"{(\w+)}", vi)) == set(re.findall(r"{(\w+)}", en)), code
