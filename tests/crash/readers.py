"""Readers that never pause while snapshots are published and the oldest forgotten under their feet.

`python -m tests.crash.readers` is one of them: it reads the home of TIENBO_HOME until a file `stop` lies there, and
then prints a line of JSON with what it saw.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etl.programme.load import load_catalogue
from etl.publish import publish
from tests.house import House
from warehouse.home import Home, find_home
from warehouse.questions.publication import publication
from warehouse.scope import Scope
from warehouse.snapshot import current_snapshot_id, open_current
from warehouse.store import open_store

READERS = 8
STOP = "stop"
UNIT, PERIOD, INDICATOR = "305", "2022-Q1", "T1.02"


def read_while_publishing(house: House, publish_count: int) -> list[dict[str, Any]]:
    """Publish so often, each time with another number; what eight readers saw meanwhile. Two snapshots are kept."""
    house.edit_csv("../settings", {"setting_value": "2"}, setting_code="snapshots_kept")
    house.drop_csv("a.csv", [(UNIT, PERIOD, INDICATOR, 1, None)])
    house.etl("run")
    readers = [_start_reader(house.environment) for _ in range(READERS)]
    home, catalogue = Home(house.home), load_catalogue(house.root / "programmes")
    connection = open_store(home.store)
    for number in range(2, publish_count + 2):
        connection.execute("update accepted.measurement set total_value = $n where total_value > 0", {"n": number})
        publish(home, connection, catalogue)
    connection.close()
    (home.root / STOP).touch()
    return [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]


def read_on(home: Home) -> dict[str, Any]:
    """Interactions without pause: their number, how many different numbers were seen, errors, views of two snapshots,
    and interactions that saw something older than what was current when they began."""
    seen: set[float] = set()
    told: dict[str, Any] = {"interactions": 0, "errors": [], "mixed": 0, "stale": 0}
    is_last = False
    while not is_last:
        is_last = (home.root / STOP).exists()
        try:
            interaction = _interact(home)
        except Exception as error:
            told["errors"].append(repr(error)[:300])
            continue
        told["interactions"] += 1
        told["mixed"] += interaction["is_mixed"]
        told["stale"] += interaction["is_stale"]
        seen.add(interaction["value"])
    return told | {"seen": len(seen), "last": max(seen, default=0)}


def _interact(home: Home) -> dict[str, Any]:
    began_with = current_snapshot_id(home)
    snapshot = open_current(home)
    assert snapshot
    ended_with = current_snapshot_id(home)
    where = f"unit_code = '{UNIT}' and period_code = '{PERIOD}' and indicator_code = '{INDICATOR}'"
    fact = snapshot.ask(f"select total_value from fact.measurement where {where}").iloc[0, 0]
    said = publication(snapshot, Scope.everything()).snapshot_id.iloc[0]
    mart = snapshot.ask(f"select period_value from mart.indicator_by_unit where {where}").iloc[0, 0]
    return {
        "value": float(fact),
        "is_mixed": fact != mart or said != snapshot.snapshot_id,
        "is_stale": snapshot.snapshot_id != began_with and began_with == ended_with,
    }


def _start_reader(environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.crash.readers"],
        cwd=Path(__file__).resolve().parents[2],
        env={**environment, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


if __name__ == "__main__":
    os.nice(5)
    print(json.dumps(read_on(find_home())))
