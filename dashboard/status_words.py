"""What a status means, in words: the rule, on what the number rests, and how far it is to the next better one."""

from collections.abc import Hashable, Mapping
from math import isnan
from typing import Any

from dashboard.charts.status import EARLIER_MARK, verdict
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


def explain(row: Row, basis: str, least_ratios: Mapping[str, float], t: Words) -> list[str]:
    """The sentences about one status. row: status_code, attainment_ratio; basis: on what the number rests, or empty."""
    code, attainment = row["status_code"], row["attainment_ratio"]
    rule, up = status_rule(code, least_ratios, t), way_up(code, attainment, least_ratios, t)
    known = "" if isnan(attainment) else basis
    return [sentence for sentence in (rule, known, up) if sentence]


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
