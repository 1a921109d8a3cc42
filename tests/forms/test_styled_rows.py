"""Rows that only have a style cost nothing: a million of them are no million rows of data."""

import io
import zipfile
from pathlib import Path

import openpyxl

from ingest.cells.read_cells import read_cells
from ingest.reader_limits import Limits

ROWS = 1_048_576


def _with_styled_rows(tmp_path: Path, cells: str, last: int = ROWS) -> bytes:
    """A report of three rows, down to the last row of Excel nothing but styles."""
    book = openpyxl.Workbook()
    for row in (["STT", "Xã, phường", "Số cuộc"], [1, "Phường Lào Cai", 4], [2, "Xã Cốc San", 2]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    styled = "".join(
        f'<row r="{row}" s="1" customFormat="1">{cells.format(row=row)}</row>'
        for row in range(4, last + 1)
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</sheetData>", styled.encode() + b"</sheetData>")
            target.writestr(name, data)
    return out.getvalue()


def test_rows_without_cells(tmp_path: Path) -> None:
    _is_read(_with_styled_rows(tmp_path, "", 100_000))


def test_rows_of_styled_cells(tmp_path: Path) -> None:
    _is_read(_with_styled_rows(tmp_path, '<c r="A{row}" s="0"/>'))


def _is_read(data: bytes) -> None:
    # a limit that the rows would break, were they counted
    (sheet,) = read_cells(data, Limits(cells=1000))
    assert sheet.grid[1] == [1, "Phường Lào Cai", 4]
    assert len(sheet.grid) == 3
