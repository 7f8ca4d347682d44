"""Power fails, or the disk is full, at every single step of a run: the run after it comes to the same."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crash.faults import POWER_CUT
from tests.crash.truth import differences, truth
from tests.house import PROJECT_ROOT, House
from warehouse.home import Home

SETTLED_AFTER = 3.1  # seconds; a run waits for younger files


class Server:
    """The process of tests/crash/faults.py."""

    def __init__(self, house: House) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.faults"],
            cwd=PROJECT_ROOT,
            env=house.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # of children that find their parent gone
            text=True,
        )

    def etl(self, home: Path, command: str, fault: str = "", step: int = 0) -> tuple[int, list[str]]:
        """Exit code and steps of one command."""
        assert self.process.stdin
        assert self.process.stdout
        asked = {"arguments": [command], "home": str(home), "fault": fault, "step": step}
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer["exit_code"], answer["steps"]

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Three files in an inbox: one good, the same again, and one to go back; and a snapshot too many."""
    house = House.build(tmp_path_factory.mktemp("steps") / "house")
    house.edit_csv("../settings", {"setting_value": "1"}, setting_code="snapshots_kept")
    good = house.drop_csv("a.csv", [("305", "2022-Q1", "T1.02", 40, 20)])
    shutil.copyfile(good, house.inbox / "b the same.csv")
    (house.inbox / "c.xlsx").write_bytes(b"no workbook")
    (house.home / "published").mkdir()
    (house.home / "published" / "20220101T000000Z-00000000.duckdb").touch()
    return house


@pytest.fixture(scope="module")
def server(house: House) -> Iterator[Server]:
    server = Server(house)
    yield server
    server.close()


def copies(house: House, count: int) -> list[Path]:
    """Data folders as that of the house, whose files have settled."""
    made = [house.root.parent / f"copy-{time.monotonic_ns()}" for _ in range(count)]
    for home in made:
        shutil.copytree(house.home, home)
    time.sleep(SETTLED_AFTER)
    return made


def outcomes(home: Home) -> list[str]:
    """What became of each file, in the order of receipts."""
    judged = sorted(home.events.glob("*.judged.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["outcome"] for path in judged]


@pytest.mark.parametrize(("fault", "left_with"), [("power", POWER_CUT), ("full", 1)])
def test_whatever_step_fails_the_next_run_comes_to_the_same(
    house: House, server: Server, fault: str, left_with: int
) -> None:
    first, second = copies(house, 2)
    exit_code, _ = server.etl(first, "run")
    assert exit_code == 0
    wanted = truth(Home(first))
    assert outcomes(Home(first)) == ["accepted", "duplicate", "returned"]
    _, steps = server.etl(second, "run", fault, step=10_000)
    assert truth(Home(second)) == wanted
    assert len(steps) > 30
    for number, home in enumerate(copies(house, len(steps))):
        exit_code, _ = server.etl(home, "run", fault, number)
        is_log = fault == "full" and steps[number].split()[1].startswith("log")  # which is never a reason to fail
        assert exit_code == (0 if is_log else left_with), f"{fault} at {steps[number]}"
        exit_code, _ = server.etl(home, "run")
        assert exit_code == 0, f"the run after {fault} at {steps[number]}"
        assert differences(truth(Home(home)), wanted) == [], f"after {fault} at {steps[number]}"
        shutil.rmtree(home)
