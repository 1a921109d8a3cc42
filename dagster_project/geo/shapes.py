"""Geometry put right for maps: valid, on its place, light, rings in the order that maps want.

Borders that two communes share stay shared: they are simplified once, as one line
(`shapely.coverage_simplify`), and rounded alike.
"""

import json
import re
from dataclasses import dataclass

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, mapping
from shapely.geometry.base import BaseGeometry

from dagster_project.geo.geojson_file import Feature, GeoFile, refuse
from ingest.reference import communes

LIGHT = 400_000  # bytes: a second's download on a commune's line (đề xuất)
_BYTES_A_POINT = 23
_DECIMALS = 5  # about a metre
_KM = 111.2  # kilometres a degree of latitude
_NEAR_KM = 15  # a commune is nowhere wider than 40 km
_MOST_CHANGED = 0.02  # share of the area that mending may change
_MOST_OVERLAP = 0.2  # share of the smaller commune that two may have in common
_STEPS = (0.0004, 0.0008, 0.0015, 0.003, 0.006)  # tolerances of simplification, degrees
_LISTED = 12
_REASONS = {
    "Self-intersection": "đường ranh giới tự cắt",
    "Ring Self-intersection": "đường ranh giới tự chạm",
    "Hole lies outside shell": "lỗ nằm ngoài vùng",
    "Holes are nested": "lỗ lồng nhau",
    "Nested shells": "các phần lồng nhau",
    "Interior is disconnected": "phần trong bị chia cắt",
    "Duplicate Rings": "hai vòng trùng nhau",
    "Too few points in geometry component": "vòng có quá ít điểm",
}


@dataclass(frozen=True)
class Shaped:
    """Boundaries ready to be installed.

    Attributes:
        geojson: the text of the file.
        points: positions in it.
        tolerance_m: of the simplification, in metres; 0 where none was needed.
        notes: what was done or seen, sentences for the person who installs.
    """

    geojson: bytes
    points: int
    tolerance_m: int
    notes: list[str]


def shape_communes(file: GeoFile, features: dict[str, Feature], *, mend: bool) -> Shaped:
    """Check the geometry of all communes and put it right.

    Args:
        file: the file, for messages.
        features: by commune code, all communes.
        mend: whether invalid shapes may be mended (`--make-valid`).

    Raises:
        GeoError: shapes are invalid, far from their commune or on top of each other.
    """
    notes: list[str] = []
    shapes = {code: _built(feature) for code, feature in features.items()}
    shapes = _valid(file, shapes, notes, mend=mend)
    problems = [*_misplaced(shapes), *_overlapping(shapes, notes)]
    if problems:
        raise refuse(file.name, problems)
    geojson, tolerance = _light(shapes)
    if tolerance:
        notes.append(
            f"Đã đơn giản hóa đường ranh giới (sai số khoảng {tolerance} m); ranh giới chung của "
            "hai xã vẫn là một đường."
        )
    content = json.dumps(geojson, ensure_ascii=False, separators=(",", ":")).encode()
    return Shaped(content, _count(geojson), tolerance, notes)


def _built(feature: Feature) -> BaseGeometry:
    parts = [Polygon(rings[0], rings[1:]) for rings in feature.polygons]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _valid(
    file: GeoFile, shapes: dict[str, BaseGeometry], notes: list[str], *, mend: bool
) -> dict[str, BaseGeometry]:
    wrong = {code: shape for code, shape in shapes.items() if not shape.is_valid or shape.is_empty}
    if not wrong:
        return shapes
    names = communes()
    if not mend:
        said = [f"{code} {names[code].name}: {_why(shape)}." for code, shape in wrong.items()]
        more = [f"… và {len(said) - _LISTED} nơi khác."] if len(said) > _LISTED else []
        do = (
            f"Hình của {len(said)} xã, phường không hợp lệ. Sửa trong QGIS (“Sửa hình”), hoặc thêm "
            "--make-valid để phần mềm tự sửa rồi xem lại bản đồ."
        )
        raise refuse(file.name, [do, *said[:_LISTED], *more])
    mended = {code: _polygons_of(shapely.make_valid(shape)) for code, shape in wrong.items()}
    bad = [
        f"{code} {names[code].name}: tự sửa làm mất hình hoặc đổi diện tích quá "
        f"{_MOST_CHANGED:.0%}. Hãy sửa xã, phường này trong QGIS."
        for code, shape in mended.items()
        if shape.is_empty or abs(shape.area - wrong[code].area) > _MOST_CHANGED * shape.area
    ]
    if bad:
        raise refuse(file.name, bad)
    listed = ", ".join(names[code].name for code in list(wrong)[:_LISTED])
    notes.append(f"Đã tự sửa hình của {len(wrong)} xã, phường: {listed}.")
    return shapes | mended


def _polygons_of(shape: BaseGeometry) -> BaseGeometry:
    """The areas of a shape, without the lines and points that mending leaves."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")]
    return shapely.union_all(parts) if parts else Polygon()


def _why(shape: BaseGeometry) -> str:
    if shape.is_empty:
        return "hình trống"
    said = shapely.is_valid_reason(shape)
    reason, _, place = said.partition("[")
    numbers = re.findall(r"-?\d+(?:\.\d+)?", place)
    at = f" gần kinh độ {float(numbers[0]):.5f}, vĩ độ {float(numbers[1]):.5f}"
    return _REASONS.get(reason.strip(), "sai quy tắc hình học") + (at if len(numbers) > 1 else "")


def _misplaced(shapes: dict[str, BaseGeometry]) -> list[str]:
    """Shapes far from where their commune is: codes given to the wrong shapes."""
    far = []
    for code, shape in shapes.items():
        commune = communes()[code]
        km = shape.distance(Point(commune.longitude, commune.latitude)) * _KM
        if km > _NEAR_KM:
            far.append(f"{code} {commune.name} (cách {km:.0f} km)")
    if not far:
        return []
    more = f" và {len(far) - _LISTED} nơi khác" if len(far) > _LISTED else ""
    return [
        f"{len(far)} xã, phường nằm xa vị trí đã biết, có thể mã gán nhầm hình: "
        f"{'; '.join(far[:_LISTED])}{more}. Kiểm tra cột mã rồi cài lại."
    ]


def _overlapping(shapes: dict[str, BaseGeometry], notes: list[str]) -> list[str]:
    codes, areas = list(shapes), list(shapes.values())
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    found = []
    for one, other in zip(first, second, strict=True):
        if one < other:
            common = shapely.intersection(areas[one], areas[other]).area
            found.append((common / min(areas[one].area, areas[other].area), one, other, common))
    found = sorted((row for row in found if row[0] > 0.001), reverse=True)
    names = [communes()[code].name for code in codes]
    if found and found[0][0] > _MOST_OVERLAP:
        pairs = [f"{names[a]} và {names[b]}" for share, a, b, _ in found if share > _MOST_OVERLAP]
        more = f" và {len(pairs) - _LISTED} cặp khác" if len(pairs) > _LISTED else ""
        return [
            f"{len(pairs)} cặp xã, phường chồng lên nhau hơn {_MOST_OVERLAP:.0%} diện tích: "
            f"{'; '.join(pairs[:_LISTED])}{more}. Có thể hình bị lặp: sửa rồi cài lại."
        ]
    if found:
        _, a, b, _ = found[0]
        notes.append(
            f"Chú ý: {len(found)} cặp xã, phường chồng lên nhau một ít, nhiều nhất là {names[a]} "
            f"và {names[b]}."
        )
    return []


def _light(shapes: dict[str, BaseGeometry]) -> tuple[dict, int]:
    """The file as it is installed, simplified only where it would be heavy."""
    codes, areas = list(shapes), [_rounded(shape) for shape in shapes.values()]
    step, light = 0.0, areas
    for step in (0.0, *_STEPS):
        light = list(shapely.coverage_simplify(areas, step)) if step else areas
        if sum(shapely.get_num_coordinates(light)) * _BYTES_A_POINT <= LIGHT:
            break
    light = [shapely.orient_polygons(shape, exterior_cw=True) for shape in light]
    return _collection(dict(zip(codes, light, strict=True))), round(step * _KM * 1000)


def _collection(shapes: dict[str, BaseGeometry]) -> dict:
    return {
        "type": "FeatureCollection",
        "former_province_line": _former_province_line(shapes),
        # outer rings clockwise, as d3 and Plotly want them
        "features": [_feature(code, shape) for code, shape in shapes.items()],
    }


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    """Rounded like its neighbours, so that borders that differ by a hair are shared again."""
    made = shapely.transform(shape, lambda points: points.round(_DECIMALS))
    made = shapely.remove_repeated_points(made)
    # a sliver narrower than a metre may close upon itself
    return made if made.is_valid else _polygons_of(shapely.make_valid(made))


def _feature(code: str, shape: BaseGeometry) -> dict:
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    middle = shapely.maximum_inscribed_circle(largest, tolerance=0.001).coords[0]
    return {
        "type": "Feature",
        "properties": {
            "commune_code": code,
            "label": [round(number, _DECIMALS) for number in middle],
        },
        "geometry": mapping(shape),
    }


def _former_province_line(shapes: dict[str, BaseGeometry]) -> list[list[list[float]]]:
    """Where the two provinces of before 2025 met."""
    provinces: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        provinces.setdefault(communes()[code].former_province, []).append(shape)
    wholes = [shapely.union_all(parts) for parts in provinces.values()]
    line = shapely.intersection(wholes[0].boundary, wholes[1].boundary)
    parts = [part for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    merged = shapely.line_merge(shapely.union_all(parts)) if parts else None
    return [[list(point) for point in part.coords] for part in shapely.get_parts(merged)]


def _count(geojson: dict) -> int:
    count = 0
    for feature in geojson["features"]:
        parts = feature["geometry"]["coordinates"]
        rings = parts if feature["geometry"]["type"] == "Polygon" else [r for p in parts for r in p]
        count += sum(len(ring) for ring in rings)
    return count
