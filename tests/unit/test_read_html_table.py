"""HTML tables saved as .xls: texts, spans, hidden parts, stated numbers, encodings."""

from datetime import date

import pytest

from ingest.cells.read_cells import ErrorCell, read_cells
from ingest.reader_limits import Limits
from ingest.reader_pool import ReaderPool
from ingest.refused import Refused
from ingest.sample.tcvn3 import encode
from tests.unit import bad_files as bad

LIMITS = Limits()


def read(page):
    (sheet,) = read_cells(page if isinstance(page, bytes) else page.encode(), LIMITS)
    return sheet


def table(*rows):
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def test_texts_stay_texts():
    sheet = read(table("<td>00123</td><td>1.234</td><td> Xã&nbsp;A &amp; B </td><td>&shy;x</td>"))
    assert sheet.grid == [["00123", "1.234", "Xã\xa0A & B", "\xadx"]]


def test_the_page_may_lack_every_end_tag():
    assert read("<table><tr><th>a<th>b<tr><td>1<td>2").grid == [["a", "b"], ["1", "2"]]


def test_spans_become_merges_and_push_cells_aside():
    sheet = read(
        table(
            "<td rowspan=2>Xã</td><td colspan='2'>Quý I</td><td rowspan=99>ghi chú</td>",
            "<td>a</td><td>b</td>",
            "<td>1</td><td>2</td><td>3</td>",
        )
    )
    assert sheet.grid == [["Xã", "Quý I", None, "ghi chú"], [None, "a", "b"], ["1", "2", "3"]]
    assert sheet.merges == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 2, 3)]


def test_texts_and_tables_stand_one_below_the_other():
    sheet = read(
        "<html><head><title>bỏ</title><style>p{}</style></head><body><h3>BÁO CÁO<br>QUÝ III</h3>"
        + table("<td>a</td>")
        + "<p>Người lập</p>"
        + table("<td>b</td><td>c<br>d</td>")
        + "<script>var x='<td>1</td>'</script></body>"
    )
    assert sheet.grid == [["BÁO CÁO"], ["QUÝ III"], ["a"], ["Người lập"], ["b", "c\nd"]]


def test_a_table_in_a_cell_loses_nothing():
    inner = table("<td>1</td><td>2</td>")
    sheet = read(table(f"<td>trước {inner} sau</td><td>cuối</td>"))
    values = [value for row in sheet.grid for value in row if value]
    assert values == ["trước", "1", "2", "sau", "cuối"]


def test_a_caption_stands_above_its_table():
    assert read("<table><caption>Biểu 01</caption><tr><td>x</td></tr></table>").grid == [
        ["Biểu 01"],
        ["x"],
    ]


def test_hidden_rows_and_columns_are_reported():
    sheet = read(
        "<style>.an{display:none}</style><table><col><col style='display:none'><col>"
        "<tr><td>1<td>2<td>3<tr class=an><td>4<td>5<td>6<tr height=0 style='DISPLAY:none'><td>7"
        "<tr><td>8<td>9<td>10</table>"
        "<div style='visibility:hidden'><table><tr><td>11</table></div>"
    )
    assert sheet.hidden_rows == {1, 2, 4}
    assert sheet.hidden_columns == {1}
    assert sheet.at(1, 0) == "4"


def test_hidden_cells_hide_their_column_or_else_their_row():
    hide = "style='display: none'"
    sheet = read(table(f"<td {hide}>id</td><td>a</td>", f"<td {hide}>1</td><td>b</td>"))
    assert (sheet.hidden_columns, sheet.hidden_rows) == ({0}, set())
    sheet = read(table("<td>id</td><td>a</td>", f"<td {hide}>1</td><td>b</td>"))
    assert (sheet.hidden_columns, sheet.hidden_rows) == (set(), {1})
    # the sort key of a web grid is no part of what the cell shows
    assert read(table("<td><span style='display:none'>0007</span>Xã A</td>")).grid == [["Xã A"]]


def test_numbers_that_the_page_states():
    sheet = read(
        "<style>.ngay{mso-number-format:'dd\\/mm\\/yyyy'} .chu{mso-number-format:'\\@'}</style>"
        + table(
            "<td x:num='1234.5'>1.234,5</td><td x:num>7</td><td sdval='3' sdnum='1033;'>3</td>"
            "<td class=ngay x:num='46086'>05/03/2026</td><td class=chu x:num='123'>00123</td>"
            "<td x:err='#REF!'>#REF!</td><td sdval='0'>#DIV/0!</td><td sdval='0'></td>"
        )
    )
    number, text, plain, day, code, *errors = sheet.grid[0]
    assert (number, text, plain, day, code) == (1234.5, "7", 3.0, date(2026, 3, 5), "00123")
    assert all(isinstance(error, ErrorCell) for error in errors)
    assert errors == ["#REF!", "#DIV/0!"]
    assert sheet.width == 7  # nothing is shown in the last cell


@pytest.mark.parametrize(
    ("codec", "stated"),
    [
        ("utf-8", ""),
        ("utf-8", "windows-1252"),  # many programs state what is not so
        ("utf-8-sig", ""),
        ("utf-16", "unicode"),
        ("utf-16-le", "utf-16"),
    ],
)
def test_unicode_pages(codec, stated):
    page = f"<html><head><meta charset={stated}></head>" + table("<td>Xã Bảo Thắng</td>")
    assert read(page.encode(codec)).grid == [["Xã Bảo Thắng"]]


def test_a_page_of_one_byte_letters():
    page = "<meta charset=windows-1252><table><tr><td>" + encode("Xã Bảo Thắng") + "<td>1</table>"
    assert read(page.encode("cp1252")).grid == [["Xã Bảo Thắng", "1"]]


def test_fonts_tell_the_encoding_of_each_run():
    legacy = encode("Gia Phú")
    sheet = read(
        "<style>.cu{font-family:.VnTime, serif} .hoa{font-family:'.VnTimeH'}</style>"
        + table(
            f"<td class=cu>{legacy}</td><td>{legacy}</td><td class=hoa>{encode('lào cai')}</td>"
            f"<td><font face='.VnTime'>x· </font>Gia Phú</td>"
            "<td><font face='VNI-Times'>tænh</font></td>"
        )
    )
    assert sheet.grid == [["Gia Phú", legacy, "LÀO CAI", "xã Gia Phú", "tỉnh"]]


def test_a_form_saved_as_html_is_accepted(tmp_path):
    rows = ["".join(f"<td>{value}</td>" for value in row) for row in [bad.HEADER, *bad.ROWS]]
    path = tmp_path / "bieu.xls"
    path.write_text(f"<html><body><h2>{bad.TITLE}</h2>{table(*rows)}</body></html>", "utf-8")
    with ReaderPool(1, Limits(seconds=120)) as pool:
        result = pool.check(path)
    assert [t["rows_accepted"] for t in result["tables"]] == [2], result["findings"]


@pytest.mark.parametrize("end", ["<td", "<", "</td", "<td class=x"])
def test_a_page_that_ends_within_a_tag_is_cut(end):
    with pytest.raises(Refused) as refused:
        read("<table><tr><td>a<td>b" + end)
    assert refused.value.code == "unreadable"


def test_a_stated_number_that_is_none_is_an_error():
    (cell,) = read("<table><tr><td sdval='1e999'>1</td></tr></table>").grid[0]
    assert isinstance(cell, ErrorCell)


@pytest.mark.parametrize("behind", ["<tr style='display:none'><td>3", "<td>3", "</tr><tr><th>3"])
def test_rows_and_cells_outside_of_every_table_are_damage(behind):
    # a browser would show them as one text, the hidden ones too
    with pytest.raises(Refused) as refused:
        read(table("<td>1</td><td>2</td>") + behind)
    assert (refused.value.code, refused.value.found) == ("unreadable", "trang HTML bị hỏng")


def test_ends_of_rows_and_tables_too_many_are_no_damage():
    sheet = read(table("<td>1</td><td>2</td>") + "</td></tr></table><p>Người lập</p>")
    assert sheet.grid == [["1", "2"], ["Người lập"]]


def test_text_between_the_cells_of_a_hidden_row_is_shown_as_in_a_browser():
    sheet = read("<table><tr style='display:none'><td>a</td>5</tr><tr><td>b</td></tr></table>")
    assert "5" in [value for row in sheet.grid for value in row]
