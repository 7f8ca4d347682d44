"""A home with a past: several snapshots on several days, and what the tests know of each."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.homes import MadeHome
from tests.house import House
from tests.journeys.year import known_values
from tests.oracle.programme import Programme
from tests.oracle.units import Values

UNITS = ("SNV", "STP", "SYT", "303", "304", "305", "306", "318", "BVSTBPN")
LATEST = "2022-Q3"


@dataclass
class Past:
    """The home; its snapshots, the oldest first; the values that stood in each."""

    made: MadeHome
    programme: Programme
    snapshot_ids: list[str] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)

    def publish(self, today: str, name: str, values: Values, standing: Values) -> None:
        """Send values on that day, run, and keep what then stands."""
        self.made.house.today = today
        self.made.house.drop_csv(name, [(*key, total, women) for key, (total, women) in values.items()])
        self.made.house.etl("run")
        self.snapshot_ids.append(str(self.made.house.snapshot_id))
        self.values.append(standing)


def past_home(root: Path, seed: int = 5) -> Past:
    """Two periods on 20/06; on 18/09 half of the units report the third, in two loads; on 25/09 all others but one."""
    house = House.build(root)
    house.keep_units(UNITS)
    programme = Programme(house.programme)
    everything = known_values(programme, list(programme.periods)[:3], seed)
    past = Past(MadeHome(house), programme)
    units = list(programme.units)
    loads = [
        ("2022-06-20", {key: pair for key, pair in everything.items() if key[1] != LATEST}),
        ("2022-09-18", {key: pair for key, pair in everything.items() if key[1] == LATEST and key[0] in units[:2]}),
        ("2022-09-18", {key: pair for key, pair in everything.items() if key[1] == LATEST and key[0] in units[2:5]}),
        ("2022-09-25", {key: pair for key, pair in everything.items() if key[1] == LATEST and key[0] in units[5:-1]}),
    ]
    standing: Values = {}
    for number, (today, values) in enumerate(loads):
        standing = {**standing, **values}
        past.publish(today, f"load{number}.csv", values, standing)
    return past
