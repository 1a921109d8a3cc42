"""Figures outside all tables of a sheet are said: an error under labels of forms, or a warning."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingest.check import check_file

TITLE = "TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA PHÁP LUẬT LAO ĐỘNG QUÝ III NĂM 2026 (01/KTLĐ)"
TABLE = [
    [TITLE],
    [
        "STT",
        "Xã, phường",
        "Số cuộc kiểm tra",
        "Số DN được kiểm tra",
        "Số DN có vi phạm",
        "Số hành vi vi phạm",
        "Số quyết định xử phạt",
    ],
    [1, "Phường Lào Cai", 4, 4, 1, 3, 1],
    [2, "Phường Cam Đường", 2, 2, 0, 0, 0],
]


def _check(tmp_path: Path, cells: dict[str, Any], **options: Any) -> dict[str, Any]:
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    for place, value in cells.items():
        book.active[place] = value
    path = tmp_path / "bao-cao.xlsx"
    book.save(path)
    return check_file(path, today=date(2027, 2, 1), **options)


def _said(result: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (f["severity"], f["cell"], f["found"])
        for f in result["findings"]
        if f["code"] == "unread_figures"
    ]


def _block(*rows: list[Any], top: int = 5, left: int = 8) -> dict[str, Any]:
    letters = "ABCDEFGHIJKLMN"
    return {
        f"{letters[left + across]}{top + down}": value
        for down, row in enumerate(rows)
        for across, value in enumerate(row)
    }


def test_a_block_of_unknown_words_is_a_warning(tmp_path: Path) -> None:
    block = _block(["Mặt hàng", "Giá", "Lượng"], ["gạo", 12, "1.500"], ["ngô", 9, 700])
    result = _check(tmp_path, block)
    assert _said(result) == [("warning", "J6:K7", "4 ô số")]
    assert result["tables"][0]["rows_accepted"] == 2


def test_a_block_under_labels_of_forms_is_an_error(tmp_path: Path) -> None:
    block = _block(["Số ngày công", "Số vụ tranh chấp"], [4, 1], [2, 0], [7, 3])
    result = _check(tmp_path, block)
    assert [(severity, cell) for severity, cell, _ in _said(result)] == [("error", "I6:J8")]
    assert result["outcome"] == "rejected"


def test_a_form_asked_for_leaves_the_others(tmp_path: Path) -> None:
    block = _block(["Số ngày công", "Số vụ tranh chấp"], [4, 1], [2, 0], [7, 3])
    result = _check(tmp_path, block, form="inspection_summary")
    assert [severity for severity, _, _ in _said(result)] == ["warning"]


def test_one_column_below_a_text(tmp_path: Path) -> None:
    assert _said(_check(tmp_path, _block(["Ghép"], [4], [9], [2]))) == [
        ("warning", "I6:I8", "3 ô số")
    ]


def test_one_figure_under_a_label_of_a_form_is_enough(tmp_path: Path) -> None:
    """A column of the form that stands too far off for the table, its other cells words."""
    block = _block(["Số vụ tranh chấp"], ["không"], [2])
    assert _said(_check(tmp_path, block)) == [("warning", "I7:I7", "1 ô số")]


def test_what_is_no_table_is_left_alone(tmp_path: Path) -> None:
    cells = {
        "I1": 2026,
        "I3": "ĐT: 0214 000 000",
        "I5": "0900000000",
        "I6": date(2026, 10, 5),
        "J6": 12,
        "A8": "Ghi chú: 3 cuộc đột xuất",
        "K3": 1,
        "K4": 2,
    }
    assert _said(_check(tmp_path, cells)) == []
    running = _block(["TT"], *[[n] for n in range(1, 8)])
    assert _said(_check(tmp_path, running)) == []


def test_rows_below_the_signature_are_seen(tmp_path: Path) -> None:
    cells = {"B6": "NGƯỜI LẬP BIỂU", **_block([5, 6], [7, 8], [9, 4], top=10, left=2)}
    assert [place for _, place, _ in _said(_check(tmp_path, cells))] == ["C10:D12"]


def test_one_row_below_the_signature_is_seen(tmp_path: Path) -> None:
    signed = {"B5": "NGƯỜI LẬP BIỂU", "F5": "CHỦ TỊCH", "F7": "Nguyễn Văn A"}
    row = dict(zip("ABCDEFG", [3, "Xã Cốc San", 1, 1, 0, 0, 0], strict=True))
    result = _check(tmp_path, signed | {f"{letter}9": value for letter, value in row.items()})
    assert _said(result) == [("warning", "A9:G9", "6 ô số")]
    address = {"B9": "Số điện thoại", "C9": 3}
    assert _said(_check(tmp_path, signed | address)) == []


def test_hidden_cells_are_said_otherwise(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    for place, value in _block(["a", "b"], [4, 1], [2, 8], [7, 3], top=8, left=2).items():
        book.active[place] = value
    for row in range(8, 12):
        book.active.row_dimensions[row].hidden = True
    book.save(tmp_path / "an.xlsx")
    assert _said(check_file(tmp_path / "an.xlsx", today=date(2027, 2, 1))) == []


def test_an_empty_column_with_figures_beside_it(tmp_path: Path) -> None:
    """A label over an empty column, its figures one column off: never read as nothing."""
    cells = {"G3": None, "G4": None, "H3": 1, "H4": 7}
    result = _check(tmp_path, cells)
    assert _said(result) == [("error", "H3:H4", "2 ô số")]
    assert result["outcome"] == "rejected"


def test_figures_without_a_label_in_rows_of_the_table(tmp_path: Path) -> None:
    assert _said(_check(tmp_path, {"H3": 5, "H4": 7})) == [("warning", "H3:H4", "2 ô số")]


@pytest.mark.parametrize(
    ("values", "merged"),
    [((4, None), []), ((None, 4), []), ((4, None), ["C3:D3"])],
    ids=["left", "right", "cells merged too"],
)
def test_a_label_merged_over_two_columns(
    tmp_path: Path, values: tuple[Any, Any], merged: list[str]
) -> None:
    book = openpyxl.Workbook()
    head = [*TABLE[1][:3], None, *TABLE[1][3:]]
    for row in ([TITLE], head, [1, "Phường Lào Cai", *values, 4, 1, 3, 1]):
        book.active.append(row)
    for place in ["C2:D2", *merged]:
        book.active.merge_cells(place)
    book.save(tmp_path / "a.xlsx")
    result = check_file(tmp_path / "a.xlsx", today=date(2027, 2, 1))
    (row,) = result["tables"][0]["rows"]
    assert row["values"]["inspections"] == 4
    assert [f["code"] for f in result["findings"] if f["severity"] != "note"] == []


def test_a_sheet_beside_the_reports(tmp_path: Path) -> None:
    """Under labels of forms it is a report that was not understood; else it may be anything."""
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    report, notes = book.create_sheet("Thêm"), book.create_sheet("Nháp")
    for row in (["Số ngày công", "Số vụ tranh chấp"], [4, 1], [2, 0], [7, 3]):
        report.append(row)
    for row in (["gạo", "ngô"], [4, 1], [2, 0], [7, 3]):
        notes.append(row)
    book.save(tmp_path / "a.xlsx")
    result = check_file(tmp_path / "a.xlsx", today=date(2027, 2, 1))
    said = {(f["code"], f["severity"], f["sheet"]) for f in result["findings"]}
    assert {("unread_figures", "error", "Thêm"), ("sheet_without_table", "note", "Nháp")} <= said
    assert ("sheet_without_table", "note", "Thêm") not in said
