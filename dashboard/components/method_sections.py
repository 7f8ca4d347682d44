"""The sections of the page Method, each a heading and what stands under it."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads, show_table
from dashboard.components.headings import show_heading
from dashboard.components.notices import show_empty
from dashboard.filters import pick_code
from dashboard.frame import View
from dashboard.method import example_unit, formula, targets_in_words, worked_out
from dashboard.tables import Column, Table, status_text
from warehouse.questions.catalogue import periods
from warehouse.questions.method import (
    assessed_indicators,
    check_rules,
    data_dictionary,
    indicator_catalogue,
    programme_settings,
    target_overrides,
    target_rules,
)
from warehouse.questions.progress import progress_by_unit

STEPS = ("to_date", "expected", "attainment", "blank", "not_assessed", "task", "status", "group", "late", "projection")


def show_arithmetic(view: View) -> None:
    """How progress comes about, step by step, with the thresholds of the programme shown."""
    t = view.t
    show_heading(t("method.how"), t("method.how_lead"))
    blanks = {
        "on_track": t.percent(view.programme["on_track_min_ratio"]),
        "at_risk": t.percent(view.programme["at_risk_min_ratio"]),
        "late_by": t(f"method.late_by_{view.programme['late_by_code']}"),
    }
    items = "".join(f"<li>{escape(t(f'method.step_{step}', **blanks))}</li>" for step in STEPS)
    st.html(f'<ol class="tb-steps">{items}</ol>')


def show_example(view: View, tasks: pd.DataFrame, task_code: str) -> None:
    """One unit's attainment on one task, worked out. tasks: as `name_tasks` gives them."""
    t = view.t
    progress = view.reader.ask(progress_by_unit, *view.key)
    unit_code = view.choice.unit_code or example_unit(progress, view.narrowed_units, task_code)
    of_unit = progress[(progress.unit_code == unit_code) & (progress.task_code == task_code)]
    if unit_code is None or of_unit.attainment_ratio.isna().all():
        show_empty(t("method.no_example_title"), t("method.no_example"))
        return
    result = of_unit.iloc[0]
    indicators = view.reader.ask(indicator_catalogue, view.choice.programme_code)
    rows = worked_out(view.reader.ask(assessed_indicators, *view.key, unit_code), indicators, task_code, t)
    unit_name = view.unit_rows.set_index("unit_code").unit_name[unit_code]
    task_name = tasks.set_index("task_code").task_name[task_code]
    st.html(f'<h3 class="tb-group">{escape(unit_name)} · {escape(task_name)}</h3>')
    told = formula(rows, result.attainment_ratio, t)
    table = Table(
        rows,
        [
            Column("indicator_name", t("method.indicator")),
            Column("to_date_text", t("method.value")),
            Column("target_text", t("method.target")),
            Column("expected_ratio", t("method.expected"), "ratio"),
            Column("completion_ratio", t("method.completion"), "ratio"),
            Column("attainment_ratio", t("method.attainment"), "ratio"),
            Column("weight", t("method.weight"), "number"),
        ],
    )
    offer_downloads(view, "example", f"{t('method.example')}: {unit_name}, {task_name}", table)
    show_table(view, table, told)
    verdict = status_text(result.status_code, t)
    st.html(f'<p class="tb-formula">{escape(told)} → <b>{escape(verdict)}</b></p>')


def show_targets(view: View) -> None:
    """Every target and weight of the catalogue with its source, the units' own targets, the settings."""
    t, code, ask = view.t, view.choice.programme_code, view.reader.ask
    show_heading(t("method.targets"), t("method.targets_lead"))
    indicators, period_rows = ask(indicator_catalogue, code), ask(periods, code)
    period_names = dict(zip(period_rows.period_code, period_rows[t.column("period_name")], strict=True))
    rows = targets_in_words(ask(target_rules, code), indicators, period_names, t)
    table = Table(
        rows,
        [
            Column("indicator_name", t("method.indicator")),
            Column("indicator_code", t("method.code")),
            Column("type_name", t("chart.group")),
            Column("target_text", t("method.target")),
            Column("kind_text", t("method.kind")),
            Column("due_text", t("method.due")),
            Column("weight", t("method.weight"), "number"),
            Column("source_shown", t("method.source")),
        ],
    )
    offer_downloads(view, "targets", t("method.targets"), table)
    with st.expander(t("method.targets_show", count=len(rows))):
        show_table(view, table, t("method.targets"))
    _show_overrides(view, indicators)
    _show_settings(view)
    _show_rules(view)


def show_dictionary(view: View) -> None:
    """What each column of the snapshot's tables means: one table at a time, all of them to take away."""
    t = view.t
    show_heading(t("method.dictionary"), t("method.dictionary_lead"))
    rows = view.reader.ask(data_dictionary)
    names = {name: name for name in rows.table_name.unique()}
    chosen = pick_code("table", t("method.table"), names, "mart.progress_by_unit")
    columns = [
        Column("column_name", t("method.column")),
        Column("data_type", t("method.data_type")),
        Column(t.column("description"), t("method.meaning")),
    ]
    whole = Table(rows, [Column("table_name", t("method.table")), *columns])
    offer_downloads(view, "dictionary", t("method.dictionary"), whole)
    show_table(view, Table(rows[rows.table_name == chosen], columns), t("method.dictionary"))


def _show_overrides(view: View, indicators: pd.DataFrame) -> None:
    t = view.t
    overrides = view.reader.ask(target_overrides, view.choice.programme_code)
    if overrides.empty:
        return
    rows = overrides.merge(indicators, on="indicator_code").merge(view.unit_rows[["unit_code", "unit_name"]])
    rows = rows.assign(
        indicator_name=rows[t.column("indicator_name")],
        applies_text=rows.has_indicator.map({True: t("method.own_target"), False: t("method.not_applied")}),
    )
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("indicator_name", t("method.indicator")),
        Column("applies_text", t("method.override")),
        Column("target_value", t("method.target"), "number"),
        Column("reason_text", t("method.reason")),
    ]
    with st.expander(t("method.overrides", count=len(rows))):
        show_table(view, Table(rows, columns), t("method.overrides", count=len(rows)))


def _show_settings(view: View) -> None:
    t = view.t
    rows = view.reader.ask(programme_settings, view.choice.programme_code)
    rows = rows.assign(source_shown=rows.is_default.map({True: t("method.default"), False: ""}))
    columns = [
        Column(t.column("note"), t("method.setting")),
        Column("setting_text", t("method.setting_value")),
        Column("source_shown", t("method.source")),
    ]
    with st.expander(t("method.settings", count=len(rows))):
        show_table(view, Table(rows, columns), t("method.settings", count=len(rows)))


def _show_rules(view: View) -> None:
    t = view.t
    rows = view.reader.ask(check_rules, view.choice.programme_code)
    rows = rows.assign(severity_text=[t(f"method.severity_{code}") for code in rows.severity_code])
    columns = [Column("severity_text", t("method.severity")), Column(t.column("rule_text"), t("method.rule"))]
    with st.expander(t("method.rules", count=len(rows))):
        show_table(view, Table(rows, columns), t("method.rules", count=len(rows)))
