"""The words for problems: every code has them, in both languages, and their blanks fit."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import etl
from etl.messages import BLANK_EN, BLANK_VI, MAX_SHOWN, message_en, message_vi, messages, shown
from etl.submission import Problem

SOURCES = sorted(Path(etl.__path__[0]).glob("**/*.py"))
ALWAYS_FILLED = {"found", "cell"}


def constants(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def problem_codes(path: Path) -> set[str]:
    """The codes that a module gives to `Problem` and to its own functions that make one."""
    codes = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            arguments = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if name in {"Problem", "Fault", "_problem", "_unknown", "_add", "_odd", "_at_total"} and arguments:
                codes.update(each for each in arguments[:1] + arguments[1:2] if is_code(each))
    return codes


def is_code(text: object) -> bool:
    return (
        isinstance(text, str) and text not in ("error", "warning") and bool(re.fullmatch(r"[a-z]+(_[a-z0-9]+)+", text))
    )


def blanks(code: str, language: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(messages()[code][language]) if name}


def test_every_code_that_is_used_has_words() -> None:
    used = set().union(*map(problem_codes, SOURCES)) - {"is_made_up"}
    assert len(used) > 40
    assert used <= messages().keys()


def test_every_message_is_used() -> None:
    written = set().union(*map(constants, SOURCES))
    assert messages().keys() <= written


@pytest.mark.parametrize("code", sorted(messages()))
def test_both_languages_tell_the_same(code: str) -> None:
    row = messages()[code]
    assert set(row) == {"problem_code", "message_vi", "message_en"}
    assert blanks(code, "message_vi") == blanks(code, "message_en")
    assert row["message_vi"].endswith((".", "note", "}"))
    assert row["message_vi"] != row["message_en"]


def test_blanks_are_filled_in_both_languages() -> None:
    details = (("label", "Kỳ báo cáo"), ("meta", "2022-Q1"))
    problem = Problem("meta_disagrees", "error", "Thông tin", "B8", "2022-Q2", details)
    for message in (message_vi(problem), message_en(problem)):
        assert "“2022-Q2”" in message
        assert "“2022-Q1”" in message


def test_a_blank_that_was_found_is_named() -> None:
    problem = Problem("unknown_period", "error", details=(("known", "2022-Q1"),))
    assert BLANK_VI in message_vi(problem)
    assert BLANK_EN in message_en(problem)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("khoảng 40", "khoảng 40"),
        ("{cell} {0} %s", "{cell} {0} %s"),
        ("một\nhai\x00\u202eba", "một�hai��ba"),
        ("x" * 5000, "x" * (MAX_SHOWN - 1) + "…"),
    ],
)
def test_what_strangers_typed_is_shown_as_text(found: str, expected: str) -> None:
    assert shown(found) == expected
    assert f"“{expected}”" in message_vi(Problem("not_a_number", "error", found=found))


@given(st.text())
def test_nothing_that_is_shown_is_long_or_invisible(text: str) -> None:
    assert len(shown(text)) <= MAX_SHOWN
    assert shown(text).isprintable()
