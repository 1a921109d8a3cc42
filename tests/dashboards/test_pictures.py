"""Maps with boundaries and pictures as files, as the server gives them; the made-up release."""

from xml.etree import ElementTree

import pytest

from dashboards import boundaries
from dashboards.app.parts.picture import PICTURES
from dashboards.app.server import create_app
from dashboards.app.viewer import AN_ANALYST, COMMUNE, Viewer
from dashboards.pictures.draw import text_width, wrapped
from dashboards.pictures.look import PAPER, SCREEN
from tests.browser.events_fixture import add_events
from tests.browser.installed_boundaries import install_boundaries
from tests.browser.release_fixture import write_release
from tests.users import OWN_COMMUNE, add_users

SVG = "{http://www.w3.org/2000/svg}"
PLACE = "/ban-do/ranh-gioi.geojson"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with one made-up release and made-up boundaries."""
    made = tmp_path_factory.mktemp("home")
    add_events(write_release(made))
    install_boundaries(made)
    return made


@pytest.fixture(scope="module")
def client(home):
    """The app for an analyst."""
    return create_app(home, viewer=AN_ANALYST).server.test_client()


def _texts(svg: str) -> list[str]:
    return [mark.text or "" for mark in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_every_picture_says_what_it_is_and_where_it_comes_from(client, home) -> None:
    drawn = []
    for name in PICTURES:
        answer = client.get(f"/tai-ve/{name}.svg?ky=2026Q3&chi_tieu=CI-01&xa={OWN_COMMUNE}")
        if answer.status_code == 404:
            continue
        drawn.append(name)
        assert answer.mimetype == "image/svg+xml"
        said = " ".join(_texts(answer.get_data(as_text=True)))
        assert "Nguồn: " in said, name
        assert "bản phát hành" in said, name
        assert "quý III/2026" in said, name
        assert answer.headers["Content-Disposition"].endswith(".svg")
    assert {"tong-quan-ban-do", "chi-tieu-ban-do", "xa-phuong-chi-tieu"} <= set(drawn)
    assert len(drawn) >= 7, set(PICTURES) - set(drawn)


def test_the_picture_is_of_the_map_that_the_address_shows(client) -> None:
    areas = client.get("/tai-ve/chi-tieu-ban-do.svg?chi_tieu=CI-01").get_data(as_text=True)
    tiles = client.get("/tai-ve/chi-tieu-ban-do.svg?chi_tieu=CI-01&kieu=o").get_data(as_text=True)
    assert areas.count("<path") == 100  # 99 communes and the line of the former provinces
    assert "<path" not in tiles


def test_the_boundaries_are_asked_for_again_and_not_sent_again(client, home) -> None:
    first = client.get(PLACE)
    assert first.data == boundaries.installed(home).content
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = client.get(PLACE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_boundaries_are_for_who_is_signed_in(home) -> None:
    add_users(home)
    answer = create_app(home).server.test_client().get(PLACE)
    assert answer.status_code == 302
    assert "/dang-nhap" in answer.headers["Location"]


def test_there_are_none_where_none_were_installed(tmp_path) -> None:
    write_release(tmp_path)
    client = create_app(tmp_path, viewer=AN_ANALYST).server.test_client()
    assert client.get(PLACE).status_code == 404
    tiles = client.get("/tai-ve/chi-tieu-ban-do.svg?chi_tieu=CI-01").get_data(as_text=True)
    assert "<path" not in tiles


def test_an_officers_map_has_all_areas_and_one_value(home) -> None:
    officer = Viewer("cán bộ", COMMUNE, frozenset({OWN_COMMUNE}), "can_bo_xa")
    client = create_app(home, viewer=officer).server.test_client()
    drawn = client.get("/tai-ve/chi-tieu-ban-do.svg?chi_tieu=CI-01").get_data(as_text=True)
    fills = [m.get("fill") for m in ElementTree.fromstring(drawn).iter(f"{SVG}path")]
    assert len(fills) == 100
    assert len([fill for fill in fills if fill not in (SCREEN.ground, "none")]) <= 1


def test_a_text_is_broken_between_words() -> None:
    lines = wrapped("một hai ba bốn năm", 10, 40, PAPER)
    assert len(lines) > 1
    assert " ".join(lines) == "một hai ba bốn năm"
    assert text_width("WWW", 10, PAPER) > text_width("iii", 10, PAPER)
