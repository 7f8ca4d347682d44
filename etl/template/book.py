"""The workbook being written: for whom it is, its sheets' page set-up, its formats."""

import math
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.programme.catalogue import Period, Programme, Unit
from etl.template.styles import STYLES

LINE_HEIGHT = 16
LABEL_WIDTH, WORDS_WIDTH = 26, 105  # of the sheets with a label and words beside it


@dataclass(frozen=True)
class Book:
    """One unit's workbook of one period, while it is written."""

    workbook: Workbook
    programme: Programme
    unit: Unit
    period: Period
    _formats: dict[tuple[str, int | None], Format] = field(default_factory=dict)

    def style(self, name: str, decimals: int | None = None) -> Format:
        """The format of that name; `decimals` makes it one for numbers with so many decimals."""
        key = (name, decimals)
        if key not in self._formats:
            properties = dict(STYLES[name])
            if decimals is not None:
                properties["num_format"] = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def add_sheet(self, name: str, title: str, subtitle: str) -> Worksheet:
        """A new sheet with its two lines of title, to be printed on A4 landscape with the unit's name."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        page_head = f"{self.unit.unit_name_vi} · {self.period.period_code}".replace("&", "&&")
        sheet.set_header(f'&R&"Times New Roman"&9{page_head}')
        sheet.set_footer('&C&"Times New Roman"&9&P/&N')
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, title, self.style("title"))
        sheet.write_string(1, 0, subtitle, self.style("subtitle"))
        return sheet

    @property
    def unit_and_period(self) -> str:
        """The line under a sheet's title."""
        days = f"{vietnamese_date(self.period.from_date)} – {vietnamese_date(self.period.to_date)}"
        return f"{self.unit.unit_name_vi} · {self.period.period_name_vi} ({days})"


def protect(sheet: Worksheet) -> None:
    """Lock what is not open. There is no password: the lock saves from slips, it keeps nobody out."""
    sheet.protect("", {"format_columns": True, "format_rows": True})


def write_entry(sheet: Worksheet, row: int, column: int, typed: float | str | None, style: Format) -> None:
    """Write what was typed as it is: text stays text, whatever it begins with."""
    if typed is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(typed, str):
        sheet.write_string(row, column, typed, style)
    else:
        sheet.write_number(row, column, typed, style)


def fit_height(sheet: Worksheet, row: int, *cells: tuple[str | None, float]) -> None:
    """Make the row high enough for each (words, column width): office programs may not do so on opening."""
    lines = max(math.ceil(0.95 * len(words or "") / width) for words, width in cells)
    sheet.set_row(row, LINE_HEIGHT * max(lines, 1) + 5)


def vietnamese_date(day: date) -> str:
    return f"{day:%d/%m/%Y}"
