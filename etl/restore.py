"""The way back from a backup (etl/backup.py): into a data folder that is new or empty, whole or not at all."""

import re
from pathlib import Path

from etl.archive import ArchiveDamaged, Receipt, event_names, hold_archived, read_event, read_judgement
from etl.backup import copy_archive, inbox_key, names_in_order, put_file
from etl.corrections import NotPossible, rebuild
from etl.run import lock
from etl.run_result import RunResult
from warehouse.durable import make_folder, sweep, sync_folder
from warehouse.home import Home


def restore(home: Home, folder: Path, *, is_watched: bool) -> RunResult:
    """Fill a home that is new or empty from the backup in `folder`, and rebuild it.

    NotPossible, and nothing written, for a home with files in it and for a backup that is not whole.
    """
    kept, staged = Home(folder), Home(home.root / ".tmp-restored")
    _hold_empty(home)
    names = names_in_order(kept)
    received = _hold_whole(kept, names)
    make_folder(home.root)
    with lock(home):
        sweep(home.root)
        copy_archive(kept, staged, names)
        make_folder(staged.returned)
        _copy_waiting(kept, home, received)
        for there, here in ((staged.returned, home.returned), (staged.archive, home.archive)):
            there.replace(here)
        staged.root.rmdir()
        sync_folder(home.root)
    return rebuild(home, is_watched=is_watched)


def _copy_waiting(kept: Home, home: Home, received: set[str]) -> None:
    """Into the inbox goes what waited there and was not received since."""
    make_folder(home.inbox)
    for path in sorted(path for path in kept.inbox.rglob("*") if path.is_file()):
        key, *parts = path.relative_to(kept.inbox).parts
        if key in received:
            continue
        target = home.inbox.joinpath(*parts)
        with path.open("rb") as file:  # a name is there twice only if a backup was cut short
            put_file(file, home.inbox.joinpath(key, *parts) if target.exists() else target, home.root)


def _hold_empty(home: Home) -> None:
    """An inbox that was made ready is no matter, nor what a restore that was cut short left."""
    found = (path for path in home.root.rglob("*") if ".tmp-" not in str(path.relative_to(home.root)))
    if any(path.name != "run.lock" and not path.is_dir() for path in found):
        raise NotPossible(
            f"{home.root} đã có dữ liệu: chỉ khôi phục vào thư mục mới hoặc rỗng, xem TIENBO_HOME. Chưa ghi gì. / "
            f"{home.root} is not empty: restore only into a new or empty one, see TIENBO_HOME. Nothing was written."
        )


def _hold_whole(kept: Home, names: list[str]) -> set[str]:
    """The keys of the inbox files that were received; NotPossible names all that the backup lost or has damaged."""
    received, lost = set(), set()
    for name in event_names(kept):
        place = f"archive/events/{name}"
        try:
            event = read_event(kept, name)
            if isinstance(event, Receipt):
                place = f"archive/{event.archive_name}"
                if not re.fullmatch(rf"{event.sha256[:2]}/{event.sha256}\.[a-z0-9]+", event.archive_name):
                    raise ArchiveDamaged
                hold_archived(kept, event)
                place = f"archive/events/{event.event_code}.judged.json"
                read_judgement(kept, event)
                received.add(inbox_key(event.inbox_identity))
        except ArchiveDamaged:
            lost.add(place)
    if lost or not names:
        what = ", ".join(sorted(lost)) or "archive/events"
        raise NotPossible(
            f"Bản sao lưu {kept.root} mất hoặc hỏng: {what}. Chưa khôi phục gì; hãy lấy từ bản sao lưu khác. / "
            f"The backup {kept.root} has lost or damaged these. Nothing was restored; take them from another backup."
        )
    return received
