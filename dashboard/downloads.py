"""A table as a file: Excel and CSV that open rightly in a Vietnamese office, and say what they hold.

Text from units never becomes a formula: in Excel it is written as a string, in a CSV it gets an apostrophe.
"""

import csv
import io
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.tables import Column, Table
from dashboard.words import Words
from warehouse.clock import LOCAL_ZONE

MAX_CELL = 32_000  # Excel takes 32 767 letters in a cell
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_EXCEL_FORMATS = {"number": "#,##0.###", "ratio": "0.0%", "date": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"}
_WIDTHS = {"text": 34, "status": 18, "number": 14, "ratio": 14, "date": 13, "moment": 18}


@dataclass(frozen=True)
class About:
    """What a file says of itself: its title, the filters and the snapshot as (label → text), made up or not."""

    title: str
    facts: Mapping[str, str]
    is_made_up: bool
    file_stem: str


def to_csv(table: Table, about: About, t: Words) -> bytes:
    """UTF-8 with a byte order mark; separator and decimal mark are those of an office in the reader's language.

    The first line is the head; what the file says of itself stands in columns behind the data, so that it stays so.
    """
    facts = _facts(about, table, t)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if t.separators[0] == "," else ",", lineterminator="\r\n")
    writer.writerow([_inert(column.heading) for column in table.columns] + [_inert(label) for label in facts])
    closing = [_inert(fact) for fact in facts.values()]
    for values in _values(table, t):
        writer.writerow(
            [_csv_cell(value, column, t) for value, column in zip(values, table.columns, strict=True)] + closing
        )
    return text.getvalue().encode("utf-8-sig")


def to_excel(table: Table, about: About, t: Words) -> bytes:
    """A workbook of one sheet: title and what the file says of itself on top, then the head and the rows."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet(t("download.sheet"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        sheet.write_string(0, 0, about.title, book.add_format({"bold": True, "font_size": 14}))
        row = 1
        for label, fact in _facts(about, table, t).items():
            sheet.write_string(row, 0, f"{label}: {fact}")
            row += 1
        row += 1
        formats = {
            kind: book.add_format({"num_format": code, "valign": "top"}) for kind, code in _EXCEL_FORMATS.items()
        }
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for number, column in enumerate(table.columns):
            sheet.write_string(row, number, column.heading, bold)
            sheet.set_column(number, number, _WIDTHS[column.kind])
        for offset, values in enumerate(_values(table, t), start=row + 1):
            for number, (value, column) in enumerate(zip(values, table.columns, strict=True)):
                _write_cell(sheet, offset, number, value, formats.get(column.kind, plain))
        sheet.autofilter(row, 0, row + max(len(table.rows), 1), len(table.columns) - 1)
        sheet.freeze_panes(row + 1, 1)
        _fit_for_paper(sheet)
    return buffer.getvalue()


def file_stem(*parts: str) -> str:
    """Codes and words joined to a plain file name: no marks, no spaces, nothing that a file system minds."""
    folded = unicodedata.normalize("NFD", "_".join(parts).replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in folded if letter.isascii())
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in plain)


def _facts(about: About, table: Table, t: Words) -> dict[str, str]:
    """What the file says of itself; a filter that is named like a column says that it is the filter."""
    made_up = {t("download.made_up"): t("download.made_up_yes")} if about.is_made_up else {}
    headings = {column.heading for column in table.columns}
    labelled = {
        t("download.filter", label=label) if label in headings else label: fact for label, fact in about.facts.items()
    }
    return made_up | labelled


def _values(table: Table, t: Words) -> list[tuple[Any, ...]]:
    columns = [table.rows[column.name].astype(object).tolist() for column in table.columns]
    rows = zip(*columns, strict=True) if columns else ()
    return [
        tuple(_value(value, column, t) for value, column in zip(values, table.columns, strict=True)) for values in rows
    ]


def _value(value: Any, column: Column, t: Words) -> Any:
    """None, text, a float, or a date or local moment without zone, as both files take it."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if column.kind == "status":
        return t(f"status.{value}")
    if column.kind == "moment":
        return pd.Timestamp(value).tz_localize("UTC").tz_convert(LOCAL_ZONE).tz_localize(None).to_pydatetime()
    if column.kind == "date":
        return pd.Timestamp(value).to_pydatetime()
    return float(value) if column.kind in ("number", "ratio") else str(value)[:MAX_CELL]


def _csv_cell(value: Any, column: Column, t: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if column.kind == "date" else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        digits = f"{value * 100:.4f}" if column.kind == "ratio" else f"{value:.6f}"
        number = digits.rstrip("0").rstrip(".").replace(".", t.separators[0])
        return f"{number}%" if column.kind == "ratio" else number
    return _inert(str(value))


def _inert(text: str) -> str:
    """An apostrophe before what an office program could take for a formula, white space before it or not."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, float):
        sheet.write_number(row, column, value, style)
    elif value is not None:
        sheet.write_string(row, column, value, style)


def _fit_for_paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
