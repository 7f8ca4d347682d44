"""The real programs of the journey: LibreOffice, which saves workbooks anew, and cron."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def save_again(paths: Sequence[Path], out: Path, profile: Path, kind: str = "xlsx") -> None:
    """Opens the workbooks in LibreOffice and saves them as .xlsx, or as `kind` says, in the folder `out`."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(out), *map(str, paths)], check=True, capture_output=True, timeout=400)
    missing = [path.name for path in paths if not (out / f"{path.stem}.{kind}").exists()]
    assert not missing, f"LibreOffice did not save {missing}"


@contextmanager
def cron_at_work(crontab: str) -> Iterator[None]:
    """Has cron run these lines besides the user's own; what stood before stands again afterwards."""
    before = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    kept = before.stdout if before.returncode == 0 else ""
    subprocess.run(["crontab", "-"], input=kept + crontab, text=True, check=True)
    # Where a cron is at work already, this one finds its lock taken and leaves: then that one does it.
    daemon = subprocess.Popen(["/usr/sbin/cron", "-f"], stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        if daemon.poll() is None:
            daemon.terminate()
        daemon.wait(timeout=10)
        if kept:
            subprocess.run(["crontab", "-"], input=kept, text=True, check=True)
        else:
            subprocess.run(["crontab", "-r"], check=True)


def wait_for(path: Path, seconds: int) -> None:
    """Waits until the file is there."""
    deadline = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} did not come within {seconds} s"
        time.sleep(0.5)
