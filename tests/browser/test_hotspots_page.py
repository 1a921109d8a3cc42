"""The page "Điểm nóng": levels, grey apart from green, a score taken apart, and who may see it."""

from dataclasses import replace

import pytest

from dashboards.app.hotspots.facts import read_facts
from dashboards.app.server import create_app
from dashboards.app.viewer import AN_ANALYST, COMMUNE
from tests.browser.page_looks import assert_clean, wait_for

pytestmark = pytest.mark.browser


def test_levels_are_words_and_grey_is_not_green(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/diem-nong?ky=2026Q3", ready=".level-count")
    page.wait_for_selector("#hotspots-body .main-svg")
    assert page.locator(".tile").count() == 99
    grey = page.locator(".tile.level-grey").first
    assert "gradient" in grey.evaluate("tile => getComputedStyle(tile).backgroundImage")
    assert grey.locator(".tile-value").inner_text() == "?", (
        "a score over little weight is not shown"
    )
    assert "chưa đủ dữ liệu" in grey.get_attribute("aria-label")
    text = page.inner_text("#hotspots-body")
    assert "Xám: chưa đủ dữ liệu" in text
    assert "chưa gửi sổ tin báo" in text, "why a component is missing"
    assert "nhiều nhất 9/99 nơi đổi mức" in text
    page.click(".hot-value >> nth=0")
    page.wait_for_selector(".source-body")
    page.keyboard.press("Escape")
    assert_clean(page, watch)


def test_a_commune_is_chosen_on_the_map_and_kept_in_the_address(open_page, served) -> None:
    page, watch = open_page(
        f"{served.address}/diem-nong?ky=2026Q3&muc=xam",
        width=390,
        height=844,
        scheme="dark",
        ready=".level-count",
    )
    page.wait_for_selector("#hotspots-body .hot")
    assert set(page.locator(".hot .level-word").all_inner_texts()) == {"xám"}
    page.locator(".tile.level-red").first.click()
    wait_for(page, "location.search.includes('xa=')")
    wait_for(page, "document.body.innerText.includes('70,0 điểm, mức đỏ')")
    assert "muc=xam" in page.url
    assert_clean(page, watch)


def test_roles_without_the_right_get_neither_page_nor_files(served) -> None:
    officer = replace(AN_ANALYST, role=COMMUNE, communes=frozenset({"02647"}))
    app = create_app(served.home, viewer=officer)
    address = "/tai-ve/diem-nong-danh-sach.csv?ky=2026Q3"
    with app.server.test_client() as client:
        assert client.get(address).status_code == 404
        app.server.config["QHLD_VIEWER"] = AN_ANALYST
        assert client.get(address).status_code == 200
        app.server.config["QHLD_VIEWER"] = officer
    with app.server.test_request_context("/"):
        assert read_facts(ky="2026Q3") is None
