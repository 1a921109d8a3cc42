"""Builds files that must not be read: broken, hostile, protected or of another kind.

Each builder returns the bytes of one file; all contents are made up.
"""

import io
import struct
import zipfile
from collections.abc import Callable

import msoffcrypto.format.ooxml
import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from ingest.cells.package_parts import RELATIONS

HEADER = ["Xã, phường", "Số cuộc", "Số doanh nghiệp", "Số doanh nghiệp vi phạm", "Số hành vi"]
ROWS = [["Xã Bảo Thắng", 3, 4, 1, 2], ["Xã Gia Phú", 2, 2, 0, 0]]
TITLE = "KẾT QUẢ THANH TRA, KIỂM TRA QUÝ III NĂM 2026 (SỐ LIỆU GIẢ LẬP)"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def good_xlsx(change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """A small workbook that is accepted, unless ``change`` spoils it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 01"
    sheet.append([TITLE])
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def good_xls(rows: int = 0) -> bytes:
    """The same as .xls, with so many more rows of made-up numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu 01")
    for number, row in enumerate([[TITLE], HEADER, *ROWS, *([[1, 2]] * rows)]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def good_ods(**repeats: int) -> bytes:
    """The same as .ods; ``rows`` and ``columns`` repeat its last cell."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Biểu 01")
    for row in [[TITLE], HEADER, *ROWS]:
        line = TableRow()
        for value in row:
            number = {} if isinstance(value, str) else {"value": value}
            cell = TableCell(valuetype="float" if number else "string", **number)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    if repeats:
        line = TableRow(numberrowsrepeated=repeats.get("rows", 1))
        line.addElement(
            TableCell(valuetype="float", value=1, numbercolumnsrepeated=repeats.get("columns", 1))
        )
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def repacked(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """A package with some parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            content = parts.get(name, old.read(name) if name in old.namelist() else b"")
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def tied_by(data: bytes, namespace: str) -> bytes:
    """The workbook with its sheets tied to their parts by names of another namespace."""
    book = part(data, "xl/workbook.xml")
    changed = book.replace(RELATIONS.encode(), namespace.encode())
    assert changed != book
    return repacked(data, {"xl/workbook.xml": changed})


def part(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def xlsx_with_sheet(rows_xml: str) -> bytes:
    """A workbook whose only sheet has these rows."""
    xml = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows_xml}</sheetData></worksheet>'
    return repacked(good_xlsx(), {"xl/worksheets/sheet1.xml": xml.encode()})


def far_corner(cell: str = '<c r="XFD1048576"><v>1</v></c>', row: int = 1048576) -> bytes:
    """8 KB that span 17 thousand million cells."""
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return xlsx_with_sheet(f'{first}<row r="{row}">{cell}</row>')


def bomb(megabytes: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A part of one repeated letter that unpacks to so many MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open(name, "w", force_zip64=True) as target:
            for _ in range(megabytes):
                target.write(b" " * (1 << 20))
    return out.getvalue()


def lying_bomb(megabytes: int) -> bytes:
    """A bomb in the shared texts whose declared size is 1 KB, in directory and local header."""
    good = good_xlsx()
    name = "xl/sharedStrings.xml"
    filler = b"<si><t>" + b"x" * 1000 + b"</t></si>"
    texts = f'<sst xmlns="{_MAIN}">'.encode() + filler * (megabytes * 1024) + b"</sst>"
    data = bytearray(repacked(good, {name: texts}))
    size, lie = struct.pack("<I", len(texts)), struct.pack("<I", 1024)
    assert data.count(size) == 2
    return bytes(data).replace(size, lie)


def nested_bomb() -> bytes:
    """A zip of zips."""
    inner = bomb(20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(10):
            package.writestr(f"{number}.zip", inner)
    return out.getvalue()


def protected_xlsx() -> bytes:
    """A workbook with a password to open."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(good_xlsx())).encrypt("bi-mat", out)
    return out.getvalue()


def protected_xls() -> bytes:
    """An .xls whose first record after BOF says that the rest is encrypted (FILEPASS)."""
    data = good_xls()
    interface_header = struct.pack("<HH", 0xE1, 2)
    assert data.count(interface_header) == 1
    return data.replace(interface_header, struct.pack("<HH", 0x2F, 2))


def protected_ods() -> bytes:
    """An .ods whose manifest says that its content is encrypted."""
    manifest = part(good_ods(), "META-INF/manifest.xml").decode()
    key = 'manifest:media-type="text/xml"'
    assert key in manifest
    marked = manifest.replace(
        "</manifest:manifest>",
        '<manifest:file-entry manifest:full-path="x.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>",
    )
    changed = {"META-INF/manifest.xml": marked.encode(), "content.xml": b"\x8f\x12\x00" * 500}
    return repacked(good_ods(), changed)


def entities(name: str, good: bytes | None = None) -> bytes:
    """Billion laughs in one part of a package."""
    good = good or good_xlsx()
    laughs = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    doctype = f"<!DOCTYPE x [{laughs}]>".encode()
    xml = part(good, name)
    head, sign, rest = xml.partition(b"?>") if xml.startswith(b"<?xml") else (b"", b"", xml)
    return repacked(good, {name: head + sign + doctype + rest.replace(b"<v>", b"<v>&j;", 1)})


def external_entity() -> bytes:
    """A sheet that wants to read /etc/passwd into a cell, declared behind a long comment."""
    name = "xl/worksheets/sheet1.xml"
    xml = part(good_xlsx(), name)
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return repacked(
        good_xlsx(),
        {name: b"<!--" + b"-x" * 5000 + b"-->" + doctype + xml.replace(b"<v>", b"<v>&e;", 1)},
    )


def word_document() -> bytes:
    """The least that makes a .docx."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<document/>")
    return out.getvalue()


def binary_workbook() -> bytes:
    """The least that makes an .xlsb."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.bin", b"\x83\x01\x00")
    return out.getvalue()


def cut_part(data: bytes, name: str, length: int) -> bytes:
    """A package whose part ends after so many bytes."""
    return repacked(data, {name: part(data, name)[:length]})


def many_sheets(count: int) -> bytes:
    """A good sheet and many more."""

    def add(book: openpyxl.Workbook) -> None:
        for number in range(count):
            book.create_sheet(f"Trang {number}").append(["ghi chú", number])

    return good_xlsx(add)


def compound_file(stream: str) -> bytes:
    """An OLE file whose only stream has this name, as in .doc and .msg."""
    data = good_xls()
    old = "Workbook".encode("utf-16-le")
    assert data.count(old) == 1
    place = data.index(old)
    name = stream.encode("utf-16-le").ljust(64, b"\0")
    return data[:place] + name + struct.pack("<H", 2 * len(stream) + 2) + data[place + 66 :]


def spreadsheetml(table: str, head: str = "", more: str = "") -> bytes:
    """An Excel 2003 XML file with one sheet.

    Args:
        table: rows of the sheet.
        head: what stands before the sheet, such as styles.
        more: what stands behind the table, such as options or further sheets.
    """
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
        f' xmlns:html="http://www.w3.org/TR/REC-html40">{head}'
        f'<Worksheet ss:Name="Biểu 01"><Table>{table}</Table>{more}</Worksheet></Workbook>'
    ).encode()


def far_spreadsheetml() -> bytes:
    """A cell at the far end of the sheet."""
    cell = '<Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell>'
    return spreadsheetml(f'<Row ss:Index="1048576">{cell}</Row>')


def laughing_spreadsheetml() -> bytes:
    """Entities in an Excel 2003 XML file."""
    good = spreadsheetml('<Row><Cell><Data ss:Type="String">&b;</Data></Cell></Row>')
    doctype = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return good.replace(b"<Workbook", doctype + b"<Workbook", 1)
