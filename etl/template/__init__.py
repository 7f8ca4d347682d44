"""The workbook that a unit fills in, written from the catalogue."""

import io
from datetime import datetime, time
from pathlib import Path

from xlsxwriter import Workbook

from etl.programme.catalogue import Programme
from etl.template.book import Book
from etl.template.content import FilledIn, ValuesToDate
from etl.template.guide import add_guide
from etl.template.info import add_info, add_meta
from etl.template.lists import add_difficulties, add_findings
from etl.template.tasks import add_task


def write_template(
    programme: Programme,
    unit_code: str,
    period_code: str,
    to_date: ValuesToDate,
    path: Path,
    filled_in: FilledIn | None = None,
) -> None:
    """Write the unit's workbook for the period at `path`.

    `to_date` is what stands at the end of the period before; `filled_in` is for made-up data only. The same
    arguments give the same bytes. Raises KeyError for a code that the programme does not have, OSError where
    `path` cannot be written.
    """
    unit, period = programme.units[unit_code], programme.periods[period_code]
    content = io.BytesIO()
    workbook = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties(
        {
            "title": f"{unit.unit_name_vi} · {period.period_name_vi}",
            "subject": programme.programme_name_vi,
            "created": datetime.combine(period.from_date, time()),  # not the clock: equal bytes
        }
    )
    book = Book(workbook, programme, unit, period)
    add_guide(book)
    add_info(book, filled_in)
    for task in programme.tasks.values():
        add_task(book, task, to_date, filled_in.entries.get(task.task_code, {}) if filled_in else {})
    add_findings(book, to_date.findings)
    add_difficulties(book, to_date.difficulties)
    add_meta(book, filled_in)
    workbook.close()
    path.write_bytes(content.getvalue())
