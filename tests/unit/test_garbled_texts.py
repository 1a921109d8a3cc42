"""Characters that nobody types are said, once a sheet; what people copy from Word is not."""

from pathlib import Path

import openpyxl
import pytest

from ingest.cells.sheet import Sheet
from ingest.check import check_file
from ingest.checks.garbled_texts import garbled_texts, is_garbled

ROWS = [
    ["KẾT QUẢ THANH TRA, KIỂM TRA PHÁP LUẬT LAO ĐỘNG QUÝ III NĂM 2026"],
    ["STT", "Xã, phường", "Số cuộc", "Số doanh nghiệp"],
    [1, "Xã Bảo Thắng", 3, 4],
]


@pytest.mark.parametrize("text", ["Xã B\ue123o", "Xã\x9d", "a\ud800", "\u0378", "\ufffe", "\ufffd"])
def test_what_nobody_types_is_garbled(text: str) -> None:
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text", ["Xã Bảo Thắng\nhuyện cũ", "a\x0bb", "\uf0fc đạt", "x\u00a0y", "a\u200bb", "ghi\tchú"]
)
def test_what_people_copy_is_not(text: str) -> None:
    assert not is_garbled(text)


def test_first_cell_and_number_of_cells_are_said() -> None:
    bad = "Xã\x01Bảo"
    [item] = garbled_texts([Sheet("Biểu", [["a", None], ["b", bad], [bad, 2.0]]), Sheet("S", [])])
    assert (item.code, item.sheet, item.cell, item.severity) == (
        "garbled_text",
        "Biểu",
        "B2",
        "warning",
    )
    assert item.found == "Xã�Bảo"
    assert "2 ô" in item.message


def test_a_report_with_such_a_text_is_asked_about(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["E3"] = "ghi chú \ue123\ue124"
    path = tmp_path / "a.xlsx"
    book.save(path)
    result = check_file(path)
    said = [(f["code"], f["cell"], f["severity"]) for f in result["findings"]]
    assert ("garbled_text", "E3", "warning") in said
