"""Charts of the page of warning scores; grey is drawn apart from green, never as a low score."""

from dashboards.app.format_vi import number
from dashboards.app.hotspots.facts import KNOWN, LEVEL_NAMES, Facts
from dashboards.app.parts.figure import Figure
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.trend import quarter_tick
from dashboards.app.theme import GROUND, INK, SOFT_INK, colour

LEVEL_COLOURS = {known["level"]: colour(known["fill"]) for known in KNOWN}
ON_LEVEL = {known["level"]: colour(known["text"]) for known in KNOWN}  # numbers on those colours


def levels_figure(facts: Facts) -> Figure:
    """Draw the communes of each level in every quarter, one on the other.

    Args:
        facts: the facts of the page.
    """
    figure = Figure(300)
    past = facts.levels_over_time
    for level, its_colour in LEVEL_COLOURS.items():
        amounts = [row["counts"][level] for row in past]
        figure.add_bar(
            x=list(range(len(past))),
            y=amounts,
            name=LEVEL_NAMES[level],
            text=[number(amount) if amount else "" for amount in amounts],
            textposition="inside",
            insidetextanchor="middle",
            insidetextfont={"color": ON_LEVEL[level]},
            textangle=0,
            constraintext="none",  # a low part keeps its number legible
            marker={"color": its_colour, "pattern": _pattern(level == "xám")},
            customdata=[[row["label"], trace("EW-02", "province", row["period"])] for row in past],
            hovertemplate="%{customdata[0]}: %{y} xã, phường<extra>" + level + "</extra>",
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.35,
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        margin={"t": 60},
    )
    figure.update_xaxes(
        tickvals=list(range(len(past))),
        ticktext=[quarter_tick(row["label"], not place) for place, row in enumerate(past)],
        tickangle=0,
    )
    figure.update_yaxes(nticks=5)
    return figure


def history_figure(facts: Facts) -> Figure:
    """Draw the chosen commune's score in every quarter; grey quarters without their score.

    Args:
        facts: the facts of the page.
    """
    figure = Figure(300)
    labels = {row["period"]: row["label"] for row in facts.levels_over_time}
    past = [row for row in facts.history() if row["period"] in labels]
    grey = [row["level"] == "xám" for row in past]
    code = facts.chosen["commune_code"]
    figure.add_bar(
        x=list(range(len(past))),
        y=[0 if dim else row["score"] for row, dim in zip(past, grey, strict=True)],
        marker={"color": [LEVEL_COLOURS[row["level"]] for row in past]},
        customdata=[
            [labels[row["period"]], row["level"], trace("EW-01", code, row["period"])]
            for row in past
        ],
        hovertemplate="%{customdata[0]}: mức %{customdata[1]}<extra></extra>",
    )
    notes = [
        {
            "x": place,
            "y": 0 if dim else row["score"],
            "text": "chưa đủ dữ liệu" if dim else f"{number(row['score'])}<br>{row['level']}",
            "textangle": -90 if dim else 0,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 12, "color": SOFT_INK if dim else INK},
        }
        for place, (row, dim) in enumerate(zip(past, grey, strict=True))
    ]
    figure.update_layout(annotations=notes, bargap=0.4)
    figure.update_xaxes(
        tickvals=list(range(len(past))),
        ticktext=[quarter_tick(labels[row["period"]], not place) for place, row in enumerate(past)],
        tickangle=0,
    )
    figure.update_yaxes(range=[0, 112], tickvals=[0, 25, 50, 75, 100])
    return figure


def _pattern(hatched: bool) -> dict:
    return {
        "shape": "/" if hatched else "",
        "fillmode": "overlay",
        "fgcolor": GROUND,
        "size": 6,
        "solidity": 0.25,
    }
