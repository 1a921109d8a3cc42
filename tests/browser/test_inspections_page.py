"""The page "Thanh tra, kiểm tra": what it says, lists and opens, on a screen and a phone."""

import pytest

from tests.browser.page_looks import assert_clean, wait_for

pytestmark = pytest.mark.browser


def test_page_says_what_was_found_and_paid(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/thanh-tra?ky=2026Q3")
    page.wait_for_selector("#inspections-body .main-svg")
    text = page.inner_text("#inspections-body")
    assert "2/4 đơn vị được kiểm tra theo kế hoạch" in text
    assert "Vi phạm gặp nhiều nhất: tiền lương" in text
    assert "3/6 kiến nghị trong quý đã khắc phục" in text
    assert "2 quyết định xử phạt trong danh sách, còn phải thu 6,0 triệu đồng" in text
    assert "Không nên suy ra cho mọi đơn vị" in text
    page.click("[data-kpi='CI-01'] .kpi-value")
    page.wait_for_selector(".source-body .drawer-value")
    page.keyboard.press("Escape")
    page.wait_for_selector(".source-body", state="hidden")
    graph = page.locator("[data-kpi='CI-01'] .bullet")
    assert "cao nhất" in graph.get_attribute("aria-label")
    graph.click()
    page.wait_for_selector(".source-body .drawer-value")
    page.keyboard.press("Escape")
    page.goto(f"{served.address}/thanh-tra?ky=2026Q2&dia_ban=02908")
    wait_for(page, "document.querySelector('h1')?.innerText.startsWith('Quý II/2026')")
    wait_for(page, "document.body.innerText.includes('chưa nơi nào gửi danh sách')")
    assert_clean(page, watch)


@pytest.mark.slow  # test_accessibility looks at the page in the dark at 320 px too
def test_phone_in_the_dark(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/thanh-tra", width=390, height=844, scheme="dark")
    page.wait_for_selector("#inspections-body .main-svg")
    assert_clean(page, watch)
