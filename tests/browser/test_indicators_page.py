"""The page "Chỉ tiêu" as a reader meets it: filters, address, sources, table, phone, dark."""

import pytest

from dashboards.release_reader import current_release
from tests.browser.page_looks import wait_for

pytestmark = pytest.mark.browser
READY = "#indicators-focus .hero-value"


def _settle(page) -> None:
    page.wait_for_selector(READY)
    page.wait_for_selector("#indicators-places .tile")
    page.wait_for_selector("#indicators-times .main-svg")


def test_a_deep_link_shows_its_view_and_numbers_lead_to_cells(open_page, served) -> None:
    page, watch = open_page(
        f"{served.address}/chi-tieu?chi_tieu=DS-03&ky=2026Q2&so=02647,02671", ready=READY
    )
    _settle(page)
    row = current_release(served.home).run(
        "kpi_headline", kpi="DS-03", area="province", period="2026Q2", span="quarter"
    )[0]
    focus = page.locator("#indicators-focus").inner_text()
    assert f"{row['numerator']:.0f} ÷ {row['denominator']:.0f} × 100" in focus
    assert "Số vụ hoà giải thành chia cho số vụ hoà giải kết thúc" in focus
    assert "quý II/2026 (từ 15/3/2026 đến 14/6/2026)" in page.locator(".page-head").inner_text()
    assert page.locator(".tile").count() == 99
    assert page.locator(".multiple").count() == 2
    assert page.locator(".break-rule").count() == 2
    # bars stand on the ground: no other page's style reaches them
    ground = "element => element.getBoundingClientRect().bottom"
    bar = page.locator(".quarter-bar .spark-bar.now").first.evaluate(ground)
    assert abs(bar - page.locator(".quarter-bars").first.evaluate(ground)) < 3
    page.locator(".multiple-value").first.click()
    page.wait_for_selector(".drawer-summary")
    assert watch.errors == []
    assert watch.outside == []


def test_choices_write_the_address_and_back_restores_them(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/chi-tieu?chi_tieu=DS-01&ky=2026Q3", ready=READY)
    _settle(page)
    page.click("#indicators-period")
    page.get_by_role("option", name="Quý IV/2025").click()
    wait_for(page, "location.search.includes('ky=2025Q4')")
    wait_for(page, "document.querySelector('.page-head').innerText.includes('quý IV/2025')")
    page.get_by_text("Thấp nhất", exact=True).click()
    wait_for(page, "location.search.includes('xep=thap')")
    page.click("#indicators-area")
    page.get_by_role("option", name="Phường Lào Cai").click()
    wait_for(page, "location.search.includes('dia_ban=02647')")
    wait_for(page, "document.querySelector('h1').innerText.includes('Phường Lào Cai')")
    page.go_back()
    wait_for(page, "document.querySelector('#indicators-area')?.value === 'Tỉnh Lào Cai'")
    assert "xep=thap" in page.url
    assert watch.errors == []


@pytest.mark.slow
def test_a_card_turns_into_its_table(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/chi-tieu?chi_tieu=OE-02&ky=2026Q3", ready=READY)
    _settle(page)
    card = page.locator(".map-card")
    card.get_by_text("Bảng", exact=True).click()
    page.wait_for_selector(".map-card .ag-row")
    assert "99 dòng" in card.inner_text()
    first = card.locator(".ag-row .number-link").first
    first.click()
    page.wait_for_selector(".drawer-summary")
    assert watch.errors == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.slow), "dark"])
def test_a_phone_shows_all_of_it(open_page, served, scheme) -> None:
    address = f"{served.address}/chi-tieu?chi_tieu=CI-06&ky=2026Q3&khoang=sai&dia_ban=<b>"
    page, watch = open_page(address, width=390, height=844, scheme=scheme, ready=READY)
    _settle(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.locator("#indicators-span").input_value() == "Trong quý"
    assert watch.errors == []
    assert watch.outside == []


@pytest.mark.slow
def test_two_quarters_of_free_choice_stand_side_by_side(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/chi-tieu?chi_tieu=DS-03&ky=2026Q3", ready=READY)
    _settle(page)
    page.click("#indicators-second-period")
    page.get_by_role("option", name="Quý IV/2025").last.click()
    wait_for(page, "location.search.includes('so_quy=2025Q4')")
    wait_for(page, "document.querySelectorAll('.two-list').length === 2")
    assert page.locator("#indicators-places .tiles").count() == 2  # in the same classes
    highest = page.locator("#indicators-places .legend li:has(.class-5) .grow").all_inner_texts()
    assert len(highest) == 2
    assert len(set(highest)) == 1
    rows = current_release(served.home).run(
        "two_quarters", kpi="DS-03", period="2026Q3", base="2025Q4", span="quarter"
    )
    rose = sum(1 for row in rows if row["area_kind"] == "commune" and (row["pair_abs"] or 0) > 0)
    places = page.locator("#indicators-places")
    assert f"So với quý IV/2025: {rose} nơi tăng" in places.inner_text()
    assert "đã chọn" in page.locator("#indicators-focus").inner_text()
    page.locator(".two-before").first.click()  # the other quarter's number has its own sources
    page.wait_for_selector(".drawer-summary")
    assert "quý IV/2025" in page.locator(".drawer-summary").inner_text()
    page.keyboard.press("Escape")
    card = page.locator(".two-card").first
    card.get_by_text("Bảng", exact=True).click()
    page.wait_for_selector(".two-card .ag-row")
    assert "Quý IV/2025 (%)" in card.inner_text()
    page.go_back()
    wait_for(page, "!document.querySelector('.two-list')")
    assert watch.errors == []
    assert watch.outside == []


@pytest.mark.slow
def test_two_quarters_fit_a_phone(open_page, served) -> None:
    address = f"{served.address}/chi-tieu?chi_tieu=CI-06&ky=2026Q3&so_quy=2025Q3&xep=thap"
    page, watch = open_page(address, width=390, height=844, scheme="dark", ready=READY)
    page.wait_for_selector(".two-list")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.errors == []
