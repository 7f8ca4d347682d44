"""Units down, content areas across: the lowest rating of each, as a table whose rows lead to the unit's page."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.components.exhibit import offer_downloads
from dashboard.components.headings import show_group_heading, show_heading
from dashboard.components.link_table import cell, link_table
from dashboard.components.notices import show_empty
from dashboard.components.parts import places_by_type
from dashboard.components.unit_link import unit_link
from dashboard.frame import View
from dashboard.inspection import lowest_ratings, units_by_rating
from dashboard.tables import Column, Table
from dashboard.task_view import TaskView

SHOWN = 15  # units of a type, the worst ones; the rest is one click away
# Shape and depth tell them apart, not colour alone; the deepest is what must be asked about.
_SYMBOLS = {0: "✗", 1: "◐", 2: "✓"}
_FILLS = {0: "rgba(138,90,168,.42)", 1: "rgba(138,90,168,.2)", 2: "rgba(122,132,150,.1)"}


def show_grid(page: TaskView, named: pd.DataFrame, areas: pd.DataFrame) -> None:
    """The grid of each type of unit, and who has no rating. named: as `named_findings` gives them."""
    view, t = page.view, page.view.t
    show_heading(t("inspection.grid"), t("inspection.grid_lead"))
    ratings = lowest_ratings(named)
    if ratings.empty:
        show_empty(t("inspection.none_title"), t("inspection.none"))
        return
    units = units_by_rating(named, ratings)
    _show_key(view, areas)
    offer_downloads(view, "grid", t("inspection.grid"), grid_table(view, units, ratings, areas))
    cells = {(unit, area): int(rating) for unit, area, rating in ratings.itertuples(index=False)}
    for place, unit_type, part in places_by_type(units):
        with place:
            show_group_heading(t(f"group.{unit_type}"))
            st.html(_grid(view, part[:SHOWN], areas, cells))
            if len(part) > SHOWN:
                with st.expander(t("inspection.more_units", count=len(part) - SHOWN)):
                    st.html(_grid(view, part[SHOWN:], areas, cells))
    unrated = page.typed_units[~page.typed_units.unit_code.isin(units.unit_code)]
    if len(unrated):
        with st.expander(t("inspection.unrated", count=len(unrated))):
            links = (unit_link(unit["unit_code"], unit["unit_name"]) for unit in unrated.to_dict("records"))
            st.html(f'<p class="tb-matrix">{", ".join(links)}</p>')


def grid_table(view: View, units: pd.DataFrame, ratings: pd.DataFrame, areas: pd.DataFrame) -> Table:
    """A row a unit, a column an area with its lowest rating, 0–2."""
    t = view.t
    wide = ratings.pivot(index="unit_code", columns="area_code", values="rating_number")
    rows = units.merge(wide.reindex(columns=areas.area_code), left_on="unit_code", right_index=True)
    rows["type_name"] = rows.unit_type.map(lambda code: t(f"group.{code}"))
    columns = [Column("unit_name", t("chart.unit")), Column("type_name", t("chart.group"))]
    return Table(rows, columns + [Column(str(code), str(code), "number") for code in areas.area_code])


def _show_key(view: View, areas: pd.DataFrame) -> None:
    t = view.t
    ratings = "".join(
        f'<li><span class="tb-swatch" style="background:{_FILLS[rating]}">{symbol} {rating}</span>'
        f"{escape(t(f'inspection.rating_{rating}'))}</li>"
        for rating, symbol in _SYMBOLS.items()
    )
    st.html(f'<ul class="tb-legend">{ratings}</ul>')
    names = "".join(
        f"<li><b>{escape(code)}</b> {escape(name)}</li>"
        for code, name in zip(areas.area_code, areas[t.column("area_name")], strict=True)
    )
    with st.expander(t("inspection.areas")):
        st.html(f'<ul class="tb-areas">{names}</ul>')


def _grid(view: View, units: pd.DataFrame, areas: pd.DataFrame, cells: dict[tuple[str, str], int]) -> str:
    heads = zip(areas.area_code, areas[view.t.column("area_name")], strict=True)
    return link_table(
        view, units, heads, lambda unit_code: [_cell(view, cells.get((unit_code, code))) for code in areas.area_code]
    )


def _cell(view: View, rating: int | None) -> str:
    if rating is None:
        return cell("·", view.t("inspection.not_rated"))
    return cell(f"{_SYMBOLS[rating]} {rating}", view.t(f"inspection.rating_{rating}"), _FILLS[rating])
