"""A callback that fails is told, with what to do next; a good one is not spoken of."""

import pytest

from tests.browser.page_looks import grave_violations, wait_for

pytestmark = pytest.mark.browser
CALLBACKS = "**/_dash-update-component*"


def test_an_error_and_a_lost_server_are_told_apart(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tu-dien", width=390, height=844, ready=".entry")
    assert page.locator(".failed-answer").count() == 0
    page.route(CALLBACKS, lambda route: route.fulfill(status=500, body=""))
    page.fill("#tu-dien-search", "đình công")
    notice = page.wait_for_selector(".failed-answer")
    assert "Máy chủ gặp lỗi" in notice.inner_text()
    assert "Hãy tải lại trang" in notice.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert grave_violations(page) == []
    page.get_by_role("button", name="Đóng", exact=True).click()
    assert page.locator(".failed-answer").count() == 0

    page.unroute(CALLBACKS)
    page.route(CALLBACKS, lambda route: route.abort())
    page.fill("#tu-dien-search", "tiền lương")
    wait_for(
        page, "document.querySelector('.failed-answer')?.innerText.includes('Không liên lạc được')"
    )

    page.unroute(CALLBACKS)
    page.route(CALLBACKS, lambda route: route.fulfill(status=403, body=""))
    page.fill("#tu-dien-search", "an toàn")
    wait_for(page, "document.querySelector('.failed-answer')?.innerText.includes('không nhận yêu')")
    assert page.locator(".failed-answer").count() == 1

    page.unroute(CALLBACKS)
    page.get_by_role("button", name="Tải lại trang").click()
    page.wait_for_selector("#tu-dien-search")
    assert page.locator(".failed-answer").count() == 0
    assert watch.outside == []
