"""Whether coordinates are WGS 84 longitude and latitude near the province; if not, what they are.

A file for maps must be in one system. VN-2000, in which Vietnamese surveys are kept, is told by the
name in the file or by the size of its numbers (metres), and converted by the office that knows its
meridian: here nothing is guessed.
"""

import re
from statistics import median

from dagster_project.geo.geojson_file import GeoFile, refuse
from ingest.reference import communes

_MARGIN = 0.5  # degrees around the communes' centres
_WGS84 = {"CRS84", "4326", "4979"}
# EPSG codes of VN-2000: geographic, UTM zones 48 and 49, and the 3° zones of the provinces
_VN2000 = {"4756", "3405", "3406", *map(str, range(5896, 5900)), *map(str, range(9205, 9219))}
CONVERT = (
    "Hãy chuyển sang WGS 84 (QGIS: “Lưu đối tượng thành…”, GeoJSON, hệ tọa độ EPSG:4326; hoặc "
    "ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES MOI.geojson CU.geojson)."
)


def neighbourhood() -> tuple[float, float, float, float]:
    """West, south, east and north of what counts as near the province, in degrees."""
    xs = [commune.longitude for commune in communes().values()]
    ys = [commune.latitude for commune in communes().values()]
    return min(xs) - _MARGIN, min(ys) - _MARGIN, max(xs) + _MARGIN, max(ys) + _MARGIN


def check_coordinates(file: GeoFile) -> None:
    """Refuse a file in another coordinate system, or with features elsewhere.

    Args:
        file: a file whose structure is right.

    Raises:
        GeoError: says which system it seems to be, or names the features that lie elsewhere.
    """
    if not file.features:
        raise refuse(file.name, ["Tệp không có đối tượng nào; cần 99 xã, phường."])
    if file.crs is not None and (said := _named_system(file.crs)):
        raise refuse(file.name, [f"Tệp ghi hệ tọa độ {said}, cần WGS 84. {CONVERT}"])
    points = [
        point for one in file.features for rings in one.polygons for ring in rings for point in ring
    ]
    x, y = median(x for x, _ in points), median(y for _, y in points)
    if not _is_near(x, y):
        raise refuse(file.name, [f"{_where_instead(x, y)} (điểm giữa: {x:.6g}; {y:.6g})."])
    outside = [(one, far) for one in file.features if (far := _far_point(one.polygons))]
    if outside:
        problems = [
            f"{one.label[:1].upper()}{one.label[1:]} có điểm ({far[0]:.6g}; {far[1]:.6g}) nằm "
            "ngoài vùng quanh tỉnh. Sửa điểm đó hoặc xóa đối tượng không thuộc tỉnh."
            for one, far in outside[:12]
        ]
        more = [f"… và {len(outside) - 12} đối tượng khác."] if len(outside) > 12 else []
        raise refuse(file.name, problems + more)


def _named_system(crs: str) -> str | None:
    """A system that is not WGS 84, in words."""
    code = re.search(r"(CRS84|\d+)\W*$", crs)
    if code and code[1] in _WGS84:
        return None
    return f"VN-2000 ({crs[:60]})" if code and code[1] in _VN2000 else f"“{crs[:60]}”"


def _is_near(x: float, y: float) -> bool:
    west, south, east, north = neighbourhood()
    return west <= x <= east and south <= y <= north


def _far_point(polygons: list) -> tuple[float, float] | None:
    west, south, east, north = neighbourhood()
    for rings in polygons:
        for ring in rings:
            for x, y in ring:
                if not (west <= x <= east and south <= y <= north):
                    return x, y
    return None


def _where_instead(x: float, y: float) -> str:
    """What numbers that are not here seem to be."""
    if _is_near(y, x):
        return (
            "Vĩ độ và kinh độ bị đổi chỗ: GeoJSON ghi kinh độ trước (khoảng 104), vĩ độ sau "
            "(khoảng 22). Hãy đổi thứ tự hai số (QGIS: “Đổi tọa độ X và Y”) rồi xuất lại"
        )
    for first, second, order in ((x, y, ""), (y, x, ", hai trục đổi chỗ")):
        if 100_000 < first < 900_000 and 2_200_000 < second < 2_700_000:
            return f"Tọa độ tính bằng mét, có vẻ là VN-2000 hoặc UTM{order}. {CONVERT[:-1]}"
        if 11_300_000 < first < 11_900_000 and 2_200_000 < second < 2_800_000:
            return f"Tọa độ tính bằng mét, có vẻ là Web Mercator{order}. {CONVERT[:-1]}"
    if abs(x) > 180 or abs(y) > 90:
        return f"Tọa độ không phải là độ. {CONVERT[:-1]}"
    west, south, east, north = neighbourhood()
    return (
        f"Tọa độ không ở gần tỉnh: cần kinh độ {west:.1f}–{east:.1f}, vĩ độ "
        f"{south:.1f}–{north:.1f}. Hãy kiểm tra tệp có đúng của tỉnh Lào Cai không"
    )
