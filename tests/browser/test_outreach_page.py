"""The page "Tuyên truyền": plan against done, on a screen and a phone."""

import pytest

from tests.browser.page_looks import assert_clean, wait_for

pytestmark = pytest.mark.browser


def test_page_lists_sessions_and_says_what_is_unknown(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tuyen-truyen?ky=2026Q3&xep=cao")
    page.wait_for_selector("#outreach-body .main-svg")
    text = page.inner_text("#outreach-body")
    assert "3 cuộc có trong danh sách" in text
    assert "1/2 xã, phường chậm hơn tiến độ năm" in text
    assert "97 nơi chưa có kế hoạch hoặc chưa có báo cáo" in text
    assert page.locator(".plan-name").all_inner_texts() == ["Xã Tằng Loỏng", "Phường Lào Cai"]
    page.click("[data-kpi='OE-01'] .kpi-value")
    page.wait_for_selector(".source-body .drawer-value")
    page.keyboard.press("Escape")
    page.click("#outreach-xep")
    page.click("[role=option]:has-text('Theo tên')")
    wait_for(page, "location.search.includes('xep=ten')")
    assert_clean(page, watch)


@pytest.mark.slow  # test_accessibility looks at the page in the dark at 320 px too
def test_phone_in_the_dark(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tuyen-truyen", width=390, height=844, scheme="dark")
    page.wait_for_selector("#outreach-body .main-svg")
    assert_clean(page, watch)
