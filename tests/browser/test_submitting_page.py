"""The page "Nộp biểu": a wrong workbook and a right one, and an officer with another's file."""

from pathlib import Path

import openpyxl
import pytest

from dashboards.release_reader import DEFAULT_HOME

pytestmark = pytest.mark.browser
GOOD = DEFAULT_HOME / "sample" / "2026Q3_xa_Tang_Loong.xlsx"
UPLOAD = "#nop-bieu-upload input[type=file]"


def _with_a_negative_number(folder: Path) -> tuple[Path, str]:
    """A copy of the good workbook with a number below zero; the path and the cell."""
    book = openpyxl.load_workbook(GOOD)
    sheet = book["Bieu 01"]
    cell = next(
        cell
        for row in sheet.iter_rows(min_row=12, min_col=3)
        for cell in row
        if type(cell.value) is int
    )
    cell.value = -5
    path = folder / "tang-loong-sai.xlsx"
    book.save(path)
    return path, cell.coordinate


def test_wrong_cells_are_shown_then_the_right_file_is_handed_in(
    open_page, served, tmp_path
) -> None:
    page, watch = open_page(f"{served.address}/nop-bieu", ready=".drop")
    path, cell = _with_a_negative_number(tmp_path)
    page.set_input_files(UPLOAD, [str(path)])
    page.wait_for_selector(".board")
    assert "bị trả lại" in page.locator(".board").inner_text()
    page.wait_for_selector(".wrong-cell")
    findings = page.locator(".check-list").inner_text()
    assert f"ô {cell}" in findings
    assert "-5" in page.locator(".wrong-cell").first.inner_text()
    with page.expect_download() as download:
        page.click("#nop-bieu-marked")
    assert download.value.suggested_filename.endswith(".xlsx")
    page.click("#nop-bieu-submit")
    page.wait_for_selector("#nop-bieu-said .bad")
    page.set_input_files(UPLOAD, [str(GOOD)])
    page.wait_for_selector(".board .state.on-time")
    page.click("#nop-bieu-submit")
    page.wait_for_selector("#nop-bieu-said .handed-in")
    assert GOOD.name in page.locator("#nop-bieu-said").inner_text()
    assert (served.home / "ledger.sqlite").exists()
    assert (watch.outside, watch.errors) == ([], [])


def test_an_officer_sees_nothing_of_another_commune_on_a_phone(open_page, served) -> None:
    page, watch = open_page(
        f"{served.address}/nop-bieu",
        ready=".drop",
        user="can_bo_xa",
        width=390,
        height=844,
        scheme="dark",
    )
    assert page.locator("#nop-bieu-names, #nop-bieu-quarters").count() == 0
    page.set_input_files(UPLOAD, [str(GOOD)])
    page.wait_for_selector(".board .state.missing")
    page.wait_for_selector("#nop-bieu-detail .note-line")
    assert "đơn vị khác" in page.locator("#nop-bieu-detail").inner_text()
    assert page.locator(".check-list, .wrong-cell, .changes").count() == 0
    page.click("#nop-bieu-submit")
    page.wait_for_selector("#nop-bieu-said .bad")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.errors == []


def test_a_leader_finds_what_waits_for_a_signature(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/nop-bieu", ready="h1", user="lanh_dao")
    page.wait_for_selector("#nop-bieu-quarters .queue, #nop-bieu-quarters .empty")
    assert page.locator("#nop-bieu-upload, #nop-bieu-names").count() == 0
    assert watch.errors == []
