"""Maps with the province's boundaries: axe-core, contrast, paper as for every page; hot spots."""

import pytest

from tests.browser.conftest import opener
from tests.browser.page_looks import assert_clean, wait_for, wait_until_drawn
from tests.browser.test_accessibility import (
    test_at_400_percent_nothing_but_tables_scrolls_sideways,
    test_axe_finds_nothing_grave,
    test_every_text_stands_out_in_light_and_dark,
    test_paper_has_title_status_and_release_but_no_buttons,
)

# what is asked of every page is asked of these with boundaries too: ``visited`` is another here
__all__ = [
    "test_at_400_percent_nothing_but_tables_scrolls_sideways",
    "test_axe_finds_nothing_grave",
    "test_every_text_stands_out_in_light_and_dark",
    "test_paper_has_title_status_and_release_but_no_buttons",
]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHOWN = ".show-areas .areas svg"
AREAS = ".areas path.area[data-code]"
PAGES = [
    ("/", "quan_tri", "Tổng quan"),
    ("/", "can_bo_xa", "Tổng quan"),
    ("/chi-tieu", "quan_tri", "Chỉ tiêu"),
    ("/diem-nong", "quan_tri", "Điểm nóng"),
]


@pytest.fixture(scope="module", params=PAGES, ids=[f"{path} {user}" for path, user, _ in PAGES])
def visited(request, contexts, served_areas):
    """A page with a map, drawn in light colours."""
    path, user, name = request.param
    with opener(contexts) as open_address:
        page, watch = open_address(served_areas.address + path, user=user, ready=SHOWN)
        wait_until_drawn(page)
        yield page, name, served_areas
        assert (watch.outside, watch.errors) == ([], [])


def test_hot_spots_are_areas_by_level_and_chosen_with_keys(served_areas, open_page) -> None:
    page, watch = open_page(f"{served_areas.address}/diem-nong?ky=2026Q3", ready=SHOWN)
    assert page.locator(AREAS).count() == 99
    grey = page.locator(f"{AREAS}.level-grey").first
    assert "qhld-gach" in grey.evaluate("area => getComputedStyle(area).fill")  # not like green
    assert "chưa đủ dữ liệu" in grey.get_attribute("aria-label")
    fills = {
        look: page.locator(f"{AREAS}.level-{look}").first.evaluate(
            "area => getComputedStyle(area).fill"
        )
        for look in ("red", "amber", "green")
    }
    assert len(set(fills.values())) == 3
    page.locator(f"{AREAS}[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    code = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("Enter")
    wait_for(page, "location.search.includes('xa=' + argument)", code)
    wait_for(page, f"document.querySelector('{AREAS}.chosen')?.dataset.code === argument", code)
    page.emulate_media(color_scheme="dark")
    assert_clean(page, watch)
    page.set_viewport_size({"width": 390, "height": 844})
    wait_for(page, "document.documentElement.scrollWidth <= innerWidth")
