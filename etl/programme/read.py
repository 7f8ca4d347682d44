"""One programme file as typed rows, and what is wrong with its cells."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.programme.columns import BadCell, Column, TableSpec, number, text
from etl.programme.problems import ProgrammeProblem, describe


@dataclass(frozen=True)
class Row:
    """One line of a file. A cell that could not be read is None, and a problem already."""

    file: str
    line: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells.get(column)

    def is_bad(self, column: str) -> bool:
        """Whether the cell could not be read: rules then have nothing to add."""
        return column not in self.cells

    def problem(self, column: str, code: str, /, **blanks: object) -> ProgrammeProblem:
        """That problem, at this row's cell."""
        return describe(self.file, self.line, column, code, **blanks)


@dataclass(frozen=True)
class Table:
    """The rows that could be made out in a file. `is_whole` False: the file as such is unreadable."""

    file: str
    rows: tuple[Row, ...]
    problems: tuple[ProgrammeProblem, ...]
    is_whole: bool


def read_table(path: Path, file: str, spec: TableSpec) -> Table:
    """Read the CSV file at `path`, called `file` in problems; never raises for what is in the file."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
        lines = list(_lines(content))
    except FileNotFoundError:
        if spec.is_optional:
            return Table(file, (), (), is_whole=True)
        return _unreadable(describe(file, 0, "", "missing_file", columns=",".join(spec.column_names)))
    except OSError:
        return _unreadable(describe(file, 0, "", "unreadable_file"))
    except UnicodeDecodeError:
        return _unreadable(describe(file, 0, "", "not_utf8"))
    except _NotCsv as error:
        return _unreadable(describe(file, error.line, "", "not_csv"))
    header = [name.strip() for name in lines[0][1]] if lines else []
    header_problems = list(_header_problems(file, header, spec))
    if header_problems:
        return Table(file, (), tuple(header_problems), is_whole=False)
    records = [(line, cells) for line, cells in lines[1:] if any(map(str.strip, cells))]  # Excel adds blank ones
    read = [_read_row(file, line, header, cells, spec, _separator(content)) for line, cells in records]
    rows = tuple(row for row, _ in read)
    problems = [problem for _, row_problems in read for problem in row_problems]
    return Table(file, rows, (*problems, *_duplicates(rows, spec)), is_whole=True)


class _NotCsv(ValueError):
    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line} is not CSV")


def _unreadable(problem: ProgrammeProblem) -> Table:
    return Table(problem.file, (), (problem,), is_whole=False)


def _separator(content: str) -> str:
    """Excel writes ";" where the comma is the decimal sign, as in Vietnam."""
    header = content.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _lines(content: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_separator(content), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _NotCsv(line) from error
        if cells is None:
            return
        yield line, cells


def _header_problems(file: str, header: list[str], spec: TableSpec) -> Iterator[ProgrammeProblem]:
    for column in spec.columns:
        if column.name not in header and not column.may_lack:
            yield describe(file, 1, column.name, "missing_column")
    for position, name in enumerate(header):
        if name and name not in spec.column_names:
            yield describe(file, 1, name, "unknown_column", columns=", ".join(spec.column_names))
        elif name and name in header[:position]:
            yield describe(file, 1, name, "duplicate_column")


def _read_row(
    file: str, line: int, header: list[str], cells: list[str], spec: TableSpec, separator: str
) -> tuple[Row, list[ProgrammeProblem]]:
    found = dict(zip(header, map(str.strip, cells), strict=False))
    values: dict[str, object] = {}
    problems = []
    if any(map(str.strip, cells[len(header) :])):
        problems.append(describe(file, line, "", "too_many_cells"))
    for column in spec.columns:
        try:
            values[column.name] = _value(column, found.get(column.name, ""), separator)
        except BadCell as bad:
            problems.append(describe(file, line, column.name, bad.code, **bad.blanks))
    return Row(file, line, values), problems


def _value(column: Column, cell: str, separator: str) -> object:
    if not cell:
        if column.is_required:
            raise BadCell("empty_cell")
        return "" if column.parse is text else None
    if separator == ";" and column.parse is number:
        cell = _with_decimal_point(cell)
    return column.parse(cell)


def _with_decimal_point(cell: str) -> str:
    """The number as Excel writes it in Vietnam; 1.000 there is a thousand, so it is not taken for one."""
    _, point, decimals = cell.partition(".")
    if point and len(decimals) == 3:
        raise BadCell("not_a_number", found=cell)
    return cell.replace(",", ".")


def _duplicates(rows: tuple[Row, ...], spec: TableSpec) -> Iterator[ProgrammeProblem]:
    first_line: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(row[column] for column in spec.key)
        if None in key:
            continue
        if key in first_line:
            yield row.problem(spec.key[-1], "duplicate", found=" ".join(map(str, key)), line=first_line[key])
        first_line.setdefault(key, row.line)
