"""How each made-up unit behaves over the year: its pace in each task, when it is silent or late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from etl.programme.catalogue import Programme

Role = Literal["regular", "resubmits", "is_returned", "silent", "falls_silent", "skips_second", "leaves_task"]

# pace: how far along its plan a unit is (1 = as planned); drift: what it gains or loses each period
TEMPERS = ((1.3, 0.02), (1.12, 0.0), (1.08, 0.02), (1.1, -0.08), (0.95, -0.05), (0.72, 0.12), (0.6, -0.03))
SPREAD = 0.16  # between the tasks of one unit
TASK_BIAS = (0.25, 0.0, -0.3, -0.1)  # the city as a whole is better at some tasks than at others
ROLES_IN_TURN: Mapping[int, Role] = {6: "silent", 9: "falls_silent", 12: "skips_second", 15: "leaves_task"}
TURN = 17


@dataclass(frozen=True)
class Story:
    """One unit's year. `paces` by task code, for the first period."""

    unit_code: str
    role: Role
    paces: Mapping[str, float]
    drift: float
    lateness: float  # the chance that a report is late

    def pace(self, task_code: str, period_number: int) -> float:
        return max(0.1, self.paces[task_code] + self.drift * (period_number - 1))

    def reports(self, period_number: int, last_number: int) -> bool:
        """Whether the unit sends anything for the period."""
        if self.role == "falls_silent":
            return period_number < last_number
        if self.role == "skips_second":
            return period_number != 2
        return self.role != "silent"


def dice(*seed: object) -> Random:
    """Chance that comes out the same for the same seed, whatever else was thrown before."""
    return Random("/".join(map(str, seed)))  # noqa: S311  # made-up data, no secrets


def make_stories(programme: Programme, unit_codes: Sequence[str], seed: int) -> dict[str, Story]:
    """A story for each unit, no two alike; one resubmits, one is returned, some are silent."""
    shuffled = list(unit_codes)
    dice(seed, "roles").shuffle(shuffled)
    # the one office has no peers: its silence would leave tasks of the city level untold
    shuffled.sort(key=lambda unit_code: programme.units[unit_code].unit_type == "office")
    return {unit_code: _story(programme, unit_code, position, seed) for position, unit_code in enumerate(shuffled)}


def _story(programme: Programme, unit_code: str, position: int, seed: int) -> Story:
    chance = dice(seed, "story", unit_code)
    pace, drift = TEMPERS[position % len(TEMPERS)]
    paces = {
        task_code: pace + TASK_BIAS[number % len(TASK_BIAS)] + chance.uniform(-SPREAD, SPREAD)
        for number, task_code in enumerate(programme.tasks)
    }
    is_office = programme.units[unit_code].unit_type == "office"
    role = "regular" if is_office else _role(position)
    return Story(unit_code, role, paces, drift, lateness=chance.choice((0.0, 0.05, 0.1, 0.5)))


def _role(position: int) -> Role:
    if position == 0:
        return "resubmits"
    if position == 1:
        return "is_returned"
    return ROLES_IN_TURN.get(position % TURN, "regular")
