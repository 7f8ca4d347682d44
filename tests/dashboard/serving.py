"""The dashboard as a process of its own, started from a folder that is not the project's."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.homes import MadeHome

ROOM = Path(__file__).resolve().parents[2] / "dashboard"
STARTS = {
    "server": [str(ROOM / "server.py")],
    "streamlit": ["-m", "streamlit", "run", str(ROOM / "app.py")],
}


@dataclass
class Served:
    """A dashboard at work: its address, and what it has written to its console."""

    url: str
    console: Path


@contextmanager
def serve(start: str, made: MadeHome, folder: Path) -> Iterator[Served]:
    """Start the dashboard in one of its ways, from a folder that is not the project's, until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PORT": str(port),
    } | made.environment
    extra = [f"--server.port={port}"] if start == "streamlit" else []
    served = Served(f"http://127.0.0.1:{port}", folder / "console.txt")
    with served.console.open("wb") as console:
        process = subprocess.Popen(
            [sys.executable, *STARTS[start], *extra],
            cwd=folder,
            env=environment,
            stdout=console,
            stderr=console,
        )
        try:
            _wait_until_it_answers(process, served)
            yield served
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_until_it_answers(process: subprocess.Popen[bytes], served: Served) -> None:
    for _ in range(150):
        assert process.poll() is None, served.console.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{served.url}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server does not answer")
