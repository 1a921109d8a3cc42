"""What a file says now against what its last reading said: states, values, findings."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ingest.checks.table_rows import row_dicts
from ingest.contracts.contract import load_forms
from ingest.lake.lake_rows import read_lake_rows
from ingest.ledgers import ledger
from ingest.submissions.compare_standing import Changes, compare_rows
from ingest.submissions.coverage import counted_for
from ingest.submissions.judge_file import Judged, judge_file
from ingest.submissions.pair_rows import ComparedRow
from ingest.submissions.submission import Delivery, SubmissionResult

_QUIET = ("same_content_again", "replaces", "corrects")  # about the ledger, not about the file


@dataclass(slots=True)
class Rereading:
    """One file, read before and read now.

    Attributes:
        submission: the ledger's row of the last reading.
        judged: what it would be now; None when the archive does not give the file.
        problem: why it cannot be read again, or should not be applied.
        states: (form, state before, state now) of tables whose state is another.
        changes: rows and values that are other than in the last reading.
        gone: findings that vanish.
        new: findings that appear.
        result: what was stored, once it has been applied.
    """

    submission: sqlite3.Row
    judged: Judged | None = None
    problem: str | None = None
    states: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    gone: list[dict[str, Any]] = field(default_factory=list)
    new: list[dict[str, Any]] = field(default_factory=list)
    result: SubmissionResult | None = None

    @property
    def is_same(self) -> bool:
        """Whether nothing is other than before."""
        return not (self.states or self.changes.items or self.gone or self.new)


def compare_reading(
    row: sqlite3.Row,
    delivery: Delivery,
    check: dict[str, Any],
    book: sqlite3.Connection,
    even_if_less: bool,
) -> Rereading:
    """Compare a new reading of a file with the last one.

    Args:
        row: the ledger's row of the last reading.
        delivery: the file, opened from the archive.
        check: what the reader says of it now, with rows.
        book: open ledger; only read.
        even_if_less: no objection if less counts than before.
    """
    judged = judge_file(delivery, check, book)
    one = Rereading(row, judged)
    before = _key_counts(ledger.findings_of(book, row["submission_id"]))
    after = _key_counts(judged.findings)
    one.gone = [
        _finding(key, ledger.findings_of(book, row["submission_id"]))
        for key in (before - after).elements()
    ]
    one.new = [_finding(key, judged.findings) for key in (after - before).elements()]
    one.states = _other_states(row, judged, book)
    one.changes = _changes(row, judged, book)
    if judged.check["outcome"] == "refused":
        one.problem = "lần này không đọc được tệp; giữ nguyên lần đọc trước"
    elif not even_if_less and (lost := _lost(row, judged, book)):
        one.problem = (
            f"đọc lại sẽ làm mất {lost} xã, phường và quý đang được tính; nếu đúng như vậy, hãy "
            "nêu đích danh bằng --load"
        )
    return one


def _key_counts(findings: Iterable[dict[str, Any]]) -> Counter:
    kept = ("code", "sheet", "cell", "found")
    return Counter(tuple(f[k] for k in kept) for f in findings if f["code"] not in _QUIET)


def _finding(key: tuple, findings: Iterable[dict[str, Any]]) -> dict[str, Any]:
    kept = ("code", "sheet", "cell", "found")
    return next(f for f in findings if tuple(f[k] for k in kept) == key)


def _other_states(
    row: sqlite3.Row, judged: Judged, book: sqlite3.Connection
) -> list[tuple[str, str | None, str | None]]:
    """Tables that were accepted and are sent back now, or the other way round, or are new."""
    old = Counter()
    if row["load_id"]:
        old = Counter((t["form"], t["status"]) for t in ledger.tables_of_load(book, row["load_id"]))
    new = Counter((one.form.id, one.status) for one in judged.judgements)
    gone, come = list((old - new).elements()), list((new - old).elements())
    found = []
    for form, status in gone:
        match = next((item for item in come if item[0] == form), None)
        if match:
            come.remove(match)
        found.append((form, status, match[1] if match else None))
    return found + [(form, None, status) for form, status in come]


def _changes(row: sqlite3.Row, judged: Judged, book: sqlite3.Connection) -> Changes:
    """Rows and values that are read otherwise; of tables that are sent back too."""
    changes = Changes(is_first=row["load_id"] is None)
    agency = judged.agency
    if agency is None:
        return changes
    new: dict[str, list[ComparedRow]] = {}
    for one in judged.judgements:
        for record in row_dicts(one.table) if one.status != "copy" else ():
            values = record["values"]
            period = values.get("period") or one.table["period"]
            commune = counted_for(values, one.form, agency)
            compared = ComparedRow(
                values, commune, period, one.table_no, record["cells"], record["row"]
            )
            new.setdefault(one.form.id, []).append(compared)
    old: dict[str, list[ComparedRow]] = {}
    copies = set()
    if row["load_id"]:
        tables = ledger.tables_of_load(book, row["load_id"])
        copies = {table["table_no"] for table in tables if table["status"] == "copy"}
        for form_id in {table["form"] for table in tables} & load_forms().keys():
            form = load_forms()[form_id]
            for table_no, values in read_lake_rows(row["load_id"], form):
                if table_no not in copies:
                    commune = counted_for(values, form, agency)
                    compared = ComparedRow(values, commune, values.get("period"), table_no)
                    old.setdefault(form_id, []).append(compared)
    for form_id in sorted(old.keys() | new.keys()):
        before = old.get(form_id, [])
        form = load_forms()[form_id]
        changes.items += compare_rows(before, new.get(form_id, []), form, gone=before)
    return changes


def _lost(row: sqlite3.Row, judged: Judged, book: sqlite3.Connection) -> int:
    """How many communes and quarters count now and would count no more."""
    counting = book.execute(
        """
        select
            load_coverage.form, commune_code, load_coverage.period,
            load_tables.status, load_tables.sheet
        from load_coverage
        inner join counting_tables using (load_id, table_no)
        inner join load_tables using (load_id, table_no)
        where load_id = ?
        """,
        (row["load_id"],),
    ).fetchall()
    partly = {(r["form"], r["sheet"]) for r in counting if r["status"] == "returned"}
    kept = {
        (one.form.id, item.commune_code, item.period)
        for one in judged.judgements
        for item in one.coverage
        if one.status == "accepted" or (one.form.id, one.table["sheet"]) in partly
    }
    return len({(r["form"], r["commune_code"], r["period"]) for r in counting} - kept)
