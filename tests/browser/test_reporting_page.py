"""The page "Báo cáo & chất lượng số liệu" as an analyst meets it."""

import pytest

from dashboards.app.reporting import matrix
from dashboards.release_reader import current_release

pytestmark = pytest.mark.browser
READY = ".matrix-box .state"


def test_matrix_findings_revisions_and_the_way_to_the_cells(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/bao-cao?ky=2026Q3", ready=READY)
    rows = current_release(served.home).run("reporting_status", period="2026Q3")
    assert page.locator("h1").inner_text() == matrix.finding(rows)
    missing = sum(1 for row in rows if row["status"] == "chưa nộp")
    assert page.locator(".matrix-box .state.missing").count() == missing
    assert "chưa nộp" in page.locator(".matrix-box .state.missing").first.inner_text()
    findings = page.locator(".finding-list").inner_text()
    assert "Số âm" in findings
    assert "1 chưa sửa" in findings
    assert page.locator(".reminders li").count() > 0
    revised = page.locator("#bao-cao-sua-luoi .ag-center-cols-container .ag-row").first
    assert "tranh-chap-gui-lai.xlsx" in revised.inner_text()
    revised.locator("[data-trace]").click()
    page.wait_for_selector("#source-communes")
    assert (watch.outside, watch.errors) == ([], [])


def test_groups_go_into_the_address_and_a_link_restores_them(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/bao-cao", ready=READY)
    page.click("#bao-cao-view >> text=Nộp chậm")
    page.wait_for_url("**nhom=cham**")
    page, watch = open_page(f"{served.address}/bao-cao?ky=2026Q3&nhom=con-no", ready=READY)
    rows = current_release(served.home).run("reporting_status", period="2026Q3")
    owing = {row["agency_code"] for row in rows if row["status"] in matrix.OPEN}
    assert page.locator(".matrix-box .ag-pinned-left-cols-container .ag-row").count() == len(owing)
    page.fill("#bao-cao-search", "khong co xa nao ten vay")
    page.wait_for_selector(".matrix-box .ag-pinned-left-cols-container .ag-row", state="detached")
    assert watch.errors == []


@pytest.mark.slow  # test_accessibility looks at the page in the dark at 320 px too
def test_on_a_phone_and_in_the_dark(open_page, served) -> None:
    page, watch = open_page(
        f"{served.address}/bao-cao", ready=READY, width=390, height=844, scheme="dark"
    )
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.errors == []


@pytest.mark.slow
def test_files_hold_what_is_shown(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/bao-cao", ready=READY)
    for name in ("ma-tran", "loi", "nhac", "sua"):
        for kind, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
            url = f"{served.address}/tai-ve/bao-cao-{name}.{kind}?ky=2026Q3"
            assert page.request.get(url).body().startswith(start)
