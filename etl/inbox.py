"""The inbox: which files are there, which of them have arrived whole, and what no run can take."""

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

UNFINISHED_ENDINGS = (".part", ".tmp", ".crdownload")
SETTLED_AFTER_SECONDS = 3.0  # a file that nobody touched for so long is whole
ABANDONED_AFTER_SECONDS = 86_400.0  # one that is unfinished for so long will not be finished
LOOKS = 4
SECONDS_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True)
class InboxFile:
    """A file as it was when looked at. `identity` changes whenever somebody writes, moves or replaces it."""

    path: Path
    file_name: str  # relative to the inbox
    size_bytes: int
    identity: str
    changed_at: float  # seconds since the epoch, by the file system


def waiting_files(inbox: Path) -> list[InboxFile]:
    """All plain files that await a run, by name; none where there is no inbox.

    Hidden, unfinished and office lock files are left alone, and so is all that `never_taken` names.
    """
    files = (look_at(inbox, path) for path in _paths(inbox) if _is_meant(path.name) and _may_be_taken(path))
    return sorted((file for file in files if file), key=lambda file: file.file_name)


def never_taken(inbox: Path) -> list[str]:
    """What lies in the inbox like a file but no run can take, by name.

    Links, pipes and devices; what may not be read or removed; folders that may not be looked into; files whose
    writing was given up long ago.
    """
    closed: list[str] = []
    found = [path for path in _paths(inbox, closed) if _is_never_taken(path)]
    return sorted(_file_name(inbox, path) for path in [*found, *map(Path, closed)])


def settled_files(inbox: Path) -> list[InboxFile]:
    """The waiting files that nobody is still writing. Waits a few seconds at most for young ones."""
    files = waiting_files(inbox)
    settled = {file.identity: file for file in files if _is_old(file)}
    looks = 1
    while len(settled) < len(files) and looks < LOOKS:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        looks += 1
        before = {file.identity for file in files}
        files = waiting_files(inbox)
        settled = {file.identity: file for file in files if _is_old(file) or file.identity in before}
    return sorted(settled.values(), key=lambda file: file.file_name)


def look_at(inbox: Path, path: Path) -> InboxFile | None:
    """A plain file as it is now; None if it is gone or is a link, a folder, a pipe or a device."""
    try:
        seen = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(seen.st_mode):
        return None
    file_name = _file_name(inbox, path)
    return InboxFile(path, file_name, seen.st_size, _identity(file_name, seen), seen.st_ctime)


def open_as_seen(file: InboxFile) -> BinaryIO | None:
    """The file opened for reading; None if by now it is another one, or a link or a pipe stands in its place."""
    try:
        descriptor = os.open(file.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    if _identity(file.file_name, os.fstat(descriptor)) == file.identity:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return None


def name_as_text(path: Path) -> str:
    """A path as text that can be written down; what is not UTF-8 in it becomes replacement marks."""
    return os.fsencode(path).decode("utf-8", "replace")


def _paths(inbox: Path, closed: list[str] | None = None) -> Iterator[Path]:
    """Everything in the inbox but folders and what is hidden; links to folders too. `closed` gathers closed folders."""

    def note(error: OSError) -> None:
        if closed is not None and error.filename and inbox.exists():
            closed.append(error.filename)

    for folder, folder_names, file_names in os.walk(inbox, onerror=note):
        folder_names[:] = [name for name in folder_names if _is_visible(name)]
        links = [name for name in folder_names if Path(folder, name).is_symlink()]
        yield from (Path(folder, name) for name in [*links, *filter(_is_visible, file_names)])


def _is_never_taken(path: Path) -> bool:
    try:
        seen = path.lstat()
    except OSError:
        return False
    if not _is_meant(path.name):
        return time.time() - seen.st_ctime > ABANDONED_AFTER_SECONDS
    return not (stat.S_ISREG(seen.st_mode) and _may_be_taken(path))


def _may_be_taken(path: Path) -> bool:
    return os.access(path, os.R_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def _identity(file_name: str, seen: os.stat_result) -> str:
    # Two changes within one tick of the file system's clock still differ in size, or in the next look.
    return f"{file_name}|{seen.st_size}|{seen.st_mtime_ns}|{seen.st_ctime_ns}|{seen.st_ino}"


def _file_name(inbox: Path, path: Path) -> str:
    return name_as_text(path.relative_to(inbox))


def _is_visible(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _is_meant(name: str) -> bool:
    return not name.lower().endswith(UNFINISHED_ENDINGS)


def _is_old(file: InboxFile) -> bool:
    return time.time() - file.changed_at > SETTLED_AFTER_SECONDS
