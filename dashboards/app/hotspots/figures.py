"""Charts of the page of warning scores; grey is drawn apart from green, never as a low score."""

import plotly.graph_objects as go

from dashboards.app.format_vi import number
from dashboards.app.hotspots.facts import LEVEL_NAMES, Facts
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.trend import quarter_tick
from dashboards.app.theme import GROUND, INK, SOFT_INK, plotly_template

# darkest is worst, so that the order holds without colour too
LEVEL_COLOURS = {
    "đỏ": {"light": "#a8261c", "dark": "#ff9d92"},
    "vàng": {"light": "#e0a63a", "dark": "#b98326"},
    "xanh": {"light": "#9fd3bd", "dark": "#1f5a47"},
    "xám": {"light": "#c3cdd7", "dark": "#506072"},
}

ON_LEVEL = {  # numbers on those colours
    "đỏ": {"light": "#ffffff", "dark": "#350b07"},
    "vàng": {"light": "#2b1d00", "dark": "#1b1200"},
    "xanh": {"light": "#0c3a29", "dark": "#ffffff"},
    "xám": {"light": INK["light"], "dark": "#ffffff"},
}


def levels_figure(facts: Facts, scheme: str) -> go.Figure:
    """Draw the communes of each level in every quarter, one on the other.

    Args:
        facts: the facts of the page.
        scheme: ``light`` or ``dark``.
    """
    figure = go.Figure(layout={"template": plotly_template(scheme), "height": 300})
    past = facts.levels_over_time
    for level, colours in LEVEL_COLOURS.items():
        amounts = [row["counts"][level] for row in past]
        figure.add_bar(
            x=list(range(len(past))),
            y=amounts,
            name=LEVEL_NAMES[level],
            text=[number(amount) if amount else "" for amount in amounts],
            textposition="inside",
            insidetextanchor="middle",
            insidetextfont={"color": ON_LEVEL[level][scheme]},
            textangle=0,
            marker={"color": colours[scheme], "pattern": _pattern(level == "xám", scheme)},
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


def history_figure(facts: Facts, scheme: str) -> go.Figure:
    """Draw the chosen commune's score in every quarter; grey quarters without their score.

    Args:
        facts: the facts of the page.
        scheme: ``light`` or ``dark``.
    """
    figure = go.Figure(layout={"template": plotly_template(scheme), "height": 300})
    labels = {row["period"]: row["label"] for row in facts.levels_over_time}
    past = [row for row in facts.history() if row["period"] in labels]
    grey = [row["level"] == "xám" for row in past]
    code = facts.chosen["commune_code"]
    figure.add_bar(
        x=list(range(len(past))),
        y=[0 if dim else row["score"] for row, dim in zip(past, grey, strict=True)],
        marker={"color": [LEVEL_COLOURS[row["level"]][scheme] for row in past]},
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
            "font": {"size": 12, "color": SOFT_INK[scheme] if dim else INK[scheme]},
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


def _pattern(hatched: bool, scheme: str) -> dict:
    return {
        "shape": "/" if hatched else "",
        "fillmode": "overlay",
        "fgcolor": GROUND[scheme],
        "size": 6,
        "solidity": 0.25,
    }
