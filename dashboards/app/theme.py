"""One look for all parts: Mantine theme, Plotly templates, class colours of maps and bars.

The class colours themselves are CSS variables (``--class-1`` … ``--class-5`` in 20-base.css): one
blue ramp with monotone lightness, safe for colour-blind readers, reversed on dark ground.
"""

import plotly.graph_objects as go

FONT = '"Be Vietnam Pro", "Segoe UI", system-ui, sans-serif'

MANTINE = {
    "fontFamily": FONT,
    "headings": {"fontFamily": FONT, "fontWeight": 600},
    "primaryColor": "brand",
    "primaryShade": {"light": 7, "dark": 4},
    "defaultRadius": "md",
    "colors": {
        # Mantine's own dark greys are neutral; these carry the page's blue
        "dark": [
            *("#e8eef4", "#c3cdd7", "#a9b6c3", "#7d8b99", "#41505f", "#33414f"),
            *("#1c2833", "#17212b", "#111a22", "#0d141b"),
        ],
        "brand": [
            *("#e8f1f8", "#d0e2f0", "#a6cbe5", "#78b1d9", "#5aa0d2", "#3f86bd"),
            *("#2a71a9", "#0f5a94", "#0b4a7b", "#083a62"),
        ],
    },
}

INK = {"light": "#14212e", "dark": "#e8eef4"}
SOFT_INK = {"light": "#4a5a6a", "dark": "#a9b6c3"}
GRID = {"light": "#e6ebf0", "dark": "#2a3744"}
LINE = {"light": "#0f5a94", "dark": "#7cbdf0"}
GROUND = {"light": "#ffffff", "dark": "#17212b"}
WARN = {"light": "#8a5300", "dark": "#f2c274"}
# beside LINE: what is compared with it (another kind, the year before), and what is left over
SECOND = {"light": "#6aa7d2", "dark": "#2b75ab"}
THIRD = {"light": "#c3cdd7", "dark": "#506072"}


def plotly_template(scheme: str) -> go.layout.Template:
    """Return the Plotly template for ``light`` or ``dark`` ground.

    Backgrounds are transparent, grid lines faint, there is no mode bar and no axis line; numbers
    are written 1.234,5.
    """
    axis = {
        "automargin": True,
        "gridcolor": GRID[scheme],
        "linecolor": GRID[scheme],
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "tickfont": {"size": 12, "color": SOFT_INK[scheme]},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": INK[scheme]},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": ",.",
            "colorway": [LINE[scheme]],
            "margin": {"l": 8, "r": 16, "t": 28, "b": 8},
            "showlegend": False,
            "hoverlabel": {
                "bgcolor": GROUND[scheme],
                "bordercolor": GRID[scheme],
                "font": {"family": FONT, "color": INK[scheme]},
            },
            "xaxis": axis | {"showgrid": False},
            "yaxis": axis,
        }
    )
