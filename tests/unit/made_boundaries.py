"""Made-up boundaries: each commune the part of the plain nearer to its centre than to others'.

They show shared borders and rings of all kinds, and nothing of the real borders.
"""

import json
from pathlib import Path

import shapely
from shapely.geometry import MultiPoint, mapping

from ingest.reference import communes


def made_boundaries(code_property: str = "ma_xa") -> dict:
    """A FeatureCollection as a province's office would send it: 99 features, outer rings RFC-wise.

    Args:
        code_property: property with the codes; "" leaves the codes out.
    """
    centres = {code: (one.longitude, one.latitude) for code, one in communes().items()}
    whole = MultiPoint(list(centres.values())).buffer(0.08)
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(list(centres.values()))))
    features = []
    for code, one in communes().items():
        centre = shapely.points(centres[code])
        cell = next(cell for cell in cells if shapely.contains(cell, centre))
        shape = shapely.intersection(cell, shapely.box(*whole.bounds))
        properties = {"ten": one.name, "dan_so": 1234, "ghi_chu": None}
        if code_property:
            properties[code_property] = code
        features.append(
            {
                "type": "Feature",
                "properties": properties,
                "geometry": mapping(shapely.orient_polygons(shape, exterior_cw=False)),
            }
        )
    return {"type": "FeatureCollection", "features": features}


_MADE = made_boundaries()


def changed(**changes) -> dict:
    """A fresh copy; ``changes`` are written over the collection."""
    return json.loads(json.dumps(_MADE)) | changes


def write(path: Path, content: dict | str | bytes) -> Path:
    """Write a file and return its path."""
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def dense(found: dict, step: float) -> dict:
    """The same with a wavy point every ``step`` degrees: heavy, as surveys are."""
    for feature in found["features"]:
        shape = shapely.segmentize(shapely.geometry.shape(feature["geometry"]), step)
        wavy = shapely.transform(shape, _wave)
        feature["geometry"] = mapping(wavy)
    return found


def _wave(points):
    import numpy

    bend = numpy.column_stack([numpy.sin(points[:, 1] * 900), numpy.sin(points[:, 0] * 900)])
    return points + bend * 0.0004
