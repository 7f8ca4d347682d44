"""The inbox: what is taken, what never is and is told, and what changes between the look and the opening."""

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl import inbox as module
from etl.archive import keep_file
from etl.inbox import look_at, never_taken, open_as_seen, waiting_files
from warehouse.home import Home

NOBODY = 65_534


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Root may read everything: then as somebody who owns the folder and nothing else."""
    if os.geteuid() != 0:
        yield
        return
    for path in [folder, *folder.rglob("*")]:
        os.lchown(path, NOBODY, NOBODY)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def names(inbox: Path) -> list[str]:
    return [file.file_name for file in waiting_files(inbox)]


def test_only_plain_files_are_taken_and_the_rest_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    (tmp_path / "thư mục.xlsx").mkdir()
    (tmp_path / "thư mục.xlsx" / "b.xlsx").touch()
    os.link(tmp_path / "a.xlsx", tmp_path / "hard.xlsx")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "a.xlsx")
    (tmp_path / "nowhere.xlsx").symlink_to("nowhere")
    (tmp_path / "folder").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe.xlsx")
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)  # a socket's path may not be long
        server.bind("socket.xlsx")
    for name in (".hidden.xlsx", "~$a.xlsx", "half.xlsx.part"):
        (tmp_path / name).touch()
    assert names(tmp_path) == ["a.xlsx", "hard.xlsx", "thư mục.xlsx/b.xlsx"]
    assert never_taken(tmp_path) == ["folder", "link.xlsx", "nowhere.xlsx", "pipe.xlsx", "socket.xlsx"]


def test_what_may_not_be_read_or_removed_stays_and_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inbox = Path(folder)
        inbox.chmod(0o755)
        (inbox / "closed.xlsx").touch(mode=0o000)
        (inbox / "open.xlsx").touch()
        for name, mode in (("shut", 0o000), ("fixed", 0o555)):
            (inbox / name).mkdir()
            (inbox / name / "a.xlsx").touch()
            (inbox / name).chmod(mode)
        with as_nobody(inbox):
            # `access` asks for the real user, which in a test stays root
            monkeypatch.setattr(module.os, "access", lambda path, mode: _access(path, mode))
            assert names(inbox) == ["open.xlsx"]
            assert never_taken(inbox) == ["closed.xlsx", "fixed/a.xlsx", "shut"]
        for name in ("shut", "fixed"):
            (inbox / name).chmod(0o755)


def _access(path: Path, mode: int, ask: object = os.access) -> bool:
    return bool(ask(path, mode, effective_ids=True))  # type: ignore[operator]


def test_a_file_that_was_given_up_half_written_is_told_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half.xlsx.part").touch()
    assert never_taken(tmp_path) == []
    monkeypatch.setattr(module, "ABANDONED_AFTER_SECONDS", -1.0)
    assert never_taken(tmp_path) == ["half.xlsx.part"]
    assert names(tmp_path) == []


def test_names_are_kept_apart_and_written_down_whatever_they_are(tmp_path: Path) -> None:
    strange = [
        "a.xlsx", "A.xlsx", "Ba\u0301o ca\u0301o.xlsx", "B\u00e1o c\u00e1o.xlsx", "hai\ndong\t.xlsx", "con.xlsx",
        "<img src=x>.xlsx", "\u202excod.xlsx", "x" * 250 + ".xlsx", "..xlsx", "=cmd|.xlsx", "-rf",
    ]  # fmt: skip
    for name in strange:
        (tmp_path / name).touch()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.xlsx")).touch()
    deep = tmp_path / "/".join(["sâu"] * 60)
    deep.mkdir(parents=True)
    (deep / "a.xlsx").touch()
    files = waiting_files(tmp_path)
    strange.remove("..xlsx")  # hidden
    assert {file.file_name for file in files} >= {*strange, "\ufffd\ufffd.xlsx"}
    assert len(files) == len(strange) + 2
    assert len({file.identity for file in files}) == len(files)
    for file in files:
        file.file_name.encode()


@pytest.mark.parametrize("swap", ["link", "pipe", "gone", "other", "longer", "folder"])
def test_what_was_exchanged_after_the_look_is_not_taken(swap: str, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    for folder in (home.inbox, home.archive):
        folder.mkdir(parents=True)
    (tmp_path / "secret").write_text("bí mật", encoding="utf-8")
    path = home.inbox / "a.xlsx"
    path.write_bytes(b"12345")
    file = look_at(home.inbox, path)
    assert file
    opened = open_as_seen(file)
    assert opened
    with opened:
        assert opened.read() == b"12345"
    if swap == "longer":
        with path.open("ab") as more:
            more.write(b"6")
    else:
        path.unlink()
        {
            "link": lambda: path.symlink_to(tmp_path / "secret"),
            "pipe": lambda: os.mkfifo(path),
            "gone": lambda: None,
            "other": lambda: path.write_bytes(b"54321"),
            "folder": path.mkdir,
        }[swap]()
    assert open_as_seen(file) is None
    assert keep_file(home, file) is None
    assert [path for path in home.archive.rglob("*") if path.is_file()] == []


def test_what_grows_while_it_is_copied_is_left_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    for folder in (home.inbox, home.archive):
        folder.mkdir(parents=True)
    path = home.inbox / "a.xlsx"
    path.write_bytes(b"12345")
    file = look_at(home.inbox, path)
    assert file

    def copy(source: object, target: object, *_: object) -> None:
        with path.open("ab") as more:
            more.write(b"6")

    monkeypatch.setattr("etl.archive.shutil.copyfileobj", copy)
    assert keep_file(home, file) is None
    assert path.exists()
