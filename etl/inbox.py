"""The inbox: which files are there, and which of them have arrived whole."""

import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

UNFINISHED_ENDINGS = (".part", ".tmp", ".crdownload")
SETTLED_AFTER_SECONDS = 3.0  # a file that nobody touched for so long is whole
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

    Hidden, unfinished and office lock files are left alone, and so is all that is not a plain file.
    """
    found = []
    for folder, folder_names, file_names in os.walk(inbox):
        folder_names[:] = [name for name in folder_names if _is_meant(name)]
        for name in filter(_is_meant, file_names):
            file = look_at(inbox, Path(folder, name))
            if file is not None:
                found.append(file)
    return sorted(found, key=lambda file: file.file_name)


def never_taken(inbox: Path) -> list[str]:
    """What lies in the inbox like a file but is none (links, pipes, devices), so that no run takes it; by name."""
    found = []
    for folder, folder_names, file_names in os.walk(inbox):
        folder_names[:] = [name for name in folder_names if _is_meant(name)]
        links = [name for name in folder_names if Path(folder, name).is_symlink()]
        for name in [*links, *filter(_is_meant, file_names)]:
            path = Path(folder, name)
            if path.is_symlink() or (path.exists() and not path.is_file()):
                found.append(_file_name(inbox, path))
    return sorted(found)


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
    # Two changes within one tick of the file system's clock still differ in size, or in the next look.
    identity = f"{file_name}|{seen.st_size}|{seen.st_mtime_ns}|{seen.st_ctime_ns}|{seen.st_ino}"
    return InboxFile(path, file_name, seen.st_size, identity, seen.st_ctime)


def _file_name(inbox: Path, path: Path) -> str:
    """Relative to the inbox; a name that is not UTF-8 with replacement marks, while the path itself stays as it is."""
    return os.fsencode(path.relative_to(inbox)).decode("utf-8", "replace")


def _is_meant(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.lower().endswith(UNFINISHED_ENDINGS)


def _is_old(file: InboxFile) -> bool:
    return time.time() - file.changed_at > SETTLED_AFTER_SECONDS
