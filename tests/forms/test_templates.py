"""Blank forms: filled in and read back they lose nothing, whatever the form."""

import io
import random

import openpyxl
import pytest

from ingest.answers.write_template import write_template
from ingest.check import check_file
from ingest.checks.table_rows import row_count
from ingest.contracts.contract import load_forms
from ingest.reference import agencies, communes
from ingest.tables.read_markers import GUIDE_SHEET, MARKER_SHEET
from tests.forms.fill_template import made_up_rows

PERIOD = "2026Q3"


def filled(form, path, agency=None, rows=3, seed=1):
    """Write a template, fill some rows in, and say what must come back."""
    data, (layout,) = write_template([form], agency, PERIOD)
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[layout.sheet]
    draw = random.Random(f"{form.id}{seed}")
    truth = []
    prefilled = form.kind == "summary" and form.key_column == "commune"
    names = {commune.name: code for code, commune in communes().items()}
    rows = min(rows, layout.end - layout.body)
    for number, row in enumerate(made_up_rows(form, layout.columns, rows, draw)):
        at = layout.body + 1 + number
        truth.append({name: value for name, (_, value) in row.items()})
        for column, own in enumerate(layout.columns, start=2):
            cell = sheet.cell(at, column)
            if own.name in row:
                cell.value = row[own.name][0]
            elif own.column.type == "commune":
                cell.value = cell.value if prefilled else sorted(names)[number]
                truth[-1][own.name] = names[cell.value]
    for at in range(layout.body + 1 + rows, layout.end + 1):
        for column in range(1, len(layout.columns) + 2):
            sheet.cell(at, column).value = None
    book.save(path)
    return layout, truth


@pytest.mark.parametrize("form", load_forms().values(), ids=lambda form: form.id)
def test_a_filled_template_reads_back_equal(form, tmp_path):
    path = tmp_path / "bieu.xlsx"
    layout, truth = filled(form, path, agencies()["SNV"])
    result = check_file(path)
    assert result["findings"] == []
    assert result["outcome"] == "accepted"
    (table,) = result["tables"]
    assert (table["form"], table["period"]) == (form.id, PERIOD)
    assert result["agency"]["code"] == "SNV"
    assert row_count(table) == len(truth)
    stored = {own.name for own in layout.columns}
    assert set(form.stored_columns) - stored <= {"period"}
    for row, expected in zip(table["rows"], truth, strict=True):
        assert {name: row["values"].get(name) for name in expected} == expected


@pytest.mark.parametrize("name", ["inspection_list", "media_products", "union_summary"])
def test_form_and_quarter_are_certain_though_headings_were_lost(name, tmp_path):
    form = load_forms()[name]
    path = tmp_path / "bieu.xlsx"
    layout, truth = filled(form, path)
    book = openpyxl.load_workbook(path)
    sheet = book[layout.sheet]
    sheet["A5"], sheet["A6"], sheet["A3"] = "BÁO CÁO", None, None
    sheet.title = "Trang1"
    book.save(path)
    (table,) = check_file(path)["tables"]
    assert (table["form"], table["period"]) == (form.id, PERIOD)
    assert row_count(table) == len(truth)


def test_a_commune_gets_its_own_row_and_all_its_forms(tmp_path):
    agency = agencies()["X02905"]
    forms = [load_forms()[name] for name in ("inspection_summary", "outreach_summary")]
    data, layouts = write_template(forms, agency, PERIOD)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == [*(x.sheet for x in layouts), GUIDE_SHEET, MARKER_SHEET]
    assert book[MARKER_SHEET].sheet_state == "veryHidden"
    for form, layout in zip(forms, layouts, strict=True):
        sheet = book[layout.sheet]
        (row,) = made_up_rows(form, layout.columns, 1, random.Random(7))
        assert layout.end - layout.body == 1
        assert sheet.cell(layout.body + 1, 2).value == "Xã Bảo Thắng"
        assert sheet["A1"].value == "ỦY BAN NHÂN DÂN"
        for column, own in enumerate(layout.columns, start=2):
            if own.name in row:
                sheet.cell(layout.body + 1, column).value = row[own.name][0]
    book.save(tmp_path / "xa.xlsx")
    result = check_file(tmp_path / "xa.xlsx")
    assert result["agency"]["code"] == "X02905"
    assert [table["form"] for table in result["tables"]] == [form.id for form in forms]
    assert result["findings"] == []


def test_a_department_gets_every_commune_and_cells_that_guide(tmp_path):
    data, (layout,) = write_template([load_forms()["inspection_summary"]], None, PERIOD)
    sheet = openpyxl.load_workbook(io.BytesIO(data))[layout.sheet]
    assert layout.end - layout.body == 99
    assert "15/06/2026" in sheet["A6"].value
    rules = sheet.data_validations.dataValidation
    kinds = {rule.type for rule in rules}
    assert {"whole", "decimal", "list"} <= kinds
    assert all(rule.prompt for rule in rules)
    assert sheet.cell(layout.body + 1, 3).number_format == "#,##0"
    assert sheet.freeze_panes
    assert sheet.page_setup.orientation == "landscape"


def test_without_a_quarter_the_officer_must_write_it(tmp_path):
    data, _ = write_template([load_forms()["dispute_log"]], None, None)
    (tmp_path / "so.xlsx").write_bytes(data)
    (table,) = check_file(tmp_path / "so.xlsx")["tables"]
    assert table["form"] == "dispute_log"
    assert table["period"] is None


def test_another_quarter_than_the_template_was_made_for_is_asked_about(tmp_path):
    path = tmp_path / "bieu.xlsx"
    filled(load_forms()["inspection_summary"], path)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A6"] = "Quý II năm 2026"
    book.save(path)
    codes = [item["code"] for item in check_file(path)["findings"]]
    assert "period_conflict" in codes


@pytest.mark.parametrize(
    "form", [f for f in load_forms().values() if f.kind == "log"], ids=lambda form: form.id
)
def test_a_blank_log_that_nobody_filled_in_is_no_nil_return(form, tmp_path):
    path = tmp_path / "bieu.xlsx"
    data, (layout,) = write_template([form], agencies()["X02905"], PERIOD)
    path.write_bytes(data)
    result = check_file(path)
    assert result["outcome"] == "rejected"
    assert [item["code"] for item in result["findings"]] == ["no_rows"]
    book = openpyxl.load_workbook(path)
    book[layout.sheet].cell(layout.body + 1, 2).value = "Không phát sinh"
    book.save(path)
    result = check_file(path)
    assert (result["outcome"], result["findings"]) == ("accepted", [])
    assert result["tables"][0]["nil_return"]


def test_the_office_of_a_former_district_finds_its_units_of_then(tmp_path):
    office = agencies()["H082"]
    data, (layout,) = write_template([load_forms()["inspection_summary"]], office, "2024Q4")
    sheet = openpyxl.load_workbook(io.BytesIO(data))[layout.sheet]
    names = [sheet.cell(row + 1, 2).value for row in range(layout.body, layout.end)]
    assert len(names) == 21
    assert "Thị trấn Bát Xát" in names
    (tmp_path / "h082.xlsx").write_bytes(data)
    result = check_file(tmp_path / "h082.xlsx")
    assert result["agency"]["code"] == "H082"
    assert {item["code"] for item in result["findings"]} == {"blank_mandatory"}
