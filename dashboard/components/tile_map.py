"""The tile map: units where they lie, in the colour of a status, each leading to its page. HTML of our own."""

from collections.abc import Hashable, Mapping
from html import escape
from math import isnan
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.map_finding import map_finding
from dashboard.charts.status import EARLIER_MARK, STATUSES
from dashboard.components.headings import show_group_heading
from dashboard.components.unit_link import explained_link
from dashboard.components.unit_matrix import unit_lines
from dashboard.filters import pick_segment
from dashboard.frame import View
from dashboard.tile_map import map_tiles
from warehouse.questions.catalogue import unit_tiles

_WORST = "worst"  # instead of a task's code: of each unit the task furthest behind

Row = Mapping[Hashable, Any]


def show_tile_map(view: View, rows: pd.DataFrame, tasks: pd.DataFrame) -> None:
    """The map of those units that have a place on it, its finding above; nothing where none has.

    rows as `units_worst_first` gives them; tasks as `name_tasks` does.
    """
    t = view.t
    places = view.reader.ask(unit_tiles, view.choice.programme_code)
    placed = rows[rows.unit_code.isin(places.unit_code)]
    if placed.empty:
        return
    group = ", ".join(t(f"group.{code}").lower() for code in placed.unit_type.unique())
    show_group_heading(t("map.heading", group=group))
    numbers = {str(task.task_code): t("task.short", number=task.task_number) for task in tasks.itertuples()}
    picked = pick_segment("map", t("map.pick"), {_WORST: t("map.worst")} | numbers)
    task_code = None if picked == _WORST else picked
    task_names = tasks.set_index("task_code").task_short
    told = t("map.one_task", task=task_names[task_code]) if task_code else t("map.any_task")
    tiles = map_tiles(placed, places, task_code)
    lines = unit_lines(view, placed, tasks)
    items = "".join(_tile(view, tile, numbers, lines[tile["unit_code"]]) for tile in tiles.to_dict("records"))
    st.html(f"""<div class="tb-map"><p id="map-finding">{escape(map_finding(tiles, group, told, t))}</p>
        <ul aria-labelledby="map-finding">{items}</ul></div>""")


def _tile(view: View, tile: Row, numbers: Mapping[str, str], lines: list[str]) -> str:
    t, status = view.t, STATUSES[tile["status_code"]]
    mark = " tb-chosen" if tile["unit_code"] == view.choice.unit_code else ""
    ratio = "" if isnan(tile["attainment_ratio"]) else t.percent(tile["attainment_ratio"])
    is_earlier = tile["has_report"] and not tile["has_report_in_period"]
    shown = f"""<span class="tb-unseen">: {escape(t(f"status.{status.status_code}"))},</span>
        <span><i aria-hidden="true">{status.symbol}</i> {escape(numbers[tile["task_code"]])}</span>
        <span>{escape(ratio + EARLIER_MARK * is_earlier)}</span>"""
    link = explained_link(tile, f"tile-{tile['unit_code']}", lines, shown)
    place = f"grid-area:{tile['map_row']}/{tile['map_column']};background:{status.fill}"
    return f'<li class="tb-why{mark}" style="{place}">{link}</li>'
