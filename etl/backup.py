"""A backup: a folder laid out like a data folder, which grows by what is new. The way back: etl/restore.py.

In the archive nothing ever changes, so no run has to wait. Whatever is named comes before what names it: files, then
returned folders, then events in their order. So a backup that is cut short, or copied on meanwhile, is an earlier one.
"""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from etl.archive import Receipt, event_names, hold_archived, next_event_code, read_event
from etl.corrections import NotPossible
from etl.inbox import look_at, open_as_seen, settled_files
from etl.programme.load import content_hash, csv_files
from etl.run import lock
from etl.trouble import hold_inbox
from warehouse.clock import now
from warehouse.durable import make_folder, sweep, sync_file, sync_folder
from warehouse.home import Home


def backup(home: Home, programmes: Path, folder: Path) -> int:
    """Bring the backup in `folder` up to date; how many events and judgements are new in it. Needs no lock of the home.

    NotPossible for a folder that is not there or is of another home, ArchiveDamaged for a file that is not whole.
    """
    kept = Home(folder)
    _hold_places(home, programmes, folder)
    with lock(kept):
        sweep(folder)
        waiting = _keep_waiting(home, kept)  # first: a file that is received meanwhile is then here or in the archive
        names = names_in_order(home)
        if not set(event_names(kept)) <= set(names):
            raise NotPossible(
                f"{folder} là bản sao lưu của thư mục dữ liệu khác: hãy dùng thư mục mới. / "
                f"{folder} is the backup of another data folder: use a new one."
            )
        new_count = copy_archive(home, kept, names)
        _keep_programmes(programmes, folder)
        for gone in {path.name for path in kept.inbox.glob("*")} - waiting:
            shutil.rmtree(kept.inbox / gone)
        return new_count


def newest_programmes(folder: Path) -> Path | None:
    """The last programmes that the backup in `folder` kept; None if there are none."""
    return max((folder / "programmes").glob("[0-9]*"), default=None)


def names_in_order(home: Home) -> list[str]:
    """All events and judgements up to now, in order; of none an earlier one is missing, also while a run writes them.

    A folder's list is sure to have what was there before it was asked for: hence two looks, and judgements backwards.
    """
    last = max(event_names(home), default="")
    events = [name for name in event_names(home) if name <= last]
    judgements = (f"{name.removesuffix('.json')}.judged.json" for name in reversed(events))
    return sorted([*events, *[name for name in judgements if (home.events / name).exists()]])


def copy_archive(source: Home, target: Home, names: list[str]) -> int:
    """Copy what `target` has not of these events, of their files, and of what was returned; how many events."""
    new = [name for name in names if not (target.events / name).exists()]
    make_folder(target.events)
    for name in new:
        event = None if name.endswith(".judged.json") else read_event(source, name)
        if isinstance(event, Receipt) and not (target.archive / event.archive_name).exists():
            with hold_archived(source, event).open("rb") as file:
                put_file(file, target.archive / event.archive_name, target.root)
    for returned in source.returned.glob("*/[!.]*"):
        if not (there := target.returned / returned.relative_to(source.returned)).exists():
            put_folder(returned, returned.iterdir(), there, target.root)
    for name in new:
        with (source.events / name).open("rb") as file:
            put_file(file, target.events / name, target.root)
    return len(new)


def _keep_waiting(home: Home, kept: Home) -> set[str]:
    """Copy what waits in the inbox, each file in a folder of its own; the folders' names."""
    make_folder(kept.inbox)
    waiting = {inbox_key(file.identity): file for file in settled_files(home.inbox)}
    for key, file in waiting.items():
        target = kept.inbox / key / file.path.relative_to(home.inbox)
        opened = None if target.exists() else open_as_seen(file)
        if opened:
            with opened:
                put_file(opened, target, kept.root)
            seen_after = look_at(home.inbox, file.path)
            if seen_after and seen_after.identity != file.identity:
                target.unlink()  # somebody was writing it: the next backup has it
    return set(waiting)


def inbox_key(inbox_identity: str) -> str:
    """The backup's folder for a file that waits; its receipt tells whether it was received since."""
    return hashlib.sha256(inbox_identity.encode()).hexdigest()[:16]


def _keep_programmes(programmes: Path, folder: Path) -> None:
    """Keep the programmes in a folder of their own, named by time and content, unless they are those kept last."""
    last = newest_programmes(folder)
    short_hash = content_hash(programmes)[:8]
    if last is None or not last.name.endswith(short_hash):
        name = next_event_code(now(), short_hash, last.name if last else "")
        put_folder(programmes, csv_files(programmes), folder / "programmes" / name, folder)


def _hold_places(home: Home, programmes: Path, folder: Path) -> None:
    hold_inbox(home, may_make=False)
    if folder == home.root or folder in home.root.parents or home.root in folder.parents:
        raise NotPossible(
            f"{folder}: bản sao lưu phải nằm ngoài thư mục dữ liệu. / A backup lies outside the data folder."
        )
    if not folder.is_dir():  # never made in silence: the drive of the backups may be gone
        raise NotPossible(
            f"Không thấy thư mục {folder}: nối lại ổ đĩa; nếu là nơi mới thì mkdir -p {folder}. / "
            f"{folder} is not there: mount its drive; if it is a new place, mkdir -p {folder}."
        )
    if not csv_files(programmes):
        raise NotPossible(f"Không thấy chương trình ở {programmes}. / No programmes in {programmes}.")


def put_file(source: BinaryIO, target: Path, root: Path) -> None:
    """A file put in its place whole; `root`: where it may lie while it is not."""
    temporary = root / ".tmp-file"
    with temporary.open("wb") as file:
        shutil.copyfileobj(source, file, 1 << 20)
    sync_file(temporary)
    make_folder(target.parent)
    temporary.replace(target)
    sync_folder(target.parent)


def put_folder(source: Path, files: Iterable[Path], target: Path, root: Path) -> None:
    """A folder put in its place whole."""
    temporary = root / ".tmp-folder"
    for path in files:
        with path.open("rb") as file:
            put_file(file, temporary / path.relative_to(source), root)
    make_folder(target.parent)
    temporary.replace(target)
    sync_folder(target.parent)
