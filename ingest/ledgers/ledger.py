"""The ledger: one SQLite file that knows every submission, every load and what of it counts.

The lake holds rows and is never rewritten; what may change (withdrawn, accepted in part) is here.
WAL mode lets readers go on while a file is recorded; ``synchronous=FULL`` means that a recorded
submission survives a power cut. The tables are described in ``ledger_migrations``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ingest.home import ledger_path

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
MIGRATIONS = Path(__file__).parent / "ledger_migrations"
WAIT_MS = 30_000


class LedgerError(RuntimeError):
    """The ledger cannot do what was asked; the message is for the user, in Vietnamese."""


def now() -> datetime:
    """Wall time in Lào Cai, to the second, without offset."""
    return datetime.now(LOCAL).replace(tzinfo=None, microsecond=0)


def wall_time(moment: datetime) -> datetime:
    """Any moment as wall time in Lào Cai; one without offset is taken to be that already."""
    local = moment.astimezone(LOCAL) if moment.tzinfo else moment
    return local.replace(tzinfo=None, microsecond=0)


@contextmanager
def open_ledger(path: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Open the ledger, made or migrated when needed.

    Args:
        path: another file than that of `ingest.home.ledger_path`.

    Raises:
        LedgerError: the file was written by a newer version of the product, or it is gone.
    """
    path = path or ledger_path()
    is_new = not path.exists()
    if is_new:
        _require_nothing_received(path.parent)
    ledger = sqlite3.connect(path, isolation_level=None, timeout=WAIT_MS / 1000)
    try:
        ledger.row_factory = sqlite3.Row
        ledger.execute("pragma journal_mode = wal")
        ledger.execute("pragma synchronous = full")
        ledger.execute("pragma foreign_keys = on")
        if is_new:
            path.chmod(0o600)
        _migrate(ledger)
        yield ledger
    finally:
        ledger.close()


def _require_nothing_received(root: Path) -> None:
    """Never begin a new ledger beside files received under another one.

    An empty ledger would know none of their loads: they would be cleared away as unfinished, and
    the next release would be made without them.
    """
    if any((root / "archive").glob("*.enc")):
        raise LedgerError(
            f"Không thấy sổ tiếp nhận {root / 'ledger.sqlite'}, nhưng kho lưu trữ đã có tệp được "
            "nhận. Chưa làm gì cả. Hãy khôi phục sổ từ bản sao lưu rồi chạy lại."
        )


def _migrate(ledger: sqlite3.Connection) -> None:
    """Bring the tables up to date; each migration is all or nothing."""
    steps = sorted(MIGRATIONS.glob("*.sql"))
    version = ledger.execute("pragma user_version").fetchone()[0]
    if version > len(steps):
        raise LedgerError(
            "Sổ tiếp nhận do một phiên bản mới hơn của phần mềm ghi. Hãy cập nhật phần mềm."
        )
    if version == len(steps):
        return
    with transaction(ledger):
        # Another process may have migrated while we waited for the lock.
        version = ledger.execute("pragma user_version").fetchone()[0]
        for step in steps[version:]:
            for statement in _statements(step.read_text(encoding="utf-8")):
                ledger.execute(statement)
        ledger.execute(f"pragma user_version = {len(steps)}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished statement: {statement.strip()[:60]}")


@contextmanager
def transaction(
    ledger: sqlite3.Connection, mode: Literal["immediate", "deferred"] = "immediate"
) -> Iterator[None]:
    """All of it or nothing; `deferred` for a look at one moment that keeps nobody waiting."""
    ledger.execute(f"begin {mode}")
    try:
        yield
    except BaseException:
        ledger.execute("rollback")
        raise
    ledger.execute("commit")


def insert(ledger: sqlite3.Connection, table: str, *rows: dict[str, Any]) -> None:
    """Insert rows, all with the same columns, into a table of the ledger."""
    if not rows:
        return
    columns = ", ".join(rows[0])
    marks = ", ".join(f":{name}" for name in rows[0])
    ledger.executemany(f"insert into {table} ({columns}) values ({marks})", rows)


def known_loads(ledger: sqlite3.Connection) -> set[str]:
    """Ids of all recorded loads, withdrawn ones too."""
    return {row[0] for row in ledger.execute("select load_id from loads")}


def loads_of_identity(ledger: sqlite3.Connection, identity: str) -> list[sqlite3.Row]:
    """Loads of the same bytes, contract, agency and period, newest first; `withdrawn` is 0 or 1."""
    return ledger.execute(
        """
        select loads.*, withdrawals.load_id is not null as withdrawn
        from loads left join withdrawals using (load_id)
        where identity = ? order by load_seq desc
        """,
        (identity,),
    ).fetchall()


def loads_of_same_bytes(
    ledger: sqlite3.Connection, file_sha256: str, agency_code: str
) -> list[sqlite3.Row]:
    """Standing loads of these bytes from this agency, under whatever contract, newest first."""
    return ledger.execute(
        """
        select * from standing_loads
        where file_sha256 = ? and agency_code = ? order by receipt_seq desc, load_seq desc
        """,
        (file_sha256, agency_code),
    ).fetchall()


def tables_of_load(ledger: sqlite3.Connection, load_id: str) -> list[sqlite3.Row]:
    """Tables of a load in their order."""
    query = "select * from load_tables where load_id = ? order by table_no"
    return ledger.execute(query, (load_id,)).fetchall()


def coverage_of_load(ledger: sqlite3.Connection, load_id: str) -> list[sqlite3.Row]:
    """What a load reports on, by table, quarter and commune."""
    query = """
        select * from load_coverage where load_id = ? order by table_no, period, commune_code
    """
    return ledger.execute(query, (load_id,)).fetchall()


def counts(ledger: sqlite3.Connection, load_id: str) -> dict[int, bool]:
    """Whether each table of a load counts, by its number; a copy counts with what it repeats."""
    rows = ledger.execute(
        """
        select load_tables.table_no, status = 'copy' or counting_tables.load_id is not null
        from load_tables left join counting_tables using (load_id, table_no)
        where load_id = ? order by table_no
        """,
        (load_id,),
    )
    return {number: bool(does_count) for number, does_count in rows}


def standing_coverage(
    ledger: sqlite3.Connection, agency_code: str, form: str, period: str, until: int | None = None
) -> dict[str, sqlite3.Row]:
    """What an agency's standing loads say of a form and quarter.

    Args:
        ledger: open ledger.
        agency_code: the agency.
        form: the form.
        period: the quarter.
        until: only loads whose file came up to this place in the order of receipt.

    Returns:
        By commune code: the newest load that covers it (`load_id`, `table_no`, `receipt_seq`,
        `load_seq`, `content_sha256`, `file_name`).
    """
    rows = ledger.execute(
        """
        select load_coverage.*, tables.receipt_seq, tables.load_seq, tables.file_name
        from load_coverage
        inner join counting_tables as tables using (load_id, table_no)
        where tables.agency_code = ? and load_coverage.form = ? and load_coverage.period = ?
            and (? is null or tables.receipt_seq <= ?)
        order by tables.receipt_seq, tables.load_seq, table_no
        """,
        (agency_code, form, period, until, until),
    )
    return {row["commune_code"]: row for row in rows}


def superseding_load(ledger: sqlite3.Connection, load_id: str) -> str | None:
    """The newest later load of the same agency that covers something this load covers, if any."""
    row = ledger.execute(
        """
        select later.load_id
        from load_coverage
        inner join counting_tables as later using (load_id, table_no)
        where exists (
            select 1 from load_coverage as own inner join loads as mine using (load_id)
            where own.load_id = ? and mine.agency_code = later.agency_code
                and own.form = load_coverage.form and own.period = load_coverage.period
                and own.commune_code = load_coverage.commune_code
                and mine.receipt_seq < later.receipt_seq
        )
        order by later.receipt_seq desc, later.load_seq desc limit 1
        """,
        (load_id,),
    ).fetchone()
    return row[0] if row else None


def submission(ledger: sqlite3.Connection, submission_id: str) -> sqlite3.Row | None:
    """A submission by its id."""
    query = "select * from submissions where submission_id = ?"
    return ledger.execute(query, (submission_id,)).fetchone()


def submissions_of_delivery(ledger: sqlite3.Connection, delivery_key: str) -> list[sqlite3.Row]:
    """Recorded submissions of the same bytes, agency, period and contract, newest first."""
    query = "select * from submissions where delivery_key = ? order by attempt_seq desc"
    return ledger.execute(query, (delivery_key,)).fetchall()


def submission_of_load(ledger: sqlite3.Connection, load_id: str) -> sqlite3.Row:
    """The submission with which a load came."""
    query = "select * from submissions where load_id = ?"
    return ledger.execute(query, (load_id,)).fetchone()


def submissions_from_inbox(
    ledger: sqlite3.Connection, inbox_path: str, received_at: datetime
) -> list[sqlite3.Row]:
    """Submissions of files that lay at a place in the inbox, with a stated time of receipt."""
    query = """
        select * from submissions
        where inbox_path = ? and received_at = ? and received_at_stated = 1
    """
    return ledger.execute(query, (inbox_path, received_at.isoformat())).fetchall()


def findings_of(ledger: sqlite3.Connection, submission_id: str) -> list[dict[str, Any]]:
    """The findings of a submission, in order, in the shape of the check result."""
    rows = ledger.execute(
        """
        select severity, code, sheet, cell, found, allowed, message
        from findings where submission_id = ? order by finding_no
        """,
        (submission_id,),
    )
    return [dict(row) for row in rows]
