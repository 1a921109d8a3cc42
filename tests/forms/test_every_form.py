"""Every form, all its columns at once: what was drawn comes out, and nothing about persons."""

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.check import check_file
from ingest.checks.table_rows import row_dicts
from ingest.contracts.contract import load_forms
from tests.forms.made_rows import RowMaker, public
from tests.forms.write_books import write_book

FORMS = load_forms()
SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form_id", FORMS)
def test_a_table_with_every_column_reads_back(form_id: str, seed: int, tmp_path: Path) -> None:
    made = RowMaker(FORMS[form_id], seed).draw()
    result = check_file(write_book(made.case, tmp_path), today=date(2027, 2, 1))
    findings = [f for f in result["findings"] if f["severity"] != "note"]
    said = [(f["code"], f["cell"], f["found"]) for f in findings]
    assert [(t["form"], t["period"]) for t in result["tables"]] == [(form_id, made.period)], said
    (table,) = result["tables"]
    rows = row_dicts(table)
    want = [{name: public(value) for name, value in row.items()} for row in made.rows]
    got = [{name: row["values"].get(name) for name in want[0]} for row in rows]
    assert got == want, said
    assert not [f for f in said if f[0] not in ("implausible", "future_date", "date_after_period")]


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_about_persons_comes_out(form_id: str, tmp_path: Path) -> None:
    form = FORMS[form_id]
    made = RowMaker(form, 99).draw()
    result = check_file(write_book(made.case, tmp_path), today=date(2027, 2, 1))
    text = json.dumps(result, ensure_ascii=False, default=str)
    assert "Nguyễn Thị Mẫu" not in text
    assert "0912345678" not in text
    (table,) = result["tables"]
    personal = {name for name, column in form.columns.items() if column.is_personal}
    for row in row_dicts(table):
        assert personal.isdisjoint(row["values"])
