"""The folder of a returned file: its files are handed out as they lie there, and never opened here."""

import re
from pathlib import Path

from warehouse.home import Home


def returned_folder(home: Home, sha256: str, received_date: str) -> Path | None:
    """Where a returned file and what was written about it lie; None where nothing does (any more).

    sha256: of the file. received_date: the local day it was received, ISO; a later run may have put it into another
    day's folder.
    """
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or not home.returned.is_dir():
        return None
    found = [path for path in home.returned.glob(f"*/*~{sha256[:8]}") if path.is_dir() and not path.is_symlink()]
    inside = [path for path in found if path.resolve().is_relative_to(home.returned.resolve())]
    return min(inside, key=lambda path: (path.parent.name != received_date, path.parent.name), default=None)


def files_to_hand_out(folder: Path) -> list[Path]:
    """The plain files of the folder: what was made for the clerk first, then the file as it was sent."""
    files = [path for path in folder.iterdir() if path.is_file() and not path.is_symlink() and path.suffix != ".json"]
    own_name = folder.name.rpartition("~")[0]
    return sorted(files, key=lambda path: (path.name == own_name, path.suffix == ".txt", path.name))
