"""One file, judged: gate → read → recognise → clean → check. All problems, not the first."""

from pathlib import Path

from etl.gate import inspect_file
from etl.judge_csv import judge_long_csv
from etl.judge_workbook import judge_workbook
from etl.programme.catalogue import Catalogue
from etl.readers import read_sheets
from etl.readers.xlsx import Unreadable
from etl.recognise import is_long_csv
from etl.submission import Judgement, Problem


def judge_file(path: Path, catalogue: Catalogue) -> Judgement:
    """What the file says and what is wrong with it. Never raises for what is in the file: it is then unreadable."""
    try:
        kind, problem = inspect_file(path, catalogue.settings)
        if problem or kind is None:
            return Judgement(is_readable=False, problems=(problem,) if problem else ())
        sheets = read_sheets(path, kind)
        if is_long_csv(sheets):
            return judge_long_csv(sheets[0], catalogue)
        if kind == "csv":
            return Judgement(is_readable=False, problems=(Problem("not_long_csv", "error", "CSV", "A1"),))
        return judge_workbook(sheets, catalogue)
    except Unreadable as unreadable:
        return Judgement(is_readable=False, problems=(unreadable.problem,))
    except Exception as error:  # a stranger's file may break any parser in any way
        details = (("reason", type(error).__name__),)
        return Judgement(is_readable=False, problems=(Problem("damaged_file", "error", details=details),))
