"""`check`: everything that a run would say of these files, without writing anything."""

import hashlib
from pathlib import Path
from typing import Any

from etl.corrections import NotPossible
from etl.inbox import name_as_text
from etl.ledger import Ledger
from etl.programme.load import default_folder, load_catalogue
from etl.returned import judgement_as_dict
from etl.sandbox import judge_in_sandbox
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id, open_snapshot

CLEAN, HAS_PROBLEMS, UNREADABLE = 0, 1, 2


def check_files(home: Home, paths: list[Path]) -> tuple[int, list[dict[str, Any]]]:
    """The exit code, and one object a file as `check --json` prints it, as if they were sent in this order.

    The store is never opened: what stands comes from the current snapshot; without one all is new. Raises
    NotPossible for a path that is no file, ProgrammeInvalid.
    """
    for path in paths:
        if not path.is_file():
            name = name_as_text(path)
            raise NotPossible(
                f"Không thấy tệp {name}; hãy kiểm tra lại đường dẫn. / There is no file {name}; check the path."
            )
    catalogue = load_catalogue(default_folder())
    snapshot_id = current_snapshot_id(home)
    connection = open_snapshot(home, snapshot_id).connection.cursor() if snapshot_id else None
    ledger = Ledger(connection, catalogue)
    exit_code, checked = CLEAN, []
    for path, judgement in judge_in_sandbox(paths, catalogue):
        ledger.look_up([judgement])
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        verdict = ledger.decide(judgement, sha256)
        checked.append(judgement_as_dict(name_as_text(Path(path.name)), sha256, verdict))
        if not judgement.is_readable:
            exit_code = UNREADABLE
        elif verdict.judgement.has_errors:
            exit_code = max(exit_code, HAS_PROBLEMS)
    return exit_code, checked
