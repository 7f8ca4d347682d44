"""Runs the ETL with one fault at one step, as often as asked: a line of JSON in, a line of JSON out.

In: {"arguments": ["run"], "home": …, "fault": "" | "power" | "full", "step": 7}. Out: {"exit_code": …, "steps": […]}.
A step is what Python does to a file or folder of the home. "power" ends the process before that step, and leaves of
every file that was written and not yet made durable only the half; "full" lets every later write fail. DuckDB's own
writes are not seen here: tests/crash/soak.py fills a real disk.
"""

import errno
import json
import multiprocessing
import os
import sys
from multiprocessing import forkserver
from pathlib import Path
from types import ModuleType
from typing import Any

from etl.__main__ import main

POWER_CUT = 137
WRITES = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate"}
OTHERS = {"os.remove", "os.rmdir", "os.chmod"}


class Fault:
    """An audit hook that counts steps and strikes at one of them."""

    def __init__(self, home: str, kind: str, step: int) -> None:
        self.home, self.kind, self.step = home, kind, step
        self.steps: list[str] = []
        self.not_durable: set[str] = set()
        self.sync = os.fsync
        os.fsync = self.make_durable
        sys.addaudithook(self.see)

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Called before each step."""
        path = self._path(event, arguments)
        if path is None:
            return
        is_write = event in WRITES or (event == "open" and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)))
        if self.kind != "full" or is_write:
            self.steps.append(f"{event} {path.removeprefix(self.home)}")
            if self.kind and len(self.steps) > self.step:
                self._strike(path)
        if event == "open" and is_write:
            self.not_durable.add(path)
        if event == "os.rename" and path in self.not_durable:
            self.not_durable.remove(path)
            self.not_durable.add(os.fspath(arguments[1]))

    def make_durable(self, descriptor: int) -> None:
        """In the place of os.fsync: what was made durable outlives a power cut."""
        self.not_durable.discard(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        self.sync(descriptor)

    def _path(self, event: str, arguments: tuple[Any, ...]) -> str | None:
        if event not in {"open"} | WRITES | OTHERS or not isinstance(arguments[0], str | bytes | os.PathLike):
            return None
        path = os.fsdecode(arguments[0])
        return path if path.startswith(self.home) else None

    def _strike(self, path: str) -> None:
        if self.kind == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        self.kind = ""  # what follows is the power cut itself
        for written in filter(os.path.exists, list(self.not_durable)):
            os.truncate(written, Path(written).stat().st_size // 2)
        os._exit(POWER_CUT)


def serve() -> None:
    """Answer until nobody asks any more; each answer is a process of its own, with everything imported already."""
    # A judging child imports its parent's main module; this one brings more than a child may use of memory.
    sys.modules["__main__"] = ModuleType("__main__")
    multiprocessing.get_context("forkserver").set_forkserver_preload(["etl.sandbox"])
    forkserver.ensure_running()
    for line in sys.stdin:
        asked = json.loads(line)
        told = Path(asked["home"]).with_suffix(".steps")
        child = os.fork()
        if child == 0:
            _answer(asked, told)
        _, status = os.waitpid(child, 0)
        steps = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
        print(json.dumps({"exit_code": os.waitstatus_to_exitcode(status), "steps": steps}), flush=True)


def _answer(asked: dict[str, Any], told: Path) -> None:
    os.environ["TIENBO_HOME"] = asked["home"]
    forkserver._forkserver.ensure_running = lambda: None  # type: ignore[attr-defined]  # the parent's serves us too
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    fault = Fault(asked["home"] + "/", asked["fault"], asked["step"])
    exit_code = 1
    try:
        exit_code = main(asked["arguments"])
    finally:
        fault.kind = ""
        told.write_text("\n".join(fault.steps), encoding="utf-8")
        os._exit(exit_code)


if __name__ == "__main__":
    serve()
