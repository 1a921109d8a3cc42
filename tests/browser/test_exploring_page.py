"""The page "Khám phá": a pivot by its address, and questions in SQL for those who may ask."""

import pytest

pytestmark = pytest.mark.browser


def test_pivot_chart_and_a_question(open_page, served) -> None:
    link = f"{served.address}/kham-pha?chi_tieu=DS-01&hang=commune"
    page, watch = open_page(link, ready="#kham-pha-grid .number-link")
    page.locator("#kham-pha-grid .number-link").first.click()
    page.wait_for_selector("#source-communes, #source-body .drawer-value")
    page.keyboard.press("Escape")
    page.fill("#kham-pha-sql", "select count(*) as so_xa from marts.dim_commune")
    page.click("#kham-pha-run")
    page.wait_for_selector("#kham-pha-rows .ag-row")
    assert "99" in page.locator("#kham-pha-rows .ag-row").inner_text()
    page.fill("#kham-pha-sql", "select * from read_text('/etc/passwd')")
    page.click("#kham-pha-run")
    page.wait_for_selector("#kham-pha-answer .bad")
    assert "root:" not in page.locator("#kham-pha-answer").inner_text()
    assert (watch.outside, watch.errors) == ([], [])


@pytest.mark.slow
def test_a_link_opens_the_chart_on_a_phone_in_the_dark(open_page, served) -> None:
    page, watch = open_page(
        f"{served.address}/kham-pha?chi_tieu=DS-01&hang=province&hien=bieu-do",
        ready="#kham-pha-pivot .main-svg",
        width=390,
        height=844,
        scheme="dark",
    )
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.errors == []


def test_an_officer_has_no_such_page(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/kham-pha", user="can_bo_xa", ready=".empty-page")
    assert page.locator("#kham-pha-sql").count() == 0
