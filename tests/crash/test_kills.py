"""kill -9 at twenty moments; `make soak` does it five hundred times, and fills a real disk besides."""

import random
from pathlib import Path

from tests.crash.scene import make_scene
from tests.crash.soak import Soak


def test_nothing_is_lost_and_nothing_doubled_by_a_kill(tmp_path: Path) -> None:
    soak = Soak(make_scene(tmp_path / "scene", file_count=24, marked_count=1), tmp_path, random.Random(20))
    soak.undisturbed()
    soak.kills(20)
    assert soak.stages.total() == 20
    assert len(soak.stages) >= 3, soak.figures()
    assert (soak.lost, soak.doubled, soak.wrong) == (0, 0, 0)
