"""Documents of a briefing: people's words are kept, the data pack is read back, edits are found."""

import io
import json
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from dagster_project.cli.run import run
from dashboards.briefing import notes
from dashboards.briefing.blocks import Column, Section
from dashboards.briefing.produce import make_documents, open_release, prepare, save
from dashboards.briefing.verify import CannotVerify, verify_file
from dashboards.briefing.xlsx_tables import sums_of
from tests.briefing.briefing_sample import figure
from tests.browser.release_fixture import write_release

PERIOD = "2026Q3"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return home


@pytest.fixture(scope="module")
def pack(home, tmp_path_factory):
    """The data pack of a quarter."""
    release = open_release(home, "noi-bo")
    briefing = prepare(release, home, PERIOD, "noi-bo")
    (document,) = make_documents(briefing, release, home, ["xlsx"])
    (again,) = make_documents(briefing, release, home, ["xlsx"])
    assert document.content == again.content
    return save(document, tmp_path_factory.mktemp("out"))


def _total_row(sheet) -> int:
    return next(row[0].row for row in sheet.iter_rows() if row[1].value == "Toàn tỉnh")


def test_the_pack_has_tables_charts_and_numbers_and_formulas_in_totals_only(pack) -> None:
    book = openpyxl.load_workbook(pack)
    assert book.sheetnames[0] == "Giới thiệu"
    assert set(book["PL02"].tables) == {"PhuLuc02"}
    assert len(book["PL02"].tables["PhuLuc02"].tableColumns) == book["PL02"].max_column
    assert len(book["Biểu đồ"]._charts) >= 3
    numbers = [c for row in book["PL02"].iter_rows(min_row=5) for c in row if c.data_type == "n"]
    assert len([c for c in numbers if c.value is not None]) > 500
    assert {c.number_format for c in numbers} >= {"#,##0", "#,##0.0"}
    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert {c.parent.title for c in formulas} == {"PL02"}
    assert {c.row for c in formulas} == {_total_row(book["PL02"])}
    with zipfile.ZipFile(pack) as parts:
        texts = "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml"))
    assert not re.search(r"\bnan\b|>None<", texts)


def test_a_gap_of_a_chart_is_an_empty_cell_and_never_a_text(home) -> None:
    """Spreadsheet programs draw a text as 0."""
    release = open_release(home, "noi-bo")
    briefing = prepare(release, home, PERIOD, "noi-bo")
    chart = next(briefing.charts())
    gap = replace(chart.series[0].figures[1], value=None, text="chưa có báo cáo", state="null")
    figures = (chart.series[0].figures[0], gap, *chart.series[0].figures[2:])
    drawn = replace(chart, series=(replace(chart.series[0], figures=figures),))
    sections = (Section("I", "Thử", (drawn,)),)
    (document,) = make_documents(replace(briefing, sections=sections), release, home, ["xlsx"])
    sheet = openpyxl.load_workbook(io.BytesIO(document.content))["Biểu đồ"]
    place = sheet._charts[0].series[0].val.numRef.f.split("!")[1].replace("$", "")
    values = [cell.value for row in sheet[place] for cell in row]
    assert values[1] is None
    assert isinstance(values[0], int | float)
    assert sheet.cell(7, 3).value == "chưa có báo cáo"


def test_a_total_is_there_before_any_calculation(pack) -> None:
    sheet = openpyxl.load_workbook(pack, data_only=True)["PL02"]
    formulas = openpyxl.load_workbook(pack)["PL02"]
    at = _total_row(sheet)
    sums = [cell for cell in formulas[at] if cell.data_type == "f"]
    values = [cell for cell in formulas[at] if cell.data_type == "n" and cell.value is not None]
    assert sums
    assert values  # ratios
    for cell in sums:
        first, last = (int(part[1:]) for part in cell.value[5:-1].split(":"))
        assert (first, last) == (5, at - 1)
        above = [sheet.cell(row, cell.column).value for row in range(first, last + 1)]
        added = sum(value for value in above if isinstance(value, int | float))
        assert sheet.cell(at, cell.column).value == pytest.approx(added, rel=1e-9)


@pytest.mark.parametrize(
    ("communes", "total", "state", "adds_up", "is_sum"),
    [
        ((2, 3), 5, "value", True, True),
        ((2, None), 2, "null", True, True),  # no report adds nothing
        ((2, None), 2, "withheld", True, False),  # a sum would tell what is withheld
        ((2, 3), 4, "value", True, False),  # a case across two communes
        ((0, 0), 0, "value", False, False),  # a ratio is no sum, 0 or not
    ],
)
def test_only_a_total_that_is_the_sum_becomes_a_formula(communes, total, state, adds_up, is_sum):
    cells = [figure(value) for value in communes]
    cells = [one if one.value is not None else replace(one, state=state) for one in cells]
    columns = [Column("Xã, phường"), Column("Số vụ", "number", adds_up=adds_up)]
    body = [(f"Xã {place}", one) for place, one in enumerate(cells)]
    sums = sums_of(columns, body, ("Toàn tỉnh", figure(total)), 4, 5)
    assert sums == ({1: "=SUM(B5:B6)"} if is_sum else {})


def test_the_pack_as_made_stands(pack, home) -> None:
    verdict = verify_file(pack, home)
    assert verdict.stands
    assert verdict.release_there
    assert verdict.checked > 500


def test_an_edited_number_is_found(pack, home, tmp_path) -> None:
    book = openpyxl.load_workbook(pack)
    cell = next(c for row in book["PL01"].iter_rows(min_row=5, min_col=5) for c in row if c.value)
    cell.value = 123456
    edited = tmp_path / "sua.xlsx"
    book.save(edited)
    verdict = verify_file(edited, home)
    assert [one.where for one in verdict.edited] == [f"PL01!{cell.coordinate}"]
    assert verdict.edited[0].printed == "123456"
    assert not verdict.release_differs
    assert not verdict.stands


@pytest.mark.slow
def test_a_forged_record_is_found(pack, home, tmp_path) -> None:
    book = openpyxl.load_workbook(pack)
    book["Số liệu"]["D4"].value += 1
    forged = tmp_path / "sua.xlsx"
    book.save(forged)
    assert len(verify_file(forged, home).edited) == 1


@pytest.mark.slow
def test_a_number_that_changed_since_is_said(pack, tmp_path) -> None:
    home = tmp_path / "home"
    old = write_release(home)
    new = write_release(home, "20261001T080000-gia-lap", seed=8)
    verdict = verify_file(pack, home)
    assert verdict.release_id == old.name
    assert verdict.current_id == new.name
    assert not verdict.edited
    assert not verdict.release_differs
    assert verdict.current_differs


@pytest.mark.slow
def test_a_release_that_is_gone_is_said(pack, tmp_path) -> None:
    write_release(tmp_path, "20261001T080000-gia-lap")
    verdict = verify_file(pack, tmp_path)
    assert not verdict.release_there
    assert verdict.stands  # the same figures are in force


def test_what_is_no_briefing_is_refused(tmp_path, home) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no")
    (tmp_path / "a.txt").write_text("no")
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    for name in ("a.xlsx", "b.xlsx", "a.txt"):
        with pytest.raises(CannotVerify):
            verify_file(tmp_path / name, home)


def test_words_of_people_survive_a_run(home) -> None:
    path = notes.notes_path(home, PERIOD)
    written = {"iii-uu-diem": "Phối hợp tốt.\n\nNộp báo cáo sớm hơn.", "v-kien-nghi": "Không."}
    notes.write_notes(path, written)
    assert notes.read_notes(path) == written
    briefing = prepare(open_release(home, "noi-bo"), home, PERIOD, "noi-bo")
    texts = {slot.id: slot.text for slot in briefing.notes()}
    assert texts["iii-uu-diem"] == written["iii-uu-diem"]
    assert texts["iii-han-che"] is None
    path.unlink()


def test_words_of_a_document_are_taken_over() -> None:
    known = {"iii-uu-diem": "Cũ.", "iii-han-che": "Giữ."}
    found = {"iii-uu-diem": " Mới. ", "iii-han-che": "", "la-gi": "x", "v-kien-nghi": "Thêm."}
    merged = notes.merge_notes(known, found)
    assert merged.notes == {"iii-uu-diem": "Mới.", "iii-han-che": "Giữ.", "v-kien-nghi": "Thêm."}
    assert merged.changed == ("iii-uu-diem", "v-kien-nghi")
    assert merged.unknown == ("la-gi",)
    assert merged.emptied == ("iii-han-che",)


@pytest.mark.parametrize("text", ["- a", "khong-co: x", "iii-uu-diem: 5", "a: ["])
def test_notes_that_cannot_be_used_say_why(tmp_path, text) -> None:
    path = tmp_path / "notes.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(notes.NotesError, match=r"notes\.yml"):
        notes.read_notes(path)


def test_the_command_makes_and_verifies(home, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("QHLD_HOME", str(home))
    made = ["briefing", "--period", "2026Q3", "--format", "xlsx", "--out", str(tmp_path)]
    assert run(made) == 0
    path = tmp_path / "so-lieu-2026Q3.xlsx"
    assert str(path) in capsys.readouterr().out
    assert run(["briefing", "verify", str(path)]) == 0
    assert "Mọi số còn đúng" in capsys.readouterr().out
    assert run(["briefing", "verify", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stands"] is True
    assert run(["briefing", "notes", "--period", "2026Q3"]) == 0
    assert "iii-uu-diem" in capsys.readouterr().out
    assert run(["briefing", "--period", "2020Q1"]) == 64
    assert run(["briefing", "--period", "2026Q3", "--format", "doc"]) == 64
    assert run(["briefing", "--period", "2026Q3", "--audience", "ben-ngoai"]) == 1
    assert "chưa có tệp cho bên ngoài" in capsys.readouterr().err
