"""A workbook that a program wrote and nobody opened yet: its stored zeros are no results."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.cells.read_cells import Sheet, UncalculatedCell, read_cells
from ingest.check import check_file
from ingest.reader_limits import Limits

TITLE = "TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA PHÁP LUẬT LAO ĐỘNG QUÝ III NĂM 2026 (01/KTLĐ)"
HEAD = [
    *("STT", "Xã, phường", "Số cuộc kiểm tra", "Số DN được kiểm tra"),
    *("Số DN có vi phạm", "Số hành vi vi phạm"),
]


def _write(path: Path, results: list[Any], rows: int = 2) -> Path:
    """A report whose numbers of firms are formulas; xlsxwriter stores what it is told, else 0."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write(0, 0, TITLE)
    sheet.write_row(1, 0, HEAD)
    for row, name in enumerate(["Phường Lào Cai", "Phường Cam Đường"]):
        sheet.write_row(row + 2, 0, [row + 1, name, 4, None, 1, 3])
        sheet.write_formula(row + 2, 3, f"=C{row + 3}+1", None, results[row])
    for row in range(rows):  # a long list below makes the sheet a large one
        sheet.write_row(row + 10, 8, ["ghi chép dài để trang tính lớn hơn một mêgabai"] * 4)
    book.close()
    return path


def _sheet(path: Path) -> Sheet:
    return read_cells(path.read_bytes(), Limits())[0]


@pytest.mark.parametrize("rows", [2, 9000])
def test_zeros_that_nobody_calculated(tmp_path: Path, rows: int) -> None:
    sheet = _sheet(_write(tmp_path / "a.xlsx", [0, 0], rows))
    assert all(isinstance(sheet.at(row, 3), UncalculatedCell) for row in (2, 3))
    assert sheet.at(2, 2) == 4


@pytest.mark.parametrize("rows", [2, 9000])
@pytest.mark.parametrize("results", [[5, 0], [0, "x"]])
def test_a_workbook_with_any_result_was_calculated(
    tmp_path: Path, rows: int, results: list[Any]
) -> None:
    sheet = _sheet(_write(tmp_path / "a.xlsx", results, rows))
    assert [sheet.at(row, 3) for row in (2, 3)] == results


def test_they_are_asked_about(tmp_path: Path) -> None:
    result = check_file(_write(tmp_path / "a.xlsx", [0, 0]), today=date(2027, 2, 1))
    said = [(f["code"], f["cell"]) for f in result["findings"] if f["severity"] == "error"]
    assert said == [("uncalculated_formula", "D3"), ("uncalculated_formula", "D4")]
    assert result["outcome"] == "rejected"
