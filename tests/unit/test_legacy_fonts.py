"""Fonts tell the encoding of a text that reads both ways, in .xlsx, .xls and .ods."""

import io

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from ingest.cells.read_cells import read_cells
from ingest.reader_limits import Limits
from ingest.sample.tcvn3 import encode
from tests.unit import vni_text

PHU, LAO_CAI, TINH = encode("Gia Phú"), encode("lào cai"), vni_text.encode("tỉnh")
# font of each cell, what it stores, what it shows
CELLS = [
    (".VnTime", PHU, "Gia Phú"),
    ("Arial", PHU, PHU),  # in a Unicode font "Gia Phó" is what it is
    (".VnTimeH", LAO_CAI, "LÀO CAI"),
    (".VnTimeH", "xa 1", "XA 1"),
    ("VNI-Times", TINH, "tỉnh"),
    (".VnTime", "Xã Bảo Thắng", "Xã Bảo Thắng"),  # Unicode pasted into an old cell
    (".VnTime", "1.500®", "1.500đ"),
    ("Arial", encode("Tổng cộng"), "Tổng cộng"),  # beyond doubt whatever the font
]
SHOWN = [shown for *_, shown in CELLS]


def read(data):
    (sheet,) = read_cells(data, Limits())
    return sheet


def _xlsx(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_fonts_of_xlsx():
    def fill(sheet):
        for column, (font, stored, _) in enumerate(CELLS, 1):
            sheet.cell(3, column, stored).font = Font(name=font)

    assert read(_xlsx(fill)).grid[2] == SHOWN


def test_runs_of_xlsx():
    old, new = InlineFont(rFont=".VnTime"), InlineFont(rFont="Arial")

    def fill(sheet):
        sheet["A1"].font = Font(name=".VnTime")
        sheet["A2"] = CellRichText(TextBlock(old, PHU), TextBlock(new, " và Gia Phó"))

    sheet = read(_shared(_xlsx(fill)))
    assert sheet.at(1, 0) == "Gia Phú và Gia Phó"


def _shared(data):
    """openpyxl writes runs into the cell; Excel writes them into the shared texts."""
    from tests.unit import bad_files as bad

    name = "xl/worksheets/sheet1.xml"
    xml = bad.part(data, name).decode()
    start, end = xml.index("<is>"), xml.index("</is>")
    runs = xml[start + 4 : end]
    xml = (xml[:start] + "<v>0</v>" + xml[end + 5 :]).replace('t="inlineStr"', 't="s"')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f'<sst xmlns="{main}"><si>{runs}</si></sst>'
    return bad.repacked(data, {name: xml.encode(), "xl/sharedStrings.xml": texts.encode()})


def test_fonts_of_xls():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Trang")
    for column, (font, stored, _) in enumerate(CELLS):
        sheet.write(2, column, stored, xlwt.easyxf(f"font: name {font}"))
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue()).grid[2] == SHOWN


def test_fonts_and_runs_of_ods():
    book = OpenDocumentSpreadsheet()
    table, row = Table(name="Trang"), TableRow()
    for number, font in enumerate([*(font for font, *_ in CELLS), ".VnTime", "Arial"]):
        style = Style(name=f"s{number}", family="table-cell")
        style.addElement(TextProperties(fontname=font, fontfamily=font))
        book.automaticstyles.addElement(style)
    run = Style(name="run", family="text")
    run.addElement(TextProperties(fontfamily="Arial"))
    old = Style(name="old", family="text")
    old.addElement(TextProperties(fontfamily="'.VnTime'"))
    book.automaticstyles.addElement(run)
    book.automaticstyles.addElement(old)
    table.addElement(TableColumn(numbercolumnsrepeated=9))
    table.addElement(TableColumn(defaultcellstylename="s0"))
    for number, (_, stored, _) in enumerate(CELLS):
        cell = TableCell(valuetype="string", stylename=f"s{number}")
        cell.addElement(P(text=stored))
        row.addElement(cell)
    mixed = TableCell(valuetype="string", stylename="s1")
    text = P()
    text.addElement(Span(stylename="old", text=PHU))
    text.addElement(Span(stylename="run", text=" và Gia Phó"))
    mixed.addElement(text)
    by_column = TableCell(valuetype="string")
    by_column.addElement(P(text=PHU))
    row.addElement(mixed)
    row.addElement(by_column)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    assert read(out.getvalue()).grid == [[*SHOWN, "Gia Phú và Gia Phó", "Gia Phú"]]
