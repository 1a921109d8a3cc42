"""Excel 2003 XML: places, types, hidden parts, merges, fonts."""

from datetime import date, datetime

import pytest

from ingest.cells.read_cells import ErrorCell, UncalculatedCell, read_cells
from ingest.cells.sniff import Refused
from ingest.reader_limits import Limits
from ingest.sample.tcvn3 import encode
from tests.unit import bad_files as bad

LIMITS = Limits()


def read(table, **parts):
    return read_cells(bad.spreadsheetml(table, **parts), LIMITS)


def cell(value, kind="String", more=""):
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def test_typed_cells_and_places():
    (sheet,) = read(
        '<Row ss:Index="2">'
        + cell("00123", more='ss:Index="2"')
        + cell("1234.5", "Number")
        + cell("2026-03-05T00:00:00.000", "DateTime")
        + cell("2026-03-05T07:30:00.000", "DateTime")
        + cell("1", "Boolean")
        + cell("#REF!", "Error")
        + "</Row><Row>"
        + cell("dòng&#10;hai", more='ss:Index="3"')
        + "</Row>"
    )
    _, code, number, day, moment, truth, error = sheet.grid[1]
    assert (code, number, truth) == ("00123", 1234.5, True)
    assert (day, moment) == (date(2026, 3, 5), datetime(2026, 3, 5, 7, 30))
    assert isinstance(error, ErrorCell)
    assert sheet.name == "Biểu 01"
    assert sheet.at(2, 2) == "dòng\nhai"


def test_formulas_with_and_without_a_result():
    (sheet,) = read(
        '<Row><Cell ss:Formula="=SUM(R1C2)"/>'
        + '<Cell ss:Formula="=1+1"><Data ss:Type="Number"></Data></Cell>'
        + cell("2", "Number", 'ss:Formula="=1+1"')
        + cell("", "String", 'ss:Formula="=&quot;&quot;"')
        + "</Row>"
    )
    first, second, third, *_ = [*sheet.grid[0], None]
    assert isinstance(first, UncalculatedCell)
    assert isinstance(second, UncalculatedCell)
    assert third == 2
    assert sheet.at(0, 3) is None


def test_merges_hidden_parts_comments_and_page_texts():
    hidden = '<Worksheet ss:Name="Ẩn"><Table><Row><Cell/></Row></Table>{}</Worksheet>'
    options = (
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><PageSetup>'
        '<Header x:Data="&amp;CTài liệu nội bộ"/></PageSetup>{}</WorksheetOptions>'
    )
    merged = cell("gộp", more='ss:MergeAcross="2" ss:MergeDown="1"')
    shown, other, last = read(
        '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="6" ss:Hidden="1"/>'
        + f"<Row>{merged}{cell('sau')}</Row>"
        + '<Row ss:Hidden="1" ss:Span="1"/><Row>'
        '<Cell><Data ss:Type="Number">1</Data><Comment><ss:Data>xem lại</ss:Data></Comment></Cell>'
        "</Row>",
        more=options.format("")
        + "</Worksheet>"
        + hidden.format(options.format("<Visible>SheetHidden</Visible>"))
        + hidden.format(options.format("<Visible>SheetVeryHidden</Visible>")).removesuffix(
            "</Worksheet>"
        ),
    )
    assert shown.merges == [(0, 0, 1, 2)]
    assert shown.at(0, 3) == "sau"
    assert shown.hidden_columns == {1, 2, 5}
    assert shown.hidden_rows == {1, 2}
    assert shown.at(3, 0) == 1
    assert shown.page_texts == ["Tài liệu nội bộ"]
    assert [sheet.visible for sheet in (shown, other, last)] == [True, False, False]


def test_fonts_tell_the_encoding():
    styles = (
        '<Styles><Style ss:ID="cu"><Font ss:FontName=".VnTime"/></Style>'
        '<Style ss:ID="vni"><Font ss:FontName="VNI-Times"/></Style></Styles>'
    )
    legacy = encode("Gia Phú")
    runs = (
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">'
        f'<Font html:Face=".VnTime">{encode("xã ")}</Font><B>Gia Phú</B></ss:Data></Cell>'
    )
    cells = [
        cell(legacy, more='ss:StyleID="cu"'),
        cell(legacy),
        cell("tænh", more='ss:StyleID="vni"'),
        runs,
    ]
    (sheet,) = read(f"<Row>{''.join(cells)}</Row>", head=styles)
    assert sheet.grid == [["Gia Phú", legacy, "tỉnh", "xã Gia Phú"]]


def test_empty_rows_by_the_million_cost_nothing():
    (sheet,) = read(
        f'<Row>{cell("a")}</Row><Row ss:Hidden="1" ss:Span="1048574"/>'
        '<Row ss:Index="1048576"><Cell ss:StyleID="x"/></Row>'
    )
    assert sheet.grid == [["a"]]


@pytest.mark.parametrize(
    "wrong",
    [
        '<Row ss:Index="0"><Cell/></Row>',
        '<Row ss:Index="x"><Cell/></Row>',
        '<Row><Cell ss:MergeAcross="-3"/></Row>',
        f"<Row>{cell('nan', 'Number')}</Row>",
        f"<Row>{cell('hôm qua', 'DateTime')}</Row>",
        f"<Row>{cell('2', 'Boolean')}</Row>",
    ],
)
def test_what_no_program_writes_is_damage(wrong):
    with pytest.raises(Refused) as refused:
        read(wrong)
    assert refused.value.code == "unreadable"
