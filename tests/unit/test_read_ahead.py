"""A large sheet is read while it is looked at, but never before it is known what it spans."""

import io
import zipfile

import pytest
import python_calamine
import xlsxwriter

from ingest.cells import scan_xlsx
from ingest.cells.read_ahead import ReadAhead, spans_little
from ingest.cells.read_cells import read_cells
from ingest.reader_limits import Limits
from ingest.refused import Refused

PART = "xl/worksheets/sheet1.xml"
LIMITS = Limits(cells=4000)


def book(rows: int = 400) -> bytes:
    """A workbook of three columns."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as target:
        sheet = target.add_worksheet("Số liệu")
        day = target.add_format({"num_format": "dd/mm/yyyy"})
        for row in range(rows):
            sheet.write_row(row, 0, [row, f"tên {row}"])
            sheet.write(row, 2, row, day)
        target.add_worksheet("Trang khác").write(0, 0, "khác")
    return made.getvalue()


def changed(data: bytes, old: str, new: str) -> bytes:
    """The workbook with something else in the XML of its first sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == PART:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            target.writestr(name, text)
    return made.getvalue()


def is_little(data: bytes, limits: Limits = LIMITS) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return spans_little(archive, PART, limits)


LAST = '<c r="A400"><v>399</v></c>'
DOUBTFUL = {
    "far row": '<c r="A1048576"><v>399</v></c>',
    "far column": '<c r="XFD400"><v>399</v></c>',
    "further column": '<c r="AZ400"><v>399</v></c>',
    "second address": '<c r="A400" r="XFD400"><v>399</v></c>',
    "second address glued on": '<c r="A400"r="XFD400"><v>399</v></c>',
    "no address": "<c><v>399</v></c>",
    "other quotes": "<c r='XFD400'><v>399</v></c>",
    "other space": '<c\nr="XFD400"><v>399</v></c>',
    "prefix": '<x:c xmlns:x="m" r="XFD400"><x:v>399</x:v></x:c>',
    "feigned end": '<!-- </sheetData> --><c r="XFD400"><v>399</v></c>',
    "feigned end in an instruction": '<?x </sheetData> ?><c r="XFD400"><v>399</v></c>',
}


@pytest.mark.parametrize("window", [1 << 22, 1500])
def test_a_sheet_of_few_cells_spans_little(monkeypatch, window):
    monkeypatch.setattr("ingest.cells.read_ahead._WINDOW", window)
    assert is_little(book())
    assert not is_little(book(2000))
    assert not is_little(book(), Limits(cells=900))


@pytest.mark.parametrize("window", [1 << 22, 1500])
@pytest.mark.parametrize("name", DOUBTFUL)
def test_whatever_may_be_far_out_is_doubtful(monkeypatch, name, window):
    monkeypatch.setattr("ingest.cells.read_ahead._WINDOW", window)
    assert not is_little(changed(book(), LAST, DOUBTFUL[name]))


def test_a_sheet_without_an_end_is_doubtful():
    assert not is_little(changed(book(), "</sheetData>", ""))
    assert not is_little(changed(book(), "<sheetData>", "<!-- <sheetData></sheetData> --><rows>"))


def test_read_ahead_or_not_the_cells_are_the_same(monkeypatch):
    data = book()
    one_by_one = read_cells(data, LIMITS)
    begun = []
    monkeypatch.setattr(scan_xlsx, "_LARGE", 1000)
    begin = ReadAhead.begin
    monkeypatch.setattr(
        ReadAhead, "begin", lambda self, name: (begun.append(name), begin(self, name))
    )
    ahead = read_cells(data, LIMITS)
    assert begun == ["Số liệu"]
    assert [(s.name, s.grid) for s in ahead] == [(s.name, s.grid) for s in one_by_one]


def test_what_spans_too_much_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(scan_xlsx, "_LARGE", 1000)
    monkeypatch.setattr(ReadAhead, "begin", lambda *_: pytest.fail("read before it was known"))
    with pytest.raises(Refused) as refused:
        read_cells(changed(book(), LAST, DOUBTFUL["far row"]), LIMITS)
    assert refused.value.code == "unsafe_size"


def test_the_workbook_can_be_asked_while_a_sheet_is_read():
    with ReadAhead(book(5000)) as ahead:
        ahead.begin("Số liệu")
        assert [sheet.name for sheet in ahead.book().sheets_metadata] == ["Số liệu", "Trang khác"]
        assert ahead.sheet("Số liệu").end == (4999, 2)


def test_an_error_of_the_cell_reader_comes_out():
    with ReadAhead(book()) as ahead:
        ahead.begin("Không có")
        with pytest.raises(python_calamine.WorksheetNotFound):
            ahead.sheet("Không có")
        assert ahead.sheet("Trang khác").to_python() == [["khác"]]
    with ReadAhead(b"no workbook") as ahead:
        ahead.begin("Số liệu")
        with pytest.raises(python_calamine.CalamineError):
            ahead.sheet("Số liệu")
