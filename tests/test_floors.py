"""The floors of the house (ARCHITECTURE.md): which room may import what."""

import ast
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("etl", "warehouse", "dashboard", "pages")
SPREADSHEETS = ("openpyxl", "xlsxwriter", "python_calamine", "fastexcel", "xlrd")
# room → (our rooms that it may import, what it must not touch)
FLOORS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "warehouse": (("warehouse",), ("streamlit", "plotly", *SPREADSHEETS)),
    "etl": (("etl", "warehouse"), ("streamlit", "plotly")),
    "dashboard/charts": (("dashboard.charts", "dashboard.words"), ("streamlit", "duckdb", "warehouse")),
    "dashboard": (("dashboard", "warehouse"), ("duckdb", "etl")),
    "pages": (("dashboard", "warehouse.questions"), ("duckdb", "plotly", "etl")),
}


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, functions' own imports too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_in(module: str, rooms: tuple[str, ...]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("room", FLOORS)
def test_a_room_imports_only_what_its_floor_allows(room: str) -> None:
    allowed, forbidden = FLOORS[room]
    files = list((PROJECT_ROOT / room).rglob("*.py"))
    if room == "dashboard":
        files = [path for path in files if "charts" not in path.parts]
    assert files
    for path in files:
        for module in imports_of(path):
            assert not is_in(module, forbidden), f"{path.relative_to(PROJECT_ROOT)} imports {module}"
            if is_in(module, ROOMS):
                assert is_in(module, allowed), f"{path.relative_to(PROJECT_ROOT)} imports {module}"
