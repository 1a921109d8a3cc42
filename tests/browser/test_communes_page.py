"""The page "Xã, phường" as a reader meets it: list, one commune, its sources, a phone."""

import pytest

from tests.browser.page_looks import assert_clean, wait_for

pytestmark = pytest.mark.browser


def test_from_the_list_to_a_commune_its_numbers_and_files(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/xa-phuong?ky=2026Q3", ready=".commune-links")
    assert page.locator(".commune-links a").count() == 99
    page.get_by_role("link", name="Phường Lào Cai").click()
    page.wait_for_selector(".profile")
    assert "/xa-phuong/02647" in page.url
    assert page.locator("h1").inner_text().startswith("Phường Lào Cai")
    assert "Việc cần làm" in page.locator(".todo-card").inner_text()
    page.wait_for_selector(".list-card .ag-row")
    page.locator(".profile-value").first.click()
    page.wait_for_selector(".drawer-summary")
    page.keyboard.press("Escape")
    page.locator(".chart-card").get_by_text("Bảng", exact=True).click()
    page.wait_for_selector(".chart-card .ag-row")
    assert_clean(page, watch)
    page.go_back()
    wait_for(page, "document.querySelectorAll('.commune-links a').length === 99")


def test_another_commune_is_chosen_in_the_box(open_page, served) -> None:
    address = f"{served.address}/xa-phuong/02647?ky=2026Q2"
    page, watch = open_page(address, ready=".profile", width=390, height=844, scheme="dark")
    page.click("#communes-choice")
    page.get_by_role("option", name="Xã Tằng Loỏng").click()
    wait_for(page, "document.querySelector('h1').innerText.startsWith('Xã Tằng Loỏng')")
    assert "/xa-phuong/02908" in page.url
    assert "ky=2026Q2" in page.url
    assert_clean(page, watch)


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_the_heads_of_the_table_stay_in_sight(open_page, served, size) -> None:
    width, height = size
    address = f"{served.address}/xa-phuong/02647?ky=2026Q3"
    page, watch = open_page(address, ready=".profile", width=width, height=height)
    box = page.locator(".profile-box")  # on a phone it scrolls itself, on a desk the page does
    box.evaluate("box => { box.scrollTop = box.scrollHeight; box.scrollIntoView({block: 'end'}); }")
    # what a reader sees at the head's place is the head, and not the row or page head above it
    seen = """(() => {
        const head = document.querySelector(".profile thead th");
        const box = head.getBoundingClientRect();
        const rows = [...document.querySelectorAll(".profile tbody tr")];
        const row = rows.at(-1).getBoundingClientRect();
        const there = document.elementFromPoint(box.left + 8, box.top + 8);
        return row.top > box.bottom - 1 && row.top < innerHeight && head.contains(there);
    })()"""
    wait_for(page, seen)
    assert_clean(page, watch)
