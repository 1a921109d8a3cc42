"""A Plotly figure as plain dicts, drawn once for both colour schemes.

``plotly.graph_objects`` checks every attribute in Python, which costs tens of milliseconds a chart,
and the browser checks them again. Here a figure is what is sent. Its colours are the names of
``theme.COLOURS``; the browser puts in those of its scheme, and the template (assets/55-charts.js).
"""


class Figure:
    """Traces and layout, in Plotly's own words (https://plotly.com/javascript/reference).

    Args:
        height: in pixels; None leaves it to the card.

    Attributes:
        data: the traces.
        layout: everything around them.
    """

    def __init__(self, height: int | None = None) -> None:
        self.data: list[dict] = []
        self.layout: dict = {"height": height} if height else {}

    def add_scatter(self, **trace: object) -> None:
        """Add points, lines or both."""
        self.data.append({"type": "scatter", **trace})

    def add_bar(self, **trace: object) -> None:
        """Add bars."""
        self.data.append({"type": "bar", **trace})

    def add_annotation(self, **note: object) -> None:
        """Add a text; an arrow leads to its place unless ``showarrow`` is false."""
        self.layout.setdefault("annotations", []).append(note)

    def add_vline(self, x: object, **look: object) -> None:
        """Add a rule over the whole height.

        Args:
            x: where.
            **look: ``line``, ``layer``.
        """
        self._add_shape(type="line", x0=x, x1=x, y0=0, y1=1, yref="y domain", **look)

    def add_hline(self, y: object, **look: object) -> None:
        """Add a rule over the whole width.

        Args:
            y: where.
            **look: ``line``, ``layer``.
        """
        self._add_shape(type="line", x0=0, x1=1, xref="x domain", y0=y, y1=y, **look)

    def add_vrect(self, x0: object, x1: object, **look: object) -> None:
        """Add a band over the whole height.

        Args:
            x0: where it begins.
            x1: where it ends.
            **look: ``fillcolor``, ``opacity``, ``line``, ``layer``.
        """
        self._add_shape(type="rect", x0=x0, x1=x1, y0=0, y1=1, yref="y domain", **look)

    def update_layout(self, **parts: object) -> None:
        """Set parts of the layout; what a dict does not name stays as it was."""
        _merge(self.layout, parts)

    def update_xaxes(self, **parts: object) -> None:
        """Set parts of the x axis."""
        self.update_layout(xaxis=parts)

    def update_yaxes(self, **parts: object) -> None:
        """Set parts of the y axis."""
        self.update_layout(yaxis=parts)

    def to_plotly_json(self) -> dict:
        """Return what the browser draws once it has put the colours in."""
        return {"data": self.data, "layout": self.layout}

    def _add_shape(self, **shape: object) -> None:
        self.layout.setdefault("shapes", []).append(shape)


def _merge(into: dict, parts: dict) -> None:
    for name, part in parts.items():
        if isinstance(part, dict) and isinstance(into.get(name), dict):
            _merge(into[name], part)
        else:
            into[name] = part
