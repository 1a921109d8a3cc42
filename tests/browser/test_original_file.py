"""From a number to the file as received: an officer keeps the own one, a leader reads why not."""

import duckdb
import pytest

from tests.browser.conftest import _serve
from tests.browser.made_home import copy_release, copy_users
from tests.submit_file import submit_file
from tests.unit.made_checks import INSPECTION, make_check, make_table
from tests.users import OWN_COMMUNE

pytestmark = pytest.mark.browser
CONTENT = b"made up, as it came"
NUMBER = f"/xa-phuong/{OWN_COMMUNE}?ky=2026Q3"


@pytest.fixture(scope="module")
def served_files(made, tmp_path_factory):
    """The app over a made-up release whose cells of one commune come from a kept file."""
    home = tmp_path_factory.mktemp("home")
    copy_users(made, home)  # with the key of their sessions
    path = home / "Biểu quý III.xlsx"
    path.write_bytes(CONTENT)
    table = make_table("inspection_summary", INSPECTION | {"commune": OWN_COMMUNE})
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("QHLD_HOME", str(home))
        sent = submit_file(path, agency=f"X{OWN_COMMUNE}", check_result=make_check(path, table))
    with duckdb.connect(str(copy_release(made, home) / "internal.duckdb")) as release:
        release.execute(
            "insert into marts.fct_submissions by name select ? as agency_code, 'UBND phường Lào "
            "Cai' as agency_name, ? as commune_code, ? as load_id, ? as file_name, ? as "
            "file_sha256, timestamp '2026-09-18 08:00' as received_at",
            [f"X{OWN_COMMUNE}", OWN_COMMUNE, sent.load_id, path.name, sent.file_sha256],
        )
        release.execute(
            "update marts.fct_kpi_cells set load_id = ? where commune_code = ?",
            [sent.load_id, OWN_COMMUNE],
        )
    yield from _serve(home)


def _open_drawer(page) -> None:
    page.locator(f"[data-trace^='DS-01|{OWN_COMMUNE}|2026Q3']").first.click()
    page.wait_for_selector(".file-block")


@pytest.mark.slow
def test_an_officer_keeps_the_own_file_from_the_drawer(open_page, served_files) -> None:
    page, watch = open_page(served_files.address + NUMBER, user="can_bo_xa", ready=".profile")
    _open_drawer(page)
    block = page.locator(".file-block").first
    assert block.locator("code").count() >= 1  # sheet and cell stand beside it
    with page.expect_download() as kept:
        block.get_by_role("link", name="Tải tệp gốc").click()
    assert kept.value.suggested_filename == "Biểu quý III.xlsx"
    assert kept.value.path().read_bytes() == CONTENT
    assert "được ghi vào nhật ký" in page.locator(".source-body").inner_text()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.errors == []
    assert watch.outside == []


@pytest.mark.slow
def test_a_leader_reads_why_the_file_is_not_offered(open_page, served_files) -> None:
    page, watch = open_page(served_files.address + NUMBER, user="lanh_dao", ready=".profile")
    _open_drawer(page)
    assert page.get_by_role("link", name="Tải tệp gốc").count() == 0
    assert "hãy giao chuyên viên" in page.locator(".source-body").inner_text()
    assert watch.errors == []
