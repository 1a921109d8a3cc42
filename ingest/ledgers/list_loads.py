"""What the ledger knows of loads, for whoever looks: lists, and all facts of one load."""

import json
import sqlite3
from typing import Any

from ingest.archives import archive
from ingest.home import loads_dir
from ingest.ledgers import ledger as books

STATES = ("received", "returned", "accepted", "superseded", "withdrawn")


def list_loads(
    book: sqlite3.Connection,
    *,
    period: str | None = None,
    agency: str | None = None,
    form: str | None = None,
    state: str | None = None,
) -> list[dict[str, Any]]:
    """What was sent, newest last: every load, and every submission of which nothing was stored.

    Args:
        book: open ledger.
        period: only what reports on this quarter.
        agency: only of this agency (its code).
        form: only with this form.
        state: only with a table in this state; what was not stored is in state ``returned``.

    Returns:
        One dictionary each: ``load_id`` (None where nothing was stored), ``submission_id``,
        ``agency_code``, ``received_at``, ``recorded_by``, ``outcome``, ``file_name``,
        ``is_replacement``, ``is_correction``, ``is_reread``, ``replaced_by`` and ``tables``: form,
        quarters, state, ``is_partly`` of each.
    """
    tables = _tables_by_load(book)
    found = []
    for row in book.execute(
        """
        select
            submissions.*, coalesce(loads.is_replacement, 0) as is_replacement,
            coalesce(loads.is_correction, 0) as is_correction
        from submissions left join loads using (load_id)
        where ? is null or submissions.agency_code = ?
        order by submissions.receipt_seq, submissions.attempt_seq
        """,
        (agency, agency),
    ):
        own = tables.get(row["load_id"]) or _items(book, row)
        kept = [
            one
            for one in own
            if (form is None or one["form"] == form)
            and (period is None or period in one["periods"])
            and (state is None or one["state"] == state)
        ]
        is_plain = not own and form is None and period in (None, row["stated_period"])
        if kept or (is_plain and state in (None, "returned")):
            names = ("submission_id", "load_id", "agency_code", "agency_stated", "received_at")
            names += ("recorded_at", "recorded_by", "reason", "outcome", "file_name")
            facts = {name: row[name] for name in names}
            flags = ("is_replacement", "is_correction", "is_reread")
            facts |= {name: bool(row[name]) for name in flags}
            replaced = {one["replaced_by"] for one in own} - {None}
            found.append(facts | {"replaced_by": sorted(replaced), "tables": own})
    return found


def _tables_by_load(book: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in book.execute(
        """
        select
            table_states.*, load_tables.sheet, load_tables.cell_range, load_tables.status,
            load_tables.rows_accepted, load_tables.rows_rejected, load_tables.nil_return,
            load_tables.period,
            (
                select group_concat(period) from (
                    select distinct period from load_coverage as own
                    where own.load_id = table_states.load_id
                        and own.table_no = table_states.table_no
                    order by period
                )
            ) as periods
        from table_states inner join load_tables using (load_id, table_no)
        order by load_id, table_no
        """
    ):
        own = {name: value for name, value in dict(row).items() if name != "load_id"}
        own["periods"] = sorted({*(row["periods"] or "").split(","), row["period"] or ""} - {""})
        own |= {name: bool(row[name]) for name in ("is_partly", "nil_return")}
        found.setdefault(row["load_id"], []).append(own)
    return found


def _items(book: sqlite3.Connection, submission: sqlite3.Row) -> list[dict[str, Any]]:
    """The forms and quarters of a submission of which nothing was stored."""
    query = "select form, period from submission_items where submission_id = ?"
    return [
        {
            "form": row["form"],
            "periods": [row["period"]] if row["period"] else [],
            "state": "returned",
            "is_partly": False,
            "replaced_by": None,
        }
        for row in book.execute(query, (submission["submission_id"],))
    ]


def describe_load(book: sqlite3.Connection, load_id: str) -> dict[str, Any]:
    """All that is known of one load.

    Returns:
        The facts of `list_loads`, and ``archive`` (hash of the file as received, and whether it is
        kept), ``lake`` (the load's folder), ``findings``, ``replaces`` (ids), ``changes`` (what it
        changed when it came), ``history``.
    """
    row = book.execute("select * from loads where load_id = ?", (load_id,)).fetchone()
    submission = books.submission_of_load(book, load_id)
    [listed] = [one for one in list_loads(book) if one["load_id"] == load_id]
    replaces = book.execute(
        """
        select distinct load_id from replaced_coverage where replaced_by = ?
        union
        select load_id from loads
        where receipt_seq = ? and load_seq < ?
        """,
        (load_id, row["receipt_seq"], row["load_seq"]),
    )
    return listed | {
        "identity": row["identity"],
        "load_seq": row["load_seq"],
        "receipt_seq": row["receipt_seq"],
        "contract_version": row["contract_version"],
        "stated_period": row["stated_period"],
        "received_at_stated": bool(row["received_at_stated"]),
        "inbox_path": submission["inbox_path"],
        "archive": {"sha256": row["file_sha256"], "is_kept": archive.is_kept(row["file_sha256"])},
        "lake": str(loads_dir() / load_id),
        "replaces": sorted(one[0] for one in replaces),
        "findings": books.findings_of(book, submission["submission_id"]),
        "changes": _changes(book, load_id),
        "history": _history(book, load_id),
    }


def _changes(book: sqlite3.Connection, load_id: str) -> dict[str, Any] | None:
    """What a load changed when it came; None for one from before this was kept."""
    row = book.execute("select * from load_changes where load_id = ?", (load_id,)).fetchone()
    if row is None:
        return None
    items = []
    for item in book.execute(
        "select * from changed_figures where load_id = ? order by change_no", (load_id,)
    ):
        old, new = json.loads(item["old_value"]), json.loads(item["new_value"])
        kept = ("form", "commune_code", "period", "row_name", "column_name", "cell")
        items.append({name: item[name] for name in kept} | {"old": old, "new": new})
    counts = ("figures", "rows_added", "rows_removed")
    return {name: row[name] for name in counts} | {"items": items}


def _history(book: sqlite3.Connection, load_id: str) -> list[dict[str, Any]]:
    """What happened to a load, in time."""
    order = "('received', 'returned', 'accepted')"
    rows = book.execute(
        f"""
        select table_no, happened_at, event, by_whom, reason, other_load from load_events
        where load_id = ?
        order by case when event in {order} then 0 else 1 end, happened_at,
            case event when 'received' then 0 else 1 end, event, table_no
        """,
        (load_id,),
    )
    return [dict(row) for row in rows]
