"""Signing in, the frame of all pages, and what each role finds in it."""

import pytest

from dashboards.app.access.users import add_user
from dashboards.app.viewer import ANALYST
from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser


def test_signing_in_leads_to_the_address_that_was_asked(browser, served) -> None:
    add_user("moi", ANALYST, "mot-lan-2026-xyz", home=served.home)
    page = browser.new_context(locale="vi-VN").new_page()
    page.set_default_timeout(45_000)
    page.goto(f"{served.address}/?ky=2026Q1&chi_tieu=DS-01")
    sign_in(page, "moi")  # with the wrong password
    page.wait_for_selector(".problem")
    page.fill("#password", "mot-lan-2026-xyz")
    page.click("button[type=submit]")
    page.fill("#password", "mot-lan-2026-xyz")
    page.fill("#fresh", "song-hong-chay-mai")
    page.fill("#again", "song-hong-chay-mai")
    page.locator("button[type=submit]").first.click()
    page.wait_for_selector("[data-kpi='DS-01'].selected")
    assert page.locator("#period").input_value() == "Quý I/2026"
    page.click(".account")
    page.click("[data-sign-out]")
    page.wait_for_selector("#user")
    page.go_back()
    page.wait_for_selector("#user")  # nothing of it is kept in the browser
    page.context.close()


def test_an_officer_sees_one_commune_and_no_administration(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/?ky=2026Q3&xa=02671", user="can_bo_xa")
    page.wait_for_selector(".tile")
    assert page.locator(".tile").count() == 1
    assert "Phường Lào Cai" in page.locator(".tile").get_attribute("aria-label")
    assert page.locator(".nav a[href='/quan-tri']").count() == 0
    page.click(".hero-value")
    page.wait_for_selector(".drawer-value")
    assert page.locator("#source-communes").count() == 0
    page.keyboard.press("Escape")
    assert watch.errors == []


def test_the_administrator_reads_users_and_log(open_page, served) -> None:
    page, watch = open_page(
        f"{served.address}/quan-tri", user="quan_tri", ready="#administration-audit .ag-row"
    )
    assert "Đăng nhập" in page.inner_text("#administration-audit")
    assert page.locator(".nav a[aria-current=page]").inner_text().strip() == "Quản trị"
    assert watch.errors == []


@pytest.mark.slow
def test_an_address_that_leads_nowhere_says_so(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/khong-co", width=390, height=844)
    assert "Không có trang này" in page.inner_text("main")
    page.click("#burger")
    page.click(".nav a[href='/']")
    page.wait_for_selector(".kpi")
    assert page.url.startswith(f"{served.address}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watch.errors == []
