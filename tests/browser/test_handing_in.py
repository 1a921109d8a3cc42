"""Handing in on the page "Nộp biểu": a replacement; a .zip with good, wrong and foreign files."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from dashboards.app.access.users import add_user
from dashboards.app.viewer import COMMUNE
from dashboards.release_reader import DEFAULT_HOME
from tests.browser.conftest import Served, _serve
from tests.browser.made_home import copy_release, copy_users
from tests.browser.page_looks import assert_clean, wait_for
from tests.users import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SAMPLE = DEFAULT_HOME / "sample"
OWN = SAMPLE / "2026Q3_xa_Tang_Loong.xlsx"
OTHERS = SAMPLE / "2026Q3_xa_Khanh_Yen.xlsx"
OFFICER, OWN_COMMUNE = "tang_loong", "02908"
UPLOAD = "#nop-bieu-upload input[type=file]"


@pytest.fixture
def served_new(made: Path, tmp_path: Path) -> Iterator[Served]:
    """The app over a home where nothing was handed in, with an officer of the sample's commune."""
    home = tmp_path / "home"
    copy_users(made, home)
    own = frozenset({OWN_COMMUNE})
    add_user(OFFICER, COMMUNE, PASSWORD, communes=own, must_change=False, home=home)
    copy_release(made, home)
    yield from _serve(home)


def _changed(target: Path, value: int | None = None) -> tuple[Path, str, int, int]:
    """The own workbook with one number changed; path, cell, old and new value."""
    book = openpyxl.load_workbook(OWN)
    cell = next(
        cell
        for row in book["Bieu 01"].iter_rows(min_row=12, min_col=3)
        for cell in row
        if type(cell.value) is int and cell.value > 0
    )
    old = cell.value
    cell.value = old + 1 if value is None else value
    book.save(target)
    return target, cell.coordinate, old, cell.value


def _rows(page) -> dict[str, list[str]]:
    """The board: name of the file -> its cells."""
    found = [row.locator("td").all_inner_texts() for row in page.locator(".board tbody tr").all()]
    return {cells[0].strip(): [cell.strip() for cell in cells[1:]] for cells in found}


def _hand_in(page, files: list[Path]) -> None:
    """Drop files and wait for the new board and what is said of a file."""
    page.set_input_files(UPLOAD, [str(path) for path in files])
    wait_for(
        page,
        "(document.querySelector('.board')?.innerText || '').includes(argument)",
        files[0].stem,
    )
    page.wait_for_selector("#nop-bieu-detail .check-place")


def test_a_replacement_says_what_differs_and_names_the_old_file(
    open_page, served_new, tmp_path
) -> None:
    page, watch = open_page(f"{served_new.address}/nop-bieu", ready=".drop", user=OFFICER)
    _hand_in(page, [OWN])
    assert page.locator("#nop-bieu-replacing").is_hidden()
    page.click("#nop-bieu-submit")
    page.wait_for_selector(".handed-in li")
    assert "đã nộp" in _rows(page)[OWN.name][-1]

    path, cell, old, new = _changed(tmp_path / "tang-loong-sua.xlsx")
    _hand_in(page, [path])
    assert _rows(page)[path.name][-1] == "sẽ thay bản đã gửi"
    page.wait_for_selector(".differences")
    said = page.locator("#nop-bieu-detail").inner_text()
    assert f"trong “{OWN.name}”" in said or OWN.name in said
    assert "đổi 1 con số" in said
    [line] = page.locator(".differences tbody tr").all()
    assert line.locator("td").all_inner_texts()[2:] == [str(old), str(new), cell]

    page.click("#nop-bieu-submit")  # without a word it replaces nothing
    page.wait_for_selector("#nop-bieu-said .bad")
    page.get_by_label("Thay bản đã gửi").check()
    page.click("#nop-bieu-submit")
    wait_for(page, "document.getElementById('nop-bieu-said').innerText.includes('nêu lý do thay')")
    page.fill("#nop-bieu-reason", "nhập nhầm số cuộc")
    page.click("#nop-bieu-submit")
    page.wait_for_selector(".handed-in li")
    told = page.locator(".handed-in").inner_text()
    assert f"thay thế số liệu đã nhận trong {OWN.name}" in told
    assert "không còn tính" in told
    assert _rows(page)[path.name][-1] == "đã thay bản cũ"
    assert_clean(page, watch)


def _bundle(target: Path, *files: Path) -> Path:
    with zipfile.ZipFile(target, "w") as made:
        for path in files:
            made.write(path, path.name)
    return target


def test_of_a_zip_the_good_workbooks_are_handed_in(open_page, served_new, tmp_path) -> None:
    wrong, cell, *_ = _changed(tmp_path / "tang-loong-sai.xlsx", -5)
    bundle = _bundle(tmp_path / "quy-3.zip", OTHERS, wrong, OWN)
    page, watch = open_page(f"{served_new.address}/nop-bieu", ready=".drop")
    page.set_input_files(UPLOAD, [str(bundle)])
    page.wait_for_selector("#nop-bieu-detail .wrong-cell")
    rows = _rows(page)
    assert list(rows) == [OTHERS.name, wrong.name, OWN.name]
    assert rows[wrong.name][0] == "bị trả lại"
    assert rows[wrong.name][-1] == "không nộp được"
    assert rows[OWN.name][-1] == "chưa nộp"
    assert "2 tệp" in page.locator("#nop-bieu-result h3").inner_text()
    assert f"ô {cell}" in page.locator(".check-list").inner_text()  # the worst is open at once
    with page.expect_download() as download:
        page.click("#nop-bieu-marked")
    download.value.save_as(tmp_path / "danh-dau.xlsx")
    marked = openpyxl.load_workbook(tmp_path / "danh-dau.xlsx")
    assert wrong.stem in download.value.suggested_filename
    assert any(one.comment for sheet in marked for row in sheet.iter_rows() for one in row)
    page.click("#nop-bieu-file")
    page.get_by_role("option", name=OTHERS.name).click()
    wait_for(page, "!document.querySelector('#nop-bieu-detail .wrong-cell')")
    page.click("#nop-bieu-submit")
    page.wait_for_selector(".handed-in li")
    rows = _rows(page)
    assert [rows[path.name][-1] for path in (OTHERS, wrong, OWN)] == [
        *("đã nộp", "không nộp được", "đã nộp"),
    ]
    assert page.locator(".handed-in li").count() == 2
    assert wrong.name not in page.locator(".handed-in").inner_text()
    assert_clean(page, watch)


def test_of_a_zip_an_officer_hands_in_the_own_workbook_only(
    open_page, served_new, tmp_path
) -> None:
    bundle = _bundle(tmp_path / "hai-xa.zip", OTHERS, OWN)
    page, watch = open_page(
        f"{served_new.address}/nop-bieu", ready=".drop", user=OFFICER, width=390, height=844
    )
    page.set_input_files(UPLOAD, [str(bundle)])
    page.wait_for_selector("#nop-bieu-detail .note-line")
    rows = _rows(page)
    assert rows[OTHERS.name][0] == "không phải của đơn vị"
    assert rows[OTHERS.name][-1] == "không nộp được"
    assert "chuyển cho đơn vị đó" in page.locator("#nop-bieu-detail").inner_text()
    assert page.locator("#nop-bieu-detail .check-list, #nop-bieu-detail .ag-row").count() == 0
    page.click("#nop-bieu-submit")
    page.wait_for_selector(".handed-in li")
    rows = _rows(page)
    assert (rows[OTHERS.name][-1], rows[OWN.name][-1]) == ("không nộp được", "đã nộp")
    assert page.locator(".handed-in li").count() == 1
    assert_clean(page, watch)
