"""What the repository promises of itself."""

import re
import subprocess
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def tracked_texts() -> dict[str, str]:
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    paths = [PROJECT_ROOT / name for name in names if not name.endswith(".png")]
    return {str(path): path.read_text(encoding="utf-8") for path in paths if path.is_file()}


def test_no_file_names_a_machine() -> None:
    folder = re.compile(r"(?<![\w.])/(?:work|home/\w+|Users)/")
    assert [name for name, text in tracked_texts().items() if folder.search(text)] == []


def test_requirements_are_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (PROJECT_ROOT / name).read_text(encoding="utf-8").splitlines()
        wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
        assert wanted
        assert [line for line in wanted if not re.fullmatch(r"[\w.\[\]-]+==[\w.]+(\s*[#;].*)?", line)] == []


def test_the_readme_names_both_commands_and_every_etl_command() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
    source = (PROJECT_ROOT / "etl" / "__main__.py").read_text(encoding="utf-8")
    commands = re.findall(r'add_parser\("(\w+)"', source)
    assert len(commands) == 8
    assert [command for command in commands if f"| `{command}" not in readme] == []
