"""What the map shows, in a sentence."""

import pandas as pd

from dashboard.words import Words

_NAMED = 5


def map_finding(tiles: pd.DataFrame, group: str, task: str, t: Words) -> str:
    """How many of the units on the map are behind, which most, and how many are silent.

    tiles: unit_short, status_code, the furthest behind first. group, task: as they stand in the sentence.
    """
    behind = tiles[tiles.status_code == "behind"]
    silent = int((tiles.status_code == "no_report").sum())
    words = {"total": len(tiles), "group": group, "task": task}
    if behind.empty:
        told = t("map.none_behind", **words)
    else:
        told = t("map.behind", behind=len(behind), names=_names(behind, t), **words)
    return f"{told} {t('map.silent', count=silent)}" if silent else told


def _names(behind: pd.DataFrame, t: Words) -> str:
    names = ", ".join(behind.unit_short.head(_NAMED))
    more = len(behind) - _NAMED
    return t("map.more", names=names, count=more) if more > 0 else names
