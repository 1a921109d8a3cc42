"""A large sheet is looked at without its plain cells and gives what looking at all of it gives."""

import io
import zipfile

import pytest

from ingest.cells import scan_xlsx
from ingest.cells.condense_sheet import condense_sheet
from ingest.cells.package_parts import RELATIONS
from ingest.cells.scan_structure import Extent
from ingest.cells.sniff import Refused
from ingest.reader_limits import Limits

PLAIN = "".join(
    f'<row r="{row}" spans="1:3"><c r="A{row}"><v>{row}</v></c><c r="B{row}" s="1" t="s"><v>0</v>'
    f'</c><c r="C{row}" s="2"/></row>'
    for row in range(1, 400)
)
SPECIAL = {
    "plain": "",
    "hidden row": '<row r="400" hidden="1"><c r="A400"><v>1</v></c></row>',
    "shown row": '<row r="400" hidden="0"><c r="A400"><v>1</v></c></row>',
    "error": '<row r="400"><c r="B400" s="1" t="e"><v>#REF!</v></c></row>',
    "formula": '<row r="400"><c r="B400"><f>A1+1</f><v>2</v></c></row>',
    "text formula": '<row r="400"><c r="B400" t="str"><f>""</f><v></v></c></row>',
    "not calculated": '<row r="400"><c r="B400"><f>A1+1</f></c><c r="C400"><f>1</f><v/></c></row>',
    "shared formula": '<row r="400"><c r="B400"><f t="shared" si="0"/></c></row>',
    "further column": '<row r="400"><c r="AB400"><v>1</v></c></row>',
    "further row": '<row r="400"><c r="A4321"><v>1</v></c></row>',
    "rows below": '<row r="9000"><c r="A9000"><v>1</v></c></row>',
    "no address": '<row r="400"><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>',
    "no row number": '<row><c r="A400" t="e"><v>#N/A</v></c></row>',
    "other order": '<row r="400"><c t="e" r="A400"><v>#N/A</v></c></row>',
    "other quotes": "<row r='400' hidden='1'><c r='A400'><v>1</v></c></row>",
    "prefix": '<x:row r="400" hidden="1"><x:c r="A400" t="e"><x:v>#N/A</x:v></x:c></x:row>',
    "comment": '<row r="400"><!-- <c r="B9"> --><c r="A400" t="e"><v>#N/A</v></c></row>',
}
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="m" xmlns:x="m">'
    '<cols><col min="3" max="4" hidden="1"/></cols>'
)
TAIL = "<headerFooter><oddHeader>&amp;CMẬT</oddHeader></headerFooter></worksheet>"


def book(rows: str) -> bytes:
    """A workbook of one sheet with these rows."""
    parts = {
        "xl/workbook.xml": f'<workbook xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="S" r:id="1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="p"><Relationship Id="1" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{HEAD}<sheetData>{rows}</sheetData>{TAIL}",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            text = text.replace("<workbook ", '<workbook xmlns="m" ', 1)
            archive.writestr(name, text)
    return made.getvalue()


def scanned(data: bytes, large: int, monkeypatch: pytest.MonkeyPatch, cells: int = 5_000_000):
    """Structure of the sheet when sheets of so many bytes are large."""
    monkeypatch.setattr(scan_xlsx, "_LARGE", large)
    return scan_xlsx.scan_xlsx(data, Limits(cells=cells))["S"]


@pytest.mark.parametrize("window", [300, 1 << 23])
@pytest.mark.parametrize("name", SPECIAL)
def test_condensed_and_whole_say_the_same(name, window, monkeypatch):
    monkeypatch.setattr("ingest.cells.condense_sheet._WINDOW", window)
    for rows in (PLAIN + SPECIAL[name], SPECIAL[name] + PLAIN):
        data = book(rows)
        whole = scanned(data, 1 << 40, monkeypatch)
        assert scanned(data, 0, monkeypatch) == whole
        assert whole.hidden_columns == [(2, 3)]
        assert whole.page_texts == ["&CMẬT"]


def test_plain_cells_are_left_out():
    with zipfile.ZipFile(io.BytesIO(book(PLAIN + SPECIAL["error"]))) as archive:
        condensed = condense_sheet(archive, "xl/worksheets/sheet1.xml", Extent(Limits()))
    assert condensed is not None
    assert condensed.count(b"<c ") == 1


@pytest.mark.parametrize("name", ["plain", "further column", "further row", "rows below"])
def test_too_wide_a_rectangle_is_refused_either_way(name, monkeypatch):
    data = book(PLAIN + SPECIAL[name])
    refused = []
    for large in (0, 1 << 40):
        with pytest.raises(Refused) as caught:
            scanned(data, large, monkeypatch, cells=700)
        refused.append(caught.value.code)
        reach = {"plain": 399 * 2, "further column": 400 * 28, "further row": 4321 * 2}
        scanned(data, large, monkeypatch, cells=2 * reach.get(name, 9000 * 3))
    assert refused == ["unsafe_size"] * 2
