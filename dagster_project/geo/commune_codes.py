"""Which feature is which commune: by the property whose values are the codes, else by the names."""

from collections import defaultdict
from dataclasses import dataclass

from dagster_project.geo.geojson_file import Feature, GeoFile, refuse
from ingest.communes.match_communes import match_commune
from ingest.reference import commune_history, communes

_ENOUGH = 0.5  # share of the communes that a property must name to be the one meant
_LISTED = 12
_MOST_NAMED = 400  # more features than the communes before 2025 are another file


@dataclass(frozen=True)
class Coded:
    """The communes of a file.

    Attributes:
        features: by commune code, all of them.
        found_by: the property, and whether it holds codes or names; for the person who installs.
    """

    features: dict[str, Feature]
    found_by: str


def find_communes(file: GeoFile) -> Coded:
    """Give every feature its commune.

    Args:
        file: a file whose structure is right.

    Raises:
        GeoError: names the communes that are missing, there twice or unknown.
    """
    keys = dict.fromkeys(key for feature in file.features for key in feature.properties)
    readings = [(key, "mã", _codes(file, key)) for key in keys]
    best = max(readings, key=lambda one: _known(one[2]), default=None)
    if best is None or _known(best[2]) < _ENOUGH * len(communes()):
        few = len(file.features) <= _MOST_NAMED  # each name is looked up with care
        readings = [(key, "tên", _names(file, key)) for key in keys if few]
        best = max(readings, key=lambda one: _known(one[2]), default=None)
    if best is None or _known(best[2]) < _ENOUGH * len(communes()):
        listed = ", ".join(f"“{key[:30]}”" for key in list(keys)[:_LISTED]) or "không có"
        raise refuse(
            file.name,
            [
                "Không thuộc tính nào chứa mã hay tên của các xã, phường (tìm trong: "
                f"{listed}). Hãy thêm thuộc tính có mã năm chữ số, ví dụ 02647 cho Phường Lào Cai."
            ],
        )
    key, kind, codes = best
    problems = [*_unknown(file, key, kind, codes), *_twice(file, codes), *_missing(codes)]
    if problems:
        raise refuse(file.name, [f"Nhận xã, phường theo {kind} ở thuộc tính “{key}”.", *problems])
    by_place = {feature.place: feature for feature in file.features}
    found = {code: by_place[place] for place, code in codes.items() if code}
    return Coded({code: found[code] for code in communes()}, f"{kind} ở thuộc tính “{key}”")


def _known(codes: dict[int, str | None]) -> int:
    return len(set(codes.values()) & communes().keys())


def _codes(file: GeoFile, key: str) -> dict[int, str | None]:
    """Commune code by place in the file; leading zeros that a spreadsheet dropped are put back."""
    found = {}
    for feature in file.features:
        text = feature.properties.get(key, "")
        code = text.zfill(5) if text.isascii() and text.isdigit() and len(text) <= 5 else text
        found[feature.place] = code if code in communes() else None
    return found


def _names(file: GeoFile, key: str) -> dict[int, str | None]:
    found = {}
    for feature in file.features:
        text = feature.properties.get(key, "")
        matched = match_commune(text) if text[:1].isalpha() else None
        today = matched is not None and matched.how in ("official", "alias", "without_marks")
        found[feature.place] = matched.commune_code if today and matched else None
    return found


def _unknown(file: GeoFile, key: str, kind: str, codes: dict[int, str | None]) -> list[str]:
    former = {unit.old_code: unit for unit in commune_history()}
    said, old = [], 0
    for feature in file.features:
        if codes[feature.place]:
            continue
        text = feature.properties.get(key, "")
        unit = former.get(text.zfill(5)) if kind == "mã" and text.isdigit() else None
        old += unit is not None
        was = f" là đơn vị cũ trước 01/7/2025 ({unit.old_name})" if unit else ""
        shown = f"“{text[:40]}”{was}" if text else "để trống"
        said.append(f"{feature.label[:1].upper()}{feature.label[1:]}: {kind} {shown}.")
    if not said:
        return []
    do = "Chỉ giữ 99 xã, phường của tỉnh; sửa mã, tên sai theo danh mục (data/reference)."
    if old > len(said) / 2:
        do = "Đây có vẻ là ranh giới trước khi sắp xếp 01/7/2025: cần ranh giới của 99 xã, phường."
    more = [f"… và {len(said) - _LISTED} đối tượng khác."] if len(said) > _LISTED else []
    return [f"{len(said)} đối tượng không nhận ra được. {do}", *said[:_LISTED], *more]


def _twice(file: GeoFile, codes: dict[int, str | None]) -> list[str]:
    places = defaultdict(list)
    for place, code in codes.items():
        if code:
            places[code].append(place)
    said = [
        f"{code} {communes()[code].name}: ở các đối tượng thứ {', '.join(map(str, at[:6]))}"
        for code, at in places.items()
        if len(at) > 1
    ]
    if not said:
        return []
    return [
        f"{len(said)} xã, phường có nhiều đối tượng; mỗi nơi một đối tượng (gộp các phần thành "
        f"MultiPolygon). {_list(said)}."
    ]


def _missing(codes: dict[int, str | None]) -> list[str]:
    gone = [f"{code} {one.name}" for code, one in communes().items() if code not in codes.values()]
    if not gone:
        return []
    return [f"Thiếu {len(gone)} trên {len(communes())} xã, phường: {_list(gone)}. Bổ sung cho đủ."]


def _list(items: list[str]) -> str:
    more = f" và {len(items) - _LISTED} nơi khác" if len(items) > _LISTED else ""
    return "; ".join(items[:_LISTED]) + more
