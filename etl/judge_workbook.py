"""The workbook that a unit fills in: sheets → one submission, and every problem by its cell."""

from collections.abc import Sequence
from datetime import date

from etl import workbook as words
from etl.check import check_period, check_report_date, check_submission, check_women
from etl.clean import advice_on_date, fold, found_text, parse_date, plain_text
from etl.form import check_form, check_other_sheets
from etl.identify import Identity, identify_workbook
from etl.lists import filled_rows, read_difficulty, read_finding
from etl.measure import IndicatorRow, measure
from etl.programme.catalogue import Catalogue, Programme, Task
from etl.readers.sheet import Cell, Sheet
from etl.reading_order import ProblemList
from etl.recognise import Table, contradicting_labels, find_sheet, find_table, read_labels
from etl.submission import Finding, Judgement, Measurement, Problem, Submission
from etl.typed_number import number_style

MAX_NAME = 200
IDENTITY_LABELS = (words.PROGRAMME_LABEL, words.UNIT_CODE_LABEL, words.UNIT_NAME_LABEL, words.PERIOD_LABEL)


def judge_workbook(sheets: Sequence[Sheet], catalogue: Catalogue, today: date) -> Judgement:
    """One submission, with None for what could not be recognised. `today`: for real data; made-up data bring theirs."""
    stranger = check_form(sheets, catalogue)
    return Judgement(True, problems=(stranger,)) if stranger else _Reading(sheets, catalogue, today).judge()


class _Reading:
    """One workbook being read; problems gather while it goes on."""

    def __init__(self, sheets: Sequence[Sheet], catalogue: Catalogue, today: date) -> None:
        self.sheets = sheets
        self.catalogue = catalogue
        self.today = today
        self.problems = ProblemList([sheet.name for sheet in sheets])
        self.total_cells: dict[str, Cell] = {}
        self.unread: set[str] = set()  # sheets, by the form's names, of which it is not known what they hold in all

    def judge(self) -> Judgement:
        info, meta = self._find(words.INFO_SHEET), self._find(words.META_SHEET)
        identity, problems = identify_workbook(self.catalogue, info, meta)
        self.problems += problems
        if info is None:
            self._miss_sheet(words.INFO_SHEET)
        else:
            self.problems += contradicting_labels(info, IDENTITY_LABELS)
        if identity.programme is None:  # nothing is known of what the rest should look like
            return Judgement(is_readable=True, problems=tuple(self.problems))
        self.problems += check_other_sheets(self.sheets, identity.programme)
        submission = self._read(identity, identity.programme, info, meta)
        period = (read_labels(info) if info else {}).get(fold(words.PERIOD_LABEL))
        if identity.period and period:
            self.problems += check_period(identity.period, period, submission.made_up_date or self.today)
        self.problems += check_women(submission, identity.programme)
        if identity.unit and identity.period:
            self.problems += check_submission(
                submission, identity.programme, identity.unit, identity.period, self.total_cells, self.unread
            )
        return Judgement(True, (submission,), tuple(self.problems))

    def _read(self, identity: Identity, programme: Programme, info: Sheet | None, meta: Sheet | None) -> Submission:
        labels = read_labels(info) if info else {}
        made_up = (read_labels(meta) if meta else {}).get(fold(words.META_MADE_UP_DATE))
        made_up_date = parse_date(made_up.value)[0] if made_up else None
        reporter, phone, report_date = (
            labels.get(fold(label)) for label in (words.REPORTER_LABEL, words.PHONE_LABEL, words.REPORT_DATE_LABEL)
        )
        return Submission(
            *identity.codes,
            reporter_name=_short_text(reporter),
            reporter_phone=_short_text(phone),
            report_date=self._report_date(report_date, identity, made_up_date or self.today),
            made_up_date=made_up_date,
            has_lists=True,
            measurements=tuple(self._measurements(programme, identity)),
            findings=tuple(self._findings(programme)),
            difficulties=tuple(
                read_difficulty(row, programme, self.problems)
                for row in self._list_rows(words.DIFFICULTIES_SHEET, words.DIFFICULTIES_HEADINGS)
            ),
        )

    def _report_date(self, cell: Cell | None, identity: Identity, today: date) -> date | None:
        if cell is None:
            return None
        report_date, code = parse_date(cell.value)
        if code:
            self._add(code, cell, *advice_on_date(cell.value))
        if report_date and identity.period:
            self.problems += check_report_date(report_date, cell, identity.period, today)
        return report_date

    def _measurements(self, programme: Programme, identity: Identity) -> list[Measurement]:
        rows: list[IndicatorRow] = []
        for task in programme.tasks.values():
            table = self._task_table(programme, task, identity)
            rows += self._indicator_rows(table) if table else []
        style = number_style(cell.value for row in rows for cell in (row.total, row.women))
        measured = (measure(row, programme, identity.unit, self.problems, style) for row in rows)
        return [measurement for measurement in measured if measurement]

    def _task_table(self, programme: Programme, task: Task, identity: Identity) -> Table | None:
        asked = programme.asked(identity.unit.unit_code) if identity.unit else programme.indicators.values()
        of_task = [one for one in asked if one.task_code == task.task_code and one.is_entered]
        sheet = self._find(task.sheet_name)
        if sheet is None:
            if of_task and identity.unit:
                self._miss_sheet(task.sheet_name)
            return None
        required = [words.CODE_HEADING, words.TOTAL_HEADING, words.NOTE_HEADING]
        if any(one.has_women for one in of_task):
            required.insert(2, words.WOMEN_HEADING)
        return self._table(task.sheet_name, sheet, words.TASK_HEADINGS, required)

    def _indicator_rows(self, table: Table) -> list[IndicatorRow]:
        """The rows that have a code, each code once."""
        rows = []
        for number in table.rows():
            code = table.cell(number, words.CODE_HEADING)
            row = IndicatorRow(
                plain_text(code.value).upper(),
                code,
                table.cell(number, words.TOTAL_HEADING),
                table.cell(number, words.WOMEN_HEADING),
                table.cell(number, words.NOTE_HEADING),
            )
            first = self.total_cells.get(row.indicator_code)
            if row.code.is_blank:
                if not (row.total.is_blank and row.women.is_blank):
                    self._add("value_without_code", row.total if not row.total.is_blank else row.women)
            elif first is None:
                self.total_cells[row.indicator_code] = row.total
                rows.append(row)
            else:
                self._add("duplicate_row", row.code, ("first", f"{first.sheet_name} {first.cell_ref}"))
        return rows

    def _findings(self, programme: Programme) -> list[Finding]:
        """The list of inspections; with an error in a row, it is not known what it counts."""
        rows = self._list_rows(words.FINDINGS_SHEET, words.FINDINGS_HEADINGS)
        wrong: list[Problem] = []
        findings = [read_finding(row, programme, wrong) for row in rows]
        self.problems += wrong
        if wrong:
            self.unread.add(words.FINDINGS_SHEET)
        return findings

    def _list_rows(self, name: str, headings: Sequence[str]) -> list[dict[str, Cell]]:
        sheet = self._find(name)
        if sheet is None:
            self._miss_sheet(name)
            return []
        table = self._table(name, sheet, headings, headings)
        rows = filled_rows(table) if table else []
        if table and not rows:
            self.problems.append(Problem("empty_list", "warning", sheet.name))
        return rows

    def _find(self, name: str) -> Sheet | None:
        """The sheet; an unusable one is a problem, named once, and then a sheet without rows."""
        sheet = find_sheet(self.sheets, name)
        if isinstance(sheet, Problem):
            if sheet not in self.problems:
                self.problems.append(sheet)
            return Sheet(name, [])
        return sheet

    def _table(self, name: str, sheet: Sheet, headings: Sequence[str], required: Sequence[str]) -> Table | None:
        table, problems = find_table(sheet, headings, required)
        self.problems += problems
        if table is None:
            self.unread.add(name)
        return table

    def _miss_sheet(self, name: str) -> None:
        self.unread.add(name)
        self.problems.append(Problem("missing_sheet", "error", details=(("sheet", name),)))

    def _add(self, code: str, cell: Cell, *details: tuple[str, str]) -> None:
        found = found_text(cell.value)
        self.problems.append(Problem(code, "error", cell.sheet_name, cell.cell_ref, found, details))


def _short_text(cell: Cell | None) -> str | None:
    return (plain_text(cell.value)[:MAX_NAME] or None) if cell else None
