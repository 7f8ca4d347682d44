"""The five statuses: their order, symbol and colour. Colour carries this meaning and no other."""

from dataclasses import dataclass
from math import isnan

from dashboard.words import Words


@dataclass(frozen=True)
class Status:
    """How a status looks. `tint` is how strongly a cell takes the colour on; text keeps the page's ink."""

    status_code: str
    symbol: str
    colour: str  # at least 3:1 against both the light and the dark page, told apart by the colour-blind
    tint: float

    @property
    def fill(self) -> str:
        """The colour of a cell, see-through so that one value serves the light and the dark page."""
        red, green, blue = (int(self.colour[start : start + 2], 16) for start in (1, 3, 5))
        return f"rgba({red},{green},{blue},{self.tint})"


STATUSES = {
    status.status_code: status
    for status in (
        Status("on_track", "●", "#0B8A83", 0.20),
        Status("at_risk", "▲", "#B57A00", 0.34),
        Status("behind", "■", "#C8442E", 0.46),
        Status("no_report", "○", "#7A8496", 0.16),
        Status("not_assessed", "–", "#7A8496", 0.05),
    )
}

NEXT_BETTER = {"behind": "at_risk", "at_risk": "on_track"}


EARLIER_MARK = "*"  # beside a figure that stands from earlier periods: nothing came this period


def verdict(status_code: str, ratio: float, t: Words) -> str:
    """Symbol and percentage, or the symbol alone where the ratio is missing: "▲ 82,4%"."""
    symbol = STATUSES[status_code].symbol
    return symbol if isnan(ratio) else f"{symbol} {t.percent(ratio)}"
