"""Writes the dbt sources of the lake from the form contracts.

Run ``python -m ingest.dbt_sources`` after changing a form; the result is committed, and a test
regenerates and compares it.
"""

import json
from pathlib import Path

from ingest.contract import Form, load_forms
from ingest.write_lake import schema_of

SOURCES_FILE = (
    Path(__file__).parent.parent / "dbt" / "models" / "staging" / "lake" / "_lake__sources.yml"
)
_HEADER = """\
# Written by `python -m ingest.dbt_sources` from ingest/forms/*.yml; do not edit.
# Checked rows of the agency forms: one Parquet file a load and form, never rewritten.
# The always present `_empty` load gives the types when a form has not arrived yet.
version: 2

sources:
  - name: lake
    schema: lake
    description: Accepted loads, one row a record, with the address of every cell.
    config:
      meta:
        external_location: "read_parquet('{{ env_var('QHLD_LAKE_DIR') }}\
/loads/*/{name}.parquet', union_by_name = true)"
    tables:
"""
_TYPES = {
    "String": "varchar",
    "Int32": "integer",
    "Int64": "bigint",
    "Float64": "double",
    "Date": "date",
    "Datetime(time_unit='us', time_zone=None)": "timestamp",
    "Boolean": "boolean",
}


def dbt_sources() -> str:
    """The sources file: every form with the columns of its Parquet file, in order."""
    return _HEADER + "".join(_table(form) for form in load_forms().values())


def _table(form: Form) -> str:
    title = json.dumps(f"{form.title.vi} ({form.number}). {form.title.en}.", ensure_ascii=False)
    lines = [f"      - name: {form.id}", f"        description: {title}", "        columns:"]
    for name, kind in schema_of(form).items():
        column = form.stored_columns.get(name)
        meaning = ""
        if column:
            unit = f" ({column.unit})" if column.unit else ""
            meaning = f", description: {json.dumps(column.means + unit, ensure_ascii=False)}"
        lines.append(f"          - {{name: {name}, data_type: {_TYPES[str(kind)]}{meaning}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    SOURCES_FILE.write_text(dbt_sources(), encoding="utf-8")
