"""The workbook that a unit fills in: sheets → one submission, and every problem by its cell."""

from collections.abc import Iterator, Sequence
from datetime import date

from etl import workbook as words
from etl.check import check_measurements
from etl.clean import MAX_TEXT, clean_text, fold, parse_date, parse_number
from etl.measure import measure
from etl.programme.catalogue import Catalogue, Programme, Task
from etl.readers.sheet import CellValue, Fault, Sheet
from etl.recognise import Table, find_sheet, find_table, read_labels, recognise
from etl.submission import Difficulty, Finding, Judgement, Measurement, Problem, Submission

RATINGS = range(3)


def judge_workbook(sheets: Sequence[Sheet], catalogue: Catalogue) -> Judgement:
    """One submission from a workbook; nothing is taken where the file contradicts itself on whose it is."""
    identity, problems = recognise(sheets, catalogue)
    if any(problem.code == "meta_disagrees" for problem in problems) or identity.programme_code is None:
        return Judgement(is_readable=True, problems=tuple(problems))
    programme = catalogue.programmes[identity.programme_code]
    if identity.unit_code is None or identity.period_code is None:
        return Judgement(is_readable=True, problems=tuple(problems))
    labels = read_labels(find_sheet(sheets, words.INFO_SHEET))
    meta = read_labels(find_sheet(sheets, words.META_SHEET))
    report_at = labels.get(fold(words.REPORT_DATE_LABEL))
    report_date, code = parse_date(report_at.value) if report_at else (None, None)
    if code and report_at:
        problems.append(Problem(code, "error", report_at.sheet, report_at.cell, report_at.text))
    made_up_at = meta.get(fold(words.META_MADE_UP_DATE))
    measurements = list(_measurements(sheets, programme, identity.unit_code, problems))
    findings = list(_findings(sheets, programme, problems))
    difficulties = list(_difficulties(sheets, programme, problems))
    problems += check_measurements(programme, identity.unit_code, measurements)
    has_value = any(one.total_value is not None for one in measurements)
    if not (has_value or findings or difficulties):
        problems.append(Problem("empty_submission", "error"))
    reporter, phone = (labels.get(fold(label)) for label in (words.REPORTER_LABEL, words.PHONE_LABEL))
    submission = Submission(
        identity.programme_code,
        identity.unit_code,
        identity.period_code,
        reporter_name=reporter.text[:200] or None if reporter else None,
        reporter_phone=phone.text[:50] or None if phone else None,
        report_date=report_date,
        made_up_date=_made_up_date(made_up_at.value) if made_up_at else None,
        has_lists=True,
        measurements=tuple(measurements),
        findings=tuple(findings),
        difficulties=tuple(difficulties),
    )
    return Judgement(True, (submission,), tuple(problems))


def _made_up_date(cell: CellValue) -> date | None:
    return parse_date(cell)[0]


def _measurements(
    sheets: Sequence[Sheet], programme: Programme, unit_code: str, problems: list[Problem]
) -> Iterator[Measurement]:
    asked = {indicator.indicator_code: indicator for indicator in programme.asked(unit_code)}
    seen: dict[str, str] = {}
    for task in programme.tasks.values():
        asked_codes = {code for code, indicator in asked.items() if indicator.task_code == task.task_code}
        table = _task_table(sheets, task, bool(asked_codes), problems)
        if table is None:
            continue
        for row in table.rows():
            code_cell = table.value(row, words.CODE_HEADING)
            code = (clean_text(code_cell) or "").upper()
            if not code:
                continue
            place = (table.sheet.name, table.ref(row, words.CODE_HEADING))
            if code in seen:
                problems.append(Problem("duplicate_row", "error", *place, code, (("first", seen[code]),)))
                continue
            seen[code] = place[1]
            measured = measure(
                programme,
                unit_code,
                code,
                total=table.value(row, words.TOTAL_HEADING),
                women=table.value(row, words.WOMEN_HEADING),
                note=table.value(row, words.NOTE_HEADING),
                sheet=table.sheet.name,
                total_ref=table.ref(row, words.TOTAL_HEADING),
                women_ref=table.ref(row, words.WOMEN_HEADING),
                code_ref=place[1],
                problems=problems,
            )
            if measured:
                yield measured
        missing = sorted(asked_codes - seen.keys())
        problems += [Problem("missing_row", "warning", table.sheet.name, found=code) for code in missing]


def _task_table(sheets: Sequence[Sheet], task: Task, is_asked: bool, problems: list[Problem]) -> Table | None:
    sheet = find_sheet(sheets, task.sheet_name)
    if sheet is None:
        if is_asked:
            problems.append(Problem("missing_sheet", "error", details=(("sheet", task.sheet_name),)))
        return None
    table = find_table(sheet, words.TASK_HEADINGS, (words.CODE_HEADING, words.TOTAL_HEADING, words.WOMEN_HEADING))
    if isinstance(table, Problem):
        problems.append(table)
        return None
    return table


def _list_rows(
    sheets: Sequence[Sheet], name: str, headings: Sequence[str], problems: list[Problem]
) -> Iterator[tuple[Table, int]]:
    sheet = find_sheet(sheets, name)
    if sheet is None:
        problems.append(Problem("missing_sheet", "error", details=(("sheet", name),)))
        return
    table = find_table(sheet, headings, headings[:1])
    if isinstance(table, Problem):
        problems.append(table)
        return
    filled = [row for row in table.rows() if any(clean_text(table.value(row, heading)) for heading in headings)]
    if not filled:
        problems.append(Problem("empty_list", "warning", sheet.name))
    for row in filled:
        yield table, row


def _text(table: Table, row: int, heading: str, problems: list[Problem]) -> str | None:
    cell = table.value(row, heading)
    text = clean_text(cell)
    place = (table.sheet.name, table.ref(row, heading))
    if isinstance(cell, Fault):
        problems.append(Problem(cell.code, "error", *place, cell.text))
        return None
    if text and len(text) > MAX_TEXT:
        problems.append(Problem("text_too_long", "error", *place, text, (("limit", str(MAX_TEXT)),)))
        return text[:MAX_TEXT]
    return text


def _findings(sheets: Sequence[Sheet], programme: Programme, problems: list[Problem]) -> Iterator[Finding]:
    area_head, rating_head, finding_head, advice_head, due_head, status_head = words.FINDINGS_HEADINGS
    statuses = {fold(word): code for code, word in words.FINDING_STATUSES.items()}
    for table, row in _list_rows(sheets, words.FINDINGS_SHEET, words.FINDINGS_HEADINGS, problems):
        name = table.sheet.name
        area = (_text(table, row, area_head, problems) or "")[:1].upper()
        if area not in programme.content_areas:
            known = (("known", ", ".join(programme.content_areas)),)
            problems.append(Problem("unknown_area", "error", name, table.ref(row, area_head), area, known))
        rating, rating_code = parse_number(table.value(row, rating_head), 0)
        if rating_code or (rating is not None and rating not in RATINGS):
            found = clean_text(table.value(row, rating_head)) or ""
            problems.append(Problem("not_a_rating", "error", name, table.ref(row, rating_head), found))
            rating = None
        due, date_code = parse_date(table.value(row, due_head))
        if date_code:
            found = clean_text(table.value(row, due_head)) or ""
            problems.append(Problem(date_code, "error", name, table.ref(row, due_head), found))
        status_text = _text(table, row, status_head, problems)
        status = statuses.get(fold(status_text)) if status_text else None
        if status_text and status is None:
            known = (("known", ", ".join(words.FINDING_STATUSES.values())),)
            problems.append(Problem("unknown_status", "error", name, table.ref(row, status_head), status_text, known))
        yield Finding(
            area,
            None if rating is None else int(rating),
            _text(table, row, finding_head, problems),
            _text(table, row, advice_head, problems),
            due,
            "done" if status == "done" else "open" if status == "open" else None,
            name,
            table.ref(row, area_head),
        )


def _difficulties(sheets: Sequence[Sheet], programme: Programme, problems: list[Problem]) -> Iterator[Difficulty]:
    task_head, text_head, proposal_head = words.DIFFICULTIES_HEADINGS
    by_name = {fold(task.sheet_name): code for code, task in programme.tasks.items()}
    by_name |= {fold(code): code for code in programme.tasks}
    for table, row in _list_rows(sheets, words.DIFFICULTIES_SHEET, words.DIFFICULTIES_HEADINGS, problems):
        name = table.sheet.name
        task_text = _text(table, row, task_head, problems) or ""
        task_code = by_name.get(fold(task_text).split(" ")[0].rstrip(".:"))
        if task_code is None:
            known = (("known", ", ".join(task.sheet_name for task in programme.tasks.values())),)
            problems.append(Problem("unknown_task", "error", name, table.ref(row, task_head), task_text, known))
        text = _text(table, row, text_head, problems)
        if text is None:
            problems.append(Problem("difficulty_without_text", "error", name, table.ref(row, text_head)))
        proposal = _text(table, row, proposal_head, problems)
        yield Difficulty(task_code or "", text or "", proposal, name, table.ref(row, text_head))
