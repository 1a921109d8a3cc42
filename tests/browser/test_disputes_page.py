"""The page "Tranh chấp, ngừng việc": what it says, lists and opens, on a screen and a phone."""

import re

import pytest

from tests.browser.page_looks import assert_clean, wait_for

pytestmark = pytest.mark.browser


def test_page_lists_events_and_leads_to_their_cells(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tranh-chap?ky=2026Q3")
    page.wait_for_selector("#disputes-body .main-svg")
    assert re.match(r"Quý III/2026: \d+ vụ tranh chấp, ", page.inner_text("h1"))
    assert page.locator(".event").count() == 3
    assert "Không ghi ngày" in page.inner_text(".timeline")  # and not left out
    assert "không xếp hạng" in page.inner_text("#disputes-body")
    assert page.locator("ol.bars, .tile").count() == 0, "no ranking of near-zero strikes"
    page.click(".event-figures >> nth=0")
    page.wait_for_selector(".source-body .event-source code")  # the cell of the event's own row
    assert "Phường Lào Cai" in page.inner_text(".mantine-Drawer-title")
    page.click(".source-body .way-up")
    page.wait_for_selector(".source-body .drawer-value")
    page.keyboard.press("Escape")
    page.click("text=Bảng >> nth=0")
    page.wait_for_selector(".table-view .ag-row")
    assert_clean(page, watch)


def test_filters_are_in_the_address_and_come_back(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tranh-chap?ky=2026Q2&dia_ban=02908")
    page.wait_for_selector("#disputes-body .event")
    assert "Quý II/2026" in page.inner_text("h1")
    assert page.locator(".event").count() == 1, "the commune's own stoppage only"
    page.click("#disputes-ky")
    page.click("[role=option]:has-text('Quý III/2026')")
    wait_for(page, "location.search.includes('ky=2026Q3')")
    wait_for(page, "document.querySelector('h1').innerText.startsWith('Quý III/2026')")
    assert "dia_ban=02908" in page.url
    page.go_back()
    wait_for(page, "document.querySelector('h1').innerText.startsWith('Quý II/2026')")
    page.goto(f"{served.address}/tranh-chap?ky=1999Q9&dia_ban=x'--")
    wait_for(page, "document.querySelector('h1')?.innerText.startsWith('Quý III/2026')")
    assert_clean(page, watch)


@pytest.mark.slow  # test_accessibility looks at the page in the dark at 320 px too
def test_phone_in_the_dark(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/tranh-chap", width=390, height=844, scheme="dark")
    page.wait_for_selector("#disputes-body .main-svg")
    assert_clean(page, watch)
