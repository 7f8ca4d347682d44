"""Judging in child processes with limits on memory and time: whatever a file does to a child, the run goes on."""

import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path

from pebble import ProcessFuture, ProcessPool

from etl.judge import judge_file
from etl.programme.catalogue import Catalogue
from etl.submission import Judgement, Problem

LOOK_AHEAD = 4  # files handed out a worker: enough to keep it busy, few enough to bound memory

_catalogue: Catalogue


def judge_in_sandbox(paths: Sequence[Path], catalogue: Catalogue) -> Iterator[tuple[Path, Judgement]]:
    """Each file with its judgement, in the order given."""
    if not paths:
        return
    worker_count = min(len(paths), os.cpu_count() or 1)
    memory = catalogue.settings.read_memory_mb * 1_000_000
    with ProcessPool(
        max_workers=worker_count,
        initializer=_enter,
        initargs=(catalogue, memory),
        context=multiprocessing.get_context("spawn"),
    ) as pool:
        waiting: deque[tuple[Path, ProcessFuture[Judgement]]] = deque()
        for path in paths:
            future = pool.schedule(_judge, args=(path,), timeout=catalogue.settings.read_timeout_seconds)
            waiting.append((path, future))
            if len(waiting) >= worker_count * LOOK_AHEAD:
                yield _collect(*waiting.popleft())
        while waiting:
            yield _collect(*waiting.popleft())


def _collect(path: Path, future: "ProcessFuture[Judgement]") -> tuple[Path, Judgement]:
    try:
        return path, future.result()
    except TookTooLong:
        code = "too_slow"
    except Exception:  # the child died, or ran out of memory: ProcessExpired, MemoryError …
        code = "unreadable"
    return path, Judgement(is_readable=False, problems=(Problem(code, "error"),))


def _enter(catalogue: Catalogue, memory: int) -> None:
    global _catalogue
    _catalogue = catalogue
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _judge(path: Path) -> Judgement:
    return judge_file(path, _catalogue)
