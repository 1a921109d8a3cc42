"""Writes what dbt knows of the forms: sources of the lake, seed, comparison with the ledger.

Run ``python -m ingest.contracts.dbt_sources`` after changing a form or its staging model; the
results are committed, and a test regenerates and compares them.
"""

import csv
import io
import json
import re
from pathlib import Path

from ingest.contracts.contract import Form, load_forms
from ingest.lake.write_lake import schema_of

_DBT = Path(__file__).parents[2] / "dbt"
STAGING = _DBT / "models" / "staging" / "lake"
SOURCES_FILE = STAGING / "_lake__sources.yml"
SEED_FILE = _DBT / "seeds" / "forms.csv"
COMPARISON_FILE = _DBT / "tests" / "assert_lake_holds_the_ledger.sql"
_HEADER = """\
# Written by `python -m ingest.contracts.dbt_sources` from ingest/forms/*.yml; do not edit.
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
_SEED_COLUMNS = ("form", "form_name", "period_calendar", "is_log", "summarised_by", "sort_order")
_SOURCE = re.compile(r'source\("lake", "(\w+)"\)')
_COMPARISON = """\
-- Written by `python -m ingest.contracts.dbt_sources`; do not edit.
-- The lake holds just the records the ledger says were stored: a lost file would otherwise
-- count as "reported, nothing to report".
{% set models = {
<models>} %}

with
    in_lake as (
        {% for form, model in models.items() %}
            select '{{ form }}' as form, load_id, table_no, count(*) as records
            from {{ ref(model) }}
            group by load_id, table_no
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    )

select
    tables.load_id,
    tables.table_no,
    tables.form,
    tables.records as records_in_ledger,
    coalesce(in_lake.records, 0) as records_in_lake
from {{ ref("stg_ledger__load_tables") }} as tables
-- the rows of a load that was withdrawn long ago may have been removed (qhld gc)
inner join
    {{ ref("stg_ledger__loads") }} as loads
    on tables.load_id = loads.load_id
    and not loads.is_withdrawn
left join
    in_lake
    on tables.load_id = in_lake.load_id
    and tables.table_no = in_lake.table_no
    and tables.form = in_lake.form
where tables.is_accepted and tables.records <> coalesce(in_lake.records, 0)
"""


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


def forms_seed() -> str:
    """The seed of forms, in the order of their numbers."""
    forms = sorted(load_forms().values(), key=lambda form: form.number)
    summaries = {part.form: form.id for form in forms for part in form.summary_of}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_SEED_COLUMNS)
    for order, form in enumerate(forms, start=1):
        is_log = "true" if form.kind == "log" else "false"
        name = form.title.short or form.title.vi
        row = (form.id, name, form.calendar, is_log, summaries.get(form.id, ""), order)
        writer.writerow(row)
    return text.getvalue()


def ledger_comparison(staging: Path = STAGING) -> str:
    """The dbt test that compares the staged rows of every form with the ledger.

    Args:
        staging: folder of the staging models; a form without one is left out, for it cannot be
            compared before it is staged.
    """
    models = {}
    for path in sorted(staging.glob("*.sql")):
        for form in _SOURCE.findall(path.read_text(encoding="utf-8")):
            models[form] = path.stem
    staged = [form for form in load_forms() if form in models]
    lines = "".join(f'    "{form}": "{models[form]}",\n' for form in staged)
    return _COMPARISON.replace("<models>", lines)


if __name__ == "__main__":
    SOURCES_FILE.write_text(dbt_sources(), encoding="utf-8")
    SEED_FILE.write_text(forms_seed(), encoding="utf-8")
    COMPARISON_FILE.write_text(ledger_comparison(), encoding="utf-8")
