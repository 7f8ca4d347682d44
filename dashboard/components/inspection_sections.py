"""What the page Inspection alone has: recommendations and their closure, and the list of findings."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.recommendation_bars import recommendation_bars, recommendations_finding
from dashboard.components.exhibit import offer_downloads, pick_table, show_figure, show_table
from dashboard.components.headings import show_heading
from dashboard.components.inspection_grid import show_grid
from dashboard.components.notices import show_empty
from dashboard.components.task_sections import show_remarks
from dashboard.components.unit_link import unit_link
from dashboard.filters import NOTHING, pick_segment, type_text
from dashboard.frame import View
from dashboard.inspection import STATES, count_by_state, fits_all, holds, loosening, named_findings
from dashboard.status_words import with_meaning
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView
from warehouse.questions.inspection import content_areas, findings
from warehouse.questions.search import search_words

SHOWN = 10


def show_inspection(page: TaskView) -> None:
    """The grid, the recommendations, the closure rate and the findings, of the chosen type of unit."""
    view = page.view
    areas = view.reader.ask(content_areas, view.choice.programme_code)
    rows = view.reader.ask(findings, *view.key)
    named = named_findings(rows, page.typed_units, areas, view.today, view.t)
    show_grid(page, named, areas)
    _show_recommendations(page, named)
    _show_list(page, areas)


def _show_recommendations(page: TaskView, named: pd.DataFrame) -> None:
    view, t = page.view, page.view.t
    show_heading(t("inspection.recommendations"), t("inspection.recommendations_lead"))
    counts = count_by_state(named, t)
    if counts.empty:
        show_empty(t("inspection.no_recommendation_title"), t("inspection.no_recommendation"))
    else:
        columns = [Column(state, t(f"inspection.state_{state}"), "number") for state in (*STATES, "total")]
        table = Table(counts, [Column("type_name", t("chart.group")), *columns])
        finding = recommendations_finding(counts, t)
        if pick_table(view, "recommendations", t("inspection.recommendations"), table):
            show_table(view, table, finding)
        else:
            show_figure("recommendations", recommendation_bars(counts, t), finding)
        if not counts[["overdue", "open"]].to_numpy().any():
            show_remarks(t("inspection.all_done"))
    _show_closure(page)


def _show_closure(page: TaskView) -> None:
    """The closure rate as units report it in numbers, by group and, behind a click, by unit."""
    view, t = page.view, page.view.t
    groups = page.of_groups()
    now = groups[(groups.role_code == "closure_rate") & (groups.period_code == view.choice.period_code)]
    now = now[now.group_code.isin(page.group_codes)]
    if now.empty:
        return
    st.html(f'<p class="tb-formula">{escape(t("inspection.closure_lead"))}</p>')
    named = with_meaning(now, view.least_ratios, t).assign(
        group_name=now.group_code.map(lambda code: t(f"group.{code}"))
    )
    columns = [
        Column("group_name", t("chart.group")),
        Column("to_date_value", t("inspection.closure"), "ratio"),
        Column("target_value", t("inspection.closure_target"), "ratio"),
        Column("status_code", t("chart.status"), "status"),
        Column("way_up", t("chart.way_up")),
    ]
    show_table(view, Table(named, columns), t("inspection.closure"))
    units = page.of_units()
    units = units[units.role_code == "closure_rate"].sort_values(["to_date_value", "unit_name"])
    units = with_meaning(units, view.least_ratios, t).assign(
        type_name=units.unit_type.map(lambda code: t(f"group.{code}"))
    )
    who = [Column("unit_name", t("chart.unit")), Column("type_name", t("chart.group"))]
    unit_table = Table(units, [*who, *columns[1:]])
    with st.expander(t("inspection.closure_by_unit", count=len(units))):
        offer_downloads(view, "closure", t("inspection.closure"), unit_table)
        show_table(view, unit_table, t("inspection.closure_by_unit", count=len(units)))


def _show_list(page: TaskView, areas: pd.DataFrame) -> None:
    view, t = page.view, page.view.t
    show_heading(t("inspection.list"), t("inspection.list_lead"))
    area = pick_segment(
        "area", t("inspection.area"), {NOTHING: t("inspection.all"), **{code: code for code in areas.area_code}}
    )
    states = {NOTHING: t("inspection.all")} | {state: t(f"inspection.state_{state}") for state in STATES}
    state = pick_segment("state", t("inspection.state"), states)
    words = tuple(search_words(type_text("search", t("inspection.search"), t("inspection.search_hint"))))
    everything = named_findings(view.reader.ask(findings, *view.key), view.unit_rows, areas, view.today, t)
    fits = {
        "search": holds(everything, view.reader.ask(findings, *view.key, words)),
        "state": (everything.state_code == state) | (state == NOTHING),
        "area": (everything.area_code == area) | (area == NOTHING),
        "type": everything.unit_code.isin(page.typed_units.unit_code),
    }
    found = everything[fits_all(fits)]
    if found.empty:
        _show_not_found(view, fits)
        return
    st.caption(t("inspection.found", count=len(found), units=found.unit_code.nunique()))
    offer_downloads(view, "findings", t("inspection.list"), list_table(found, view))
    _show_items(view, found)


def _show_not_found(view: View, fits: dict[str, pd.Series]) -> None:
    """Say which filter to loosen: those that alone stand in the way."""
    t = view.t
    names = [t(f"inspection.filter_{name}") for name in loosening(fits)]
    advice = t("inspection.loosen", filters=", ".join(names)) if names else t("inspection.not_found")
    show_empty(t("inspection.not_found_title"), advice)


def list_table(found: pd.DataFrame, view: View) -> Table:
    """A row a finding, with the cell that it came from."""
    t = view.t
    columns = [
        Column("unit_name", t("chart.unit")),
        Column("type_name", t("chart.group")),
        Column("area_code", t("inspection.area")),
        Column("rating_text", t("inspection.rating")),
        Column("finding_text", t("inspection.finding")),
        Column("recommendation_text", t("inspection.recommendation")),
        Column("due_date", t("inspection.due"), "date"),
        Column("state_text", t("inspection.state")),
        Column("submission_code", t("inspection.submission")),
        Column("sheet_name", t("inspection.sheet")),
        Column("cell_ref", t("inspection.cell")),
    ]
    return Table(found, columns)


def _show_items(view: View, found: pd.DataFrame) -> None:
    """What is overdue first. Text of strangers, shown as text."""
    rank = found.state_code.map({state: number for number, state in enumerate(STATES)}).fillna(len(STATES))
    ordered = found.assign(rank=rank).sort_values(["rank", "due_date", "unit_code", "row_number"])
    items = [_item(view, row) for row in ordered.astype(object).where(ordered.notna(), None).to_dict("records")]
    st.html(f'<ul class="tb-said">{"".join(items[:SHOWN])}</ul>')
    if len(items) > SHOWN:
        with st.expander(view.t("inspection.more", count=len(items) - SHOWN)):
            st.html(f'<ul class="tb-said">{"".join(items[SHOWN:])}</ul>')


def _item(view: View, row: dict[object, object]) -> str:
    t = view.t
    told = [f"<b>{escape(str(row['area_code']))}</b>", unit_link(str(row["unit_code"]), str(row["unit_name"]))]
    told += [escape(str(row[name])) for name in ("rating_text", "state_text") if row[name]]
    if row["due_date"] is not None:
        told.append(escape(t("inspection.due_on", date=t.date(row["due_date"]))))  # type: ignore[arg-type]
    texts = "".join(
        f"<p><i>{escape(t(f'inspection.{name}'))}:</i> {escape(str(row[f'{name}_text']))}</p>"
        for name in ("finding", "recommendation")
        if row[f"{name}_text"]
    )
    return f"<li><p><small>{' · '.join(told)}</small></p>{texts}</li>"
