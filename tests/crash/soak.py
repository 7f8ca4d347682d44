"""`make soak`: kill -9 at hundreds of moments, a full disk at dozens, and each time nothing lost and nothing doubled.

KILLS, DISKS, PUBLISHES, FILES, SEED and SOAK_FOLDER may be set. `python -m tests.crash.soak` needs root, or gives
itself a small world of its own (`unshare`) where it may mount a disk.
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory

from tests.crash.full_disk import free, leave, small_disk, used_bytes
from tests.crash.kills import STAGES, after, aimed, kill_run, stage, start_run
from tests.crash.readers import read_while_publishing
from tests.crash.scene import Scene, make_scene
from tests.crash.truth import differences, doubled, lost_files, truth
from tests.house import House
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id

SETTLED_AFTER = 3.1  # seconds; a run waits for younger files
DISK_MB = 96


def main() -> int:
    """All of it; exit 1 if anything was lost, doubled or left behind."""
    if os.geteuid():
        os.execvp("unshare", ["unshare", "-Urm", sys.executable, "-m", "tests.crash.soak"])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # who stops it early gets the figures so far
    seed = int(os.environ.get("SEED", "2022"))
    with TemporaryDirectory(prefix="tienbo-soak-", dir=os.environ.get("SOAK_FOLDER")) as folder:
        root = Path(folder)
        scene = make_scene(root / "scene", file_count=int(os.environ.get("FILES", "200")), marked_count=4)
        soak = Soak(scene, root, random.Random(seed))
        try:
            soak.undisturbed()
            soak.kills(int(os.environ.get("KILLS", "500")))
            soak.full_disks(int(os.environ.get("DISKS", "50")))
            soak.readers(int(os.environ.get("PUBLISHES", "200")))
        finally:
            print(f"{soak.figures()}, seed {seed}", flush=True)
    return 1 if soak.lost or soak.doubled or soak.wrong else 0


class Soak:
    """Rounds over copies of one scene, and the counts of what was found."""

    def __init__(self, scene: Scene, root: Path, chance: random.Random) -> None:
        self.scene, self.root, self.chance = scene, root, chance
        self.stages: Counter[str] = Counter()
        self.disks: Counter[str] = Counter()
        self.lost = self.doubled = self.wrong = 0
        self.began = time.monotonic()

    def figures(self) -> str:
        """What was done so far, and what was found, in a line."""
        kills = ", ".join(f"{name} {self.stages[name]}" for name in STAGES if self.stages[name])
        disks = ", ".join(f"{name} {count}" for name, count in self.disks.items())
        return (
            f"kills {self.stages.total()} ({kills}); full disks {self.disks.total()} ({disks}); lost {self.lost}, "
            f"doubled {self.doubled}, otherwise wrong {self.wrong}; {(time.monotonic() - self.began) / 60:.0f} min"
        )

    def undisturbed(self) -> None:
        """One run to its end: what every other must come to, and how long it takes."""
        house = self.scene.copy(self.root / "undisturbed")
        time.sleep(SETTLED_AFTER)
        began = time.monotonic()
        house.etl("run")
        self.seconds = time.monotonic() - began
        self.wanted = truth(Home(house.home))
        print(f"{len(self.scene.files)} files, an undisturbed run takes {self.seconds:.1f} s", flush=True)

    def kills(self, count: int) -> None:
        """Half of them at a moment drawn over the whole run, half just after something happened.

        Of every fifth run only the parent is killed: its children must end by themselves.
        """
        snapshot_before = current_snapshot_id(Home(self.scene.house.home))
        for number, house in enumerate(self._houses(count), start=1):
            is_aimed = number % 2 == 0
            moment = aimed(house, self.chance) if is_aimed else after(self.chance.uniform(0, self.seconds))
            kill_run(house, moment, alone=number % 5 == 0)
            fell = stage(Home(house.home), len(self.scene.files), snapshot_before)
            self.stages[fell] += 1
            self._judge(house, f"kill {number}/{count} while {fell}")

    def full_disks(self, count: int) -> None:
        """The disk is full when a random number of bytes was written, from the first one to more than a run needs."""
        needed = 0
        for number in range(count + 1):
            with small_disk(self.root / "disk", DISK_MB) as disk:
                house = self.scene.copy(disk / "data")
                before, was_current = used_bytes(disk), current_snapshot_id(Home(house.home))
                time.sleep(SETTLED_AFTER)
                if not needed:  # the first one only measures
                    house.etl("run")
                    needed = used_bytes(disk) - before
                    continue
                left = self.chance.randrange(int(needed * 1.1))
                leave(disk, left)
                process = start_run(house)
                process.communicate()
                fell = f"exit {process.returncode}"
                self.disks[fell] += 1
                if process.returncode and current_snapshot_id(Home(house.home)) != was_current:
                    self._complain(f"full disk {number}", ["a run that failed moved CURRENT"])
                free(disk)
                self._judge(house, f"full disk {number}/{count} with {left // 1024} KiB left: {fell}")

    def readers(self, publish_count: int) -> None:
        """Eight readers without pause under so many publishes."""
        if not publish_count:
            return
        told = read_while_publishing(House.build(self.root / "read"), publish_count)
        errors = sum(len(reader["errors"]) for reader in told)
        counts = {name: sum(reader[name] for reader in told) for name in ("interactions", "mixed", "stale")}
        print(f"{publish_count} publishes under {len(told)} readers: errors {errors}, {counts}", flush=True)
        if errors or counts["mixed"] or counts["stale"]:
            self._complain("readers", [str(told)[:2000]])

    def _houses(self, count: int) -> Iterator[House]:
        """Copies made while the one before is at work, so that their files have settled."""
        with ThreadPoolExecutor(1) as pool:
            coming = [pool.submit(self._copy, number) for number in range(min(2, count))]
            for number in range(count):
                house = coming.pop(0).result()
                if number + 2 < count:
                    coming.append(pool.submit(self._copy, number + 2))
                yield house
                rmtree(house.home)

    def _copy(self, number: int) -> House:
        house = self.scene.copy(self.root / f"data-{number}")
        time.sleep(SETTLED_AFTER)
        return house

    def _judge(self, house: House, what: str) -> None:
        """One more run, after which everything must be as if nothing had happened."""
        process = start_run(house)
        said = "".join(process.communicate())
        home = Home(house.home)
        found = [f"the run after it left with {process.returncode}: {said[-500:]}"] if process.returncode else []
        lost, twice = lost_files(home, self.scene.files), doubled(home)
        self.lost += len(lost)
        self.doubled += len(twice)
        found += [*lost, *twice, *differences(truth(home), self.wanted)]
        print(f"{what}: {'WRONG' if found else 'ok'}", flush=True)
        if found:
            self._complain(what, found)
            copytree(house.home, self.root.parent / f"tienbo-wrong-{self.wrong}", dirs_exist_ok=True)

    def _complain(self, what: str, found: list[str]) -> None:
        self.wrong += 1
        print("\n    ".join([what, *found]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
