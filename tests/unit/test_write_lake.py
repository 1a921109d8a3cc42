"""Loads in the lake, and lake and ledger agreeing again after a kill."""

import json
from datetime import date, datetime

import polars as pl
import pytest

from ingest.archives import archive
from ingest.contracts.contract import load_forms
from ingest.home import building_dir, loads_dir, set_aside_dir
from ingest.lake.write_lake import (
    LakeError,
    Load,
    ensure_empty_forms,
    recover,
    schema_of,
    write_load,
)
from tests.unit.made_checks import DISPUTE, EMPLOYER, INSPECTION, STOPPAGE, make_table


def make_load(load_id="a" * 64, content=b"bytes") -> Load:
    return Load(
        load_id=load_id,
        identity=load_id,
        file_name="Bảo Thắng.xlsx",
        file_sha256=archive.keep(content),
        agency_code="X02905",
        stated_period=None,
        received_at=datetime(2026, 9, 16, 8, 30),
        received_at_stated=True,
        is_replacement=False,
        contract_version="v",
    )


TABLES = [
    make_table("inspection_summary", INSPECTION),
    make_table("dispute_log", DISPUTE, period=None, sheet="Sổ"),
    make_table("stoppage_log", STOPPAGE),
    make_table("employer_register", EMPLOYER, EMPLOYER | {"employer": "Công ty Giả Lập Bốn"}),
]


def test_rows_keep_value_cell_and_state():
    folder = write_load(make_load(), TABLES)
    [row] = pl.read_parquet(folder / "dispute_log.parquet").to_dicts()
    assert row["received_on"] == date(2026, 7, 2)
    assert row["received_on_cell"] == "C10"
    assert row["received_on_state"] == "value"
    assert (row["table_no"], row["record_no"], row["sheet"], row["row"]) == (2, 2, "Sổ", 10)
    assert row["period"] is None
    [summary] = pl.read_parquet(folder / "inspection_summary.parquet").to_dicts()
    assert summary["period"] == "2026Q3"
    assert summary["fines_vnd"] == 15_000_000
    employers = pl.read_parquet(folder / "employer_register.parquet")
    assert employers["record_no"].to_list() == [4, 5]
    assert employers["has_union"].to_list() == [True, True]
    stoppage = pl.read_parquet(folder / "stoppage_log.parquet")
    assert stoppage["days_not_worked"].to_list() == [60.5]


def test_a_records_own_period_prevails():
    rows = [INSPECTION | {"period": f"2026Q{q}"} for q in (1, 2)]
    folder = write_load(make_load(), [make_table("inspection_summary", *rows, period=None)])
    frame = pl.read_parquet(folder / "inspection_summary.parquet")
    assert frame["period"].to_list() == ["2026Q1", "2026Q2"]


def test_types_are_the_contracts_and_nothing_personal_is_stored():
    folder = write_load(make_load(), TABLES)
    for table in TABLES:
        form = load_forms()[table["form"]]
        frame = pl.read_parquet(folder / f"{form.id}.parquet")
        assert dict(frame.schema) == schema_of(form)
        personal = {name for name, column in form.columns.items() if column.is_personal}
        assert not personal & set(frame.columns)
    assert any(col.is_personal for form in load_forms().values() for col in form.columns.values())


def test_a_personal_value_that_slips_through_the_reader_stays_out():
    tables = [make_table("dispute_log", DISPUTE | {"claimant": "Nguyễn Văn Giả Lập"})]
    folder = write_load(make_load(), tables)
    assert "Nguy" not in (folder / "load.json").read_text(encoding="utf-8")
    stored = pl.read_parquet(folder / "dispute_log.parquet")  # its bytes are compressed
    assert stored.height == 1
    assert "Nguy" not in str(stored.to_dicts())


def test_the_same_load_has_the_same_bytes():
    first = {p.name: p.read_bytes() for p in write_load(make_load(), TABLES).iterdir()}
    second = {p.name: p.read_bytes() for p in write_load(make_load(), TABLES).iterdir()}
    assert first == second
    assert set(first) == {"load.json"} | {f"{table['form']}.parquet" for table in TABLES}


def test_load_json_tells_the_load_without_its_rows():
    described = json.loads((write_load(make_load(), TABLES) / "load.json").read_text())
    assert described["agency_code"] == "X02905"
    assert described["received_at"] == "2026-09-16T08:30:00"
    assert [table["form"] for table in described["tables"]] == [t["form"] for t in TABLES]
    assert not any("rows" in table for table in described["tables"])


@pytest.mark.parametrize(
    ("column", "value"),
    [("inspections", 2.5), ("inspections", True), ("fines_vnd", "15 triệu"), ("commune", 2905)],
)
def test_a_value_of_another_type_is_refused_and_nothing_is_left(column, value):
    table = make_table("inspection_summary", INSPECTION | {column: value})
    with pytest.raises(LakeError, match=column):
        write_load(make_load(), [table])
    assert list(loads_dir().iterdir()) == []


def test_empty_forms_give_every_form_its_types():
    files = ensure_empty_forms()
    assert {path.stem for path in files} == set(load_forms())
    written = {path: path.stat().st_mtime_ns for path in files}
    for path in files:
        frame = pl.read_parquet(path)
        assert frame.height == 0
        assert dict(frame.schema) == schema_of(load_forms()[path.stem])
    pl.DataFrame({"old": [1]}).write_parquet(files[0])  # as of an older contract
    assert ensure_empty_forms() == files
    assert dict(pl.read_parquet_schema(files[0])) == schema_of(load_forms()[files[0].stem])
    assert {p: p.stat().st_mtime_ns for p in files[1:]} == dict(list(written.items())[1:])


def test_recover_removes_what_nobody_counts():
    ensure_empty_forms()
    known, unknown = make_load("a" * 64), make_load("b" * 64)
    write_load(known, TABLES)
    write_load(unknown, TABLES)
    (building_dir() / "half").mkdir()
    (building_dir() / "half" / "x.parquet").write_bytes(b"half")
    done = recover([known.load_id])
    assert (done.unfinished_removed, done.unknown_removed, done.unknown_set_aside) == (1, 1, 0)
    assert {p.name for p in loads_dir().iterdir()} == {known.load_id, "_empty"}
    assert list(building_dir().iterdir()) == []


def test_recover_never_removes_the_only_copy():
    load = make_load()
    write_load(load, TABLES)
    archive.kept_path(load.file_sha256).unlink()
    assert recover([]).unknown_set_aside == 1
    assert (set_aside_dir() / load.load_id / "load.json").exists()
    assert list(loads_dir().iterdir()) == []


def test_a_load_of_the_ledger_that_is_gone_is_no_matter_for_silence():
    with pytest.raises(LakeError, match="sao lưu"):
        recover(["c" * 64])
