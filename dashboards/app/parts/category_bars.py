"""Horizontal bars of kinds, each named above its bar, so that long names fit a phone."""

from dataclasses import dataclass

from dash import html

from dashboards.app.format_vi import number
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.figure import Figure
from dashboards.app.theme import INK, LINE, SECOND, SOFT_INK, THIRD

ROW = 46  # pixels a kind
TOP = 34


@dataclass(frozen=True)
class Bar:
    """One kind.

    Attributes:
        name: of the kind.
        value: what is shown, dark.
        beside: what it is compared with, light; None where there is nothing.
        trace: what a press opens (``parts.pieces.trace``).
        words: the value written out; made from the value where empty.
        is_rest: what could not be told apart ("không ghi"): grey.
    """

    name: str
    value: float
    beside: float | None = None
    trace: str = ""
    words: str = ""
    is_rest: bool = False


def bars_height(bars: list[Bar]) -> int:
    """Height in pixels of the figure of these bars."""
    return TOP + ROW * max(len(bars), 1)


def category_bars(bars: list[Bar], names: tuple[str, str] = ("", "")) -> Figure:
    """Draw kinds in the order given, from zero.

    Args:
        bars: the kinds.
        names: what dark and light bars are, for the legend; no legend where the second is empty.
    """
    compared = bool(names[1])
    figure = Figure(bars_height(bars))
    top = max([bar.value for bar in bars] + [bar.beside or 0 for bar in bars], default=1) or 1
    places = [-place for place in range(len(bars))]
    layers = [(names[0], [bar.value for bar in bars], LINE, 0.26, -0.06)]
    if compared:
        layers.append((names[1], [bar.beside or 0 for bar in bars], SECOND, 0.14, -0.28))
    for name, values, colour, width, offset in layers:
        figure.add_bar(
            x=values,
            y=[place + offset for place in places],
            orientation="h",
            width=width,
            name=name,
            marker={
                "color": [THIRD if bar.is_rest else colour for bar in bars],
            },
            customdata=[
                [bar.name, number(v), bar.trace] for bar, v in zip(bars, values, strict=True)
            ],
            hovertemplate="%{customdata[0]}: %{customdata[1]}<extra>" + name + "</extra>",
        )
    notes = [
        {
            "x": 0,
            "y": place + 0.28,
            "xanchor": "left",
            "xshift": -3,
            "showarrow": False,
            "text": f"{bar.name}: <b>{bar.words or number(bar.value)}</b>"
            + (f"<span style='color:{SOFT_INK}'>{_beside(bar)}</span>" if compared else ""),
            "font": {"size": 13, "color": INK},
        }
        for bar, place in zip(bars, places, strict=True)
    ]
    figure.update_layout(
        barmode="overlay",
        annotations=notes,
        showlegend=compared,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        margin={"l": 4, "r": 8, "t": TOP if compared else 6, "b": 4},
    )
    figure.update_yaxes(visible=False, range=[-len(bars) + 0.5, 0.5])
    figure.update_xaxes(visible=False, range=[0, top * 1.02])
    return figure


def _beside(bar: Bar) -> str:
    return f" · {number(bar.beside)}" if bar.beside is not None else ""


def bars_card(
    name: str,
    bars: list[Bar],
    *,
    title: str,
    subtitle: str,
    empty: str,
    words: str = "",
    names: tuple[str, str] = ("", ""),
) -> html.Section:
    """Return a card with these bars, or with words where there are none.

    Args:
        name: name of the registered table with the same numbers.
        bars: the kinds, in order.
        title: the finding.
        subtitle: measure, unit, place, period.
        empty: said where there are no bars.
        words: the chart in one sentence.
        names: what dark and light bars are.
    """
    drawing: dict = {"body": html.P(empty, className="empty")}
    if bars:
        drawing = {
            "figure": category_bars(bars, names),
            "height": bars_height(bars),
        }
    return chart_card(name, title=title, subtitle=subtitle, words=words, **drawing)
