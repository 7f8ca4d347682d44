"""What goes back to the sender: the file as it came, and every problem by its cell, for machines and for people."""

import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

from etl.ledger import Verdict
from etl.messages import message_en, message_vi, shown
from warehouse.snapshot import sync_folder

NAME_BYTES = 120


def safe_name(file_name: str) -> str:
    """The last part of a stranger's file name, fit to be a name here: NFC, no separators or control characters."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", file_name)[-1])
    name = "".join(letter for letter in name if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending[:10]) if dot else (name, "")
    while len((stem + ending).encode()) > NAME_BYTES:
        stem = stem[:-1]
    return (stem + ending) or "tep"


def judgement_as_dict(file_name: str, sha256: str, verdict: Verdict) -> dict[str, Any]:
    """One file as `check --json` and problems.json tell it."""
    return {
        "file": file_name,
        "sha256": sha256,
        "outcome": verdict.outcome,
        "submissions": [
            {
                "programme_code": one.programme_code,
                "unit_code": one.unit_code,
                "period_code": one.period_code,
                "outcome": one.outcome,
            }
            for one in verdict.submissions
        ],
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "sheet": problem.sheet,
                "cell": problem.cell,
                "found": shown(problem.found),
                "message_vi": message_vi(problem),
                "message_en": message_en(problem),
            }
            for problem in verdict.judgement.problems
        ],
    }


def write_returned(day_folder: Path, source: Path, file_name: str, sha256: str, verdict: Verdict) -> Path:
    """Put the file back under `day_folder` with problems.json and problems.txt; once there, it is left as it is."""
    name = safe_name(file_name)
    final = day_folder / f"{name}~{sha256[:8]}"
    if final.exists():
        return final
    day_folder.mkdir(parents=True, exist_ok=True)
    temporary = day_folder / f".tmp-{sha256[:8]}"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    shutil.copyfile(source, temporary / name)
    told = judgement_as_dict(file_name, sha256, verdict)
    content = json.dumps([told], ensure_ascii=False, indent=1)
    (temporary / "problems.json").write_text(content, encoding="utf-8")
    (temporary / "problems.txt").write_text(_text(told), encoding="utf-8-sig")
    temporary.replace(final)
    sync_folder(day_folder)
    return final


def _text(told: dict[str, Any]) -> str:
    lines = [f"Tệp bị trả lại / returned: {told['file']}", ""]
    for problem in sorted(told["problems"], key=lambda problem: problem["severity"]):
        word = "LỖI" if problem["severity"] == "error" else "Lưu ý"
        place = " ".join(part for part in (problem["sheet"], problem["cell"]) if part)
        lines += [f"{word} · {place}", f"  {problem['message_vi']}", f"  {problem['message_en']}", ""]
    lines.append("Sửa các lỗi trên rồi gửi lại cả tệp. / Mend the errors above and send the whole file again.")
    return "\n".join(lines)
