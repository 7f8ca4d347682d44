"""A home whose every value the tests know: silent units, blanks, zeros, own targets, an ended unit, an island."""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.homes import MadeHome
from tests.house import House
from tests.journeys.year import known_values
from tests.oracle.groups import indicator_by_group, progress_by_group
from tests.oracle.programme import Programme
from tests.oracle.units import Mart, Values, indicator_by_unit, progress_by_unit

NOW = "2022-Q3"
OWN_TARGETS = {("305", "T1.02"): "0", ("306", "T1.05"): "40", ("SYT", "T2.13"): "0", ("311", "T2.03"): "0.4"}
TASK_OF = {"communication": "T1", "cadres": "T2", "coordination": "T3", "inspection": "T4"}


@dataclass(frozen=True)
class SeededHome:
    """The home, and what the oracle says of it."""

    made: MadeHome
    programme: Programme
    values: Values

    @cached_property
    def of_groups(self) -> Mart:
        return indicator_by_group(self.programme, self.values)

    @cached_property
    def of_units(self) -> Mart:
        return indicator_by_unit(self.programme, self.values)

    @cached_property
    def groups(self) -> Mart:
        return progress_by_group(self.programme, self.values)

    @cached_property
    def units(self) -> Mart:
        return progress_by_unit(self.programme, self.values)

    def name(self, unit_code: str) -> str:
        return self.programme.units[unit_code]["unit_name_vi"]

    def indicators_of(self, page: str) -> dict[str, dict[str, str]]:
        """The task's indicators as the CSV file has them."""
        rows = self.programme.indicators
        return {code: row for code, row in rows.items() if row["task_code"] == TASK_OF[page]}


def seeded_home(root: Path, seed: int = 5) -> SeededHome:
    """Three periods; one unit silent all year, others now and then; one ends in July; four targets are units' own."""
    house = House.build(root)
    house.edit_csv("units", {"valid_to": "2022-07-31", "successor_code": "303"}, unit_code="309")
    for (unit, indicator), target in OWN_TARGETS.items():
        edit = {"applies": "yes", "target_value": target, "reason": "Theo quyết định riêng"}
        house.edit_csv("target_overrides", edit, unit_code=unit, indicator_code=indicator)
    programme = Programme(house.programme)
    values = known_values(programme, list(programme.periods)[:3], seed)
    house.drop_csv("year.csv", [(*key, total, women) for key, (total, women) in values.items()])
    house.etl("run")
    return SeededHome(MadeHome(house), programme, values)


def html_of(app: AppTest) -> str:
    """All markup of a page that came to its end."""
    assert not app.exception
    assert not app.error
    return "\n".join(part.value for part in app.html)


def table_cells(html: str, heading: str) -> list[list[str]]:
    """The body rows of the first table beneath a section's heading, as the texts of their cells."""
    table = html.split(f"<h2>{heading}</h2>")[1].split("<table")[1].split("</table>")[0]
    body = table.split("<tbody>")[1]
    rows = re.findall(r"<tr.*?</tr>", body, flags=re.DOTALL)
    return [[text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL)] for row in rows]


def text_of(markup: str) -> str:
    """What a reader sees of a piece of markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def shown_table(app: AppTest, key: str) -> list[dict[str, object]]:
    """What a section's switch brings up, all types of unit together, a row a dict; missing is None."""
    earlier = [one.value for one in app.dataframe]
    app.toggle(key=f"table_{key}").set_value(True).run()
    rows: list[dict[str, object]] = []
    for frame in [one.value for one in app.dataframe]:
        if not any(frame.equals(one) for one in earlier):
            shown = frame.astype(object)
            rows += shown.where(shown.notna(), None).to_dict("records")
    return rows
