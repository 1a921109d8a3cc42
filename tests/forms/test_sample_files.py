"""The files of `qhld sample`: deterministic, marked as made up, and equal to their own truth."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from ingest.sample import tcvn3, write_sample

FEW = ["02908", "04252", "02839", "03006"]
FROM_TCVN3 = {stored: letter for letter, stored in tcvn3.TO_TCVN3.items()}
PLAIN_COUNTS = {"inspections", "employers_inspected", "sessions", "workers", "workers_involved"}


@pytest.fixture(scope="module")
def quarter(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    write_sample(out, ["2026Q2"], seed=11)
    return out / "2026Q2"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def workbooks(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and p.name != "receipts.csv")


def grids(path: Path) -> dict[str, list[list]]:
    """Sheet name -> cells from A1 on, read without the product's own reader."""
    if path.suffix == ".csv":
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = unicodedata.normalize("NFC", data.decode("cp1258"))
        return {path.stem: list(csv.reader(io.StringIO(text), delimiter=";"))}
    book = CalamineWorkbook.from_path(str(path))
    read = {n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in book.sheet_names}
    text = "".join(cell for grid in read.values() for row in grid for cell in row if is_text(cell))
    if "«" in text and "®" in text:
        return {n: [[from_tcvn3(cell) for cell in row] for row in g] for n, g in read.items()}
    return read


def is_text(cell) -> bool:
    return isinstance(cell, str)


def from_tcvn3(cell):
    if not is_text(cell) or "SỐ LIỆU GIẢ LẬP" in cell:
        return cell
    return "".join(FROM_TCVN3.get(letter, letter) for letter in cell)


def at(grid: list[list], address: str):
    letters, number = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return grid[int(number) - 1][column - 1]


def truths(folder: Path) -> list[dict]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((folder / "truth").iterdir())]


def test_same_seed_same_bytes(tmp_path):
    write_sample(tmp_path / "a", ["2026Q1", "2026Q2"], seed=3, communes=FEW)
    write_sample(tmp_path / "b", ["2026Q1", "2026Q2"], seed=3, communes=FEW)
    first = contents(tmp_path / "a")
    assert first == contents(tmp_path / "b")
    write_sample(tmp_path / "c", ["2026Q1", "2026Q2"], seed=4, communes=FEW)
    assert first != contents(tmp_path / "c")


def test_a_file_does_not_depend_on_what_else_is_written(tmp_path, quarter):
    write_sample(tmp_path, ["2026Q2"], seed=11, communes=FEW)
    alone = contents(tmp_path / "2026Q2")
    whole = contents(quarter)
    of_communes = [name for name in alone if json_agency(alone, name).startswith("X")]
    assert len(of_communes) >= 4
    assert all(alone[name] == whole[name] for name in of_communes)


def json_agency(files: dict[str, bytes], name: str) -> str:
    truth = files.get(f"truth/{name}.json")
    return json.loads(truth)["agency_code"] if truth else ""


def test_no_clock_in_the_files(quarter):
    for path in workbooks(quarter):
        if path.suffix in (".xlsx", ".ods"):
            with zipfile.ZipFile(path) as archive:
                assert {entry.date_time[0] for entry in archive.infolist()} == {1980}, path.name


def test_number_of_files_and_manifest(quarter):
    files = workbooks(quarter)
    assert 105 <= len(files) <= 130
    with (quarter / "receipts.csv").open(encoding="utf-8") as file:
        receipts = list(csv.DictReader(file))
    assert sorted(line["file"] for line in receipts if line["file"]) == [p.name for p in files]
    assert {line["period"] for line in receipts} == {"2026Q2"}
    for line in receipts:
        assert (line["plan"] == "never") == (line["file"] == "") == (line["received_at"] == "")
    assert {path.suffix for path in files} == {".xlsx", ".xls", ".ods", ".csv"}
    assert [truth["file"] for truth in truths(quarter)] == sorted(p.name for p in files)


def test_every_sheet_says_that_it_is_made_up(quarter):
    hidden = 0
    for path in workbooks(quarter):
        for name, grid in grids(path).items():
            texts = {cell for row in grid[:12] for cell in row if is_text(cell)}
            assert "SỐ LIỆU GIẢ LẬP" in texts, (path.name, name)
        if path.suffix != ".csv":
            sheets = CalamineWorkbook.from_path(str(path)).sheets_metadata
            hidden += sum(sheet.visible != SheetVisibleEnum.Visible for sheet in sheets)
    assert hidden >= 1


def test_truth_is_what_stands_in_the_cells(quarter):
    checked = 0
    for truth in truths(quarter):
        sheets = grids(quarter / truth["file"])
        for table in truth["tables"]:
            grid = sheets[table["sheet"]]
            for row in table["rows"]:
                for column, address in row["cells"].items():
                    assert address.endswith(str(row["row"]))
                    checked += same(column, at(grid, address), row["values"][column], address)
    assert checked > 8_000


def same(column: str, cell, value, where: str) -> int:
    """Compare a raw cell with its true value where that takes no interpretation; 1 if compared."""
    if value is None:
        assert cell in ("", "-", "chưa kết thúc"), where
    elif isinstance(cell, date):
        assert cell.isoformat() == value, where
    elif column in PLAIN_COUNTS and not is_text(cell):
        assert cell == value, where
    elif column == "tax_code":
        assert cell.replace("; ", ";") == value, where
    elif column in ("employer", "case_no"):
        assert unicodedata.normalize("NFC", cell).strip() == value, where
    elif column == "fines_vnd" and not is_text(cell):
        assert value in (cell, round(cell * 1_000_000)), where
    else:
        return 0
    return 1


def test_planted_faults_point_at_what_is_wrong(quarter):
    planted = 0
    for truth in truths(quarter):
        sheets = grids(quarter / truth["file"])
        for fault in truth["faults"]:
            if fault["cell"]:
                cell = at(sheets[fault["sheet"]], fault["cell"])
                left_out = fault["code"] == "blank_mandatory"
                assert (cell in ("", None)) == left_out, (truth["file"], fault)
                planted += not left_out
            rows = [r for t in truth["tables"] if t["sheet"] == fault["sheet"] for r in t["rows"]]
            if fault["severity"] == "error":
                # a rejected row is not among the rows that must come out
                assert fault["cell"] not in {c for row in rows for c in row["cells"].values()}
    assert planted == 5


def test_replacements_say_so(quarter):
    said = {"replacement": [], "other": []}
    for truth in truths(quarter):
        texts = [c for g in grids(quarter / truth["file"]).values() for r in g for c in r]
        found = any("bản thay thế" in unicodedata.normalize("NFC", str(c)).lower() for c in texts)
        said["replacement" if truth["plan"] == "replacement" else "other"].append(found)
    assert said["replacement"]
    assert all(said["replacement"])
    assert not any(said["other"])


def test_no_person_is_named(quarter):
    for path in workbooks(quarter):
        for grid in grids(path).values():
            for cell in (c for row in grid for c in row if is_text(c)):
                text = unicodedata.normalize("NFC", cell)
                assert not re.search(r"(?<!\d)0\d{9}(?!\d)|(?<!\d)\d{12}(?!\d)", text), text
                assert not re.search(r"(^|\s)(ông|bà) [A-ZĐ]", text), text


def test_refuses_what_cannot_be_made_up(tmp_path):
    with pytest.raises(ValueError, match="2023Q3"):
        write_sample(tmp_path, ["2023Q2"], seed=1)
    with pytest.raises(ValueError, match="99999"):
        write_sample(tmp_path, ["2026Q2"], seed=1, communes=["99999"])


def test_progress_counts_every_dispatch(tmp_path):
    calls = []
    write_sample(
        tmp_path, ["2026Q2"], 3, communes=FEW, on_progress=lambda *call: calls.append(call)
    )
    assert calls[-1][0] == calls[-1][1] == len(calls) >= 10


def test_the_first_quarter_is_written_with_its_hidden_sheets_of_the_one_before(tmp_path):
    write_sample(tmp_path, ["2025Q3"], seed=20260914)
    assert len(workbooks(tmp_path / "2025Q3")) > 90
