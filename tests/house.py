"""A house for journeys: a data folder and programmes of its own, worked by command as cron works them."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.home import Home
from warehouse.snapshot import open_snapshot

PROJECT_ROOT = Path(__file__).resolve().parent.parent
LONG_CSV_HEADER = (
    "programme_code", "unit_code", "period_code", "indicator_code", "total_value", "women_value", "note",
)  # fmt: skip
GRAINS = {
    "indicator_by_unit": ("period_code", "unit_code", "indicator_code"),
    "indicator_by_group": ("period_code", "group_code", "indicator_code"),
    "progress_by_unit": ("period_code", "task_code", "unit_code"),
    "progress_by_group": ("period_code", "task_code", "group_code"),
    "projection_by_unit": ("period_code", "unit_code", "indicator_code"),
    "projection_by_group": ("period_code", "group_code", "indicator_code"),
    "progress_change": ("period_code", "task_code", "unit_code"),
    "submission_calendar": ("period_code", "unit_code"),
}
Value = tuple[str, str, str, float | None, float | None]  # unit, period, indicator, total, women


@dataclass
class House:
    """`today` (ISO) is the house's clock; change it to let time pass."""

    root: Path
    today: str = "2022-09-25"

    @classmethod
    def build(cls, root: Path) -> "House":
        root.mkdir(parents=True)
        shutil.copytree(PROJECT_ROOT / "programmes", root / "programmes")
        house = cls(root)
        house.inbox.mkdir(parents=True)
        return house

    @property
    def home(self) -> Path:
        return self.root / "data"

    @property
    def inbox(self) -> Path:
        return self.home / "inbox"

    @property
    def programme(self) -> Path:
        return self.root / "programmes" / "2022"

    @property
    def environment(self) -> dict[str, str]:
        """As bare as cron's: nothing of whoever runs the tests, but what names this house."""
        return {
            "PATH": os.defpath,
            "HOME": str(self.root),
            "TIENBO_HOME": str(self.home),
            "TIENBO_PROGRAMMES": str(self.root / "programmes"),
            "TIENBO_NOW": f"{self.today}T12:00:00+07:00",
        }

    def start(self, *arguments: str, cwd: Path | None = None) -> "subprocess.Popen[str]":
        """`python -m etl …` in this house, from a folder that is not the project's."""
        return subprocess.Popen(
            [sys.executable, "-m", "etl", *arguments],
            cwd=cwd or self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def etl(self, *arguments: str, exit_code: int = 0, cwd: Path | None = None) -> str:
        """Runs a command to its end, holds its exit code, and gives what it printed (both streams)."""
        process = self.start(*arguments, cwd=cwd)
        out, err = process.communicate(timeout=300)
        assert process.returncode == exit_code, f"{arguments} left with {process.returncode}\n{out}\n{err}"
        return out + err

    def check(self, *files: Path, exit_code: int) -> list[dict[str, Any]]:
        """What `check --json` says of the files."""
        process = self.start("check", "--json", *map(str, files))
        out, err = process.communicate(timeout=300)
        assert process.returncode == exit_code, out + err
        said: list[dict[str, Any]] = json.loads(out)
        return said

    def template(self, unit: str, period: str, path: Path) -> Path:
        """An empty workbook for the unit and period."""
        self.etl("template", "--programme", "2022", "--period", period, "--unit", unit, "--out", str(path))
        return path

    def drop_csv(self, name: str, values: Iterable[Value]) -> Path:
        """A long CSV in the inbox."""
        path = self.inbox / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(LONG_CSV_HEADER)
            writer.writerows(("2022", *value, "") for value in values)
        return path

    def edit_csv(self, name: str, edit: Mapping[str, str], **where: str) -> None:
        """Changes cells of the rows of a programme file that match; adds one row when none does."""
        path = self.programme / f"{name}.csv"
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        header = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        matching = [row for row in rows if all(row[column] == value for column, value in where.items())]
        for row in matching:
            row.update(edit)
        if not matching:
            rows.append(dict.fromkeys(header, "") | where | dict(edit))
        self.write_csv(name, header, rows)

    def keep_units(self, unit_codes: Sequence[str]) -> None:
        """Leaves only these units, and what they are called, in the programme."""
        for name in ("units", "unit_aliases"):
            lines = (self.programme / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
            kept = [row for row in csv.DictReader(lines) if row["unit_code"] in unit_codes]
            self.write_csv(name, lines[0].split(","), kept)

    def write_csv(self, name: str, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
        with (self.programme / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    @property
    def snapshot_id(self) -> str | None:
        current = self.home / "published" / "CURRENT"
        return current.read_text(encoding="utf-8").strip() if current.exists() else None

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Rows of the current snapshot."""
        snapshot = open_snapshot(Home(self.home), str(self.snapshot_id))  # one process opens a file in one way only
        with snapshot.connection.cursor() as cursor:
            rows: list[dict[str, Any]] = cursor.sql(sql).to_arrow_table().to_pylist()
            return rows

    def mart(self, name: str) -> dict[tuple[str, ...], dict[str, Any]]:
        """A mart of programme 2022 by its grain."""
        rows = self.ask(f"select * from mart.{name} where programme_code = '2022'")
        by_grain = {tuple(row[column] for column in GRAINS[name]): row for row in rows}
        assert len(by_grain) == len(rows), f"mart.{name}: its grain is not unique"
        return by_grain
