"""The scene of a crash: a data folder with a past, and an inbox of all kinds of files, made once and copied often.

The past: one accepted report, published, and its withdrawal, put down but not yet taken in. The clock is fixed, so
that event codes, and with them the ledger, are the same in every telling.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from etl.archive import Withdrawal, event_names, next_event_code, write_event
from etl.workbook import META_MADE_UP_DATE
from tests.house import House, Value
from warehouse.home import Home

UNITS = [str(code) for code in range(301, 316)]


@dataclass(frozen=True)
class Scene:
    """`house` is never run again; `files` lie in its inbox."""

    house: House

    @property
    def files(self) -> list[Path]:
        return sorted(path for path in self.house.inbox.rglob("*") if path.is_file())

    def copy(self, home: Path) -> House:
        """A house of its own whose data folder `home` is as in the scene; the files in its inbox are young."""
        shutil.copytree(self.house.home, home)
        return HouseElsewhere(self.house.root, self.house.today, home)


@dataclass
class HouseElsewhere(House):
    """A house whose data folder lies somewhere else; programmes as in the scene."""

    elsewhere: Path = Path()

    @property
    def home(self) -> Path:
        return self.elsewhere


def make_scene(root: Path, *, file_count: int, marked_count: int) -> Scene:
    """A scene with so many files in the inbox, of which `marked_count` workbooks go back with a marked copy."""
    house = House.build(root)
    house.drop_csv("past.csv", [("301", "2022-Q1", "T1.02", 70, 35), ("302", "2022-Q1", "T1.02", 80, 40)])
    house.etl("run")
    home, moment = Home(house.home), datetime.fromisoformat(house.environment["TIENBO_NOW"])
    last_code = event_names(home)[-1].removesuffix(".json")
    code = next_event_code(moment, "withdrawn", last_code)
    write_event(home, Withdrawal(code, moment, "2022-Q1-302-r1", "sent by mistake"))
    csv_count = file_count // 5
    _drop_workbooks(house, root / "samples", file_count - csv_count, marked_count)
    for number, (name, values) in zip(range(csv_count), _csv_files(), strict=False):
        house.drop_csv(f"{number:03d} {name}.csv", values)
    return Scene(house)


def _csv_files() -> Iterator[tuple[str, list[Value]]]:
    """Names and contents by turns: a resubmission, the same again, an error, and first of all a long one."""
    yield "long", [(unit, f"2022-Q{quarter}", "T1.02", 100, 50) for unit in UNITS for quarter in (1, 2, 3)]
    total = 100
    while True:
        for unit in UNITS:
            total += 1
            again: list[Value] = [(unit, "2022-Q1", "T1.02", total, 50)]
            yield f"{unit} again", again
            yield f"{unit} the same", again
            yield f"{unit} wrong", [(unit, "2022-Q1", "T1.02", -total, None)]


def _drop_workbooks(house: House, samples: Path, count: int, marked_count: int) -> None:
    """Made-up workbooks of a year as if they were real ones; the first few with a letter where a number belongs."""
    house.etl("sample", "--out", str(samples), "--periods", "3")
    paths = sorted(samples.rglob("*.xlsx"))
    step = max(1, len(paths) // count)
    for number, path in enumerate(paths[::step][:count]):
        book = load_workbook(path)
        meta = book["_meta"]
        for row in [row for row in range(meta.max_row, 0, -1) if meta.cell(row, 1).value == META_MADE_UP_DATE]:
            meta.delete_rows(row)
        if number < marked_count:
            book["NV1" if "NV1" in book.sheetnames else "NV2"]["D5"] = "khoảng 40"
        folder = house.inbox / path.parent.name
        folder.mkdir(exist_ok=True)
        book.save(folder / path.name)
        if number % 10 == 9:
            shutil.copyfile(folder / path.name, folder / f"{path.stem} (2).xlsx")
