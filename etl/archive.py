"""The archive, which is the truth: each file ever taken, byte for byte, and each event as a small JSON file.

`archive/<aa>/<sha256>.<ext>` and `archive/events/<time>-<short sha>.json`. Event codes rise with time, also when the
clock stands or goes back: their order is the order of receipts, and so of revisions.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from etl.inbox import InboxFile, look_at, open_as_seen
from etl.messages import shown
from warehouse.durable import make_folder, sweep, sync_folder, write_durably
from warehouse.home import Home

TIME_FORMAT = "%Y%m%dT%H%M%S.%fZ"


class ArchiveDamaged(Exception):
    """What the archive holds is gone or is not what was put there; the message says where, and what to do."""


@dataclass(frozen=True)
class Receipt:
    """A file was received.

    `known_until`: the code of the last event before the run that received it, which is what the file is held against
    when it is compared with its peers: so a run that was cut short, and a rebuild, say what was said the first time.
    """

    event_code: str
    received_at: datetime
    sha256: str
    file_name: str
    archive_name: str  # relative to the archive
    size_bytes: int
    inbox_identity: str
    sender_name: str | None = None
    known_until: str = ""


@dataclass(frozen=True)
class Withdrawal:
    """An accepted submission was taken back."""

    event_code: str
    withdrawn_at: datetime
    submission_code: str
    why: str


@dataclass(frozen=True)
class JudgedSubmission:
    """What became of one submission of a received file. Only an accepted one has a code and a revision."""

    programme_code: str | None
    unit_code: str | None
    period_code: str | None
    outcome: str
    submission_code: str | None
    revision_number: int | None


def keep_file(home: Home, file: InboxFile) -> tuple[str, str] | None:
    """Copy a file from the inbox into the archive: (sha256, archive name). None if somebody changed it meanwhile.

    A file of the same content that lies there is replaced, which mends one that was damaged.
    """
    temporary = home.archive / ".tmp-incoming"
    opened = open_as_seen(file)
    if opened is None:
        return None
    with opened as source, temporary.open("wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    seen_after = look_at(home.inbox, file.path)
    if seen_after is None or seen_after.identity != file.identity:
        temporary.unlink()
        return None
    with temporary.open("rb") as copy:
        sha256 = hashlib.file_digest(copy, "sha256").hexdigest()
    archive_name = f"{sha256[:2]}/{sha256}.{_extension(file.file_name)}"
    final = home.archive / archive_name
    make_folder(final.parent)
    temporary.replace(final)
    sync_folder(final.parent)
    return sha256, archive_name


def hold_archived(home: Home, receipt: Receipt) -> Path:
    """Where a received file lies, byte for byte as it came; ArchiveDamaged if it does not."""
    path = home.archive / receipt.archive_name
    try:
        with path.open("rb") as file:
            is_whole = hashlib.file_digest(file, "sha256").hexdigest() == receipt.sha256
    except FileNotFoundError:
        is_whole = False
    if not is_whole:
        raise ArchiveDamaged(
            f"Kho lưu mất hoặc hỏng tệp archive/{receipt.archive_name} ({shown(receipt.file_name)}): chép lại từ bản"
            f" sao lưu, hoặc bỏ đúng tệp ấy vào inbox lần nữa. / The archive has lost or damaged archive/"
            f"{receipt.archive_name}: copy it back from the backup, or put that very file into the inbox again."
        )
    return path


def next_event_code(moment: datetime, short_name: str, last_code: str) -> str:
    """A code for an event at that moment, or, if the clock did not move on, just after `last_code`."""
    if last_code:
        last_time = datetime.strptime(last_code.split("-")[0], TIME_FORMAT).replace(tzinfo=UTC)
        moment = max(moment, last_time + timedelta(microseconds=1))
    return f"{moment.strftime(TIME_FORMAT)}-{short_name}"


def event_names(home: Home) -> list[str]:
    """The file names of all receipts and withdrawals, in their order; judgements lie beside their receipts."""
    if not home.events.is_dir():
        return []
    return sorted(
        path.name for path in home.events.iterdir() if re.fullmatch(r"\d{8}T\d{6}\.\d{6}Z-\w+\.json", path.name)
    )


def write_event(home: Home, event: Receipt | Withdrawal) -> None:
    """Put an event down, durably."""
    kind = "received" if isinstance(event, Receipt) else "withdrawn"
    _write(home, f"{event.event_code}.json", {"event": kind} | asdict(event))


def read_event(home: Home, name: str) -> Receipt | Withdrawal:
    """The event of that file name; ArchiveDamaged if it cannot be read."""
    with _reading(name):
        content = json.loads((home.events / name).read_text(encoding="utf-8"))
        kind = content.pop("event")
        if kind == "received":
            return Receipt(**content | {"received_at": datetime.fromisoformat(content["received_at"])})
        return Withdrawal(**content | {"withdrawn_at": datetime.fromisoformat(content["withdrawn_at"])})


def write_judgement(home: Home, receipt: Receipt, outcome: str, submissions: list[JudgedSubmission]) -> None:
    """Put down what became of a received file, beside its receipt; the same judgement twice is one file."""
    content = {"event": "judged", "receipt": receipt.event_code, "outcome": outcome}
    _write(home, _judgement_name(receipt), content | {"submissions": [asdict(one) for one in submissions]})


def read_judgement(home: Home, receipt: Receipt) -> tuple[str, list[JudgedSubmission]] | None:
    """What became of a received file: (outcome, submissions); None if it was not judged yet.

    ArchiveDamaged if the judgement cannot be read.
    """
    name = _judgement_name(receipt)
    if not (home.events / name).exists():
        return None
    with _reading(name):
        content = json.loads((home.events / name).read_text(encoding="utf-8"))
        return content["outcome"], [JudgedSubmission(**one) for one in content["submissions"]]


def sweep_unfinished(home: Home) -> None:
    """Remove what a run that was cut short left half-written, anywhere in the home. The caller holds its lock."""
    for folder in (home.root, home.archive, home.events, home.published, *home.returned.glob("*")):
        sweep(folder)


@contextmanager
def _reading(name: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveDamaged(
            f"Không đọc được archive/events/{name}: chép lại từ bản sao lưu. Chưa nhận thêm gì. / "
            f"archive/events/{name} cannot be read: copy it back from the backup. Nothing more was taken in."
        ) from error


def _judgement_name(receipt: Receipt) -> str:
    return f"{receipt.event_code}.judged.json"


def _write(home: Home, name: str, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=lambda moment: moment.isoformat())
    write_durably(home.events / name, text.encode())


def _extension(file_name: str) -> str:
    suffix = re.sub(r"[^a-z0-9]", "", Path(file_name).suffix.lower())
    return suffix[:8] or "bin"
