"""A home in which odd values and a copied report are planted, and which of them there is to ask about."""

from pathlib import Path

from tests.homes import MadeHome
from tests.house import House

DISTRICTS = ("303", "304", "305", "306", "307", "308", "309", "311")
FIRST = {
    "T1.01": 1,
    "T1.02": 260,
    "T1.05": 60,
    "T1.08": 1,
    "T3.03": 1,
    "T3.04": 2,
    "T3.11": 12.5,
    "T4.04": 3,
    "T2.08": 40,
}
NEXT = FIRST | {"T1.02": 310, "T1.05": 48, "T3.04": 1, "T3.11": 18.2, "T4.04": 2, "T2.08": 42}
COPIED = ("307", "2022-Q2")
SUMMED = ("311", "2022-Q2")  # what each period brought, added up
ODD = {  # (unit, period, indicator) → (value, why, what it is compared with)
    ("303", "2022-Q1", "T1.02"): (9000, "far_above_peers", 285),  # first of all to report: nothing to compare with then
    ("305", "2022-Q2", "T1.05"): (600, "far_above_history", 60),
    ("304", "2022-Q2", "T2.08"): (10, "stock_jump", 40),
    ("306", "2022-Q2", "T2.08"): (0, "stock_jump", 40),
}
JUST_NOT = {("305", "2022-Q2", "T1.02"): 2599, ("308", "2022-Q2", "T2.08"): 59, ("308", "2022-Q2", "T1.01"): 30}


def odd_home(root: Path) -> MadeHome:
    """Eight districts, two periods; 303 comes first and alone, so that no check at the door could find it odd."""
    house = House.build(root)
    sent = {
        (unit, period): dict(FIRST if period == "2022-Q1" or (unit, period) == COPIED else NEXT)
        for period in ("2022-Q1", "2022-Q2")
        for unit in DISTRICTS
    }
    added = {code: total + NEXT[code] for code, total in FIRST.items() if code != "T2.08"}
    sent[SUMMED] = NEXT | added
    for unit, period, code in JUST_NOT:
        sent[unit, period][code] = JUST_NOT[unit, period, code]
    for (unit, period, code), (value, _, _) in ODD.items():
        sent[unit, period][code] = value
    first, *rest = sent
    for number, keys in enumerate(([first], rest)):
        house.drop_csv(
            f"{number}.csv", [(*key, code, total, None) for key in keys for code, total in sent[key].items()]
        )
        house.etl("run")
    return MadeHome(house)
