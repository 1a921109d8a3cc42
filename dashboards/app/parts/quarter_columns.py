"""Columns from zero, one a quarter, in up to three layers, with the break and what is missing."""

from dataclasses import dataclass

from dashboards.app.format_vi import NO_REPORT, number
from dashboards.app.parts.figure import Figure
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.trend import MANY, is_complete, mark_break, quarter_tick
from dashboards.app.theme import GROUND, INK, LINE, SECOND, SOFT_INK, THIRD

COLOURS = (LINE, SECOND, THIRD)


@dataclass(frozen=True)
class Layer:
    """One kind of what is counted.

    Attributes:
        name: as the legend says it.
        values: one a quarter; None where nothing is known.
    """

    name: str
    values: list[float | None]


def quarter_columns(
    series: list[dict],
    layers: list[Layer],
    kpi_id: str,
    area: str,
    shown_period: str,
    *,
    unit: str = "",
    beside: bool = False,
) -> Figure:
    """Draw what was counted in each quarter.

    Args:
        series: quarters oldest first (queries/area_series.sql, one indicator).
        layers: the kinds, at most three, the first at the bottom.
        kpi_id: the indicator whose sources a column opens.
        area: area code.
        shown_period: its label is bold.
        unit: of the values, for the words under the pointer.
        beside: columns beside each other instead of one on the other.

    Returns:
        A figure. The newest quarter is hatched while it lacks reports, since it will still change;
        an older one that lacks some has an asterisk; one without any is named as such.
    """
    figure = Figure(300)
    places = list(range(len(series)))
    for place, layer in enumerate(layers):
        figure.add_bar(
            x=places,
            y=layer.values,
            name=layer.name,
            marker={
                "color": COLOURS[place],
                "pattern": {
                    "fillmode": "overlay",
                    "shape": [
                        "/" if row is series[-1] and not is_complete(row) else "" for row in series
                    ],
                    "fgcolor": GROUND,
                    "size": 6,
                    "solidity": 0.25,
                },
            },
            customdata=[[row["label"], trace(kpi_id, area, row["period"])] for row in series],
            hovertemplate=f"%{{customdata[0]}}, {layer.name}: %{{y:,.0f}} {unit}<extra></extra>",
        )
    tops = _tops(layers, beside)
    wide = len(series) > MANY and max(tops, default=0) >= 1000  # side by side they would touch
    notes = [  # at once: adding them one by one checks all of them each time
        _note(place, top, row, bold=row["period"] == shown_period, upright=wide)
        for place, (row, top) in enumerate(zip(series, tops, strict=True))
    ]
    if beside:
        notes = [note for note, row in zip(notes, series, strict=True) if row["value"] is None]
    figure.update_layout(
        barmode="group" if beside else "stack",
        bargap=0.3,
        showlegend=len(layers) > 1,
        legend={"orientation": "h", "y": 1.24, "x": 0, "xanchor": "left", "traceorder": "normal"},
        margin={"t": 66 if len(layers) > 1 else 34},
        annotations=notes,
    )
    mark_break(figure, series)
    figure.update_yaxes(
        range=[0, (max(tops, default=0) or 1) * (1.32 if wide else 1.16)],
        tickformat=",.0f",
        nticks=5,
    )
    figure.update_xaxes(
        tickvals=places,
        ticktext=[_tick(row, place == 0) for place, row in enumerate(series)],
        tickangle=0,
        range=[-0.5, max(len(series) - 0.5, 0.5)],
    )
    return figure


def columns_note(series: list[dict]) -> str:
    """Say what the marks of the columns mean, for the small print."""
    notes = ["Trục bắt đầu từ 0."]
    part = [row for row in series if row["value"] is not None and not is_complete(row)]
    if part:
        notes.append("* chưa đủ báo cáo của mọi xã, phường.")
    if part and part[-1] is series[-1]:
        counted = f"{part[-1]['reporting_units'] or 0}/{part[-1]['expected_units'] or 0}"
        notes.append(f"Cột gạch chéo: quý mới nhất, có số liệu của {counted} xã, phường.")
    if any(row["comparability"] == "hạn chế" for row in series):
        notes.append("Quý III/2025 bắt đầu trước ngày sáp nhập: so sánh hạn chế.")
    return " ".join(notes)


def _tick(row: dict, first: bool) -> str:
    tick = quarter_tick(row["label"], first)
    part = row["value"] is not None and not is_complete(row)
    quarter, _, year = tick.partition("<br>")
    return quarter + "*" * part + (f"<br>{year}" if year else "")


def _tops(layers: list[Layer], beside: bool) -> list[float]:
    together = max if beside else sum
    return [
        together(value or 0 for value in values)
        for values in zip(*(layer.values for layer in layers), strict=True)
    ]


def _note(place: int, top: float, row: dict, *, bold: bool, upright: bool) -> dict:
    """The number above a column, or the words where there is none."""
    note = {"x": place, "y": top or 0, "yanchor": "bottom", "showarrow": False}
    if row["value"] is None:
        small = {"size": 11, "color": SOFT_INK}
        return note | {"text": NO_REPORT, "textangle": -90, "font": small}
    text = f"<b>{number(top)}</b>" if bold else number(top)
    font = {"size": 13, "color": INK}
    return note | {"text": text, "textangle": -90 if upright else 0, "font": font}
