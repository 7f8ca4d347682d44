"""What a status means, in words: the rule, on what the number rests, and how far it is to the next better one."""

from collections.abc import Hashable, Mapping
from math import isnan
from typing import Any

import pandas as pd

from dashboard.charts.status import EARLIER_MARK, STATUSES, verdict
from dashboard.unit_standing import STEP, gap_to_next
from dashboard.words import Words

Row = Mapping[Hashable, Any]
UNMEASURED = ("no_report", "not_assessed")


def status_rule(status_code: str, least_ratios: Mapping[str, float], t: Words) -> str:
    """When a status holds. least_ratios: from which attainment on, by status: the programme's own."""
    status = t(f"status.{status_code}")
    if status_code in UNMEASURED:
        return t(f"why.{status_code}", status=status)
    return t("why.assessed", status=status, range=_range(status_code, least_ratios, t))


def legend_text(status_code: str, least_ratios: Mapping[str, float], t: Words) -> str:
    """A status's word, with when it holds where that is a range of attainment."""
    status = t(f"status.{status_code}")
    if status_code in UNMEASURED:
        return status
    return t("why.legend", status=status, range=_range(status_code, least_ratios, t))


def _range(status_code: str, least_ratios: Mapping[str, float], t: Words) -> str:
    percents = {code: t.number(100 * ratio) for code, ratio in least_ratios.items()}
    return t(f"why.range_{status_code}", **percents)


def way_up(status_code: str, attainment: float, least_ratios: Mapping[str, float], t: Words) -> str:
    """How far it is to the next better status, in percentage points; empty where there is none."""
    gap = gap_to_next(status_code, attainment, 1.0, STEP, least_ratios)
    if gap is None:
        return ""
    share, better = gap
    return t("card.to_next", points=t.points(share), status=t(f"status.{better}"))


def explain(row: Row, basis: str, least_ratios: Mapping[str, float], t: Words, up: str | None = None) -> list[str]:
    """The sentences about one status: when it holds, on what the number rests, how far it is to the next.

    row: status_code, attainment_ratio. basis: may be empty. up: where the way is told in another unit than points.
    """
    code = row["status_code"]
    told = way_up(code, row["attainment_ratio"], least_ratios, t) if up is None else up
    return [sentence for sentence in (status_rule(code, least_ratios, t), basis, told) if sentence]


def with_meaning(rows: pd.DataFrame, least_ratios: Mapping[str, float], t: Words) -> pd.DataFrame:
    """The rows (status_code, attainment_ratio) with `rule`, when the status holds, and `way_up` to the next: words."""
    statuses = list(zip(rows.status_code, rows.attainment_ratio, strict=True))
    return rows.assign(
        rule=[status_rule(code, least_ratios, t) for code, _ in statuses],
        way_up=[way_up(code, attainment, least_ratios, t) for code, attainment in statuses],
    )


def inline_status(row: Row, least_ratios: Mapping[str, float], t: Words) -> str:
    """Symbol and word with their meaning in brackets, for within a sentence. row: status_code, attainment_ratio."""
    code, attainment = row["status_code"], row["attainment_ratio"]
    word = f"{STATUSES[code].symbol} {t(f'status.{code}')}"
    if code in UNMEASURED:
        return word
    up = way_up(code, attainment, least_ratios, t)
    return f"{word} ({'; '.join(filter(None, [_range(code, least_ratios, t), up]))})"


def unit_basis(row: Row, t: Words) -> str:
    """On what a unit's attainment of a task rests. row: attainment_ratio, assessed_count, indicator_count."""
    if isnan(row["attainment_ratio"]):
        return ""
    return t(
        "why.of_indicators",
        attainment=t.percent(row["attainment_ratio"]),
        count=int(row["assessed_count"]),
        total=int(row["indicator_count"]),
    )


def group_basis(attainment: float, *, is_over_all: bool, t: Words) -> str:
    """On what a group's attainment of a task rests, in the chosen reading."""
    if isnan(attainment):
        return ""
    return t(f"why.of_units_{'all' if is_over_all else 'reporting'}", attainment=t.percent(attainment))


def task_line(row: Row, least_ratios: Mapping[str, float], t: Words) -> str:
    """All of it in one line, for where the tasks of a unit stand beneath each other.

    row: task_number, status_code, attainment_ratio, assessed_count, indicator_count, is_earlier (nothing came this
    period).
    """
    code, attainment = row["status_code"], row["attainment_ratio"]
    words = {
        "task": t("task.short", number=row["task_number"]),
        "verdict": verdict(code, attainment, t) + EARLIER_MARK * row["is_earlier"],
    }
    if code in UNMEASURED:
        return t("why.task_line_without", rule=status_rule(code, least_ratios, t), **words)
    line = t(
        "why.task_line",
        status=t(f"status.{code}"),
        range=_range(code, least_ratios, t),
        count=int(row["assessed_count"]),
        total=int(row["indicator_count"]),
        **words,
    )
    notes = [way_up(code, attainment, least_ratios, t), t("matrix.earlier") if row["is_earlier"] else ""]
    return "; ".join([line, *filter(None, notes)])


def indicator_basis(row: Row, value: str, target: str, t: Words) -> str:
    """On what an indicator's attainment rests: A / (T · e) in words; why there is none is the caller's to say.

    row: attainment_ratio, expected_ratio, is_blank (reported on, never filled in). value, target: A and T as written.
    """
    if isnan(row["attainment_ratio"]):
        return ""
    attainment = t.percent(row["attainment_ratio"])
    if row["is_blank"]:
        return t("why.of_blank", attainment=attainment)
    share = t.percent(row["expected_ratio"])
    key = "why.of_value" if row["expected_ratio"] < 1 else "why.of_whole_value"
    return t(key, attainment=attainment, value=value, target=target, share=share)
