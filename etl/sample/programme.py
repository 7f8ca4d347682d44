"""A made-up programme of any size, to see how the house grows."""

import csv
import shutil
from pathlib import Path

from etl.programme.columns import PROGRAMME_SPECS
from etl.programme.load import default_folder
from etl.sample.story import dice

MODEL = "2022"
DEPARTMENTS_IN_TEN = 3


def write_programme(folder: Path, unit_count: int, seed: int) -> None:
    """Write the 2022 programme with `unit_count` made-up units into the new or empty `folder`.

    A programme folder as `load_catalogue` reads it. Raises OSError where it cannot be written.
    """
    source, copy = default_folder(), folder / MODEL
    copy.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "settings.csv", folder / "settings.csv")
    of_real_units = ("target_overrides.csv", "extensions.csv", "unit_aliases.csv")
    for file_name in PROGRAMME_SPECS:
        if file_name in of_real_units:
            _write_rows(copy, file_name, [])
        else:
            shutil.copyfile(source / MODEL / file_name, copy / file_name)
    units = [_unit(number, seed) for number in range(1, unit_count)]
    office = ["VP", "office", "văn phòng", "Văn phòng giả định", "Made-up Office", "VP", "Office", "duty", 0]
    _write_rows(copy, "units.csv", [*units, [*office, "", "", "", "yes"]])


def _unit(number: int, seed: int) -> list[object]:
    chance = dice(seed, "unit", number)
    if number % 10 < DEPARTMENTS_IN_TEN:
        kind, names = "department", ("sở", "Sở giả định", "Made-up Department", "Sở", "Dept")
    else:
        kind, names = "district", ("huyện", "Huyện giả định", "Made-up District", "H.", "District")
    communes = chance.randint(5, 40) if kind == "district" else 0
    unit_kind, *labels = names
    numbered = [f"{label} {number:05d}" for label in labels]
    return [f"U{number:05d}", kind, unit_kind, *numbered, "duty", communes, "", "", "", "yes"]


def _write_rows(folder: Path, file_name: str, rows: list[list[object]]) -> None:
    with (folder / file_name).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PROGRAMME_SPECS[file_name].column_names)
        writer.writerows(rows)
