"""The indicators of a task for one group: values, women, targets and bars, as a table that folds on a phone."""

from collections.abc import Hashable, Mapping
from html import escape
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.status import STATUSES
from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.status_mark import coloured_symbol, explained
from dashboard.frame import View
from dashboard.status_words import explain, indicator_basis, with_meaning
from dashboard.tables import Column, Table, status_text
from dashboard.task_view import TaskView
from dashboard.words import Words
from dashboard.year_end import projected_text
from warehouse.questions.catalogue import periods
from warehouse.questions.projections import projection_by_group

Row = Mapping[Hashable, Any]


def show_indicators(page: TaskView) -> None:
    """A row for each indicator of the task that the chosen type of unit has, or the city; and their download."""
    view, t = page.view, page.view.t
    group_code = view.choice.unit_type or "city"
    show_heading(t("task.indicators"), t("task.indicators_lead"))
    rows = indicator_rows(page, group_code)
    meant = with_meaning(rows, view.least_ratios, t)
    offer_downloads(view, "indicators", t("task.indicators"), indicator_table(meant, t))
    show_group_heading(t(f"group.{group_code}"))
    heads = ("indicator", "to_date", "women", "target", "completion", "attainment")
    told = [t(f"task.head_{name}") for name in heads]
    is_projected = bool(rows.outlook_code.notna().any())
    if is_projected:
        told.append(t("year_end.head"))
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in told)
    body = "".join(_row(view, row, is_projected=is_projected) for row in rows.to_dict("records"))
    st.html(f'<table class="tb-indicators"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def indicator_rows(page: TaskView, group_code: str) -> pd.DataFrame:
    """A group's indicators in the chosen period: `of_groups` with `remark` (why it is not assessed) and `women_ratio`.

    The women's share is of the values that were given with women. Where there is one, `projection_by_group` is beside.
    """
    view, t = page.view, page.view.t
    rows = page.of_groups()
    rows = rows[(rows.group_code == group_code) & (rows.period_code == view.choice.period_code)]
    all_periods = view.reader.ask(periods, view.choice.programme_code)
    names = dict(zip(all_periods.period_code, all_periods[t.column("period_name")], strict=True))
    number = view.period["period_number"]
    rows = rows.assign(is_early=pd.to_numeric(rows.due_period_number).fillna(number) > number)
    remarks = [_remark(row, names, t) for row in rows.to_dict("records")]
    split = rows.to_date_split_value.where(rows.to_date_split_value > 0)
    told = rows.assign(remark=remarks, women_ratio=rows.to_date_women_value / split)
    projected = view.reader.ask(projection_by_group, *view.key, page.task_code)
    return told.merge(projected, on=["group_code", "indicator_code"], how="left", validate="one_to_one")


def indicator_table(rows: pd.DataFrame, t: Words) -> Table:
    """The same to take away: ratios in percent, as their unit of measure says."""
    is_ratio = rows.indicator_kind == "R"
    scaled = {
        name: rows[name].where(~is_ratio, rows[name] * 100)
        for name in ("to_date_value", "counted_value", "target_value")
    }
    columns = [
        Column("indicator_code", t("task.code")),
        Column("indicator_name", t("task.head_indicator")),
        Column("measure_unit", t("task.measure_unit")),
        Column("to_date_value", t("task.head_to_date"), "number"),
        Column("counted_value", t("task.counted_head"), "number"),
        Column("to_date_women_value", t("task.head_women"), "number"),
        Column("women_ratio", t("task.women_ratio"), "ratio"),
        Column("target_value", t("task.head_target"), "number"),
        Column("completion_ratio", t("chart.completion"), "ratio"),
        Column("expected_ratio", t("chart.expected"), "ratio"),
        Column("attainment_ratio", t("chart.attainment"), "ratio"),
        Column("status_code", t("chart.status"), "status"),
        Column("way_up", t("chart.way_up")),
        Column("remark", t("task.remark")),
        Column("projected_value", t("year_end.head_projected"), "number"),
        Column("low_value", t("year_end.head_low"), "number"),
        Column("high_value", t("year_end.head_high"), "number"),
    ]
    return Table(rows.assign(**scaled), columns)


def _remark(row: Row, period_names: Mapping[str, str], t: Words) -> str:
    """Why an indicator is not assessed, where that can be told."""
    if row["status_code"] != "not_assessed":
        return ""
    if row["is_early"]:
        return t("task.due_from", period=period_names[row["due_period_code"]])
    return t("task.watched") if isnan(row["target_value"]) else t("task.nothing_to_assess")


def _row(view: View, row: Row, *, is_projected: bool) -> str:
    t = view.t
    unit = "" if row["indicator_kind"] in "RB" else f" <small>({escape(row['measure_unit'])})</small>"
    cells = [
        (t("task.head_to_date"), _value(row, t)),
        (t("task.head_women"), _women(row, t)),
        (t("task.head_target"), escape(written(row, "target_value", t))),
        (t("task.head_completion"), _bar(row, t)),
        (t("task.head_attainment"), _status(view, row)),
    ]
    if is_projected:
        cells.append((t("year_end.head"), _year_end(row, t)))
    nothing = escape(t("chart.missing"))
    told = "".join(
        f'<td class="{"tb-none" if cell == nothing else ""}" data-label="{escape(head)}"><div>{cell}</div></td>'
        for head, cell in cells
    )
    return f'<tr><th scope="row">{escape(row["indicator_name"])}{unit}</th>{told}</tr>'


def written(row: Row, column: str, t: Words) -> str:
    """A value of an indicator as it is said: a ratio in percent, a yes/no as the number of units that say yes."""
    value = row[column]
    if isnan(value):
        return t("chart.missing")
    if row["indicator_kind"] == "R":
        return t.percent(value)
    if row["indicator_kind"] == "B":
        return t("task.units", count=t.value(value))
    return t.value(value, int(row["decimals"]))


def _value(row: Row, t: Words) -> str:
    """The value to date; and how much of it counts, where that is not all, so that completion can be followed."""
    if isnan(row["to_date_value"]):
        return f"{t('chart.missing')} {_small(t('task.not_filled'))}"
    value = escape(written(row, "to_date_value", t))
    is_all = isnan(row["target_value"]) or abs(row["counted_value"] - row["to_date_value"]) < 1e-9
    return value if is_all else f"{value} {_small(t('task.counted', value=written(row, 'counted_value', t)))}"


def _women(row: Row, t: Words) -> str:
    if not row["has_women"]:
        return ""
    if isnan(row["women_ratio"]):
        return escape(t("chart.missing"))
    women = f"{t.value(row['to_date_women_value'])} ({t.percent(row['women_ratio'])})"
    untold = row["to_date_value"] - row["to_date_split_value"]
    return escape(women) + (f" {_small(t('task.untold', count=t.value(untold)))}" if untold > 0 else "")


def _bar(row: Row, t: Words) -> str:
    """The year's target as a bar, with a mark where it should be by now."""
    done, plan = row["completion_ratio"], row["expected_ratio"]
    if isnan(done):
        return escape(t("chart.missing"))
    colour = STATUSES[row["status_code"]].colour
    mark = "" if isnan(plan) else f'<b style="left:{plan:.1%}"></b>'
    bar = f'<i style="width:{min(done, 1):.1%};background:{colour}"></i>{mark}'
    return f'<span>{escape(t.percent(done))}</span><div class="tb-plan" aria-hidden="true">{bar}</div>'


def plan_told(view: View, row: Row, key: str) -> str:
    """The bar of the year's target, and the status, which explains itself. key: unique on the page."""
    told = explained(key, escape(status_text(row["status_code"], view.t)), _sentences(view, row))
    return f"{_bar(row, view.t)}<small>{told}</small>"


def _status(view: View, row: Row) -> str:
    t, code = view.t, row["status_code"]
    ratio = "" if isnan(row["attainment_ratio"]) else escape(t.percent(row["attainment_ratio"]))
    told = explained(f"indicator-{row['indicator_code']}", escape(t(f"status.{code}")), _sentences(view, row))
    return f"{coloured_symbol(code)} {ratio} <small>{told}</small>{_small(row['remark']) if row['remark'] else ''}"


def _sentences(view: View, row: Row) -> list[str]:
    """What an indicator's status means for a group; its own value is the part that counts."""
    value, target = (written(row, name, view.t) for name in ("counted_value", "target_value"))
    basis = indicator_basis({**row, "is_blank": isnan(row["to_date_value"])}, value, target, view.t)
    return explain(row, basis, view.least_ratios, view.t)


def _year_end(row: Row, t: Words) -> str:
    """The projected total of the year, and whether that meets the target; nothing where nothing is projected."""
    if not isinstance(row["outlook_code"], str):
        return ""
    outlook = t(f"year_end.outlook_{row['outlook_code']}")
    return f"{escape(projected_text(row, t))} {_small(outlook)}"


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>"
