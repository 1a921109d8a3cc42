"""A small made-up lake, ledger and reference in the shapes dbt reads, with answers known by hand.

`LakeBuilder` writes what intake would have written: it knows nothing of spreadsheets, so that the
models can be tested on exactly chosen rows. `six_communes` uses it for 6 communes × 3 quarters;
the answers stand beside the tests that use them. Nothing here describes a real employer.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from ingest.ledgers.export_ledger import EXPORTS
from tests.pipeline.published_fixture import write_published
from tests.pipeline.reference_fixture import write_reference

DBT_DIR = Path(__file__).resolve().parents[2] / "dbt"
FIRST_DATA_ROW = 8
SUMMARIES = ("inspection_summary", "outreach_summary")

TYPES = {
    "varchar": pl.String,
    "integer": pl.Int32,
    "bigint": pl.Int64,
    "double": pl.Float64,
    "date": pl.Date,
    "timestamp": pl.Datetime("us"),
    "boolean": pl.Boolean,
}
LEDGER_TYPES = {
    "text": pl.String,
    "int": pl.Int32,
    "bigint": pl.Int64,
    "flag": pl.Boolean,
    "time": pl.Datetime("us"),
}


@cache
def _sources() -> dict[str, list[dict[str, str]]]:
    """Form -> columns of its Parquet file, as the dbt sources declare them."""
    text = (DBT_DIR / "models/staging/lake/_lake__sources.yml").read_text(encoding="utf-8")
    tables = yaml.safe_load(text)["sources"][0]["tables"]
    return {table["name"]: table["columns"] for table in tables}


def lake_schema(form: str) -> dict[str, Any]:
    """Columns of a form's Parquet file with their types."""
    return {column["name"]: TYPES[column["data_type"].lower()] for column in _sources()[form]}


@dataclass
class Table:
    """One table of a workbook: rows of values, or a nil return.

    Attributes:
        form: id of the form.
        period: quarter in the title.
        rows: one dictionary a record, by column of the form.
        nil: the sheet says "không phát sinh".
        accepted: false when the table was sent back.
    """

    form: str
    period: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    nil: bool = False
    accepted: bool = True


class LakeBuilder:
    """Collects loads and writes lake, ledger and reference below a folder.

    Args:
        root: folder to write into; gets `lake`, `ledger` and `reference`.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lake = root / "lake"
        self.ledger = root / "ledger"
        self.reference = root / "reference"
        self._loads: list[dict] = []
        self._tables: list[dict] = []
        self._coverage: list[dict] = []
        self._submissions: list[dict] = []
        self._findings: list[dict] = []
        self.published: dict[str, list[dict]] = {}  # tables of the journal, see published_fixture

    def load(
        self,
        agency: str,
        tables: list[Table],
        received_at: datetime,
        *,
        replacement: bool = False,
        withdrawn: bool = False,
    ) -> str:
        """Add an accepted load.

        Args:
            agency: code of the sender.
            tables: its tables, in order.
            received_at: wall time of receipt.
            replacement: whether it calls itself "bản thay thế".
            withdrawn: whether it was taken back later.

        Returns:
            The load's id.
        """
        seq = len(self._loads) + 1
        load_id = f"load{seq:04d}"
        file_name = f"{agency}_{tables[0].period}_{seq}.xlsx"
        sha = hashlib.sha256(load_id.encode()).hexdigest()
        self._loads.append(
            {
                "load_id": load_id,
                "load_seq": seq,
                "agency_code": agency,
                "file_name": file_name,
                "file_sha256": sha,
                "stated_period": None,
                "received_at": received_at,
                "received_at_stated": True,
                "is_replacement": replacement,
                "is_correction": False,
                "withdrawn": withdrawn,
                "receipt_seq": seq,
            }
        )
        record_no = 0
        records: dict[str, list[dict]] = {}
        for table_no, table in enumerate(tables, start=1):
            for offset, values in enumerate(table.rows):
                record_no += 1
                place = (load_id, table_no, record_no, FIRST_DATA_ROW + offset)
                records.setdefault(table.form, []).append(_record(table, place, values))
            self._add_table(load_id, table_no, agency, table)
            self._submit(agency, table.form, table.period, received_at, file_name, sha, load_id)
        for form, rows in records.items():
            _write(self.lake / "loads" / load_id / f"{form}.parquet", rows, lake_schema(form))
        return load_id

    def returned(
        self, agency: str, form: str, period: str, received_at: datetime, errors: int = 1
    ) -> None:
        """Add a submission that was sent back and stored nothing."""
        name = f"{agency}_{period}_{form}_loi.xlsx"
        sha = hashlib.sha256(name.encode()).hexdigest()
        self._submit(agency, form, period, received_at, name, sha, None, errors)
        for number in range(errors):
            self._findings.append(
                {
                    "submission_id": self._submissions[-1]["submission_id"],
                    "severity": "error",
                    "code": "bad_date",
                    "sheet": "Bieu 1",
                    "cell": f"B{FIRST_DATA_ROW + number}",
                    "found": "31/02/2026",
                    "allowed": "ngày có thật",
                    "message": "Không phải ngày có thật.",
                }
            )

    def _submit(self, agency, form, period, received_at, file_name, sha, load_id, errors=0) -> None:
        seq = len(self._submissions) + 1
        self._submissions.append(
            {
                "submission_id": f"submission{seq:04d}",
                "attempt_seq": seq,
                "agency_code": agency,
                "form": form,
                "period": period,
                "received_at": received_at,
                "outcome": "accepted" if load_id else "rejected",
                "file_name": file_name,
                "file_sha256": sha,
                "load_id": load_id,
                "error_count": errors,
                "warning_count": 0,
                "is_reread": False,
            }
        )

    def _add_table(self, load_id: str, table_no: int, agency: str, table: Table) -> None:
        self._tables.append(
            {
                "load_id": load_id,
                "table_no": table_no,
                "form": table.form,
                "sheet": f"Bieu {table_no}",
                "cell_range": "A6:H30",
                "period": table.period,
                "nil_return": table.nil,
                "rows_read": len(table.rows),
                "rows_accepted": len(table.rows),
                "rows_rejected": 0,
                "rows_not_data": 0,
                "records": len(table.rows),
                "accepted": table.accepted,
            }
        )
        named = {row["commune"] for row in table.rows if row.get("commune")}
        own = {agency[1:]} if agency.startswith("X") else set()
        covered = named if table.form in SUMMARIES and table.rows else own or named
        for commune in sorted(covered):
            self._coverage.append(
                {
                    "load_id": load_id,
                    "table_no": table_no,
                    "form": table.form,
                    "commune_code": commune,
                    "period": table.period,
                }
            )

    def write(self) -> dict[str, str]:
        """Write ledger and reference and the empty load.

        Returns:
            The environment variables dbt needs, the warehouse file included.
        """
        for form in _sources():
            _write(self.lake / "loads" / "_empty" / f"{form}.parquet", [], lake_schema(form))
        rows = {
            "loads": self._loads,
            "load_tables": self._tables,
            "load_coverage": self._coverage,
            "submissions": self._submissions,
            "findings": self._findings,
        }
        for name, (columns, _) in EXPORTS.items():
            schema = {column: LEDGER_TYPES[kind] for column, kind in columns.items()}
            _write(self.ledger / f"{name}.parquet", rows.get(name, []), schema)
        write_published(self.ledger, self.published)
        write_reference(self.reference)
        return {
            "QHLD_LAKE_DIR": str(self.lake),
            "QHLD_LEDGER_DIR": str(self.ledger),
            "QHLD_REFERENCE_DIR": str(self.reference),
            "QHLD_WAREHOUSE_FILE": str(self.root / "warehouse.duckdb"),
        }


def _record(table: Table, place: tuple, values: dict[str, Any]) -> dict[str, Any]:
    """A row of the lake: the values, each with its cell (columns from B on) and state."""
    load_id, table_no, record_no, row = place
    record: dict[str, Any] = {
        "load_id": load_id,
        "table_no": table_no,
        "record_no": record_no,
        "sheet": f"Bieu {table_no}",
        "row": row,
        "period": table.period,
    }
    schema = lake_schema(table.form)
    unknown = set(values) - set(schema)
    if unknown:
        raise KeyError(f"{table.form} has no column {sorted(unknown)}")
    columns = [name for name in schema if f"{name}_cell" in schema and name != "period"]
    for index, name in enumerate(columns):
        record[name] = values.get(name)
        record[f"{name}_cell"] = f"{chr(ord('B') + index)}{row}"
        record[f"{name}_state"] = "blank" if values.get(name) is None else "value"
    return record


def _write(path: Path, rows: list[dict], schema: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(rows, schema=schema).write_parquet(path)
