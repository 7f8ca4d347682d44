"""What went wrong, as one line that says what to do, in both languages: for cron's mail."""

import errno
import os
import pwd
import re
import traceback
from datetime import datetime
from pathlib import Path

import duckdb

from etl.archive import ArchiveDamaged
from etl.messages import shown
from etl.programme.problems import ProgrammeInvalid
from etl.run_log import log_failure
from warehouse.home import Home
from warehouse.store import is_damage

FULL = {errno.ENOSPC, errno.EDQUOT}
FORBIDDEN = {errno.EACCES, errno.EPERM}
UNREACHABLE = {errno.EIO, errno.ENOTCONN, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.EHOSTDOWN, errno.ETIMEDOUT}
SAID_BY_DUCKDB = {
    "No space left": errno.ENOSPC,
    "Disk quota exceeded": errno.EDQUOT,
    "Permission denied": errno.EACCES,
    "Operation not permitted": errno.EPERM,
    "Read-only file system": errno.EROFS,
    "Input/output error": errno.EIO,
    "Stale file handle": errno.ESTALE,
}
NEXT_VI, NEXT_EN = "Lượt chạy sau tự làm tiếp", "the next run goes on by itself"


class FolderGone(Exception):
    """The data folder or its inbox is not there; the message says which, and what to do."""


def hold_inbox(home: Home, *, may_make: bool) -> None:
    """FolderGone unless the inbox is there, or may be made because this is a new data folder.

    An inbox that is gone must never be made anew in silence: the drive that held it may be gone, reports and all.
    """
    if home.inbox.is_dir():
        return
    is_known = home.archive.exists() or home.published.exists()
    if is_known or not may_make:
        gone = home.inbox if home.root.is_dir() else home.root
        raise FolderGone(
            f"Không thấy thư mục {gone}: nối lại ổ đĩa hoặc ổ mạng, kiểm tra TIENBO_HOME; nếu thật sự là nơi mới thì "
            f"mkdir -p {home.inbox}. Chưa nhận gì. / {gone} is gone: mount its drive again, check TIENBO_HOME; if it "
            f"really is a new place, mkdir -p {home.inbox}. Nothing was taken in."
        )


def messages_of(error: Exception, home: Home, moment: datetime) -> list[str]:
    """The lines that tell it; the whole story of what nobody expected goes to the log."""
    if isinstance(error, ProgrammeInvalid):
        return str(error).splitlines()
    if isinstance(error, ArchiveDamaged | FolderGone):
        return [str(error)]
    return [_machine_line(error, home) or _unexpected_line(error, log_failure(home, error, moment))]


def _machine_line(error: Exception, home: Home) -> str | None:
    """What the machine refused; None where it is something else."""
    number, place = _refusal(error, home)
    if number in FULL:
        return (
            f"Hết chỗ trên ổ đĩa chứa {home.root}: hãy dọn bớt. {NEXT_VI}. / "
            f"The disk that holds {home.root} is full: make room; {NEXT_EN}."
        )
    if number == errno.EROFS:
        return (
            f"Không ghi được vào {place}: ổ đĩa đang chỉ cho đọc; xem lỗi ổ đĩa rồi nối lại để ghi. {NEXT_VI}. / "
            f"{place} lies on a disk that may only be read: look for its fault, mount it for writing; {NEXT_EN}."
        )
    if number in FORBIDDEN:
        return (
            f"Người dùng {_user()} không có quyền với {place}: sudo chown -R {_user()} {home.root}. {NEXT_VI}. / "
            f"The user {_user()} has no right to {place}: sudo chown -R {_user()} {home.root}; {NEXT_EN}."
        )
    if number in UNREACHABLE:
        return (
            f"Ổ đĩa hoặc ổ mạng chứa {place} không trả lời: kiểm tra rồi nối lại. {NEXT_VI}. / "
            f"The disk or network drive that holds {place} does not answer: look after it; {NEXT_EN}."
        )
    if number == errno.ENOMEM:
        return (
            f"Máy hết bộ nhớ: tắt bớt chương trình hoặc thêm bộ nhớ. {NEXT_VI}. / "
            f"The machine is out of memory: stop other programs or add some; {NEXT_EN}."
        )
    if isinstance(error, duckdb.Error) and is_damage(error):
        return (
            "Tệp cơ sở dữ liệu bị hỏng: python -m etl rebuild dựng lại từ kho lưu. / "
            "A database file is damaged: python -m etl rebuild makes it anew from the archive."
        )
    return None


def _refusal(error: Exception, home: Home) -> tuple[int | None, str]:
    """The number of the system's refusal, however it was told, and the place that it concerns."""
    is_out_of_threads = isinstance(error, RuntimeError) and "start new thread" in str(error)
    if is_out_of_threads or isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        return errno.ENOMEM, ""
    if isinstance(error, OSError):
        return error.errno, _whole(os.fsdecode(error.filename)) if error.filename else str(home.root)
    if isinstance(error, duckdb.Error):
        quoted = re.search(r'"([^"]+)"', str(error))
        for words, number in SAID_BY_DUCKDB.items():
            if words in str(error):
                return number, quoted[1] if quoted else str(home.root)
    return None, ""


def _whole(path: str) -> str:
    """A path in full, with what cannot be seen made visible."""
    return "".join(letter if letter.isprintable() else "�" for letter in path)


def _unexpected_line(error: Exception, reference: str) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    what = f"{type(error).__name__}: {shown(str(error).strip())} ({place})"
    return (
        f"Lỗi ngoài dự kiến lúc {reference}: {what}. Toàn bộ nằm trong log/run.jsonl; gửi đoạn ấy cho người phụ trách "
        f"phần mềm. / Unexpected failure at {reference}: {what}. All of it is in log/run.jsonl; send that to whoever "
        "looks after the software."
    )


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
