"""Real workbooks of every format, small, from which mutated ones are made. All figures made up."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import openpyxl
import xlsxwriter
import xlwt

from ingest.cells.scan_xls import workbook_stream
from tests.fuzz import mutate
from tests.unit import bad_files as bad
from tests.unit import biff5

_MADE = Path(__file__).parent / "made_by_libreoffice"
_ROWS = [bad.HEADER, *bad.ROWS]


@dataclass(frozen=True)
class Seed:
    """A workbook and how it is damaged.

    Attributes:
        name: of its kind and maker.
        kind: which independent reader reads it too.
        data: the whole file.
        mutate: gives a damaged copy.
    """

    name: str
    kind: str
    data: bytes
    mutate: Callable


def _of_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 01"
    sheet.append([bad.TITLE])
    for row in _ROWS:
        sheet.append(row)
    sheet.append(["Tổng", "=SUM(B3:B4)", True, datetime(2026, 3, 5), "00123"])
    sheet.row_dimensions[4].hidden = True
    sheet.merge_cells("A1:E1")
    book.create_sheet("Trang 2")["C3"] = "x"
    book["Trang 2"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _of_xlsxwriter() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Biểu 01")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate([[bad.TITLE], *_ROWS]):
        sheet.write_row(number, 0, row)
    sheet.write_formula(5, 1, "=SUM(B3:B4)", None, 5)
    sheet.write_formula(5, 2, '="a"', None, "a")
    sheet.write_formula(5, 3, "=1/0", None, "#DIV/0!")
    sheet.write_datetime(5, 4, datetime(2026, 3, 5), day)
    sheet.write_rich_string(6, 0, "một ", day, "hai")
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column(3, 3, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def _of_xlwt() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 01")
    for number, row in enumerate([[bad.TITLE], *_ROWS]):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    sheet.write(5, 0, datetime(2026, 3, 5), day)
    sheet.write(5, 1, 12.5)
    sheet.row(5).set_cell_error(2, "#REF!")
    sheet.row(5).set_cell_boolean(3, True)
    sheet.row(3).hidden = True
    book.add_sheet("Trang 2").write(2, 2, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _of_excel_95() -> bytes:
    cells = b"".join(
        biff5.label(row, column, f"o {row} {column}") for row in range(4) for column in range(3)
    )
    cells += biff5.number(5, 0, 12.5) + biff5.number(5, 1, 46086, biff5.DAY)
    cells += biff5.error(5, 2, 0x17) + biff5.formula(5, 3, b"\x00" * 6 + b"\x14\x40")
    sheets = [("Trang 1", False, biff5.hidden_row(1) + cells), ("An", True, biff5.number(0, 0, 1))]
    return biff5.boxed(biff5.book(sheets))


def _html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td class=x>{value}</td>" for value in row) + "</tr>" for row in _ROWS
    )
    return (
        "<html><head><meta charset=utf-8><style>.x{font-family:Arial}</style></head><body>"
        f"<h3>{bad.TITLE}</h3><table border=1>{rows}<tr style='display:none'><td>ẩn</td></tr>"
        "<tr><td colspan=2 rowspan=2>gộp</td><td x:num=5>5</td></tr><tr><td>6</td></tr></table>"
    ).encode()


def _xml() -> bytes:
    def cell(value):
        kind = "String" if isinstance(value, str) else "Number"
        return f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in _ROWS)
    day = '<Cell ss:Index="3"><Data ss:Type="DateTime">2026-03-05T00:00:00.000</Data></Cell>'
    return bad.spreadsheetml(f'<Column ss:Width="80"/>{rows}<Row ss:Index="6">{day}</Row>')


def _csv() -> bytes:
    return "".join(";".join(map(str, row)) + "\r\n" for row in [[bad.TITLE], *_ROWS]).encode()


def _xls(name: str, data: bytes) -> Seed:
    records = workbook_stream(data)
    return Seed(name, "xls", data, lambda d, draw: mutate.mutate_xls(d, records, draw))


def seeds() -> list[Seed]:
    """All seeds."""
    made = {path.suffix[1:]: path.read_bytes() for path in sorted(_MADE.iterdir())}
    package, markup = mutate.mutate_package, mutate.mutate_markup
    return [
        Seed("xlsx of openpyxl", "xlsx", _of_openpyxl(), package),
        Seed("xlsx of xlsxwriter", "xlsx", _of_xlsxwriter(), package),
        Seed("xlsx of LibreOffice", "xlsx", made["xlsx"], package),
        _xls("xls of xlwt", _of_xlwt()),
        _xls("xls of LibreOffice", made["xls"]),
        _xls("xls of Excel 95", _of_excel_95()),
        Seed("ods of odfpy", "ods", bad.good_ods(), package),
        Seed("ods of LibreOffice", "ods", made["ods"], package),
        Seed("html", "html", _html(), markup),
        Seed("html of LibreOffice", "html", made["html"], markup),
        Seed("xml of Excel 2003", "xml2003", _xml(), markup),
        Seed("csv", "csv", _csv(), mutate.mutate_bytes),
        Seed("csv in UTF-16", "csv", _csv().decode().encode("utf-16"), mutate.mutate_bytes),
    ]
