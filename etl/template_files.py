"""`template`: the workbooks of a period, with what the snapshot knows of each unit."""

import os
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from etl.corrections import NotPossible
from etl.programme.catalogue import Programme
from etl.programme.load import default_folder, load_catalogue
from etl.template import write_template
from etl.template.content import ListedDifficulty, ListedFinding, ValuesToDate
from warehouse.home import Home
from warehouse.questions.workbook import current_difficulties, current_findings, values_to_date
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, current_snapshot_id, open_snapshot


def write_templates(home: Home, programme_code: str, period_code: str, unit_code: str | None, out: str) -> list[Path]:
    """Write one unit's workbook, or, without a unit, everyone's into the folder `out`; their paths.

    For one unit `out` is the workbook's own path, or a folder: one that is there, or a path that ends in a slash.
    """
    programme = _programme(programme_code, period_code)
    of_period = [unit.unit_code for unit in programme.units_of(period_code)]
    if unit_code is not None and unit_code not in of_period:
        raise NotPossible(f"Kỳ {period_code} không có đơn vị {unit_code}. / No such unit in that period.")
    units = of_period if unit_code is None else [unit_code]
    is_folder = unit_code is None or out.endswith(os.sep) or Path(out).is_dir()
    if not is_folder and Path(out).suffix.lower() != ".xlsx":
        raise NotPossible(
            f"Biểu mẫu là tệp .xlsx, không ghi vào {out!r}; đặt tên .xlsx hoặc một thư mục (có / ở cuối). / "
            "A workbook is an .xlsx file; name one, or a folder (with a / at its end)."
        )
    known = _known(home, programme, period_code, units)
    written = []
    for code in units:
        path = Path(out, f"{code}_{period_code}.xlsx") if is_folder else Path(out)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_template(programme, code, period_code, known.get(code, ValuesToDate()), path)
        except OSError as failed:
            raise NotPossible(f"Không ghi được {path}. / Cannot write there: {failed.strerror}.") from failed
        written.append(path)
    return written


def _programme(programme_code: str, period_code: str) -> Programme:
    """The programme, which has that period; NotPossible names those that there are."""
    found = load_catalogue(default_folder()).programmes
    programme = found.get(programme_code)
    if programme is None:
        known = ", ".join(found)
        raise NotPossible(f"Không có chương trình {programme_code}. Các chương trình / programmes: {known}")
    if period_code not in programme.periods:
        known = ", ".join(programme.periods)
        raise NotPossible(f"Không có kỳ {period_code}. Các kỳ / periods: {known}")
    return programme


def _known(home: Home, programme: Programme, period_code: str, units: list[str]) -> dict[str, ValuesToDate]:
    """The state at the end of the period before, by unit; nothing in the first period or without a snapshot."""
    snapshot_id = current_snapshot_id(home)
    codes = list(programme.periods)
    number = codes.index(period_code)
    if snapshot_id is None or number == 0:
        return {}
    asked = (
        open_snapshot(home, snapshot_id),
        Scope.of_units(units),
        programme.programme_code,
        codes[number - 1],
    )
    totals: dict[str, dict[str, float]] = {}
    for row in _rows(asked, values_to_date):
        totals.setdefault(row["unit_code"], {})[row["indicator_code"]] = row["to_date_value"]
    findings: dict[str, list[ListedFinding]] = {}
    for row in _rows(asked, current_findings):
        rating, due = row["rating_number"], row["due_date"]
        findings.setdefault(row["unit_code"], []).append(
            ListedFinding(
                row["area_code"],
                None if rating is None else int(rating),
                row["finding_text"],
                row["recommendation_text"],
                None if due is None else due.date(),
                row["finding_status_code"],
            )
        )
    difficulties: dict[str, list[ListedDifficulty]] = {}
    for row in _rows(asked, current_difficulties):
        difficulties.setdefault(row["unit_code"], []).append(
            ListedDifficulty(row["task_code"], row["difficulty_text"], row["proposal_text"])
        )
    return {
        unit: ValuesToDate(totals.get(unit, {}), tuple(findings.get(unit, ())), tuple(difficulties.get(unit, ())))
        for unit in units
    }


def _rows(asked: tuple[Snapshot, Scope, str, str], question: Any) -> list[dict[Hashable, Any]]:
    """A question's answer as plain rows, what is missing as None."""
    frame = question(*asked)
    return list(frame.astype(object).where(frame.notna(), None).to_dict("records"))
