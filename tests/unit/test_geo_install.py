"""`qhld geo install`: what a file of boundaries may hold, what is said of one that is refused."""

import json
import math
import os

import pytest
import shapely
from shapely.geometry import shape

from dagster_project.cli.run import run
from dagster_project.geo import installed
from dagster_project.geo.geojson_file import MOST_BYTES, GeoError, read_geojson
from dagster_project.geo.shapes import LIGHT
from dashboards import boundaries
from ingest.archives.access import Actor
from ingest.reference import communes
from tests.unit.made_boundaries import changed, dense, made_boundaries, write

ACTOR = Actor("lan", "chuyen_vien", "qhld")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An own root of all state."""
    made = tmp_path / "home"
    made.mkdir()
    monkeypatch.setenv("QHLD_HOME", str(made))
    return made


def _refused(path, content, *, mend: bool = False) -> str:
    with pytest.raises(GeoError) as refusal:
        installed.check(write(path / "ranh-gioi.geojson", content), mend=mend)
    return str(refusal.value)


def _edit(place: int, **changes) -> dict:
    found = changed()
    found["features"][place].update(changes)
    return found


def test_a_good_file_is_installed_with_where_it_came_from(home, tmp_path) -> None:
    path = write(tmp_path / "xa.geojson", changed())
    record, notes = installed.install(path, ACTOR, mend=False)
    assert (record["file_name"], record["installed_by"], notes) == ("xa.geojson", "lan", [])
    assert record["communes_by"] == "mã ở thuộc tính “ma_xa”"
    found = installed.installed()
    assert found.is_whole
    assert found.record == record
    made = boundaries.read(home)
    assert [f["properties"]["commune_code"] for f in made["features"]] == list(communes())
    assert all(f["properties"].keys() == {"commune_code", "label"} for f in made["features"])
    for feature in made["features"]:
        area = shape(feature["geometry"])
        assert not area.exterior.is_ccw  # d3 and Plotly flood the page otherwise
        assert area.contains(shapely.Point(feature["properties"]["label"]))
    assert made["former_province_line"]
    assert installed.remove()
    assert not installed.remove()
    assert boundaries.read(home) is None
    assert installed.installed() is None


def test_a_new_file_takes_the_place_of_the_old_one(home, tmp_path) -> None:
    installed.install(write(tmp_path / "cu.geojson", changed()), ACTOR, mend=False)
    before = boundaries.installed(home).version
    moved = changed()
    ring = moved["features"][0]["geometry"]["coordinates"][0]
    ring[0][0] = ring[-1][0] = ring[0][0] - 0.0001
    installed.install(write(tmp_path / "moi.geojson", moved), ACTOR, mend=False)
    assert boundaries.installed(home).version != before
    with pytest.raises(GeoError):
        installed.install(write(tmp_path / "sai.geojson", "{}"), ACTOR, mend=False)
    assert installed.installed().record["file_name"] == "moi.geojson"


def test_boundaries_put_there_by_hand_are_told(home, tmp_path) -> None:
    installed.install(write(tmp_path / "xa.geojson", changed()), ACTOR, mend=False)
    (home / "geo" / "communes.geojson").write_text("{}")
    assert not installed.installed().is_whole


def test_communes_are_found_by_name_where_there_are_no_codes(tmp_path) -> None:
    _, coded, _ = installed.check(write(tmp_path / "x", made_boundaries("")), mend=False)
    assert coded.found_by == "tên ở thuộc tính “ten”"
    assert coded.features.keys() == communes().keys()


def test_codes_that_lost_their_zero_are_known(tmp_path) -> None:
    found = changed()
    for feature in found["features"]:
        feature["properties"]["ma_xa"] = int(feature["properties"]["ma_xa"])
    _, coded, _ = installed.check(write(tmp_path / "x", found), mend=False)
    assert coded.features.keys() == communes().keys()


def test_missing_double_and_unknown_communes_are_named(tmp_path) -> None:
    found = changed()
    codes = list(communes())
    found["features"][3]["properties"]["ma_xa"] = codes[2]
    found["features"][7]["properties"]["ma_xa"] = "02635"
    said = _refused(tmp_path, found)
    names = communes()
    assert f"Thiếu 2 trên 99 xã, phường: {codes[3]} {names[codes[3]].name}" in said
    assert f"{codes[2]} {names[codes[2]].name}: ở các đối tượng thứ 3, 4" in said
    assert "đơn vị cũ trước 01/7/2025 (Phường Duyên Hải)" in said


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        (None, "không có hình"),
        ({"type": "Point", "coordinates": [104, 22]}, "hình kiểu “Point”"),
        ({"type": "Polygon", "coordinates": []}, "không có tọa độ"),
        ({"type": "Polygon", "coordinates": [[[104, 22], [104, 23], [104, 22]]]}, "bốn điểm"),
        ({"type": "Polygon", "coordinates": [[104, 22, 23, 24]]}, "cặp số"),
        ({"type": "Polygon", "coordinates": [[["a", 22]] * 4]}, "không phải là số"),
        ({"type": "Polygon", "coordinates": [[[True, 22]] * 4]}, "không phải là số"),
        ({"type": "MultiPolygon", "coordinates": [[], []]}, "phần không có tọa độ"),
        ({"type": "Polygon", "coordinates": {"a": 1}}, "không có tọa độ"),
    ],
)
def test_a_feature_without_an_area_is_named(tmp_path, geometry, words) -> None:
    said = _refused(tmp_path, _edit(4, geometry=geometry))
    assert words in said
    assert "thứ 5 “" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[" * 200_000, "lồng quá nhiều lớp"),
        ('{"a":' * 200_000, "lồng quá nhiều lớp"),
        ('{"type": "FeatureCollection", "features": [', "sai từ dòng 1"),
        ('{"type": "FeatureCollection", "features": NaN}', "NaN không phải là số"),
        ('{"type": "Topology", "objects": {}}', "TopoJSON"),
        ('{"type": "Feature"}', "“Feature”"),
        ("[]", "FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "không có đối tượng nào"),
        ("\ufeff".encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04rest", ".zip"),
        ("<kml/>", "KML"),
        ("", "sai từ dòng 1"),
    ],
)
def test_what_is_no_geojson_is_said(tmp_path, content, words) -> None:
    assert words in _refused(tmp_path, content)


def test_numbers_without_end_are_refused(tmp_path) -> None:
    text = json.dumps(changed())
    first = json.dumps(changed()["features"][0]["geometry"]["coordinates"][0][0][0])
    for number in ("1e999", "9" * 100_000, "-1e999"):
        assert "vô hạn" in _refused(tmp_path, text.replace(first, number, 1))


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path) -> None:
    path = tmp_path / "lon.geojson"
    with path.open("wb") as stream:
        stream.truncate(MOST_BYTES * 1000)  # a hole: takes no room on the disk
    with pytest.raises(GeoError, match="lớn hơn 25 MB"):
        read_geojson(path)


def test_a_pipe_is_not_waited_for(tmp_path) -> None:
    os.mkfifo(tmp_path / "ong")
    with pytest.raises(GeoError, match="Không có tệp"):
        read_geojson(tmp_path / "ong")


def _moved(how) -> dict:
    found = changed()
    for feature in found["features"]:
        moved = shapely.transform(shape(feature["geometry"]), how, include_z=False)
        feature["geometry"] = shapely.geometry.mapping(moved)
    return found


def _swap(points):
    return points[:, ::-1]


def _vn2000(points):
    """Metres about the meridian 104°45', good enough to be told."""
    x = 500_000 + (points[:, 0] - 104.75) * 111_320 * math.cos(math.radians(22))
    points[:, 0], points[:, 1] = x, points[:, 1] * 110_640
    return points


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (_swap, "đổi chỗ"),
        (_vn2000, "VN-2000"),
        (lambda points: _vn2000(points)[:, ::-1], "hai trục đổi chỗ"),
        (lambda points: points + 3, "không ở gần tỉnh"),
        (lambda points: points * 1000, "không phải là độ"),
    ],
)
def test_another_coordinate_system_is_recognised(tmp_path, how, words) -> None:
    assert words in _refused(tmp_path, _moved(how))


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("urn:ogc:def:crs:EPSG::9211", "VN-2000"),
        ("EPSG:4756", "VN-2000"),
        ("EPSG:3857", "“EPSG:3857”"),
    ],
)
def test_a_coordinate_system_that_the_file_names_is_believed(tmp_path, named, words) -> None:
    crs = {"type": "name", "properties": {"name": named}}
    assert words in _refused(tmp_path, changed(crs=crs))


def test_wgs84_by_its_old_name_is_taken(tmp_path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    installed.check(write(tmp_path / "x", changed(crs=crs)), mend=False)


def test_one_point_far_away_is_named(tmp_path) -> None:
    found = changed()
    found["features"][2]["geometry"]["coordinates"][0][1] = [0, 0]
    assert "thứ 3 “" in _refused(tmp_path, found)


def _bow_tie() -> dict:
    """The first commune with a border that crosses itself near its first corner."""
    found = changed()
    ring = found["features"][0]["geometry"]["coordinates"][0]
    (ax, ay), (bx, by) = ring[0], ring[1]
    far = [ax + (bx - ax) * 0.02, ay + (by - ay) * 0.02]
    nearer = [ax + (bx - ax) * 0.01, ay + (by - ay) * 0.01 - 0.0002]
    ring[1:1] = [far, nearer, [far[0] + (bx - ax) * 0.01, far[1] - 0.0002]]
    return found


def test_invalid_shapes_are_mended_only_where_asked(tmp_path) -> None:
    found = _bow_tie()
    assert not shape(found["features"][0]["geometry"]).is_valid
    said = _refused(tmp_path, found)
    assert "--make-valid" in said
    assert "tự cắt" in said
    assert "kinh độ" in said
    _, _, shaped = installed.check(tmp_path / "ranh-gioi.geojson", mend=True)
    assert "Đã tự sửa hình của 1 xã" in shaped.notes[0]


def test_codes_on_the_wrong_shapes_are_seen(tmp_path) -> None:
    found = changed()
    north, south = "02686", "04525"
    south = south if south in communes() else "04693"
    for feature in found["features"]:
        swap = {north: south, south: north}
        code = feature["properties"]["ma_xa"]
        feature["properties"]["ma_xa"] = swap.get(code, code)
    said = _refused(tmp_path, found)
    assert "mã gán nhầm" in said
    assert communes()[north].name in said


def test_a_commune_on_top_of_another_is_seen(tmp_path) -> None:
    found = changed()
    whole = shapely.union_all([shape(f["geometry"]) for f in found["features"][:2]])
    if whole.geom_type != "Polygon":
        whole = shapely.convex_hull(whole)
    found["features"][0]["geometry"] = shapely.geometry.mapping(whole)
    assert "chồng lên nhau" in _refused(tmp_path, found)


def test_a_heavy_file_is_made_light_and_borders_stay_shared(tmp_path) -> None:
    path = write(tmp_path / "nang.geojson", dense(changed(), 0.0016))
    file, _, shaped = installed.check(path, mend=False)
    assert file.size > 2 * LIGHT
    assert len(shaped.geojson) <= LIGHT
    assert shaped.points < file.points / 2
    assert shaped.tolerance_m > 0
    areas = [shape(f["geometry"]) for f in json.loads(shaped.geojson)["features"]]
    assert shapely.coverage_is_valid(areas)


@pytest.mark.usefixtures("home")
def test_the_commands_say_in_vietnamese_what_happened(tmp_path, capsys) -> None:
    path = write(tmp_path / "xa.geojson", changed())
    for words, said in (
        (("show",), "Chưa cài ranh giới"),
        (("install", str(path), "--check"), "Chưa cài gì"),
        (("install", str(path)), "Đã cài ranh giới 99 xã, phường"),
        (("show",), "Tệp: xa.geojson"),
        (("remove",), "Đã gỡ ranh giới"),
    ):
        assert run(["geo", *words]) == 0
        assert said in capsys.readouterr().out
    assert run(["geo", "install", str(write(tmp_path / "sai.geojson", "{}"))]) == 1
    assert "chưa thay đổi gì" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_who_may_only_look_installs_nothing(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("QHLD_ROLE", "lanh_dao")
    monkeypatch.setenv("QHLD_USER", "minh")
    assert run(["geo", "install", str(write(tmp_path / "xa.geojson", changed()))]) != 0
    assert "quản trị" in capsys.readouterr().err
    assert installed.installed() is None
