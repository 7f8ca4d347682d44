"""A small disk of its own, that can be filled until a chosen number of bytes is left."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILLER = ".filler"


@contextmanager
def small_disk(place: Path, size_mb: int) -> Iterator[Path]:
    """A tmpfs mounted at `place`; who runs this may mount (root, or inside `unshare -Urm`)."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_mb}m", "tienbo-soak", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def used_bytes(disk: Path) -> int:
    """How much lies on the disk."""
    told = os.statvfs(disk)
    return (told.f_blocks - told.f_bfree) * told.f_frsize


def leave(disk: Path, free_bytes: int) -> None:
    """Fill the disk but for so many bytes; `free` undoes it."""
    told = os.statvfs(disk)
    descriptor = os.open(disk / FILLER, os.O_WRONLY | os.O_CREAT)
    try:
        os.posix_fallocate(descriptor, 0, max(1, told.f_bavail * told.f_frsize - free_bytes))
    finally:
        os.close(descriptor)


def free(disk: Path) -> None:
    """Take away what filled the disk."""
    (disk / FILLER).unlink()
