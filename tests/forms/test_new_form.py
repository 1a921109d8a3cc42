"""A new form needs one YAML file and one sample: it is read, stored and documented without code."""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import yaml

from ingest.check import check_file
from ingest.contracts.contract import FORMS_DIR, FORMS_DIR_SETTING, load_forms
from ingest.contracts.data_dictionary import data_dictionary
from ingest.contracts.dbt_sources import STAGING, dbt_sources, forms_seed, ledger_comparison
from ingest.home import loads_dir
from ingest.lake.write_lake import ensure_empty_forms
from ingest.reader_pool import ReaderPool
from ingest.submissions.submission import Delivery
from ingest.submissions.submit import submit_files

NEW = "training_summary"


@pytest.fixture
def forms_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The forms and one more, the worked example of the README."""
    folder = tmp_path / "forms"
    shutil.copytree(FORMS_DIR, folder)
    readme = (FORMS_DIR.parent / "README.md").read_text(encoding="utf-8")
    example = readme.split("```yaml\n")[1].split("```")[0]
    (folder / f"{NEW}.yml").write_text(example, encoding="utf-8")
    monkeypatch.setenv(FORMS_DIR_SETTING, str(folder))
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A commune's file of the new form."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "UBND XÃ BẢO THẮNG"
    sheet["A2"] = "TỔNG HỢP HUẤN LUYỆN AN TOÀN LAO ĐỘNG QUÝ III NĂM 2026"
    rows = [("STT", "Địa bàn", "Số người được huấn luyện"), (1, "Xã Bảo Thắng", "1.250")]
    for number, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    path = tmp_path / "huấn luyện.xlsx"
    book.save(path)
    return path


def _qhld(*words: str) -> "subprocess.CompletedProcess[str]":
    command = "from dagster_project.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", command, *words], capture_output=True, text=True, check=False
    )


def test_a_new_form_is_read_and_stored_by_its_yaml_alone(forms_dir: Path, sample: Path) -> None:
    assert NEW in load_forms()
    assert NEW not in load_forms(FORMS_DIR)
    with ReaderPool(1) as pool:  # another process, which gets the folder with its environment
        (result,) = submit_files([Delivery(path=sample)], pool)
    assert result.outcome in ("accepted", "accepted_with_warnings"), result
    frame = pl.read_parquet(loads_dir() / str(result.load_id) / f"{NEW}.parquet")
    assert frame.select("period", "commune", "trained", "trained_cell").to_dicts() == [
        {"period": "2026Q3", "commune": "02905", "trained": 1250, "trained_cell": "C5"}
    ]


def test_what_is_generated_from_the_forms_has_the_new_one(forms_dir: Path) -> None:
    (source,) = yaml.safe_load(dbt_sources())["sources"]
    (table,) = [table for table in source["tables"] if table["name"] == NEW]
    assert {"trained", "trained_cell", "trained_state"} <= {c["name"] for c in table["columns"]}
    assert "Số người được huấn luyện trong kỳ" in data_dictionary()
    *_, last = csv.reader(io.StringIO(forms_seed()))
    assert last == [NEW, "Tổng hợp huấn luyện an toàn lao động", "BCDK", "false", "", "16"]
    ensure_empty_forms()
    assert (loads_dir() / "_empty" / f"{NEW}.parquet").exists()


def test_a_staged_form_is_compared_with_the_ledger(forms_dir: Path, tmp_path: Path) -> None:
    staging = tmp_path / "lake"
    shutil.copytree(STAGING, staging)
    assert f'"{NEW}"' not in ledger_comparison(staging)
    model = 'select load_id, table_no from {{ source("lake", "training_summary") }}'
    (staging / "stg_lake__trainings.sql").write_text(model, encoding="utf-8")
    assert f'"{NEW}": "stg_lake__trainings"' in ledger_comparison(staging)


def test_the_blank_of_the_new_form_filled_in_reads_back(forms_dir: Path, tmp_path: Path) -> None:
    blank = tmp_path / "trống.xlsx"
    done = _qhld("template", NEW, "--period", "2026Q3", "--commune", "02905", "--out", str(blank))
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(blank)
    sheet = book.worksheets[0]
    [row] = [
        cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == "Xã Bảo Thắng"
    ]
    [column] = {
        cell.column
        for cells in sheet.iter_rows(max_row=row)
        for cell in cells
        if "số người được huấn luyện" in str(cell.value).lower()
    }
    sheet.cell(row, column).value = 1250
    book.save(blank)
    result = check_file(blank)
    assert (result["outcome"], result["findings"]) == ("accepted", [])
    assert result["agency"]["code"] == "X02905"
    [table] = result["tables"]
    assert (table["form"], table["period"]) == (NEW, "2026Q3")
    assert [r["values"]["trained"] for r in table["rows"]] == [1250]


def test_the_command_line_reads_the_new_form(forms_dir: Path, sample: Path) -> None:
    done = _qhld("check", "--json", str(sample))
    assert f'"form": "{NEW}"' in done.stdout.replace('":"', '": "'), done.stderr


def test_a_blank_for_an_unknown_commune_is_refused_with_the_nearest_names(tmp_path: Path) -> None:
    done = _qhld(
        "template", "dispute_log", "--commune", "Bảo Thắg", "--out", str(tmp_path / "a.xlsx")
    )
    assert done.returncode == 64
    assert "Gần nhất: Xã Bảo Thắng" in done.stderr
