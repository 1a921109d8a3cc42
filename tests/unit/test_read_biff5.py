"""Workbooks of Excel 5.0 and 95; and formulas of .xls that nobody calculated."""

import io
import struct
from datetime import date

import pytest
import xlrd
import xlwt

from ingest.cells.read_cells import ErrorCell, UncalculatedCell, read_cells
from ingest.reader_limits import Limits
from ingest.refused import Refused
from ingest.sample.tcvn3 import encode
from tests.unit import biff5, vni_text

LIMITS = Limits()
_TEXT, _BLANK = b"\x00" * 6 + b"\xff\xff", b"\x03" + b"\x00" * 5 + b"\xff\xff"
_FIVE, _ZERO = struct.pack("<d", 5), struct.pack("<d", 0)


def _cells():
    return (
        biff5.hidden_row(3)
        + biff5.hidden_column(4)
        + biff5.label(0, 0, "BAO CAO")
        + biff5.label(1, 0, encode("Gia Phú"), biff5.TCVN3)
        + biff5.label(1, 1, encode("lào cai"), biff5.CAPITAL)
        + biff5.label(1, 2, vni_text.encode("tỉnh"), biff5.VNI)
        + biff5.label(1, 3, "Phó")
        + biff5.number(2, 0, 3.5)
        + biff5.number(2, 1, 46086, biff5.DAY)
        + biff5.error(2, 2, 0x17)
        + biff5.formula(3, 0, _FIVE)
        + biff5.formula(3, 1, _TEXT, text="chu")
    )


@pytest.mark.parametrize("wrap", [biff5.boxed, bytes], ids=["compound file", "bare records"])
def test_a_workbook_of_excel_95(wrap):
    data = wrap(biff5.book([("Trang 1", False, _cells()), ("An", True, biff5.number(0, 0, 1))]))
    shown, hidden = read_cells(data, LIMITS)
    assert (shown.name, hidden.name, shown.visible, hidden.visible) == (
        "Trang 1",
        "An",
        True,
        False,
    )
    assert shown.grid[1][:4] == ["Gia Phú", "LÀO CAI", "tỉnh", "Phó"]
    number, day, error = shown.grid[2][:3]
    assert (number, day, error) == (3.5, date(2026, 3, 5), "#REF!")
    assert isinstance(error, ErrorCell)
    assert shown.grid[3][:2] == [5, "chu"]
    assert (shown.hidden_rows, shown.hidden_columns) == ({3}, {4})
    # an independent reader sees the same workbook
    other = xlrd.open_workbook(file_contents=data).sheet_by_index(0)
    assert other.cell_value(1, 0) == encode("Gia Phú")
    assert other.cell_value(2, 0) == 3.5


def test_sheet_names_in_the_code_page_of_the_file_keep_their_hidden_parts():
    name = "Đông Đô".encode("cp1258").decode("latin-1")
    data = biff5.boxed(biff5.book([(name, False, _cells())], codepage=1258))
    (sheet,) = read_cells(data, LIMITS)
    assert sheet.hidden_rows == {3}


@pytest.mark.parametrize(
    ("formulas", "waiting"),
    [
        (biff5.formula(0, 0, _BLANK), True),  # nothing but blank results: never calculated
        (biff5.formula(0, 0, _BLANK) + biff5.formula(0, 1, _FIVE), False),
        (biff5.formula(0, 0, _ZERO), False),  # a zero may be a result …
        (biff5.formula(0, 0, _ZERO, options=2), True),  # … unless it waits to be calculated
        (biff5.record(0x5E, b"\0\0") + biff5.formula(0, 0, _ZERO), True),
        (biff5.formula(0, 0, _TEXT) + biff5.number(0, 1, 2), True),  # its text is missing
    ],
)
def test_formulas_that_nobody_calculated(formulas, waiting):
    data = biff5.boxed(biff5.book([("Trang", False, formulas + biff5.label(1, 0, "x"))]))
    (sheet,) = read_cells(data, LIMITS)
    assert isinstance(sheet.at(0, 0), UncalculatedCell) == waiting


def test_a_blank_result_of_a_program_that_calculates_is_blank():
    mark = biff5.record(0x1C1, bytes(8))
    cells = biff5.formula(0, 0, _BLANK) + biff5.label(1, 0, "x")
    (sheet,) = read_cells(biff5.boxed(biff5.book([("Trang", False, cells)], more=mark)), LIMITS)
    assert sheet.at(0, 0) is None


def test_formulas_of_xlwt_have_no_result():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Trang")
    sheet.write(0, 0, xlwt.Formula("1+1"))
    sheet.write(1, 0, 7)
    out = io.BytesIO()
    book.save(out)
    (read,) = read_cells(out.getvalue(), LIMITS)
    assert isinstance(read.at(0, 0), UncalculatedCell)
    assert read.at(1, 0) == 7


@pytest.mark.parametrize(
    "cells",
    [
        biff5.record(0x205, struct.pack("<3H2B", 0, 0, 15, 1, 0) + b"\0\0"),  # too long a cell
        biff5.record(0x207, struct.pack("<H", 3) + b"chu"),  # a text of no formula
        biff5.record(0, b"\0\0"),
        biff5.record(0x200, struct.pack("<5H", 60, 7, 0, 9, 0)),  # it ends before it begins
        biff5.record(0x809, bytes(40)) + biff5.record(0x0A),
        biff5.record(0x200, struct.pack("<5H", 0, 1, 0, 1, 0)),  # behind the cells
        biff5.label(16384, 0, "x"),  # a sheet of Excel 95 has 16384 rows
    ],
    ids=["length", "lone text", "no record", "size", "beginning", "order", "row"],
)
def test_records_about_which_readers_do_not_agree_are_damage(cells):
    data = biff5.boxed(biff5.book([("Trang", False, biff5.label(1, 0, "x") + cells)]))
    with pytest.raises(Refused) as refused:
        read_cells(data, LIMITS)
    assert refused.value.code == "unreadable"
