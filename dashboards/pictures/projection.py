"""From longitude and latitude to a flat picture of given size.

An equirectangular projection with the province's middle parallel true: over one and a half degrees
it is off by less than a line's width.
"""

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True)
class Shapes:
    """The communes of an installed file of boundaries, fitted into a box.

    Attributes:
        width: of the drawing, in units.
        height: of the drawing.
        paths: ``d`` of an SVG path by commune code.
        labels: point well inside each commune.
        line: ``d`` of the line between the former provinces ("" where the file has none).
    """

    width: float
    height: float
    paths: dict[str, str]
    labels: dict[str, Point]
    line: str


def fitted(boundaries: dict, width: float, height: float) -> Shapes:
    """Fit boundaries into a box, shape kept, from the upper left corner.

    Args:
        boundaries: the GeoJSON that ``qhld geo install`` wrote.
        width: most, in units.
        height: most, in units.
    """
    features = {
        feature["properties"]["commune_code"]: feature for feature in boundaries["features"]
    }
    everywhere = [
        point
        for feature in features.values()
        for ring in _rings(feature["geometry"])
        for point in ring
    ]
    west, east = (pick(x for x, _ in everywhere) for pick in (min, max))
    south, north = (pick(y for _, y in everywhere) for pick in (min, max))
    narrow = math.cos(math.radians((south + north) / 2))
    scale = min(width / ((east - west) * narrow), height / (north - south))

    def place(point: Point) -> Point:
        return (point[0] - west) * narrow * scale, (north - point[1]) * scale

    def path(rings: list, end: str) -> str:
        return "".join(
            "M" + "L".join("{:.1f},{:.1f}".format(*place(point)) for point in ring) + end
            for ring in rings
        )

    return Shapes(
        (east - west) * narrow * scale,
        (north - south) * scale,
        {code: path(_rings(feature["geometry"]), "Z") for code, feature in features.items()},
        {code: place(feature["properties"]["label"]) for code, feature in features.items()},
        path(boundaries.get("former_province_line", []), ""),
    )


def _rings(geometry: dict) -> list[list[Point]]:
    parts = geometry["coordinates"]
    return parts if geometry["type"] == "Polygon" else [ring for part in parts for ring in part]
