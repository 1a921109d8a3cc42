"""Names that nobody knows: which files they hold up, and a person's decision about them.

A name waits as long as the last reading of some file has a finding about it. A decision is a row
of the ledger with dates, person and reason; it holds for one sender or for all. After it, the
files that the name held up are read again (`ingest.submissions.reread_files`).
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ingest.communes.decided_names import decisions_file
from ingest.communes.match_communes import match_commune
from ingest.durable import write_whole
from ingest.ledgers.decide_loads import require_named
from ingest.ledgers.ledger import LedgerError, insert, now, open_ledger, transaction
from ingest.reference import agencies, communes
from ingest.values.fold_text import fold, nfc

COMMUNE_CODES = ("unknown_commune", "ambiguous_commune")


@dataclass(slots=True)
class WaitingName:
    """A commune name that holds files up.

    Attributes:
        name: as first written.
        is_ambiguous: several communes carry it.
        cells: how many cells hold it.
        agencies: codes of the senders who write it.
        submissions: ids of the submissions that it holds up.
        files: names of their files.
        first_seen: receipt of the first of them.
        decisions: what was decided about it, oldest first.
    """

    name: str
    is_ambiguous: bool = False
    cells: int = 0
    agencies: list[str] = field(default_factory=list)
    submissions: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    first_seen: str = ""
    decisions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def candidates(self) -> list[tuple[str, str, str]]:
        """Communes to think of: code, name, why; never more than a hint."""
        return [(one.code, one.name, one.why) for one in match_commune(self.name).candidates]


def waiting_communes(book: sqlite3.Connection) -> list[WaitingName]:
    """The commune names that hold up files now, those that hold up most first."""
    found: dict[str, WaitingName] = {}
    rows = book.execute(
        """
        select submissions.submission_id, agency_code, agency_stated, file_name, received_at,
            findings.code, findings.found
        from findings inner join submissions using (submission_id)
        where findings.code in (?, ?) and findings.found is not null
            and not exists (
                select 1 from submissions as later
                where later.receipt_seq = submissions.receipt_seq
                    and later.attempt_seq > submissions.attempt_seq
            )
            and (load_id is null or load_id in (select load_id from standing_loads))
        order by received_at, attempt_seq, finding_no
        """,
        COMMUNE_CODES,
    )
    for row in rows:
        one = found.setdefault(fold(row["found"]), WaitingName(nfc(row["found"])))
        one.first_seen = one.first_seen or row["received_at"]
        one.is_ambiguous |= row["code"] == "ambiguous_commune"
        one.cells += 1
        sender = row["agency_code"] or row["agency_stated"]
        for values, value in (
            (one.agencies, sender),
            (one.submissions, row["submission_id"]),
            (one.files, row["file_name"]),
        ):
            if value and value not in values:
                values.append(value)
    for key, one in found.items():
        one.decisions = decisions_about(book, "commune", key)
    return sorted(found.values(), key=lambda one: (-len(one.submissions), one.first_seen))


def decisions_about(
    book: sqlite3.Connection, kind: str | None = None, key: str | None = None
) -> list[dict[str, Any]]:
    """Decisions, oldest first; of one kind, or about one folded name."""
    rows = book.execute(
        """
        select * from name_decisions
        where (? is null or kind = ?) and (? is null or name_key = ?)
        order by decision_no
        """,
        (kind, kind, key, key),
    )
    return [dict(row) for row in rows]


def decide_name(
    name: str,
    *,
    kind: str,
    target: str | None,
    by: str,
    reason: str,
    agency: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> int:
    """Decide what a name means, or that it means nothing.

    Args:
        name: as written in the files.
        kind: ``commune`` or ``employer``.
        target: commune code or tax code; None rejects the name.
        by: who decides.
        reason: why, kept for good.
        agency: code of the only sender for whom it holds; None is whoever sends it.
        valid_from: first day that the report may be about.
        valid_to: last day.

    Returns:
        Number of the decision.

    Raises:
        LedgerError: no such commune or agency, the dates are turned round, or who or why is not
            named.
    """
    require_named(name=name, by=by, reason=reason)
    if kind == "commune" and target is not None and target not in communes():
        raise LedgerError(f"Không có xã, phường mang mã {target}. Mã gồm 5 chữ số, ví dụ 02905.")
    if agency is not None and agency not in agencies():
        raise LedgerError(f"Không có đơn vị báo cáo mang mã {agency}.")
    if valid_from and valid_to and valid_from > valid_to:
        raise LedgerError("Ngày bắt đầu sau ngày kết thúc.")
    with open_ledger() as book:
        with transaction(book):
            insert(
                book,
                "name_decisions",
                {
                    "kind": kind,
                    "name": nfc(name),
                    "name_key": fold(name),
                    "agency_code": agency,
                    "verdict": "means" if target else "reject",
                    "target": target,
                    "valid_from": valid_from.isoformat() if valid_from else None,
                    "valid_to": valid_to.isoformat() if valid_to else None,
                    "decided_at": now().isoformat(),
                    "decided_by": by,
                    "reason": reason,
                },
            )
            number = book.execute("select max(decision_no) from name_decisions").fetchone()[0]
        publish_decisions(book)
    return number


def publish_decisions(book: sqlite3.Connection) -> None:
    """Write the decisions about communes where readers find them, if they are not there yet.

    Called after each decision and at the start of every intake: a kill between the ledger and
    this file is made good by the next one.
    """
    said = [
        {
            "no": one["decision_no"],
            "key": one["name_key"],
            "agency": one["agency_code"],
            "commune": one["target"],
            "from": one["valid_from"],
            "to": one["valid_to"],
        }
        for one in decisions_about(book, "commune")
    ]
    path = decisions_file()
    content = json.dumps(said, ensure_ascii=False).encode()
    if (path.read_bytes() if path.exists() else b"[]") != content:
        write_whole(path, content, mode=0o600)


def held_up(names: Iterable[WaitingName], name: str, agency: str | None) -> list[str]:
    """Submissions that a name holds up; with an agency those of this sender only."""
    key = fold(name)
    found = [one for one in names if fold(one.name) == key]
    if agency is None or not found:
        return [ident for one in found for ident in one.submissions]
    with open_ledger() as book:
        return [
            ident
            for one in found
            for ident in one.submissions
            if book.execute(
                "select agency_code from submissions where submission_id = ?", (ident,)
            ).fetchone()[0]
            == agency
        ]
