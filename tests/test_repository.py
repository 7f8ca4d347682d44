"""What the repository promises of itself."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.test_floors import ROOMS, imports_of

PROJECT_ROOT = Path(__file__).resolve().parent.parent


def tracked_texts() -> dict[str, str]:
    """Every text file of the repository, by path; those not yet committed too."""
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


def test_no_file_names_a_package_registry() -> None:
    host = re.compile(r"--(?:extra-)?index-url|pypi\.org|files\.pythonhosted")
    assert [name for name, text in tracked_texts().items() if host.search(text)] == []


def pinned(file_name: str) -> dict[str, str]:
    """The exact version of each package that a requirements file names; anything but an exact pin is an error."""
    lines = (PROJECT_ROOT / file_name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
    pins = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in wanted]
    assert None not in pins, wanted
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


def test_every_import_of_ours_is_a_pinned_requirement() -> None:
    pins = pinned("requirements.txt")
    known = packages_distributions()
    for room in ROOMS:
        for path in (PROJECT_ROOT / room).rglob("*.py"):
            for module in {name.split(".")[0] for name in imports_of(path)} - {*sys.stdlib_module_names, *ROOMS}:
                assert canonicalize_name(known[module][0]) in pins, f"{path} imports {module}"


@pytest.mark.parametrize("file_names", [("requirements.txt",), ("requirements.txt", "requirements-dev.txt")])
def test_what_the_requirements_bring_with_them_is_pinned_too(file_names: tuple[str, ...]) -> None:
    pins = {name: pin for file_name in file_names for name, pin in pinned(file_name).items()}
    for name, pin in pins.items():
        assert version(name) == pin, f"{name}: run make again"
        for text in requires(name) or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                assert canonicalize_name(requirement.name) in pins, f"{name} needs {text}"


def test_the_readme_names_both_commands_and_every_etl_command() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
    source = (PROJECT_ROOT / "etl" / "__main__.py").read_text(encoding="utf-8")
    commands = re.findall(r'add_parser\("(\w+)"', source)
    assert len(commands) == 10
    assert [command for command in commands if f"| `{command}" not in readme] == []


def test_every_make_target_that_the_readme_names_is_there() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, re.MULTILINE))
    rules = set(re.findall(r"^([a-z]+):", (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test", "etl", "check", "bench", "pictures", "dictionary"} <= named
    assert named <= rules
