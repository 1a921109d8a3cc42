"""The page "Từ điển chỉ tiêu": found without accents, linked, read on a phone."""

import pytest

pytestmark = pytest.mark.browser


def test_search_goes_into_the_address_and_opens_the_indicator(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tu-dien", ready=".entry")
    assert page.locator(".entry-list a").count() == 40
    page.fill("#tu-dien-search", "dinh cong")
    page.wait_for_url("**tim=dinh+cong**")
    page.wait_for_selector(".entry-list a[href*='tim=dinh+cong']")
    page.locator(".entry-list a").nth(1).click()
    page.wait_for_selector(".entry-list li:nth-child(2) a[aria-current]")
    assert page.locator(".entry .button-link").get_attribute("href").startswith("/chi-tieu?chi_ti")
    assert (watch.outside, watch.errors) == ([], [])


def test_a_link_opens_an_indicator_on_a_phone_in_the_dark(open_page, served) -> None:
    page, watch = open_page(
        f"{served.address}/tu-dien?chi_tieu=CI-01",
        ready=".entry",
        width=390,
        height=844,
        scheme="dark",
    )
    assert "CI-01" in page.locator(".entry .eyebrow").inner_text()
    assert "“số qđ”" in page.locator(".entry-columns").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.errors == []
