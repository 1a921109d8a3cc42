"""Maps with the province's boundaries: drawn, pressed, walked over, switched, kept as pictures."""

from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from tests.users import OWN_COMMUNE

pytestmark = pytest.mark.browser
AREAS = ".areas path.area[data-code]"
SHOWN = ".show-areas .areas svg"


def _clean(watch) -> None:
    assert watch.outside == []
    assert watch.errors == []


def test_areas_are_pressed_and_walked_over_like_tiles(served_areas, open_page) -> None:
    page, watch = open_page(f"{served_areas.address}/?chi_tieu=CI-01", ready=SHOWN)
    assert page.locator(AREAS).count() == 99
    assert page.locator(".tile").first.is_hidden()
    fills = page.eval_on_selector_all(
        AREAS, "all => [...new Set(all.map(a => getComputedStyle(a).fill))]"
    )
    assert len(fills) >= 4  # classes, zero, hatching
    assert any("qhld-gach" in fill for fill in fills)
    page.locator(f"{AREAS}[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("ArrowDown")
    after = page.evaluate("document.activeElement.dataset.code")
    assert after != before
    page.keyboard.press("Enter")
    page.wait_for_selector(".drawer-summary")
    assert parse_qs(urlparse(page.url).query)["xa"] == [after]
    assert page.locator(f"{AREAS}.chosen").get_attribute("data-code") == after
    _clean(watch)


def test_the_switch_is_in_the_address_and_goes_back(served_areas, open_page) -> None:
    page, watch = open_page(f"{served_areas.address}/chi-tieu?chi_tieu=CI-01", ready=SHOWN)
    page.click("[data-map-view=o]")
    assert page.locator(".tile").first.is_visible()
    assert parse_qs(urlparse(page.url).query)["kieu"] == ["o"]
    page.go_back()
    page.wait_for_selector(SHOWN)
    page.goto(f"{served_areas.address}/chi-tieu?chi_tieu=CI-01&kieu=o")
    page.wait_for_selector(".tile", state="visible")
    assert page.locator(".areas").is_hidden()
    _clean(watch)


@pytest.mark.slow
def test_another_indicator_is_drawn_anew(served_areas, open_page) -> None:
    page, watch = open_page(f"{served_areas.address}/?chi_tieu=CI-01", ready=SHOWN)
    looks = f"[...document.querySelectorAll('{AREAS}')].map(a => a.getAttribute('class')).join()"
    before = page.evaluate(looks)
    page.evaluate("window.qhldAddress.go('?chi_tieu=OE-02')")
    page.wait_for_function(f"before => {looks} !== before", arg=before)
    trace = page.locator(AREAS).first.get_attribute("data-trace")
    assert trace.startswith("OE-02|")
    _clean(watch)


@pytest.mark.slow
def test_an_officer_sees_the_province_and_one_value(served_areas, open_page) -> None:
    page, watch = open_page(served_areas.address, user="can_bo_xa", ready=SHOWN)
    assert page.locator(".areas path.area").count() == 99
    assert page.locator(AREAS).count() == 1
    assert page.locator(AREAS).get_attribute("data-code") == OWN_COMMUNE
    _clean(watch)


@pytest.mark.slow
def test_a_phone_in_the_dark_shows_the_map_in_its_width(served_areas, open_page) -> None:
    page, watch = open_page(served_areas.address, width=390, height=844, scheme="dark", ready=SHOWN)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator(SHOWN).bounding_box()
    assert box["width"] > 300
    _clean(watch)


@pytest.mark.slow
def test_pictures_of_what_plotly_does_not_draw_are_kept(served_areas, open_page) -> None:
    page, watch = open_page(f"{served_areas.address}/chi-tieu?chi_tieu=CI-01", ready=SHOWN)
    card = page.locator(".map-card")
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        card.locator("summary").click()
        with page.expect_download() as kept:
            card.get_by_text(f"Lưu ảnh {kind.upper()}").click()
        assert kept.value.suggested_filename.endswith(f".{kind}")
        content = Path(kept.value.path()).read_bytes()
        assert content.startswith(start)
        assert len(content) > 20_000
    _clean(watch)
