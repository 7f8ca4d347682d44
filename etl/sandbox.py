"""Strangers' files are opened only in child processes with limits: whatever a file does to one, the run goes on."""

import ctypes
import errno
import multiprocessing
import os
import resource
import signal
import tempfile
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from pebble import ProcessFuture, ProcessPool

from etl.judge import judge_file
from etl.programme.catalogue import Catalogue
from etl.submission import Judgement, Problem

LOOK_AHEAD = 4  # files handed out for each worker: enough to keep it busy, few enough to bound memory
MEGABYTE = 1_000_000
MARKING_SECONDS, MARKING_MB = 60.0, 300
MARKED_COPY_MB = 100
MAX_OPEN_FILES = 64
DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}  # no file's doing: the run ends and says so
SET_PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG

Waiting = tuple[Path, "ProcessFuture[Judgement]"]

_catalogue: Catalogue  # of a child; handed over once and not with every file


def judge_in_sandbox(paths: Sequence[Path], catalogue: Catalogue) -> Iterator[tuple[Path, Judgement]]:
    """Each file with its judgement, in the order given. A file that its child does not survive is unreadable.

    Whose child died is judged once more, alone: the fault may have been a neighbour's, or the machine's.
    """
    worker_count = min(len(paths), os.cpu_count() or 1)
    files = iter(paths)
    for first in files:
        with _judging_pool(worker_count, catalogue) as pool:  # another one only where one broke
            for path, future in _handed_out(pool, chain([first], files), worker_count * LOOK_AHEAD, catalogue):
                yield path, _collect(future) or _judge_alone(path, catalogue)


def mark_in_sandbox(source: Path, target: Path, problems: Sequence[Problem]) -> bool:
    """Write the marked copy of a workbook (etl/mark.py) at `target`; False where openpyxl cannot open or write it."""
    spare = TemporaryDirectory(prefix=".tmp-marking-", dir=target.parent.parent)  # openpyxl's; swept if all is killed
    with spare as folder, _pool(1, _limit, MARKING_MB, MARKED_COPY_MB) as pool:
        future = pool.schedule(_mark, args=(source, target, tuple(problems), folder), timeout=MARKING_SECONDS)
        try:
            future.result()
        except Exception as error:  # the list of problems goes back instead
            if _is_disk_trouble(error):
                raise
            return False
    return True


def _handed_out(pool: ProcessPool, paths: Iterator[Path], most: int, catalogue: Catalogue) -> Iterator[Waiting]:
    """Each file with what will be its answer, `most` of them at work or waiting; no further one once the pool broke."""
    waiting: deque[Waiting] = deque()
    for path in paths:
        waiting.append((path, _schedule(pool, path, catalogue)))
        if len(waiting) >= most:
            yield waiting.popleft()
        if not pool.active:
            break
    yield from waiting


def _schedule(pool: ProcessPool, path: Path, catalogue: Catalogue) -> "ProcessFuture[Judgement]":
    try:
        return pool.schedule(_judge, args=(path,), timeout=catalogue.settings.read_timeout_seconds)
    except RuntimeError as broken:
        future: ProcessFuture[Judgement] = ProcessFuture()
        future.set_exception(broken)
        return future


def _collect(future: "ProcessFuture[Judgement]") -> Judgement | None:
    """The judgement; None where the child died or ran out of memory."""
    try:
        return future.result()
    except TookTooLong:
        return _refused("too_slow")
    except Exception as error:  # ProcessExpired, BrokenProcessPool, MemoryError and what they bring about
        if _is_disk_trouble(error):
            raise
        return None


def _judge_alone(path: Path, catalogue: Catalogue) -> Judgement:
    with _judging_pool(1, catalogue) as pool:
        return _collect(_schedule(pool, path, catalogue)) or _refused("unreadable")


def _refused(code: str) -> Judgement:
    return Judgement(is_readable=False, problems=(Problem(code, "error"),))


def _judging_pool(worker_count: int, catalogue: Catalogue) -> ProcessPool:
    return _pool(worker_count, _receive_catalogue, catalogue)


def _pool(worker_count: int, initializer: Callable[..., None], *arguments: object) -> ProcessPool:
    """Children forked from a server that has imported what they need, and nothing else of the parent."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["etl.sandbox"])
    return ProcessPool(worker_count, initializer=initializer, initargs=arguments, context=context)


def _is_disk_trouble(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in DISK_TROUBLE


def _end_with_parent() -> None:
    """A child that is busy would outlive a run that was killed; one that is not sees its pipe closed."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _limit(memory_mb: int, written_mb: int) -> None:
    """What this child may use. What a parser shouts when it dies is nobody's mail."""
    _end_with_parent()
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: memory_mb * MEGABYTE,
        resource.RLIMIT_FSIZE: written_mb * MEGABYTE,
        resource.RLIMIT_NOFILE: MAX_OPEN_FILES,
    }
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _receive_catalogue(catalogue: Catalogue) -> None:
    global _catalogue
    _catalogue = catalogue
    _limit(catalogue.settings.read_memory_mb, written_mb=0)


def _judge(path: Path) -> Judgement:
    return judge_file(path, _catalogue)


def _mark(source: Path, target: Path, problems: tuple[Problem, ...], spare: str) -> None:
    from lxml.etree import SerialisationError

    from etl.mark import write_marked_copy  # openpyxl is slow to import, and only a returned workbook needs it

    tempfile.tempdir = spare
    warnings.simplefilter("ignore")  # of what openpyxl leaves out; cron would mail it
    try:
        write_marked_copy(source, target, problems)
    except SerialisationError as error:  # lxml's word for an OSError, such as IO_ENOSPC
        raise OSError(getattr(errno, str(error).removeprefix("IO_"), None), str(error)) from error
