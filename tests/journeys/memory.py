"""How much memory a process and all that it starts hold together, seen again and again while it runs."""

import subprocess
import threading
from pathlib import Path

SECONDS_BETWEEN = 0.2
KIB_A_MIB = 1024


class PeakOf:
    """The largest sum of the proportional shares (PSS) of a process and all beneath it, in MiB, until it ends."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.mib = 0.0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Stop looking; the peak so far."""
        self._ended.set()
        self._thread.join()
        return self.mib

    def _look(self) -> None:
        while not self._ended.wait(SECONDS_BETWEEN) and self._process.poll() is None:
            self.mib = max(self.mib, sum(map(_pss, _with_children(self._process.pid))) / KIB_A_MIB)


def _with_children(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for each in found:
        found += parents.get(each, [])
    return found


def _pss(pid: int) -> int:
    """In KiB; 0 of one that ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
