"""Strangers' files are opened only in child processes with limits: whatever a file does to one, the run goes on."""

import multiprocessing
import os
import resource
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path

from pebble import ProcessFuture, ProcessPool

from etl.judge import judge_file
from etl.programme.catalogue import Catalogue
from etl.submission import Judgement, Problem

LOOK_AHEAD = 4  # files handed out for each worker: enough to keep it busy, few enough to bound memory
MEGABYTE = 1_000_000
MARKING_SECONDS, MARKING_MB = 60.0, 1024

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
    with _pool(1, _limit_memory, MARKING_MB) as pool:
        future = pool.schedule(_mark, args=(source, target, tuple(problems)), timeout=MARKING_SECONDS)
        try:
            future.result()
        except Exception:  # the list of problems goes back instead
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
    except Exception:  # the child died or ran out of memory: ProcessExpired, MemoryError and what they bring about
        code = "unreadable"
    return path, Judgement(is_readable=False, problems=(Problem(code, "error"),))


def _limit_memory(memory_mb: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MEGABYTE, memory_mb * MEGABYTE))


def _receive_catalogue(catalogue: Catalogue, memory_mb: int) -> None:
    global _catalogue
    _catalogue = catalogue
    _limit_memory(memory_mb)


def _judge(path: Path) -> Judgement:
    return judge_file(path, _catalogue)


def _mark(source: Path, target: Path, problems: tuple[Problem, ...]) -> None:
    from etl.mark import write_marked_copy  # openpyxl is slow to import, and only a returned workbook needs it

    warnings.simplefilter("ignore")  # of what openpyxl leaves out; cron would mail it
    write_marked_copy(source, target, problems)
