"""Decisions of a person about loads: withdraw one, accept a returned table in part.

Both are rows of the ledger with who, when and why; the lake is not touched. A decision is one
transaction, so a kill leaves it made or not made.
"""

import sqlite3

from ingest.ledgers import ledger as books
from ingest.ledgers.ledger import LedgerError, insert, now, open_ledger, transaction

SHORTEST_ID = 4


def full_load_id(book: sqlite3.Connection, beginning: str) -> str:
    """The id of the only load whose id begins so.

    Raises:
        LedgerError: none does, several do, or too little of it is given.
    """
    wanted = beginning.strip().lower()
    found = []
    if len(wanted) >= SHORTEST_ID:
        query = "select load_id from loads where substr(load_id, 1, ?) = ? order by load_seq"
        found = [row[0] for row in book.execute(query, (len(wanted), wanted))]
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(one[:12] for one in found[:5])
        raise LedgerError(f"Có {len(found)} lần nạp có mã bắt đầu bằng “{beginning}”: {shown}…")
    if len(wanted) < SHORTEST_ID:
        raise LedgerError(f"Mã lần nạp “{beginning}” quá ngắn; ghi ít nhất {SHORTEST_ID} ký tự.")
    raise LedgerError(
        f"Không có lần nạp {beginning} trong sổ tiếp nhận. Xem mã bằng qhld loads list."
    )


def withdraw_load(load_id: str, *, by: str, reason: str) -> None:
    """Take a load out of the count; it stays in the lake, and its bytes may be sent again.

    Args:
        load_id: the load.
        by: who decides.
        reason: why, kept for good.

    Raises:
        LedgerError: no such load, no reason or person named, or withdrawn already.
    """
    require_named(by=by, reason=reason)
    with open_ledger() as book, transaction(book):
        if load_id not in books.known_loads(book):
            raise LedgerError(f"Không có lần nạp {load_id} trong sổ tiếp nhận.")
        row = {"load_id": load_id, "withdrawn_at": now().isoformat()}
        row |= {"withdrawn_by": by, "reason": reason}
        try:
            insert(book, "withdrawals", row)
        except sqlite3.IntegrityError as error:
            raise LedgerError(f"Lần nạp {load_id} đã được thu hồi trước đó.") from error


def accept_in_part(load_id: str, table_no: int, *, by: str, reason: str) -> None:
    """Let the accepted rows of a returned table count.

    Args:
        load_id: the load.
        table_no: the table's number in its file, from 1.
        by: the analyst who decides.
        reason: why, kept for good.

    Raises:
        LedgerError: no such returned table, nothing in it could count, no reason or person named,
            or accepted already.
    """
    require_named(by=by, reason=reason)
    with open_ledger() as book, transaction(book):
        tables = {row["table_no"]: row for row in books.tables_of_load(book, load_id)}
        table = tables.get(table_no)
        if table is None or table["status"] != "returned":
            raise LedgerError(f"Lần nạp {load_id} không có bảng số {table_no} đang bị trả lại.")
        if not any(row["table_no"] == table_no for row in books.coverage_of_load(book, load_id)):
            raise LedgerError(
                f"Bảng số {table_no} không có dòng nào đọc được để tiếp nhận một phần; cần đơn vị "
                "gửi lại."
            )
        row = {"load_id": load_id, "table_no": table_no, "accepted_at": now().isoformat()}
        row |= {"accepted_by": by, "reason": reason}
        try:
            insert(book, "partial_acceptances", row)
        except sqlite3.IntegrityError as error:
            raise LedgerError("Bảng này đã được tiếp nhận một phần trước đó.") from error


def require_named(**texts: str) -> None:
    """Refuse a decision without a person or a reason.

    Raises:
        LedgerError: one of the texts is empty.
    """
    if not all(text.strip() for text in texts.values()):
        raise LedgerError("Cần ghi rõ người quyết định và lý do.")
