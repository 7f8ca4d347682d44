"""What changed between two snapshots. Each was asked by itself; here their answers are joined, and nothing is asked."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from warehouse.kept import Kept

MEETING_AFTER = timedelta(days=30)  # how far back a reader looks who has not said when the last meeting was
NO_CHANGE = 5e-10  # ratios that are no further apart are the same
_RANKS = {"behind": 0, "at_risk": 1, "on_track": 2}  # of statuses that can be better or worse


def opening_snapshot(earlier: Sequence[Kept], shown: Kept) -> Kept:
    """What is compared with until the reader chooses: the last that is a month older than the shown, else the oldest.

    earlier: at least one, the newest first.
    """
    old_enough = [one for one in earlier if one.published_at <= shown.published_at - MEETING_AFTER]
    return old_enough[0] if old_enough else earlier[-1]


def changed_groups(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """How far each group had come on each task, then and now: a row for each that is in either.

    then, now: task_code, group_code, attainment_ratio, status_code, in one reading. Columns: task_code, group_code,
    then_ratio, now_ratio, change_ratio (missing where one side is), then_status, now_status (missing: not there).
    """
    rows = _side_by_side(then, now, ["task_code", "group_code"])
    return rows.assign(change_ratio=rows.now_ratio - rows.then_ratio)


def changed_statuses(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The units whose status on a task is another, in order of task and unit.

    then, now: task_code, unit_code, attainment_ratio, status_code of one period. Columns: task_code, unit_code,
    then_ratio, now_ratio, then_status, now_status, move_code (worse | better | new: no verdict before | gone: none
    now). A unit or task that only one side knows changed no status: that is a change of the programme.
    """
    rows = _side_by_side(then, now, ["task_code", "unit_code"]).dropna(subset=["then_status", "now_status"])
    rows = rows[rows.then_status != rows.now_status]
    pairs = zip(rows.then_status, rows.now_status, strict=True)
    return rows.assign(move_code=[_move(*pair) for pair in pairs]).reset_index(drop=True)


def new_submissions(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The reports that came since, and those that were withdrawn since, in order of receipt.

    then, now: as `accepted_submissions` gives them. Adds kind_code to the rows of now: first (nothing of the unit and
    period stood then), again (it replaced another), withdrawn (whenever it came).
    """
    stood = then[then.withdrawn_at.isna()]
    is_withdrawn = now.withdrawn_at.notna() & ~now.submission_code.isin(then[then.withdrawn_at.notna()].submission_code)
    came = now[~now.submission_code.isin(then.submission_code) & now.withdrawn_at.isna()]
    key = ["unit_code", "period_code"]
    had_one = pd.MultiIndex.from_frame(came[key]).isin(pd.MultiIndex.from_frame(stood[key]))
    is_again = had_one | came.duplicated(key).to_numpy()
    kinds = pd.Series("first", index=came.index).mask(is_again, "again")
    kinds = pd.concat([kinds, pd.Series("withdrawn", index=now.index[is_withdrawn])])
    return now.loc[kinds.index.sort_values()].assign(kind_code=kinds).reset_index(drop=True)


def changed_decisions(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The decisions that were made, changed or dropped, in the order of now.

    then, now: as `decisions` gives them. Columns: kind_code, subject_text, then_text, now_text (missing: there was
    or is none).
    """
    key = ["kind_code", "key_text"]
    rows = pd.concat([now, then], ignore_index=True).drop_duplicates(key)
    texts = {"then_text": then, "now_text": now}
    for name, side in texts.items():
        rows = rows.merge(side[[*key, "value_text"]].rename(columns={"value_text": name}), on=key, how="left")
    is_same = rows.then_text == rows.now_text
    return rows.loc[~is_same, ["kind_code", "subject_text", "then_text", "now_text"]].reset_index(drop=True)


def new_difficulties(then: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The rows of now that their unit had not told of the task before, in these words.

    then, now: as `difficulties` gives them.
    """
    key = ["unit_code", "task_code", "difficulty_text"]
    was_told = pd.MultiIndex.from_frame(now[key]).isin(pd.MultiIndex.from_frame(then[key]))
    return now[~was_told]


def _side_by_side(then: pd.DataFrame, now: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    def side(rows: pd.DataFrame, name: str) -> pd.DataFrame:
        named = {"attainment_ratio": f"{name}_ratio", "status_code": f"{name}_status"}
        return rows[[*key, *named]].rename(columns=named)

    return side(then, "then").merge(side(now, "now"), on=key, how="outer", validate="one_to_one")


def _move(then_status: str, now_status: str) -> str:
    if now_status not in _RANKS:
        return "gone"
    if then_status not in _RANKS:
        return "new"
    return "better" if _RANKS[now_status] > _RANKS[then_status] else "worse"
