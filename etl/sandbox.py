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
from pathlib import Path
from tempfile import TemporaryDirectory

from pebble import ProcessFuture, ProcessPool

from etl.judge import judge_file
from etl.programme.catalogue import Catalogue
from etl.submission import Judgement, Problem

LOOK_AHEAD = 4  # files handed out for each worker: enough to keep it busy, few enough to bound memory
MEGABYTE = 1_000_000
MARKING_SECONDS, MARKING_MB = 60.0, 1024
DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}  # no file's doing: the run ends and says so
SET_PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG

_catalogue: Catalogue  # of a child; handed over once and not with every file


def judge_in_sandbox(paths: Sequence[Path], catalogue: Catalogue) -> Iterator[tuple[Path, Judgement]]:
    """Each file with its judgement, in the order given. A file that its child does not survive is unreadable."""
    if not paths:
        return
    worker_count = min(len(paths), os.cpu_count() or 1)
    settings = catalogue.settings
    with _pool(worker_count, _receive_catalogue, catalogue, settings.read_memory_mb) as pool:
        waiting: deque[tuple[Path, ProcessFuture[Judgement]]] = deque()
        for path in paths:
            waiting.append((path, pool.schedule(_judge, args=(path,), timeout=settings.read_timeout_seconds)))
            if len(waiting) >= worker_count * LOOK_AHEAD:
                yield _collect(*waiting.popleft())
        while waiting:
            yield _collect(*waiting.popleft())


def mark_in_sandbox(source: Path, target: Path, problems: Sequence[Problem]) -> bool:
    """Write the marked copy of a workbook (etl/mark.py) at `target`; False where openpyxl cannot open or write it."""
    spare = TemporaryDirectory(prefix=".tmp-marking-", dir=target.parent.parent)  # openpyxl's; swept if all is killed
    with spare as folder, _pool(1, _limit_memory, MARKING_MB) as pool:
        future = pool.schedule(_mark, args=(source, target, tuple(problems), folder), timeout=MARKING_SECONDS)
        try:
            future.result()
        except Exception as error:  # the list of problems goes back instead
            if _is_disk_trouble(error):
                raise
            return False
    return True


def _pool(worker_count: int, initializer: Callable[..., None], *arguments: object) -> ProcessPool:
    """Children forked from a server that has imported what they need, and nothing else of the parent."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["etl.sandbox"])
    return ProcessPool(worker_count, initializer=initializer, initargs=arguments, context=context)


def _collect(path: Path, future: "ProcessFuture[Judgement]") -> tuple[Path, Judgement]:
    try:
        return path, future.result()
    except TookTooLong:
        code = "too_slow"
    except (
        Exception
    ) as error:  # the child died or ran out of memory: ProcessExpired, MemoryError, what they bring about
        if _is_disk_trouble(error):
            raise
        code = "unreadable"
    return path, Judgement(is_readable=False, problems=(Problem(code, "error"),))


def _is_disk_trouble(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in DISK_TROUBLE


def _end_with_parent() -> None:
    """A child that is busy would outlive a run that was killed; one that is not sees its pipe closed."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _limit_memory(memory_mb: int) -> None:
    _end_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MEGABYTE, memory_mb * MEGABYTE))


def _receive_catalogue(catalogue: Catalogue, memory_mb: int) -> None:
    global _catalogue
    _catalogue = catalogue
    _limit_memory(memory_mb)


def _judge(path: Path) -> Judgement:
    return judge_file(path, _catalogue)


def _mark(source: Path, target: Path, problems: tuple[Problem, ...], spare: str) -> None:
    from etl.mark import write_marked_copy  # openpyxl is slow to import, and only a returned workbook needs it

    tempfile.tempdir = spare
    warnings.simplefilter("ignore")  # of what openpyxl leaves out; cron would mail it
    write_marked_copy(source, target, problems)
