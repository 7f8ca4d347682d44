"""The sandbox: one file may do what it likes to its child; the run and the other files go on."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pebble import ProcessPool

from etl import sandbox
from etl.programme.catalogue import Catalogue
from etl.programme.load import PROJECT_ROOT
from etl.sandbox import judge_in_sandbox, mark_in_sandbox
from etl.submission import Judgement
from tests.etl.workbooks import catalogue, judged, long_csv, raw_workbook, workbook, worksheet


def limited(**limits: float) -> Catalogue:
    return replace(catalogue(), settings=replace(catalogue().settings, **limits))


def good(folder: Path, number: int) -> Path:
    return long_csv(folder / f"{number}.csv", f"2022,305,2022-Q1,T1.01,{number},,")


def heavy(folder: Path) -> Path:
    """A small file that passes the gate and unfolds to two million blank cells."""
    corner = worksheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="5000"><c r="GR5000"><v>1</v></c></row>')
    return raw_workbook(folder / "heavy.xlsx", *[corner] * 2)


def slow(folder: Path) -> Path:
    """Blank rows with formats, two million of them."""
    rows = worksheet("".join(f'<row r="{number}" s="1"/>' for number in range(1, 1_000_001)))
    return raw_workbook(folder / "slow.xlsx", *[rows] * 2)


def deadly(path: Path, number: int, once: str = "") -> Judgement:
    """Judges, but dies of the file 13; where `once` names a file, only as long as that is not there."""
    if path.stem == "13" and not (once and Path(once).exists()):
        if once:
            os.close(os.open(once, os.O_CREAT))
        os.kill(os.getpid(), number)
    return sandbox.judge_file(path, catalogue())


def codes(paths: Sequence[Path], given: Catalogue) -> list[list[str]]:
    """The codes of the errors of each file."""
    return [
        [problem.code for problem in judgement.problems if problem.severity == "error"]
        for _, judgement in judge_in_sandbox(paths, given)
    ]


def test_no_files_no_children() -> None:
    assert list(judge_in_sandbox([], catalogue())) == []


def test_a_child_says_what_the_parent_would(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"NV1!D5": 3, "NV1!D6": "khoảng 40"})
    assert list(judge_in_sandbox([path], catalogue())) == [(path, judged(path))]


def test_a_file_that_eats_the_memory_is_unreadable_and_the_others_go_on(tmp_path: Path) -> None:
    paths = [good(tmp_path, 1), heavy(tmp_path), good(tmp_path, 2), good(tmp_path, 3)]
    assert codes(paths, limited(read_memory_mb=80)) == [[], ["unreadable"], [], []]


def test_a_file_that_takes_too_long_is_too_slow_and_the_others_go_on(tmp_path: Path) -> None:
    paths = [good(tmp_path, 1), slow(tmp_path), good(tmp_path, 2), good(tmp_path, 3)]
    assert codes(paths, limited(read_timeout_seconds=1.5)) == [[], ["too_slow"], [], []]


@pytest.mark.parametrize("death", ["SIGKILL", "SIGABRT", "SIGSEGV"])
def test_a_file_that_kills_its_child_is_unreadable_and_the_others_go_on(
    death: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_judge", partial(deadly, number=getattr(signal, death)))
    paths = [good(tmp_path, 1), good(tmp_path, 13), good(tmp_path, 2), good(tmp_path, 3)]
    assert codes(paths, catalogue()) == [[], ["unreadable"], [], []]


def test_a_child_that_died_of_somebody_elses_fault_is_forgiven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_judge", partial(deadly, number=signal.SIGKILL, once=str(tmp_path / "died")))
    assert codes([good(tmp_path, 1), good(tmp_path, 13), good(tmp_path, 2)], catalogue()) == [[], [], []]
    assert (tmp_path / "died").exists()


def test_a_pool_that_broke_is_not_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where children die that have no file at work, pebble gives up the whole pool."""
    pools: list[ProcessPool] = []

    def remember(*arguments: object) -> ProcessPool:
        pools.append(made(*arguments))  # type: ignore[arg-type]
        return pools[-1]

    made = sandbox._pool
    monkeypatch.setattr(sandbox, "_pool", remember)
    paths = [good(tmp_path, number) for number in range(1, 40)]
    answers = judge_in_sandbox(paths, catalogue())
    assert next(answers)[0] == paths[0]
    pools[0]._pool_manager.handle_broken_pool(BrokenProcessPool("all of its children died"))
    rest = list(answers)
    assert [path for path, _ in rest] == paths[1:]
    assert not any(judgement.has_errors for _, judgement in rest)
    assert len(pools) > 1


def test_a_child_can_write_no_file_and_shouts_at_nobody(tmp_path: Path) -> None:
    code = (
        "from etl.sandbox import _limit\n"
        "import sys\n"
        "_limit(300, 0)\n"
        "print('out'); print('err', file=sys.stderr, flush=True)\n"
        "try:\n"
        "    import os; os.write(os.open('written', os.O_CREAT | os.O_WRONLY), b'a')\n"
        "except OSError:\n"
        "    sys.exit(7)\n"
    )
    environment = {"PYTHONPATH": str(PROJECT_ROOT)}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (7, b"", b"")
    assert (tmp_path / "written").read_bytes() == b""


def test_a_file_that_is_gone_is_unreadable_and_the_others_go_on(tmp_path: Path) -> None:
    paths = [tmp_path / "gone.csv", good(tmp_path, 1)]
    assert codes(paths, catalogue()) == [["unreadable"], []]


def test_files_are_handed_out_only_as_fast_as_they_are_taken(tmp_path: Path) -> None:
    """Else the judgements of a large inbox would lie in memory before the first is stored."""
    taken = 0

    class Watched(list[Path]):
        def __iter__(self) -> Iterator[Path]:
            nonlocal taken
            for path in super().__iter__():
                taken += 1
                yield path

    paths = Watched(good(tmp_path, number) for number in range(40))
    answers = judge_in_sandbox(paths, catalogue())
    next(answers)
    assert taken <= (os.cpu_count() or 1) * sandbox.LOOK_AHEAD
    assert len(list(answers)) == 39


def test_a_run_from_cron_reads_vietnamese(tmp_path: Path) -> None:
    """No LANG, another folder, python -m: names and numbers come through."""
    path = workbook(tmp_path / "báo cáo.xlsx", {"NV1!D5": "khoảng 40"})
    code = (
        "from pathlib import Path; from etl.programme.load import default_folder, load_catalogue\n"
        "from etl.sandbox import judge_in_sandbox\n"
        "if __name__ == '__main__':\n"
        "    paths = sorted(Path('.').glob('*.xlsx'))\n"
        "    for path, judgement in judge_in_sandbox(paths, load_catalogue(default_folder())):\n"
        "        print(*[problem.found for problem in judgement.problems if problem.severity == 'error'])\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROJECT_ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, script], cwd=path.parent, env=environment, capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode() == "khoảng 40\n"
    assert done.stderr == b""


def test_a_workbook_is_marked_in_a_child(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"NV1!D5": "khoảng 40"})
    assert mark_in_sandbox(path, tmp_path / "marked.xlsx", judged(path).problems)
    assert "khoảng 40" in load_workbook(tmp_path / "marked.xlsx")["NV1"]["D5"].comment.text


def test_what_cannot_be_marked_is_said(tmp_path: Path) -> None:
    path = good(tmp_path, 1)
    assert not mark_in_sandbox(path, tmp_path / "marked.xlsx", judged(path).problems)


def test_a_full_disk_is_not_taken_for_a_workbook_that_cannot_be_marked(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"NV1!D5": "khoảng 40"})
    (tmp_path / "marked.xlsx").symlink_to("/dev/full")
    with pytest.raises(OSError) as full:  # noqa: PT011 - any other OSError would have another number
        mark_in_sandbox(path, tmp_path / "marked.xlsx", judged(path).problems)
    assert full.value.errno == errno.ENOSPC
