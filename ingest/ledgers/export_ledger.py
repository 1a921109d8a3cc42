"""The ledger as Parquet files, the shape in which dbt reads it.

Every file has all its columns with their types even when there is nothing to tell, so that the
models can be built before the first file has arrived.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.ledgers.employer_names import parent_tax_code
from ingest.ledgers.employers import EmployerName, employers
from ingest.ledgers.ledger import open_ledger, transaction

if TYPE_CHECKING:
    import sqlite3

    import polars as pl

Rows = Callable[["sqlite3.Connection"], Iterable[tuple]]

# name -> (column -> type, query, or what gives the rows); columns come in the order of the types.
EXPORTS: dict[str, tuple[dict[str, str], str | Rows]] = {
    "loads": (
        {
            "load_id": "text",
            "load_seq": "bigint",
            "agency_code": "text",
            "file_name": "text",
            "file_sha256": "text",
            "stated_period": "text",
            "received_at": "time",
            "received_at_stated": "flag",
            "is_replacement": "flag",
            "is_correction": "flag",
            "withdrawn": "flag",  # by a person, or read again since: it counts no more
            "receipt_seq": "bigint",
        },
        """
        select load_id, load_seq, agency_code, file_name, file_sha256, stated_period, received_at,
            received_at_stated, is_replacement, is_correction,
            load_id not in (select load_id from standing_loads), receipt_seq
        from loads
        order by load_seq
        """,
    ),
    "load_tables": (
        {
            "load_id": "text",
            "table_no": "int",
            "form": "text",
            "sheet": "text",
            "cell_range": "text",
            "period": "text",
            "nil_return": "flag",
            "rows_read": "bigint",
            "rows_accepted": "bigint",
            "rows_rejected": "bigint",
            "rows_not_data": "bigint",
            "records": "bigint",
            "accepted": "flag",
        },
        """
        select load_id, table_no, form, sheet, cell_range, period, nil_return, rows_read,
            rows_accepted, rows_rejected, rows_not_data, records,
            status = 'accepted' or partial_acceptances.load_id is not null
        from load_tables left join partial_acceptances using (load_id, table_no)
        order by load_id, table_no
        """,
    ),
    "load_coverage": (
        {
            "load_id": "text",
            "table_no": "int",
            "form": "text",
            "commune_code": "text",
            "period": "text",
        },
        """
        select load_id, table_no, form, commune_code, period from load_coverage
        order by load_id, table_no, period, commune_code
        """,
    ),
    "submissions": (
        {
            "submission_id": "text",
            "attempt_seq": "bigint",
            "agency_code": "text",
            "form": "text",
            "period": "text",
            "received_at": "time",
            "outcome": "text",
            "file_name": "text",
            "file_sha256": "text",
            "load_id": "text",
            "error_count": "bigint",
            "warning_count": "bigint",
            "is_reread": "flag",
        },
        """
        select submission_id, attempt_seq, agency_code, form,
            coalesce(submission_items.period, submissions.stated_period), received_at,
            case
                -- what a person has accepted in part counts as accepted
                when submission_items.outcome = 'rejected' and exists (
                    select 1 from load_tables inner join partial_acceptances
                        using (load_id, table_no)
                    where load_tables.load_id = submissions.load_id
                        and load_tables.form = submission_items.form
                ) then 'accepted_with_warnings'
                else coalesce(submission_items.outcome, submissions.outcome)
            end,
            file_name, file_sha256, load_id,
            coalesce(
                submission_items.error_count,
                (
                    select count(*) from findings
                    where findings.submission_id = submissions.submission_id
                        and severity = 'error'
                )
            ),
            coalesce(
                submission_items.warning_count,
                (
                    select count(*) from findings
                    where findings.submission_id = submissions.submission_id
                        and severity = 'warning'
                )
            ),
            is_reread
        from submissions left join submission_items using (submission_id)
        order by attempt_seq, form, submission_items.period
        """,
    ),
    "findings": (
        {
            "submission_id": "text",
            "severity": "text",
            "code": "text",
            "sheet": "text",
            "cell": "text",
            "found": "text",
            "allowed": "text",
            "message": "text",
        },
        """
        select submission_id, severity, code, sheet, cell, found, allowed, message
        from findings order by submission_id, finding_no
        """,
    ),
    "release_approvals": (
        {
            "approval_no": "bigint",
            "period": "text",
            "status": "text",
            "release_id": "text",
            "approved_at": "time",
        },
        """
        select proposal_no, period, status, release_id, decided_at
        from release_proposals inner join release_decisions using (proposal_no)
        where verdict = 'approved'
        order by proposal_no
        """,
    ),
    "accepted_warnings": (
        {
            "approval_no": "bigint",
            "warning_no": "int",
            "code": "text",
            "warning": "text",
            "reason": "text",
        },
        """
        select proposal_no, warning_no, code, warning, accepted_warnings.reason
        from accepted_warnings inner join release_decisions using (proposal_no)
        where verdict = 'approved'
        order by proposal_no, warning_no
        """,
    ),
    "employers": (
        {"tax_code": "text", "employer_id": "text", "parent_tax_code": "text", "name": "text"},
        lambda ledger: (
            (one.tax_code, one.employer_id, parent_tax_code(one.tax_code), one.name)
            for one in employers(ledger).values()
        ),
    ),
    "employer_names": (
        {
            "tax_code": "text",
            "employer_id": "text",
            "name": "text",
            "source": "text",
            "agency_code": "text",
            "valid_from": "text",
            "valid_to": "text",
        },
        lambda ledger: (
            (one.tax_code, one.employer_id, name.name, name.source, *_limits_of(name))
            for one in employers(ledger).values()
            for name in one.names
        ),
    ),
}


def _limits_of(name: EmployerName) -> tuple[str | None, str | None, str | None]:
    """For whom and when a name holds."""
    return name.agency_code, name.valid_from, name.valid_to


def export_parquet(target_dir: Path) -> dict[str, int]:
    """Write the ledger's tables as Parquet files, all from one moment.

    Args:
        target_dir: folder to write into, made when missing; the files in it are overwritten.

    Returns:
        Rows written, by file name without ending.
    """
    import polars as pl

    target_dir.mkdir(parents=True, exist_ok=True)
    counts = {}
    with open_ledger() as ledger, transaction(ledger, "deferred"):
        for name, (columns, source) in EXPORTS.items():
            found = ledger.execute(source) if isinstance(source, str) else source(ledger)
            rows = [
                [_value(kind, value) for kind, value in zip(columns.values(), row, strict=True)]
                for row in found
            ]
            schema = {column: _dtype(kind) for column, kind in columns.items()}
            frame = pl.DataFrame(rows, schema=schema, orient="row")
            frame.write_parquet(target_dir / f"{name}.parquet")
            counts[name] = len(rows)
    return counts


def _value(kind: str, value: str | int | None) -> str | int | bool | datetime | None:
    if value is None:
        return None
    if kind == "flag":
        return bool(value)
    return datetime.fromisoformat(value) if kind == "time" else value


def _dtype(kind: str) -> "pl.DataType":
    import polars as pl

    types = {
        "text": pl.String(),
        "bigint": pl.Int64(),
        "int": pl.Int32(),
        "flag": pl.Boolean(),
        "time": pl.Datetime("us"),
    }
    return types[kind]
