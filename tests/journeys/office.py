"""The real programs of the journey: LibreOffice, which saves workbooks anew, and cron."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def save_again(paths: Sequence[Path], out: Path, profile: Path, kind: str = "xlsx", opened_as: str = "") -> list[Path]:
    """Opens the files in LibreOffice and saves them in the folder `out`.

    `kind` is an ending, or one with a filter; `opened_as` the filter by which a text is opened, as people choose it.
    """
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    if opened_as:
        command.append(f"--infilter={opened_as}")
    subprocess.run([*command, "--outdir", str(out), *map(str, paths)], check=True, capture_output=True, timeout=400)
    saved = [out / f"{path.stem}.{kind.partition(':')[0]}" for path in paths]
    missing = [path.name for path in saved if not path.exists()]
    assert not missing, f"LibreOffice did not save {missing}"
    return saved


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
