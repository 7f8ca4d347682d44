"""Units down, a share across, as bars or as dots, with a mark at the unit's target; no share is told, not drawn."""

from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas, label_units, plain
from dashboard.charts.status import EARLIER_MARK, STATUSES
from dashboard.words import Words

_ROW_HEIGHT = 26
_PLAIN = "#4A78B5"  # a share that is only watched
_ENDS = (0.3, 0.5, 0.75, 1.0)  # where an axis may end: small shares get room
_LABELS = 1.0  # what the texts take beside the axis, of its length: on a phone they need it


def share_rows(rows: pd.DataFrame, t: Words, drawn_as: Literal["bars", "dots"], highlighted: str | None) -> go.Figure:
    """A row for each unit: its share, what it is a share of, and its target.

    rows: unit_code, unit_short, unit_name, to_date_value (the share 0–1 or missing), numerator_value,
    denominator_value, target_value, status_code, state_code, is_earlier, as `unit_shares` gives them and in that
    order; rule and way_up (what the status means, in words). Bars have the whole as their axis, dots as much of it as
    they need. Traces: shares, target marks, texts.
    """
    units = list(rows[["unit_code", "unit_short"]].itertuples(index=False, name=None))
    figure = canvas(t, len(units), _ROW_HEIGHT, top=26)
    known = rows[rows.state_code == "known"]
    colours = [_colour(code) for code in known.status_code]
    shown: dict[str, Any] = {
        "x": known.to_date_value.clip(upper=1).tolist(),
        "y": known.unit_code.tolist(),
        "hovertext": [
            "<br>".join(
                filter(None, [f"<b>{plain(name)}</b>", share_text(row, t), plain(row["rule"]), plain(row["way_up"])])
            )
            for name, row in _named(known)
        ],
        "hoverinfo": "text",
    }
    if drawn_as == "bars":
        figure.add_bar(orientation="h", marker={"color": colours, "cornerradius": 3}, **shown)
        figure.update_layout(bargap=0.42)
    else:
        figure.add_scatter(mode="markers", marker={"color": colours, "size": 11}, cliponaxis=False, **shown)
    _mark_targets(figure, rows)
    end = 1.0 if drawn_as == "bars" else _axis_end(known)
    _write_texts(figure, rows, end, t)
    ticks = [0, end / 2, end]
    figure.update_xaxes(
        side="top",
        range=[0, end * (1 + _LABELS)],
        tickvals=ticks,
        ticktext=[f"{t.number(tick * 100)}%" for tick in ticks],
        showgrid=True,
        gridcolor="rgba(122,132,150,0.25)",
    )
    label_units(figure, units, highlighted)
    return figure


def share_text(row: dict[str, Any], t: Words) -> str:
    """What stands beside a unit: "23,4% (11/47)", or why there is no share."""
    if row["state_code"] != "known":
        return t(f"share.{row['state_code']}")
    part, whole = t.value(row["numerator_value"]), t.value(row["denominator_value"])
    return f"{t.percent(row['to_date_value'])} ({part}/{whole})" + EARLIER_MARK * bool(row["is_earlier"])


def share_finding(rows: pd.DataFrame, title: str, group: str, t: Words) -> str:
    """The sentence for `share_rows`: how many are below target, who is lowest, of how many nothing is known."""
    known = rows[rows.state_code == "known"].sort_values("to_date_value", kind="stable")
    below = known[known.to_date_value + 1e-9 < known.target_value]
    names = ", ".join(known.unit_short.head(3)) or t("chart.missing")
    as_little = int((known.to_date_value[3:] <= known.to_date_value[:3].max() + 1e-9).sum())
    if as_little:
        names = t("chart.as_little", names=names, count=as_little)
    key = "share.finding" if known.target_value.notna().any() else "share.finding_watched"
    return t(
        key, title=title, group=group, known=len(known), below=len(below), lowest=names, unknown=len(rows) - len(known)
    )


def _named(rows: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    return [(str(row["unit_name"]), {str(key): value for key, value in row.items()}) for row in rows.to_dict("records")]


def _colour(status_code: str) -> str:
    return _PLAIN if status_code == "not_assessed" else STATUSES[status_code].colour


def _axis_end(known: pd.DataFrame) -> float:
    most = max([0.0, *known.to_date_value, *known.target_value.dropna()])
    return next((end for end in _ENDS if most <= end), 1.0)


def _mark_targets(figure: go.Figure, rows: pd.DataFrame) -> None:
    aimed = rows[(rows.target_value > 0) & (rows.state_code != "not_applicable")]
    figure.add_scatter(
        mode="markers",
        x=aimed.target_value.tolist(),
        y=aimed.unit_code.tolist(),
        marker={"symbol": "line-ns-open", "size": 20, "line": {"width": 2.5}, "color": _PLAIN},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _write_texts(figure: go.Figure, rows: pd.DataFrame, end: float, t: Words) -> None:
    named = _named(rows)
    figure.add_scatter(
        mode="text",
        x=[end * 1.04] * len(named),
        y=rows.unit_code.tolist(),
        text=[f"{_symbol(row['status_code'])}{share_text(row, t)}" for _, row in named],
        textposition="middle right",
        textfont={"size": 13},
        hoverinfo="skip",
    )


def _symbol(status_code: str) -> str:
    """The status's symbol; none where nothing is assessed, whose dash would make the number a negative one."""
    return "" if status_code == "not_assessed" else f"{STATUSES[status_code].symbol} "
