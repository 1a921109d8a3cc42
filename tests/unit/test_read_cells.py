"""Cells of .xlsx, .xls, .ods and .csv: values, errors, hidden parts, merges, encodings."""

import io
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Footer, Header, MasterPage, PageLayout
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from ingest.cells.read_cells import ErrorCell, UncalculatedCell, address, read_cells
from ingest.cells.sniff import Refused
from ingest.reader_limits import Limits
from tests.unit import bad_files as bad

LIMITS = Limits()


def read(data, limits=LIMITS):
    return read_cells(data, limits)


def _xlsx(fill, **options):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def _xls(fill):
    book = xlwt.Workbook(encoding="utf-8")
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_addresses():
    places = {(0, 0): "A1", (11, 2): "C12", (0, 25): "Z1", (0, 26): "AA1", (1048575, 16383): ""}
    places[1048575, 16383] = "XFD1048576"
    assert {place: address(*place) for place in places} == places


def test_addresses_stay_true_below_empty_rows_and_columns():
    def fill(book):
        book.add_worksheet("Trang").write(11, 2, 7)

    (sheet,) = read(_xlsx(fill))
    assert sheet.at(11, 2) == 7
    assert sheet.at(0, 0) is None
    assert sheet.at(99, 99) is None


def test_errors_and_formulas_without_result_in_xlsx():
    xml = (
        '<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>SUM(C1)</f></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>IF(1,"","x")</f><v></v></c>'
        '<c r="E1"><f>1+1</f><v></v></c><c r="F1"><v>5</v></c></row>'
    )
    (sheet,) = read(bad.xlsx_with_sheet(xml))
    error, waiting, computed, empty_text, saved_without, plain = sheet.grid[0]
    assert isinstance(error, ErrorCell)
    assert error == "#DIV/0!"
    assert isinstance(waiting, UncalculatedCell)
    assert (computed, empty_text, plain) == (2, None, 5)
    assert isinstance(saved_without, UncalculatedCell)


def test_a_workbook_of_openpyxl_has_formulas_without_results():
    data = bad.good_xlsx(lambda book: book.active.append(["Tổng", "=SUM(B3:B4)"]))
    (sheet,) = read(data)
    assert isinstance(sheet.at(4, 1), UncalculatedCell)


def test_hidden_rows_columns_sheets_and_page_texts_of_xlsx():
    def fill(book):
        sheet = book.add_worksheet("Hiện")
        for row in range(5):
            sheet.write_row(row, 0, ["a", "b", "c"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_header("&CTài liệu nội bộ")
        sheet.insert_textbox("E5", "MẬT")
        sheet.merge_range("A7:C7", "gộp")
        for name, hide in (("Ẩn", "hide"), ("Rất ẩn", "very_hidden")):
            hidden = book.add_worksheet(name)
            hidden.write("A1", 1)
            getattr(hidden, hide)()

    shown, hidden, very_hidden = read(_xlsx(fill))
    assert (shown.hidden_rows, shown.hidden_columns) == ({2}, {1})
    assert shown.merges == [(6, 0, 6, 2)]
    assert shown.page_texts == ["&CTài liệu nội bộ", "MẬT"]
    assert [sheet.visible for sheet in (shown, hidden, very_hidden)] == [True, False, False]


def test_errors_and_hidden_parts_of_xls():
    def fill(book):
        sheet = book.add_sheet("Quý III")
        for row in range(300):
            sheet.write(row, 0, f"Xã {row}")
            sheet.write(row, 1, row)
        sheet.row(5).hidden = True
        sheet.col(1).hidden = True
        sheet.row(302).set_cell_error(3, "#REF!")
        sheet.row(302).set_cell_boolean(4, True)
        sheet.header_str = b"van ban noi bo"
        sheet.write_merge(300, 301, 0, 2, "gộp")
        book.add_sheet("Ẩn").visibility = 1

    shown, hidden = read(_xls(fill))
    assert (shown.name, hidden.name, hidden.visible) == ("Quý III", "Ẩn", False)
    assert (shown.hidden_rows, shown.hidden_columns) == ({5}, {1})
    assert isinstance(shown.at(302, 3), ErrorCell)
    assert (shown.at(302, 3), shown.at(302, 4)) == ("#REF!", True)
    assert (shown.at(299, 0), shown.at(299, 1)) == ("Xã 299", 299)
    assert "van ban noi bo" in shown.page_texts
    assert (300, 0, 301, 2) in shown.merges


def _ods():
    book = OpenDocumentSpreadsheet()
    layout = PageLayout(name="pl")
    page = MasterPage(name="Default", pagelayoutname=layout)
    head, foot = Header(), Footer()
    head.addElement(P(text="MẬT"))
    foot.addElement(P(text="trang 1"))
    page.addElement(head)
    page.addElement(foot)
    book.automaticstyles.addElement(layout)
    book.masterstyles.addElement(page)
    table = Table(name="Biểu")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    table.addElement(TableColumn(visibility="collapse"))
    first = TableRow()
    wide = TableCell(valuetype="string", numbercolumnsspanned=2, numberrowsspanned=1)
    wide.addElement(P(text="gộp"))
    first.addElement(wide)
    first.addElement(CoveredTableCell())
    table.addElement(first)
    hidden = TableRow(visibility="filter", numberrowsrepeated=2)
    hidden.addElement(TableCell(valuetype="float", value=1, numbercolumnsrepeated=3))
    table.addElement(hidden)
    last = TableRow()
    last.addElement(TableCell(formula="of:=[.A1]"))
    day = TableCell(valuetype="date", datevalue="2026-03-05")
    day.addElement(P(text="05/03/26"))
    last.addElement(day)
    table.addElement(last)
    trailing = TableRow(numberrowsrepeated=1_048_000)
    trailing.addElement(TableCell(numbercolumnsrepeated=16_384))
    table.addElement(trailing)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def test_hidden_parts_merges_and_page_texts_of_ods():
    (sheet,) = read(_ods())
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1, 2}, {2})
    assert sheet.merges == [(0, 0, 0, 1)]
    assert sheet.grid[1] == sheet.grid[2] == [1, 1, 1]
    assert isinstance(sheet.at(3, 0), UncalculatedCell)
    assert sheet.at(3, 1) in (date(2026, 3, 5), datetime(2026, 3, 5))
    assert sheet.page_texts == ["MẬT", "trang 1"]
    assert len(sheet.grid) == 4


def test_error_cells_and_notes_of_ods():
    content = bad.part(bad.good_ods(), "content.xml").decode()
    mark = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    error = (
        f'<table:table-cell {mark} table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><office:annotation><text:p>xem lại'
        "</text:p></office:annotation><text:p>#DIV/0!</text:p></table:table-cell>"
    )
    row = f"<table:table-row>{error}</table:table-row></table:table>"
    data = bad.repacked(
        bad.good_ods(), {"content.xml": content.replace("</table:table>", row).encode()}
    )
    (sheet,) = read(data)
    assert isinstance(sheet.at(4, 0), ErrorCell)
    assert sheet.at(4, 0) == "#DIV/0!"
    assert sheet.page_texts == []


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_of_both_day_counts(is_1904):
    def fill(book):
        style = book.add_format({"num_format": "dd/mm/yyyy"})
        book.add_worksheet("Trang").write_datetime(0, 0, datetime(2026, 3, 5), style)

    (sheet,) = read(_xlsx(fill, date_1904=is_1904))
    assert sheet.at(0, 0) == date(2026, 3, 5)


def test_a_1904_xls_keeps_its_dates():
    def fill(book):
        book.dates_1904 = True
        style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
        book.add_sheet("Trang").write(0, 0, datetime(2026, 3, 5), style)

    (sheet,) = read(_xls(fill))
    assert sheet.at(0, 0) == date(2026, 3, 5)


def test_the_cells_of_all_sheets_together_are_limited():
    def fill(book: openpyxl.Workbook) -> None:
        for _ in range(3):
            book.create_sheet().cell(30, 10, 1)

    few = Limits(cells=700)
    with pytest.raises(Refused) as refused:
        read(bad.good_xlsx(fill), few)
    assert refused.value.code == "unsafe_size"
    assert "700 ô" in refused.value.message
    assert len(read(bad.good_xlsx(fill), Limits(cells=2000))) == 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"], ids=lambda name: name
)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_encodings_and_delimiters(encoding, mark):
    lines = [["Xã, phường", "Số cuộc", "Tiền phạt"], ["Bảo Thắng", "1.234", "37,5"]]
    text = "\r\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines)
    # Windows-1258 writes tones as marks of their own
    data = _to_cp1258(text) if encoding == "cp1258" else text.encode(encoding)
    (sheet,) = read(data)
    assert sheet.grid == lines


def _to_cp1258(text):
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for letter in text:
        if letter.encode("cp1258", "ignore"):
            parts.append(letter)
            continue
        whole = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in whole if mark in tones)
        parts.append(unicodedata.normalize("NFC", whole.replace(tone, "")) + tone)
    return "".join(parts).encode("cp1258")


def test_csv_quotes_and_uneven_lines():
    data = b'a;"b;c";"d ""e"""\n1;;3\n\n4\n'
    (sheet,) = read(data)
    assert sheet.grid == [["a", "b;c", 'd "e"'], ["1", None, "3"], [], ["4"]]
    assert sheet.width == 3


def test_decomposed_text_is_composed():
    data = bad.good_xlsx(lambda book: book.active.append(["Tô\u0309ng cô\u0323ng"]))
    (sheet,) = read(data)
    assert sheet.at(4, 0) == "Tổng cộng"


@pytest.mark.parametrize(
    "name", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_prefix_that_nothing_declares_is_damage(name):
    data = _xlsx(lambda book: book.add_worksheet().write(0, 0, "Xã"))
    root, end, rest = bad.part(data, name).partition(b"xmlns=")
    with pytest.raises(Refused) as refused:
        read_cells(
            bad.repacked(data, {name: root + b"xmll:space='preserve' " + end + rest}), LIMITS
        )
    assert refused.value.code == "unreadable"
