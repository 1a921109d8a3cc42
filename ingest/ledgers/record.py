"""Write one judged submission into the ledger, in one transaction."""

import hashlib
import json
import sqlite3
from typing import Any

from ingest.lake.write_lake import Load
from ingest.ledgers.ledger import insert, now, submissions_of_delivery, transaction
from ingest.submissions.compare_standing import Changes
from ingest.submissions.judge_file import Judged, is_correction

# Of several tables about one form and quarter, the worst outcome stands for all of them.
WORST_LAST = ("accepted", "accepted_with_warnings", "rejected", "refused")
KEPT_CHANGES = 500  # of one load; the counts are of all
FINDING_COLUMNS = ("severity", "code", "sheet", "cell", "found", "allowed", "message")


def record_submission(
    ledger: sqlite3.Connection, judged: Judged, load: Load | None, changes: Changes | None = None
) -> str:
    """Record a submission and its load.

    Args:
        ledger: open ledger.
        judged: the submission.
        load: its load, already in the lake; None when nothing was stored.
        changes: what the load changes of what stood.

    Returns:
        The submission's id.
    """
    earlier = len(submissions_of_delivery(ledger, judged.delivery_key))
    submission_id = hashlib.sha256(f"{judged.delivery_key}:{earlier}".encode()).hexdigest()[:24]
    recorded_at = now().isoformat()
    delivery = judged.delivery
    with transaction(ledger):
        insert(
            ledger,
            "submissions",
            {
                "submission_id": submission_id,
                "delivery_key": judged.delivery_key,
                "reading_key": judged.reading_key,
                "agency_code": judged.agency.agency_code if judged.agency else None,
                "agency_stated": delivery.agency,
                "stated_period": delivery.period,
                "received_at": judged.received_at.isoformat(),
                "received_at_stated": delivery.is_time_stated,
                "recorded_at": recorded_at,
                "outcome": judged.outcome,
                "file_name": judged.file_name,
                "file_sha256": judged.check["sha256"],
                "contract_version": judged.contract_version,
                "inbox_path": None if judged.is_secret else delivery.inbox_path,
                "is_archived": judged.is_kept,
                "load_id": load.load_id if load else None,
                "recorded_by": delivery.person,
                "reason": delivery.reason,
                "is_reread": delivery.reread_of is not None,
            },
        )
        # a file that came before keeps its place; a new one has that of this attempt
        ledger.execute(
            """
            update submissions set receipt_seq = coalesce(?, attempt_seq) where submission_id = ?
            """,
            (judged.receipt, submission_id),
        )
        insert(ledger, "submission_items", *_items(submission_id, judged))
        insert(ledger, "findings", *_findings(submission_id, judged.findings))
        if load:
            _record_load(ledger, load, judged, recorded_at)
            _record_changes(ledger, load.load_id, changes or Changes())
            if delivery.reread_of:
                _carry_decisions(ledger, load.load_id, judged)
    return submission_id


def _carry_decisions(ledger: sqlite3.Connection, load_id: str, judged: Judged) -> None:
    """What a person accepted in part stays so when its file is read again."""
    earlier = ledger.execute(
        """
        select load_tables.form, load_tables.sheet, partial_acceptances.*
        from partial_acceptances
        inner join load_tables using (load_id, table_no)
        inner join loads using (load_id)
        where loads.receipt_seq = ? and load_id <> ?
        order by loads.load_seq
        """,
        (judged.receipt, load_id),
    )
    decided = {(row["form"], row["sheet"]): row for row in earlier}
    for one in judged.judgements:
        before = decided.get((one.form.id, one.table["sheet"]))
        if before and one.status == "returned" and one.coverage:
            kept = ("accepted_at", "accepted_by", "reason")
            row = {"load_id": load_id, "table_no": one.table_no}
            insert(ledger, "partial_acceptances", row | {name: before[name] for name in kept})


def _record_changes(ledger: sqlite3.Connection, load_id: str, changes: Changes) -> None:
    insert(
        ledger,
        "load_changes",
        {
            "load_id": load_id,
            "figures": changes.count("figure"),
            "rows_added": changes.count("row_added"),
            "rows_removed": changes.count("row_removed"),
        },
    )
    changed = [item for item in changes.items if item.column is not None][:KEPT_CHANGES]
    insert(
        ledger,
        "changed_figures",
        *(
            {
                "load_id": load_id,
                "change_no": number,
                "form": item.form,
                "commune_code": item.commune_code,
                "period": item.period,
                "row_name": item.row_name,
                "column_name": item.column,
                "cell": item.cell,
                "old_value": json.dumps(item.old, ensure_ascii=False),
                "new_value": json.dumps(item.new, ensure_ascii=False),
            }
            for number, item in enumerate(changed, start=1)
        ),
    )


def _items(submission_id: str, judged: Judged) -> list[dict[str, Any]]:
    """One row for each form and quarter that the file reports on."""
    items: dict[tuple[str, str | None], dict[str, Any]] = {}
    for one in judged.judgements:
        for period in one.periods or [judged.delivery.period]:
            item = items.setdefault(
                (one.form.id, period),
                {
                    "submission_id": submission_id,
                    "form": one.form.id,
                    "period": period,
                    "outcome": WORST_LAST[0],
                    "error_count": 0,
                    "warning_count": 0,
                },
            )
            item["outcome"] = max(item["outcome"], one.outcome, key=WORST_LAST.index)
            item["error_count"] += one.count("error")
            item["warning_count"] += one.count("warning")
    return list(items.values())


def _findings(submission_id: str, findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"submission_id": submission_id, "finding_no": number}
        | {column: finding[column] for column in FINDING_COLUMNS}
        for number, finding in enumerate(findings, start=1)
    ]


def _record_load(ledger: sqlite3.Connection, load: Load, judged: Judged, recorded_at: str) -> None:
    judgements = judged.judgements
    insert(
        ledger,
        "loads",
        {
            "load_id": load.load_id,
            "identity": load.identity,
            "agency_code": load.agency_code,
            "file_name": load.file_name,
            "file_sha256": load.file_sha256,
            "stated_period": load.stated_period,
            "received_at": load.received_at.isoformat(),
            "received_at_stated": load.received_at_stated,
            "is_replacement": load.is_replacement,
            "is_correction": is_correction(judged.delivery, judged.check),
            "contract_version": load.contract_version,
            "recorded_at": recorded_at,
        },
    )
    ledger.execute(
        """
        update loads set receipt_seq = (
            select receipt_seq from submissions where submissions.load_id = loads.load_id
        )
        where load_id = ?
        """,
        (load.load_id,),
    )
    counted = ("rows_read", "rows_accepted", "rows_rejected", "rows_not_data", "records")
    insert(
        ledger,
        "load_tables",
        *(
            {
                "load_id": load.load_id,
                "table_no": one.table_no,
                "form": one.form.id,
                "kind": one.form.kind,
                "sheet": one.table["sheet"],
                "cell_range": one.table["range"],
                "period": one.table["period"],
                "nil_return": one.table["nil_return"],
                "status": one.status,
            }
            | {name: one.table[name] for name in counted}
            for one in judgements
        ),
    )
    insert(
        ledger,
        "load_coverage",
        *(
            {
                "load_id": load.load_id,
                "table_no": one.table_no,
                "form": one.form.id,
                "commune_code": item.commune_code,
                "period": item.period,
                "content_sha256": item.content_sha256,
            }
            for one in judgements
            for item in one.coverage
        ),
    )
