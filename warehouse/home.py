"""The data folder: where everything that is not code lies."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Home:
    """The folders and files of one data folder. Nothing here creates or opens them."""

    root: Path
    store_name: str = "store.duckdb"  # another one while the store is made anew

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def events(self) -> Path:
        return self.archive / "events"

    @property
    def returned(self) -> Path:
        return self.root / "returned"

    @property
    def store(self) -> Path:
        return self.root / self.store_name

    @property
    def published(self) -> Path:
        return self.root / "published"

    @property
    def current(self) -> Path:
        return self.published / "CURRENT"

    @property
    def heartbeat(self) -> Path:
        return self.root / "heartbeat.json"

    @property
    def at_work(self) -> Path:
        return self.root / "at_work.json"

    @property
    def log(self) -> Path:
        return self.root / "log" / "run.jsonl"

    @property
    def lock(self) -> Path:
        return self.root / "run.lock"


def find_home() -> Home:
    """The home named by TIENBO_HOME, else `<project root>/data`, whatever the working directory."""
    return Home(Path(os.environ.get("TIENBO_HOME") or PROJECT_ROOT / "data").expanduser().resolve())
