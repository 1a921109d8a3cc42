"""The page "Tổng quan" as a reader meets it: numbers, links, sources, keyboard, phone, dark."""

import re

import duckdb
import pytest

from dashboards.app.format_vi import rounded_with_unit
from dashboards.app.overview.view import HEADLINES
from dashboards.release_reader import current_release
from tests.browser.made_home import copy_release
from tests.browser.page_looks import wait_for
from tests.browser.release_fixture import point_current_at

pytestmark = pytest.mark.browser


def _settle(page) -> None:
    """Wait for the parts that come after the numbers: the chart and the table."""
    page.wait_for_selector("#trend-box .main-svg")
    page.wait_for_selector("#table .ag-row")


def _horizontal_overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.fixture(scope="module")
def shared(open_shared_page, served):
    """A page that is opened once for the tests that leave it as it is."""
    page, watch = open_shared_page(f"{served.address}/?ky=2026Q3&chi_tieu=DS-01")
    _settle(page)
    yield page
    assert (watch.outside, watch.errors) == ([], [])


def test_page_asks_nothing_outside_and_reports_no_error(open_page, served) -> None:
    page, watch = open_page(served.address)
    _settle(page)
    page.click(".hero-value")
    page.wait_for_selector("#source-communes .ag-row")
    page.click("text=Tất cả ô và bút toán")
    page.wait_for_selector("#source-cells .ag-row")
    assert watch.outside == []
    assert watch.errors == []
    assert page.evaluate("document.documentElement.lang") == "vi"


def test_cards_show_the_numbers_of_the_release(shared, served) -> None:
    page = shared
    rows = current_release(served.home).run("scorecard", area="province", period="2026Q3")
    rows = [row for row in rows if row["kpi_id"] in HEADLINES]
    assert len(rows) == len(HEADLINES) == page.locator("#scorecard [data-kpi]").count() == 6
    for row in rows:
        shown = page.locator(f"[data-kpi='{row['kpi_id']}'] .kpi-value .figure").inner_text()
        assert shown == rounded_with_unit(row["value"], row["unit"], row["decimals"])[0]


def test_status_strip_says_how_complete_the_quarter_is(shared) -> None:
    strip = shared.locator("#status-strip").inner_text()
    assert "tạm tính" in strip
    assert "91/99 xã, phường đã gửi" in " ".join(strip.split())
    assert "cập nhật 20/9/2026 14:05" in strip
    assert "20260920T140500-gia-lap" in strip


def test_map_tells_missing_from_zero(shared, served) -> None:
    page = shared
    rows = current_release(served.home).run("commune_values", kpi="DS-01", period="2026Q3")
    missing = sum(1 for row in rows if row["value_state"] == "null")
    zero = sum(1 for row in rows if row["value"] == 0)
    assert missing == 8
    assert zero > 0
    assert page.locator(".tile").count() == 99
    assert page.locator(".tile.null").count() == missing
    assert page.locator(".tile.zero").count() == zero
    look = "element => getComputedStyle(element).backgroundImage"
    assert "gradient" in page.locator(".tile.null").first.evaluate(look)
    assert page.locator(".tile.zero").first.evaluate(look) == "none"
    assert "chưa có báo cáo" in page.locator(".tile.null").first.get_attribute("aria-label")


def test_address_restores_the_view_and_back_and_forward_work(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/?ky=2026Q1&chi_tieu=OE-02&xa=02647")
    assert page.locator("#period").input_value() == "Quý I/2026"
    assert page.locator(".kpi.selected").get_attribute("data-kpi") == "OE-02"
    assert "Phường Lào Cai" in page.locator(".tile.chosen").get_attribute("aria-label")
    page.click("[data-kpi='DS-06'] .kpi-name")
    page.wait_for_selector("[data-kpi='DS-06'].selected")
    assert "chi_tieu=DS-06" in page.url
    assert "ky=2026Q1" in page.url
    page.go_back()
    page.wait_for_selector("[data-kpi='OE-02'].selected")
    page.go_forward()
    page.wait_for_selector("[data-kpi='DS-06'].selected")


@pytest.mark.slow
def test_the_address_of_the_newest_quarter_names_it_too(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/")
    wait_for(page, "window.location.search.includes('ky=2026Q3')")
    assert "chi_tieu=CI-01" in page.url
    assert "từ 15/6/2026 đến 14/9/2026" in page.locator("#period-dates").inner_text()


@pytest.mark.slow
def test_choosing_a_quarter_changes_page_and_address(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/?ky=2026Q3&chi_tieu=DS-01")
    page.click("#period")
    page.get_by_role("option", name="Quý IV/2025").click()
    wait_for(page, "document.getElementById('page').dataset.view === '2025Q4|DS-01'")
    assert "ky=2025Q4" in page.url
    assert page.locator("#page-title").inner_text().startswith("Quý IV/2025")
    assert watch.errors == []


@pytest.mark.slow
def test_nonsense_in_the_address_opens_the_newest_quarter(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/?ky=2099Q9&chi_tieu=%27;drop&xa=<b>")
    assert page.locator("#period").input_value() == "Quý III/2026"
    assert page.locator(".kpi.selected").get_attribute("data-kpi") == "CI-01"
    assert watch.errors == []


def test_province_number_leads_to_cells_that_add_up(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/?ky=2026Q3&chi_tieu=DS-03")
    page.click("[data-kpi='DS-03'] .kpi-value")
    page.wait_for_selector(".drawer-summary")
    row = current_release(served.home).run(
        "kpi_value", kpi="DS-03", area="province", period="2026Q3", span="quarter"
    )[0]
    summary = page.locator(".drawer-summary").inner_text()
    assert f"{row['numerator']:.0f} ÷ {row['denominator']:.0f} × 100" in summary
    assert page.locator(".check.good").count() == 2
    assert page.locator(".check.bad").count() == 0
    page.locator("#source-communes .number-link").first.click()
    page.wait_for_selector(".file-block .cells code")


@pytest.mark.slow
def test_tile_leads_to_file_sheet_and_cell(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/?ky=2026Q3&chi_tieu=OE-02")
    rows = current_release(served.home).run("commune_values", kpi="OE-02", period="2026Q3")
    row = next(row for row in rows if row["value"])
    page.click(f".tile[data-trace^='OE-02|{row['commune_code']}|2026Q3']")
    page.wait_for_selector(".file-block")
    block = page.locator(".file-block").inner_text()
    assert f"BC {row['short_name']} 2026Q3.xlsx" in block
    assert "Tổng hợp tuyên truyền, phổ biến pháp luật" in block
    assert "D12" in block
    assert f"xa={row['commune_code']}" in page.url
    page.keyboard.press("Escape")
    page.wait_for_selector(".file-block", state="detached")


@pytest.mark.slow
def test_source_that_does_not_add_up_is_said_plainly(open_page, served_empty, made) -> None:
    folder = copy_release(made, served_empty.home)
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute(
            "update marts.fct_kpi_values set numerator = numerator + 1 "
            "where kpi_id = 'OE-01' and area_code = 'province' and period = '2026Q3'"
        )
    page, _ = open_page(f"{served_empty.address}/?ky=2026Q3&chi_tieu=OE-01")
    page.click(".hero-value")
    page.wait_for_selector(".check.bad")
    assert "KHÔNG khớp" in page.locator(".check.bad").inner_text()


@pytest.mark.slow
def test_keyboard_alone_reaches_a_number_and_its_cells(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/?ky=2026Q3&chi_tieu=DS-01")
    page.locator(".tile[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.dataset.trace")
    page.keyboard.press("ArrowDown")
    after = page.evaluate("document.activeElement.dataset.trace")
    assert after != before
    assert page.locator(".tip").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_selector(".drawer-summary")
    page.keyboard.press("Escape")
    page.wait_for_selector(".drawer-summary", state="detached")
    assert page.evaluate("document.activeElement.dataset.trace") == after


@pytest.mark.slow
def test_every_control_can_be_tabbed_to(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/?ky=2026Q3")
    _settle(page)
    reached = set()
    for _ in range(75):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(() => { const e = document.activeElement; return e.id || e.className })()"
            )
        )
    assert {"period", "indicator", "scheme"} <= reached
    for part in ("skip-link", "kpi-name", "kpi-value", "hero-value", "tile", "bar", "quiet-link"):
        assert any(part in name for name in reached), part


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_off_the_side(open_page, served, scheme) -> None:
    page, watch = open_page(f"{served.address}/?ky=2026Q3&chi_tieu=CI-06", scheme=scheme)
    _settle(page)
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == scheme
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background)[:3])) > 380) == (scheme == "light")
    for width, height in ((1920, 1080), (1440, 900), (1366, 768), (820, 1180), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        wait_for(page, "document.documentElement.scrollWidth <= argument", width)
    page.click(".hero-value")
    page.wait_for_selector(".drawer-summary")
    assert _horizontal_overflow(page) <= 0
    assert watch.errors == []


@pytest.mark.slow
def test_scheme_toggle_redraws_the_chart(open_page, served) -> None:
    page, _ = open_page(served.address)
    _settle(page)
    colour = "document.querySelector('#trend-box').querySelector('.js-line').style.stroke"
    light = page.evaluate(colour)
    page.click("#scheme")
    wait_for(page, f"{colour} !== '{light}'")
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"


def test_table_is_found_without_accents_and_sorted_as_vietnamese(shared) -> None:
    page = shared
    first = "dash_ag_grid.getApi('table').getDisplayedRowAtIndex(0)?.data.name === argument"
    wait_for(page, first, "Xã A Mú Sung")
    page.fill("#table-search", "tang loong")
    wait_for(page, "dash_ag_grid.getApi('table').getDisplayedRowCount() === 1")
    wait_for(page, first, "Xã Tằng Loỏng")
    page.fill("#table-search", "Đông cuông")
    wait_for(page, first, "Xã Đông Cuông")
    page.fill("#table-search", "")
    wait_for(page, "dash_ag_grid.getApi('table').getDisplayedRowCount() === 99")
    heading = page.locator("#table .ag-header-cell[col-id='name'] .ag-header-cell-text")
    heading.click()
    heading.click()
    wait_for(page, first, "Xã Yên Thành")


def test_every_chart_leads_to_its_table(shared) -> None:
    page = shared
    for card, caption in (
        (".trend-card", "các quý"),
        ("#chua-gui", "Tình hình nộp báo cáo"),
        (".map-card", "Số vụ tranh chấp lao động phát sinh, Quý III/2026"),
    ):
        page.click(f"{card} [data-table]")
        wait_for(
            page, "document.getElementById('table-caption').innerText.includes(argument)", caption
        )


@pytest.mark.slow
def test_csv_opens_in_vietnamese_excel(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/?ky=2026Q3&chi_tieu=DS-03")
    page.locator(".map-card summary").first.click()  # the menu of the card's files
    with page.expect_download() as download:
        page.click(".map-card a[download]")
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == 100
    assert lines[0].startswith("Xã, phường;Thứ hạng;Tỷ lệ hoà giải thành (%);Tử số;Mẫu số")
    assert lines[0].endswith("Quý;Trạng thái số liệu;Bản phát hành")


def test_before_the_first_release_the_page_says_what_to_do(open_page, served_empty) -> None:
    page, watch = open_page(served_empty.address)
    text = page.locator(".empty-page").inner_text()
    assert "Chưa có bản phát hành nào" in text
    assert "qhld demo" in text
    assert "qhld refresh" in text
    assert not page.locator("#scorecard").is_visible()
    assert watch.errors == []


def test_a_new_release_is_seen_at_the_next_click(open_page, served_empty, made) -> None:
    home = served_empty.home
    first = copy_release(made, home, "dau-tien")
    page, watch = open_page(f"{served_empty.address}/?ky=2026Q3&chi_tieu=CI-01")
    before = page.locator("[data-kpi='CI-01'] .figure").inner_text()
    second = copy_release(made, home, "thu-hai")
    with duckdb.connect(str(second / "internal.duckdb")) as connection:
        connection.execute("update marts.fct_kpi_values set value = value + 7")
    page.click("[data-kpi='DS-01'] .kpi-name")
    # two callbacks, each from one release: the strip may come before the cards
    shown = "document.querySelector(\"[data-kpi='CI-01'] .figure\").innerText"
    wait_for(page, "document.getElementById('status-strip').innerText.includes('thu-hai')")
    wait_for(page, f"{shown} !== argument", before)
    point_current_at(first)
    page.click("[data-kpi='CI-01'] .kpi-value")  # a question about one number swaps all of them
    wait_for(page, "document.getElementById('status-strip').innerText.includes('dau-tien')")
    wait_for(page, f"{shown} === argument", before)
    assert second.exists()
    assert watch.errors == []


@pytest.mark.slow
def test_on_a_phone_a_card_leads_to_its_finding(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/?ky=2026Q3&chi_tieu=DS-01", width=390, height=844)
    page.click("[data-kpi='CI-01'] .kpi-name")
    page.wait_for_selector("[data-kpi='CI-01'].selected")
    wait_for(
        page,
        "(top => top >= 0 && top < 200)"
        "(document.getElementById('focus').getBoundingClientRect().top)",
    )
    assert page.locator("#status-strip").evaluate(
        "element => element.getBoundingClientRect().top >= 0"
    )
