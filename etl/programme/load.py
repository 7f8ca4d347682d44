"""The programme files → a `Catalogue`, or everything that is wrong with them."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from etl.programme.catalogue import (
    Catalogue,
    ContentArea,
    Indicator,
    Period,
    Programme,
    Target,
    TargetOverride,
    Task,
    Unit,
)
from etl.programme.check import programme_problems
from etl.programme.columns import PROGRAMME_SPECS, SETTINGS_SPEC
from etl.programme.problems import ProgrammeInvalid, ProgrammeProblem, describe
from etl.programme.read import Table, read_table
from etl.programme.settings import HOUSE_PARSERS, house_settings, programme_settings, setting_notes, setting_problems

PROJECT_ROOT = Path(__file__).resolve().parents[2]
Made = TypeVar("Made")


def default_folder() -> Path:
    """Where the programmes lie: TIENBO_PROGRAMMES, or `programmes` in the project."""
    return Path(os.environ.get("TIENBO_PROGRAMMES") or PROJECT_ROOT / "programmes")


def load_catalogue(folder: Path) -> Catalogue:
    """Read and check every programme under `folder`.

    Raises ProgrammeInvalid with all problems of all files.
    """
    if not folder.is_dir():
        raise ProgrammeInvalid([describe(str(folder), 0, "", "no_programme")])
    house = read_table(folder / "settings.csv", "settings.csv", SETTINGS_SPEC)
    programme_folders = _programme_folders(folder)
    tables = {path.name: _read_programme(path) for path in programme_folders}
    problems = [*house.problems, *setting_problems(house, HOUSE_PARSERS)]
    problems += _unknown_files(folder, programme_folders)
    for name, programme_tables in tables.items():
        problems += programme_problems(programme_tables, name)
    if not programme_folders:
        problems.append(describe(str(folder), 0, "", "no_programme"))
    if problems:
        raise ProgrammeInvalid(problems)
    return Catalogue(
        programmes={name: _programme(programme_tables) for name, programme_tables in tables.items()},
        settings=house_settings(house),
        content_hash=content_hash(folder),
    )


def _programme_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _read_programme(folder: Path) -> dict[str, Table]:
    return {name: read_table(folder / name, f"{folder.name}/{name}", spec) for name, spec in PROGRAMME_SPECS.items()}


def _unknown_files(folder: Path, programme_folders: list[Path]) -> list[ProgrammeProblem]:
    """CSV files that nothing reads, such as a misspelt name: their content would silently not count."""
    known = {folder / "settings.csv"}
    known.update(path / name for path in programme_folders for name in PROGRAMME_SPECS)
    strays = [path for path in csv_files(folder) if path not in known]
    return [describe(path.relative_to(folder).as_posix(), 0, "", "unknown_file") for path in strays]


def csv_files(folder: Path) -> list[Path]:
    """The files of all programmes in the folder, and its settings; hidden ones left out."""
    found = [path for pattern in ("*.csv", "*/*.csv") for path in folder.glob(pattern)]
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts[-2:]))


def content_hash(folder: Path) -> str:
    """SHA-256 over names and bytes of all files, each with its length so that no two folders run together."""
    digest = hashlib.sha256()
    for path in csv_files(folder):
        content = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _programme(tables: Mapping[str, Table]) -> Programme:
    """The programme from files without problems."""
    overrides = tables["target_overrides.csv"].rows
    targets = tables["targets.csv"].rows
    return Programme(
        **tables["programme.csv"].rows[0].cells,
        settings=programme_settings(tables["settings.csv"]),
        setting_notes=setting_notes(tables["settings.csv"]),
        tasks=_by_code(Task, tables["tasks.csv"]),
        content_areas=_by_code(ContentArea, tables["content_areas.csv"]),
        units=_by_code(Unit, tables["units.csv"]),
        indicators=_by_code(Indicator, tables["indicators.csv"]),
        periods=_periods(tables["periods.csv"]),
        targets={
            (row["indicator_code"], row["unit_type"]): Target(
                row["target_value"], row["per_commune"], row["is_default"], row["source"]
            )
            for row in targets
        },
        overrides={
            (row["unit_code"], row["indicator_code"]): TargetOverride(
                row["applies"], row["target_value"], row["reason"]
            )
            for row in overrides
        },
        extensions={(row["unit_code"], row["period_code"]): row["due_date"] for row in tables["extensions.csv"].rows},
        aliases={row["alias_name"]: row["unit_code"] for row in tables["unit_aliases.csv"].rows},
    )


def _by_code(make: type[Made], table: Table) -> dict[str, Made]:
    """An object of each row, by the file's first column; their order is the file's."""
    return {next(iter(row.cells.values())): make(**row.cells) for row in table.rows}


def _periods(table: Table) -> dict[str, Period]:
    return {
        row["period_code"]: Period(period_number=number, **row.cells) for number, row in enumerate(table.rows, start=1)
    }
