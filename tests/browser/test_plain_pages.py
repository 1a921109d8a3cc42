"""Pages outside of the frame: the sign-in page leads to the statement, and both keep to it."""

import pytest

from tests.browser.page_looks import grave_violations
from tests.browser.text_contrast import faint_texts

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_statement_keeps_to_what_it_says(browser, served, scheme) -> None:
    context = browser.new_context(
        color_scheme=scheme, locale="vi-VN", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(f"{served.address}/dang-nhap")
    for place in ("Đăng nhập", "Khả năng tiếp cận"):
        assert page.locator("h1").inner_text() == place
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert grave_violations(page) == []
        measured, faint = faint_texts(page)
        assert measured > 5
        assert faint == []
        if place == "Đăng nhập":
            page.get_by_role("link", name="Khả năng tiếp cận").press("Enter")
            page.wait_for_selector(".statement")
    context.close()


@pytest.mark.slow
def test_the_foot_of_a_page_leads_to_the_statement(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tu-dien", ready=".foot")
    page.locator(".foot").get_by_role("link", name="Khả năng tiếp cận").click()
    page.wait_for_selector(".statement")
    assert "Những điểm chưa đạt" in page.locator("main").inner_text()
    assert watch.errors == []
    assert watch.outside == []
