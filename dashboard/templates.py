"""Workbooks to send out, made by the ETL's own command in a process of its own: the dashboard knows no spreadsheets."""

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TIMEOUT_SECONDS = 180


class NotMade(Exception):
    """The command failed; its last words are for the operator."""


def make_templates(programme_code: str, period_code: str, unit_code: str | None) -> tuple[str, bytes]:
    """File name and content: one unit's workbook, or (unit None) a zip of everyone's. Raises NotMade."""
    with tempfile.TemporaryDirectory() as folder:
        if unit_code is not None:
            path = Path(folder) / f"{unit_code}_{period_code}.xlsx"
            _run(programme_code, period_code, ["--unit", unit_code, "--out", str(path)])
            return path.name, path.read_bytes()
        _run(programme_code, period_code, ["--all", "--out", folder])
        return f"{period_code}.zip", _zipped(Path(folder))


def _run(programme_code: str, period_code: str, options: list[str]) -> None:
    command = [sys.executable, "-m", "etl", "template", "--programme", programme_code, "--period", period_code]
    try:
        done = subprocess.run(  # noqa: S603 - our own command; codes come from the catalogue
            [*command, *options], capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as expired:
        raise NotMade(f"no answer within {TIMEOUT_SECONDS} s") from expired
    if done.returncode != 0:
        raise NotMade(done.stderr.strip().rpartition("\n")[2][:300])


def _zipped(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # workbooks are packed already
        for path in sorted(folder.glob("*.xlsx")):
            archive.write(path, path.name)
    return buffer.getvalue()
