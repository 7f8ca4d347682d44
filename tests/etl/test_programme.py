"""The programme files: what is read from them, and what is said of each mistake."""

import csv
import io
import re
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from etl.programme.catalogue import RatioPart
from etl.programme.columns import INDICATOR_ROLES, PROGRAMME_SPECS
from etl.programme.load import default_folder, load_catalogue
from etl.programme.rows import catalogue_rows

SHIPPED = Path(__file__).resolve().parents[2] / "programmes"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped programmes that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "programmes"))


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8-sig")
    assert content.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(content.replace(old, new, 1), encoding="utf-8-sig", newline="")


# --- what is shipped ---


def test_the_shipped_programme_is_the_committees() -> None:
    programme = load_catalogue(SHIPPED).programmes["2022"]
    types = [unit.unit_type for unit in programme.units.values()]
    assert (types.count("department"), types.count("district"), types.count("office")) == (37, 15, 1)
    assert sum(unit.commune_count for unit in programme.units.values()) == 217
    assert len(programme.indicators) == 43
    assert list(programme.tasks) == ["T1", "T2", "T3", "T4"]
    assert list(programme.content_areas) == list("ABCDEF")
    assert [period.planned_share for period in programme.periods.values()] == [0.25, 0.5, 0.75, 1]
    assert programme.periods["2022-Q1"].due_date == date(2022, 3, 21)
    assert programme.settings.late_by == "report_date"


@pytest.mark.parametrize(
    ("unit_code", "indicator_code", "target"),
    [
        ("311", "T1.02", 1000),
        ("311", "T1.05", 592),
        ("318", "T1.05", 0),
        ("SNV", "T1.05", 4),
        ("SNV", "T2.13", 0.25),
        ("SNV", "T4.01", None),
        ("BVSTBPN", "T4.01", 5),
        ("305", "T3.10", 15),
        ("305", "T2.02", None),
    ],
)
def test_targets(unit_code: str, indicator_code: str, target: float | None) -> None:
    assert load_catalogue(SHIPPED).programmes["2022"].target_value(unit_code, indicator_code) == target


def test_who_is_asked_what() -> None:
    programme = load_catalogue(SHIPPED).programmes["2022"]
    office = [indicator.indicator_code for indicator in programme.asked("BVSTBPN")]
    assert office == ["T2.04", "T4.01", "T4.03", "T4.04", "T4.05"]
    assert not programme.applies("SNV", "T2.04")
    assert programme.applies("BVSTBPN", "T2.05")
    assert not programme.applies("305", "T2.07")
    assert programme.indicators["T2.07"].denominator == RatioPart("units", "T2.06")


def test_what_does_not_apply_takes_its_ratio_with_it(folder: Path) -> None:
    overrides = folder / "2022/target_overrides.csv"
    overrides.write_text(overrides.read_text("utf-8-sig") + "SNV,T2.02,no,,Không có cấp ủy riêng\n", "utf-8-sig")
    programme = load_catalogue(folder).programmes["2022"]
    assert not programme.applies("SNV", "T2.03")
    assert programme.applies("STP", "T2.03")


def test_the_folder_can_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIENBO_PROGRAMMES", "elsewhere")
    assert default_folder() == Path("elsewhere")
    monkeypatch.delenv("TIENBO_PROGRAMMES")
    assert default_folder() == SHIPPED


def test_a_programme_without_aliases_is_whole(folder: Path) -> None:
    (folder / "2022/unit_aliases.csv").unlink()
    without = load_catalogue(folder).programmes["2022"]
    assert without.aliases == {}
    assert load_catalogue(SHIPPED).programmes["2022"].aliases["CA TP"] == "CATP"


# --- what an office program makes of the files ---


def as_saved_by_vietnamese_excel(content: str) -> str:
    """Semicolons, decimal commas, day first, CRLF, and empty lines at the end."""
    saved = io.StringIO(newline="")
    writer = csv.writer(saved, delimiter=";")
    rows = list(csv.reader(content.splitlines()))
    for row in rows:
        commas = [re.sub(r"^(\d+)\.(\d+)$", r"\1,\2", cell) for cell in row]
        writer.writerow(re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", cell) for cell in commas)
    writer.writerow("" for _ in rows[0])
    return saved.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_what_vietnamese_excel_saves_means_the_same(folder: Path, encoding: str) -> None:
    for path in [folder / "settings.csv", *folder.glob("*/*.csv")]:
        saved = as_saved_by_vietnamese_excel(path.read_text("utf-8-sig"))
        path.write_text(saved, encoding, newline="")
    assert load_catalogue(folder) == load_catalogue(SHIPPED)  # the hash is no part of equality


def test_a_change_of_any_file_changes_the_hash(folder: Path) -> None:
    before = load_catalogue(folder).content_hash
    assert before == load_catalogue(SHIPPED).content_hash
    edit(folder / "2022/units.csv", "Q. Lê Chân", "Lê Chân")
    assert load_catalogue(folder).content_hash != before


# --- the tables of the snapshot ---


def test_the_dim_tables_hold_the_catalogue() -> None:
    tables = catalogue_rows(load_catalogue(SHIPPED))
    counts = {name: table.num_rows for name, table in tables.items()}
    assert counts["unit"] == 53
    assert counts["unit_period"] == 4 * 53
    assert counts["group_member"] == 37 + 15 + 53
    assert counts["indicator"] == 43
    by_type = {name: table.schema.field(name_of).type for name, table, name_of in (
        ("date", tables["period"], "due_date"),
        ("number", tables["unit"], "unit_number"),
        ("value", tables["target"], "target_value"),
        ("flag", tables["indicator"], "is_group_only"),
        ("code", tables["unit"], "unit_code"),
    )}  # fmt: skip
    assert by_type == {
        "date": pa.date32(),
        "number": pa.int32(),
        "value": pa.float64(),
        "flag": pa.bool_(),
        "code": pa.string(),
    }


def test_targets_are_one_row_a_unit_and_indicator_that_applies() -> None:
    rows = catalogue_rows(load_catalogue(SHIPPED))["target"].to_pylist()
    office = {row["indicator_code"]: row["target_value"] for row in rows if row["unit_code"] == "BVSTBPN"}
    assert office == {
        "T2.04": None,
        "T2.05": 0.3,
        "T4.01": 5,
        "T4.03": None,
        "T4.04": None,
        "T4.05": None,
        "T4.06": 0.8,
    }
    assert not any(row["indicator_code"] == "T2.07" for row in rows)


def test_an_extension_moves_one_units_due_date(folder: Path) -> None:
    path = folder / "2022/extensions.csv"
    path.write_text(path.read_text("utf-8-sig") + "305,2022-Q1,2022-04-01,Bão\n", "utf-8-sig")
    rows = catalogue_rows(load_catalogue(folder))["unit_period"].to_pylist()
    due_dates = {row["unit_code"]: row["due_date"] for row in rows if row["period_code"] == "2022-Q1"}
    assert (due_dates["305"], due_dates["304"]) == (date(2022, 4, 1), date(2022, 3, 21))


def test_a_unit_leaves_the_periods_after_its_end(folder: Path) -> None:
    edit(folder / "2022/units.csv", "15,,2025-06-30,,", "15,,2022-06-14,304,")
    rows = catalogue_rows(load_catalogue(folder))["unit_period"].to_pylist()
    periods = [row["period_code"] for row in rows if row["unit_code"] == "305"]
    assert periods == ["2022-Q1", "2022-Q2"]


def test_the_staffs_guide_names_every_file_and_column() -> None:
    guide = (SHIPPED.parent / "docs/programme.md").read_text("utf-8")
    for file, spec in PROGRAMME_SPECS.items():
        section = guide.partition(f"{file}`")[2]
        missing = [name for name in spec.column_names if f"`{name}`" not in section]
        assert not missing, f"{file}: {missing}"


def test_the_manual_tells_of_every_role_what_it_feeds() -> None:
    manual = (SHIPPED.parent / "docs" / "programme.md").read_text(encoding="utf-8")
    table = manual[manual.index("| `role_code` | dùng ở đâu") : manual.index("### `targets.csv`")]
    assert sorted(re.findall(r"`([a-z_]+)`", table)) == sorted([*INDICATOR_ROLES, "role_code"])


def test_a_successor_takes_its_predecessors_tile_over(folder: Path) -> None:
    edit(folder / "2022/units.csv", "15,,2025-06-30,,no,3,4", "15,,2022-06-14,BVSTBPN,no,3,4")
    edit(folder / "2022/units.csv", "duty,0,,,,no,,\nSTP", "duty,0,2022-06-15,,,no,3,4\nSTP")
    units = load_catalogue(folder).programmes["2022"].units
    assert [(unit.map_row, unit.map_column) for unit in (units["305"], units["SNV"], units["STP"])] == [
        (3, 4), (3, 4), (None, None),
    ]  # fmt: skip


def test_a_file_without_the_maps_columns_has_no_map(folder: Path) -> None:
    path = folder / "2022/units.csv"
    lines = path.read_text("utf-8-sig").splitlines()
    path.write_text("\n".join(line.rsplit(",", 2)[0] for line in lines) + "\n", "utf-8-sig")
    rows = catalogue_rows(load_catalogue(folder))["unit"].to_pylist()
    assert {(row["map_row"], row["map_column"]) for row in rows} == {(None, None)}
