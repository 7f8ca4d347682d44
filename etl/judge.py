"""One file, judged: gate → read → recognise → clean → check. All problems, not the first."""

import errno
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from etl.gate import inspect_file
from etl.judge_csv import judge_long_csv
from etl.judge_workbook import judge_workbook
from etl.programme.catalogue import Catalogue
from etl.readers import Document, read_document
from etl.readers.sheet import LongTable, Unreadable
from etl.reading_order import first_problems, in_reading_order
from etl.submission import Judgement, Problem
from warehouse.clock import local_date, now


def judge_file(path: Path, catalogue: Catalogue) -> Judgement:
    """What the file says and what is wrong with it. Raises only what is not the file's doing: OSError, MemoryError."""
    kind = inspect_file(path, catalogue.settings)
    if isinstance(kind, Problem):
        return Judgement(is_readable=False, problems=(kind,))
    try:
        document = _read(path, kind)
        if isinstance(document, LongTable):
            return _ordered(judge_long_csv(document, catalogue, local_date(now())), [document.name])
        judgement = judge_workbook(document, catalogue, local_date(now()))
        return _ordered(judgement, [sheet.name for sheet in document])
    except Unreadable as unreadable:
        return Judgement(is_readable=False, problems=(unreadable.problem,))


def _read(path: Path, kind: str) -> Document:
    try:
        return read_document(path, kind)
    except (Unreadable, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a stranger's file may break a parser in any way; Rust's panic is no Exception
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):  # EINVAL: a place before the start
            raise
        raise Unreadable(Problem("damaged_file", "error")) from error


def _ordered(judgement: Judgement, sheet_names: Sequence[str]) -> Judgement:
    told = first_problems(in_reading_order(judgement.problems, sheet_names))
    return replace(judgement, problems=tuple(told), sheet_names=tuple(sheet_names))
