"""One look for all parts: Mantine theme, the look of charts, class colours of maps and bars.

The class colours themselves are CSS variables (``--class-1`` … ``--class-5`` in 20-base.css): one
blue ramp with monotone lightness, safe for colour-blind readers, reversed on dark ground.
"""

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

# Colours of charts: on light and on dark ground
_COLOURS = {
    "ink": ("#14212e", "#e8eef4"),
    "soft-ink": ("#4a5a6a", "#a9b6c3"),
    "grid": ("#e6ebf0", "#2a3744"),
    "line": ("#0f5a94", "#7cbdf0"),
    "ground": ("#ffffff", "#17212b"),
    "warn": ("#8a5300", "#f2c274"),
    # beside the line: what is compared with it (another kind, the year before), what is left over
    "second": ("#6aa7d2", "#2b75ab"),
    "third": ("#c3cdd7", "#506072"),
    "light-bar": ("#a9cce5", "#22577f"),
    # levels of warning: darkest is worst, so that the order holds without colour too
    "level-red": ("#a8261c", "#ff9d92"),
    "level-yellow": ("#e0a63a", "#b98326"),
    "level-green": ("#9fd3bd", "#1f5a47"),
    "level-grey": ("#c3cdd7", "#506072"),
    "on-red": ("#ffffff", "#350b07"),
    "on-yellow": ("#2b1d00", "#1b1200"),
    "on-green": ("#0c3a29", "#ffffff"),
    "on-grey": ("#14212e", "#ffffff"),
}


def colour(name: str) -> str:
    """Return what a figure says for a colour; the browser puts the scheme's own in its place.

    Args:
        name: a key of the colours of charts.

    Raises:
        KeyError: no such colour.
    """
    if name not in _COLOURS:
        raise KeyError(name)
    return f"var(--chart-{name})"


INK, SOFT_INK, GRID, LINE = colour("ink"), colour("soft-ink"), colour("grid"), colour("line")
GROUND, WARN = colour("ground"), colour("warn")
SECOND, THIRD, LIGHT_BAR = colour("second"), colour("third"), colour("light-bar")


def chart_look() -> dict:
    """Return what the browser needs to draw figures: the colours of both schemes, the template.

    Backgrounds are transparent, grid lines faint, there is no mode bar and no axis line; numbers
    are written 1.234,5.
    """
    axis = {
        "automargin": True,
        "gridcolor": GRID,
        "linecolor": GRID,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "tickfont": {"size": 12, "color": SOFT_INK},
    }
    layout = {
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": ",.",
        "colorway": [LINE],
        "margin": {"l": 8, "r": 16, "t": 28, "b": 8},
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": GROUND,
            "bordercolor": GRID,
            "font": {"family": FONT, "color": INK},
        },
        "xaxis": axis | {"showgrid": False},
        "yaxis": axis,
    }
    return {
        "light": {name: both[0] for name, both in _COLOURS.items()},
        "dark": {name: both[1] for name, both in _COLOURS.items()},
        "template": {"layout": layout},
    }
