"""`python -m etl COMMAND`: the ETL's front door, for cron and for people."""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from etl.at_work import read_at_work
from etl.backup import backup, newest_programmes
from etl.check_files import UNREADABLE, check_files
from etl.corrections import NotPossible, rebuild, rollback, withdraw
from etl.programme.load import default_folder, load_catalogue
from etl.programme.problems import ProgrammeInvalid
from etl.restore import restore
from etl.run import AnotherRunAtWork, run
from etl.run_result import BUSY, FAILED, STOPPED, RunResult
from etl.status import read_status
from etl.status_text import status_text
from etl.summary import (
    busy_line,
    checked_text,
    made_home_line,
    one_line,
    rebuilt_text,
    summary_text,
    withdrawn_text,
)
from etl.trouble import FULL, messages_of
from warehouse.clock import now
from warehouse.home import Home, find_home


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code. What went wrong is one message on stderr, in both languages."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except AnotherRunAtWork:
        said = busy_line(read_at_work(find_home()), now(), is_quiet=getattr(options, "quiet", False))
        if said:
            print(said, file=sys.stderr)
        return BUSY
    except ProgrammeInvalid as invalid:
        print(invalid, file=sys.stderr)
        return STOPPED
    except NotPossible as refused:
        print(refused, file=sys.stderr)
    except BrokenPipeError:
        raise
    except Exception as error:  # a person, or cron's mail, gets a line; the whole story goes to the log
        print("\n".join(messages_of(error, find_home(), now())), file=sys.stderr)
    return UNREADABLE if options.command is _check else FAILED


def _run(options: argparse.Namespace) -> int:
    result = run(find_home(), is_watched=_is_watched(options), may_make_home=not options.quiet)
    return _tell(result, summary_text(result), is_quiet=options.quiet)


def _check(options: argparse.Namespace) -> int:
    exit_code, checked = check_files(find_home(), options.files)
    print(json.dumps(checked, ensure_ascii=False, indent=1) if options.json else checked_text(checked))
    return exit_code


def _template(options: argparse.Namespace) -> int:
    from etl.template_files import write_templates  # XlsxWriter only where it is needed

    written = write_templates(find_home(), options.programme, options.period, options.unit, options.out)
    print(f"{len(written)} → {options.out if len(written) != 1 else written[0]}")
    return 0


def _sample(options: argparse.Namespace) -> int:
    from etl.sample import write_programme, write_samples

    folder = default_folder()
    if options.make_programme:
        write_programme(options.make_programme, unit_count=options.units or 200, seed=options.seed)
        folder = options.make_programme
    catalogue = load_catalogue(folder)
    if options.programme not in catalogue.programmes:
        known = ", ".join(catalogue.programmes)
        raise NotPossible(f"Không có chương trình {options.programme}. Các chương trình / programmes: {known}")
    write_samples(
        catalogue,
        options.out,
        programme_code=options.programme,
        period_count=options.periods,
        unit_count=options.units,
        seed=options.seed,
        values_path=options.values,
        today=options.today,
    )
    print(f"→ {options.out}")
    return 0


def _status(options: argparse.Namespace) -> int:
    status = read_status(find_home())
    print(json.dumps(status, ensure_ascii=False, indent=1, default=str) if options.json else status_text(status))
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    result = withdraw(find_home(), options.submission, options.why)
    return _tell(result, withdrawn_text(options.submission, result), is_quiet=False)


def _rebuild(options: argparse.Namespace) -> int:
    result = rebuild(find_home(), is_watched=_is_watched(options))
    return _tell(result, rebuilt_text(result), is_quiet=options.quiet)


def _rollback(options: argparse.Namespace) -> int:
    print(f"CURRENT → {rollback(find_home(), options.snapshot)}")
    return 0


def _backup(options: argparse.Namespace) -> int:
    folder = options.out.resolve()
    try:
        new_count = backup(find_home(), default_folder(), folder)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise NotPossible(messages_of(error, Home(folder), now())[0]) from error  # it is the backup's disk
    print(f"Đã sao lưu / backed up: {new_count} mới / new → {folder}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    folder = options.source.resolve()
    result = restore(find_home(), folder, is_watched=_is_watched(options))
    programmes = newest_programmes(folder)
    print(f"Chương trình trong bản sao lưu / programmes in the backup: TIENBO_PROGRAMMES={programmes}")
    return _tell(result, rebuilt_text(result), is_quiet=False)


def _tell(result: RunResult, text: str, *, is_quiet: bool) -> int:
    if result.made_home:
        print(made_home_line(result.made_home), file=sys.stderr)
    if not is_quiet:
        print(text)
    elif result.exit_code or result.messages:
        print(one_line(result), file=sys.stderr)
    return result.exit_code


def _is_watched(options: argparse.Namespace) -> bool:
    return sys.stderr.isatty() and not getattr(options, "quiet", False)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("run", help="take in what lies in the inbox, and publish what is new")
    command.add_argument("--quiet", action="store_true", help="silent when all is well (cron)")
    command.set_defaults(command=_run)

    command = commands.add_parser("check", help="say what run would say of these files; writes nothing")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--json", action="store_true")
    command.set_defaults(command=_check)

    command = commands.add_parser("template", help="write the workbook of one unit, or of all")
    command.add_argument("--programme", required=True, help="for example 2022")
    command.add_argument("--period", required=True, help="for example 2022-Q1")
    whose = command.add_mutually_exclusive_group(required=True)
    whose.add_argument("--unit", help="for example 305")
    whose.add_argument("--all", action="store_true")
    command.add_argument("--out", required=True, help="a folder; for one unit also a file that ends in .xlsx")
    command.set_defaults(command=_template)

    command = commands.add_parser("sample", help="write made-up submissions, marked as made-up")
    command.add_argument("--out", required=True, type=Path)
    command.add_argument("--programme", default="2022")
    command.add_argument("--periods", type=int, default=3)
    command.add_argument("--units", type=int)
    command.add_argument("--seed", type=int, default=2022)
    command.add_argument("--values", type=Path, metavar="FILE", help="also write the true values as CSV")
    command.add_argument("--today", type=date.fromisoformat, default=date(2022, 9, 25), help="the samples' own today")
    command.add_argument("--make-programme", type=Path, metavar="DIR", help="first write a larger made-up programme")
    command.set_defaults(command=_sample)

    command = commands.add_parser("status", help="last run, snapshot, waiting files, who is late, what broke")
    command.add_argument("--json", action="store_true")
    command.set_defaults(command=_status)

    command = commands.add_parser("withdraw", help="take an accepted submission back")
    command.add_argument("submission", metavar="SUBMISSION", help="for example 2022-Q1-305-r2")
    command.add_argument("--why", required=True)
    command.set_defaults(command=_withdraw)

    command = commands.add_parser("rebuild", help="make store and snapshot anew from archive and programmes")
    command.add_argument("--quiet", action="store_true")
    command.set_defaults(command=_rebuild)

    command = commands.add_parser("rollback", help="make an earlier snapshot the current one")
    command.add_argument("snapshot", nargs="?", metavar="ID", help="by default the one before")
    command.set_defaults(command=_rollback)

    command = commands.add_parser("backup", help="bring a backup up to date; a run may be at work meanwhile")
    command.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="outside the data folder")
    command.set_defaults(command=_backup)

    command = commands.add_parser("restore", help="fill a new or empty data folder (TIENBO_HOME) from a backup")
    command.add_argument("--from", required=True, type=Path, metavar="FOLDER", dest="source")
    command.set_defaults(command=_restore)
    return parser


def _say_and_exit() -> None:
    """Run `main` as a program; whoever reads it (`| head -1`) may leave before all is said."""
    exit_code = FAILED
    try:
        exit_code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the interpreter flushes once more at its end
    sys.exit(exit_code)


if __name__ == "__main__":
    _say_and_exit()
