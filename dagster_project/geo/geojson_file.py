"""Reads a GeoJSON file that nobody vouches for: every way in which it may be wrong has a sentence.

Nothing is believed: size, depth, numbers, nesting of coordinates. What comes out is plain: for each
feature its place in the file, its short properties as text, and rings of finite pairs of numbers.
"""

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dagster_project.user_error import UserError

MOST_BYTES = 25_000_000  # a commune file at full survey precision is about 10 MB (đề xuất)
MOST_FEATURES = 20_000  # all communes of the country are about 3.300
MOST_POINTS = 1_500_000
_MOST_TEXT = 200
_EXPORT = "Hãy xuất lại từ QGIS: “Lưu đối tượng thành…”, định dạng GeoJSON, hệ tọa độ EPSG:4326."
_OTHER_FORMATS = (
    (b"PK\x03\x04", "tệp nén .zip (thường là shapefile)"),
    (b"\x00\x00\x27\x0a", "tệp shapefile (.shp)"),
    (b"SQLite format 3", "tệp GeoPackage hoặc SQLite"),
    (b"\x1f\x8b", "tệp nén .gz"),
    (b"<", "tệp XML (KML, GML)"),
)
Ring = list[tuple[float, float]]


class GeoError(UserError):
    """A file that cannot be installed; the message says what was found and what to do."""


@dataclass(frozen=True)
class Feature:
    """One feature of the file.

    Attributes:
        place: counted from 1, as a person counts.
        properties: texts and numbers, short ones, as text; the feature's own ``id`` among them.
        polygons: each a list of rings, the outer one first; positions are (x, y) as written.
    """

    place: int
    properties: dict[str, str]
    polygons: list[list[Ring]]

    @property
    def label(self) -> str:
        """How messages call it: its place, and what looks like a name."""
        names = [text for text in self.properties.values() if text[:1].isalpha() and " " in text]
        return f"đối tượng thứ {self.place}" + (f" “{names[0][:60]}”" if names else "")


@dataclass(frozen=True)
class GeoFile:
    """What a file holds.

    Attributes:
        name: of the file, without its folder.
        sha256: of its bytes.
        size: in bytes.
        crs: coordinate system that the file names, None where it names none (WGS 84 then).
        features: in the order of the file.
    """

    name: str
    sha256: str
    size: int
    crs: str | None
    features: list[Feature]

    @property
    def points(self) -> int:
        """Positions in all rings."""
        return sum(len(ring) for one in self.features for rings in one.polygons for ring in rings)


def refuse(name: str, problems: list[str]) -> GeoError:
    """Return the error that lists what has to be put right.

    Args:
        name: of the file.
        problems: whole sentences.
    """
    shown = "".join(f"\n  - {problem}" for problem in problems)
    return GeoError(f"Tệp {name} chưa cài được, chưa thay đổi gì:{shown}")


def read_geojson(path: Path) -> GeoFile:
    """Read and check the structure of a file.

    Args:
        path: the file.

    Raises:
        GeoError: it cannot be used; all features with wrong geometry are listed at once.
    """
    if not path.is_file():  # nor a pipe or a device, which may never end
        raise GeoError(f"Không có tệp {path}. Hãy kiểm tra lại đường dẫn.", 64)
    with path.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise refuse(
            path.name,
            [
                f"Tệp lớn hơn {MOST_BYTES // 1_000_000} MB, là mức cao nhất được nhận. Hãy đơn "
                "giản hóa ranh giới (QGIS: “Đơn giản hóa”, sai số khoảng 20 m) rồi xuất lại."
            ],
        )
    found = _collection(path.name, _parsed(path.name, content))
    features = _features(path.name, found)
    return GeoFile(
        path.name, hashlib.sha256(content).hexdigest(), len(content), _crs(found), features
    )


def _parsed(name: str, content: bytes) -> Any:
    for start, kind in _OTHER_FORMATS:
        if content.lstrip()[: len(start)] == start:
            raise refuse(name, [f"Đây là {kind}, không phải GeoJSON. {_EXPORT}"])
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            parse_constant=_no_number,
            parse_int=lambda text: int(text) if len(text) < 16 else float(text),
        )
    except UnicodeDecodeError:
        problem = f"Tệp không phải văn bản UTF-8. {_EXPORT}"
    except RecursionError:
        problem = f"Tệp lồng quá nhiều lớp, không phải GeoJSON. {_EXPORT}"
    except json.JSONDecodeError as error:
        problem = f"Không phải JSON: sai từ dòng {error.lineno}, cột {error.colno}. {_EXPORT}"
    except ValueError as error:
        problem = f"{error} không phải là số hợp lệ trong JSON. {_EXPORT}"
    raise refuse(name, [problem])


def _no_number(text: str) -> float:
    raise ValueError(text)


def _collection(name: str, found: Any) -> dict:
    kind = found.get("type") if isinstance(found, dict) else None
    if kind == "Topology":
        raise refuse(name, [f"Đây là TopoJSON, không phải GeoJSON. {_EXPORT}"])
    if kind != "FeatureCollection" or not isinstance(found.get("features"), list):
        said = f"“{kind}”" if isinstance(kind, str) else "thứ khác"
        raise refuse(
            name,
            [
                f"Tệp chứa {said[:60]}; cần một “FeatureCollection” có 99 đối tượng, mỗi xã, "
                f"phường một đối tượng. {_EXPORT}"
            ],
        )
    if len(found["features"]) > MOST_FEATURES:
        raise refuse(
            name,
            [
                f"Tệp có {len(found['features'])} đối tượng, nhiều hơn mức cao nhất "
                f"({MOST_FEATURES}). Chỉ giữ 99 xã, phường của tỉnh rồi xuất lại."
            ],
        )
    return found


def _crs(found: dict) -> str | None:
    """The name in the old member ``crs``, which GeoJSON of 2016 no longer has."""
    crs = found.get("crs")
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    return named[:_MOST_TEXT] if isinstance(named, str) else "không rõ tên"


def _features(name: str, found: dict) -> list[Feature]:
    features, problems, points = [], [], 0
    for place, raw in enumerate(found["features"], 1):
        raw = raw if isinstance(raw, dict) else {}
        properties = _properties(raw)
        try:
            polygons = _polygons(raw.get("geometry"))
        except ValueError as error:
            label = Feature(place, properties, []).label
            problems.append(f"{label[:1].upper()}{label[1:]}: {error}")
            continue
        points += sum(len(ring) for rings in polygons for ring in rings)
        if points > MOST_POINTS:
            problems.append(
                f"Nhiều hơn {MOST_POINTS} điểm, là mức cao nhất được nhận. Hãy đơn giản hóa ranh "
                "giới (QGIS: “Đơn giản hóa”, sai số khoảng 20 m) rồi xuất lại."
            )
            break
        features.append(Feature(place, properties, polygons))
    if problems:
        more = [f"… và {len(problems) - 12} đối tượng khác."] if len(problems) > 12 else []
        raise refuse(name, problems[:12] + more)
    return features


def _properties(raw: dict) -> dict[str, str]:
    given = raw.get("properties")
    pairs = (given if isinstance(given, dict) else {}) | {"id": raw.get("id")}
    return {key: text for key, value in pairs.items() if (text := _text(value))}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip() if len(value) <= _MOST_TEXT else ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float) and not value.is_integer():
        return ""
    return str(int(value))


def _polygons(geometry: Any) -> list[list[Ring]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        said = f"hình kiểu “{kind[:30]}”" if isinstance(kind, str) else "không có hình"
        raise ValueError(
            f"{said}; chỉ nhận Polygon hoặc MultiPolygon. Xóa đối tượng này hoặc đổi thành vùng."
        )
    parts = geometry.get("coordinates")
    parts = [parts] if kind == "Polygon" else parts
    if not isinstance(parts, list) or not parts:
        raise ValueError("không có tọa độ. Vẽ lại hoặc xóa đối tượng này.")
    return [[_ring(ring) for ring in _rings_of(part)] for part in parts]


def _rings_of(part: Any) -> list:
    if not isinstance(part, list) or not part:
        raise ValueError("có phần không có tọa độ. Vẽ lại phần này hoặc xóa nó.")
    return part


def _ring(ring: Any) -> Ring:
    if not isinstance(ring, list) or len(ring) < 4:
        raise ValueError(
            "có vòng ranh giới ít hơn bốn điểm (hoặc sai kiểu). Xóa vòng này hoặc vẽ lại."
        )
    made = []
    for position in ring:
        if not isinstance(position, list) or len(position) < 2:
            raise ValueError("có tọa độ không phải là cặp số kinh độ, vĩ độ. Xuất lại tệp.")
        x, y = position[0], position[1]
        for number in (x, y):
            if isinstance(number, bool) or not isinstance(number, int | float):
                raise ValueError("có tọa độ không phải là số. Xuất lại tệp.")
            if not math.isfinite(number):
                raise ValueError("có tọa độ lớn vô hạn. Xuất lại tệp.")
        made.append((float(x), float(y)))
    if made[0] != made[-1]:
        made.append(made[0])  # left open by some programs; what is meant is plain
    return made
