"""The only door to files as received: who may opens one, and every asking is written down.

The answer to the sender and the lineage of a number come through here too. The row of the audit is
on the disk before anything of the file is given out.
"""

import sqlite3
from dataclasses import dataclass

from ingest import reference
from ingest.archives import archive
from ingest.archives.access import AccessError, Actor, require
from ingest.archives.archive_contents import KeptFile, kept_files
from ingest.durable import only_one
from ingest.home import intake_lock_path
from ingest.ledgers import ledger

LEAST_CHARACTERS = 8  # of a hash or load that is named by its beginning


class NotKeptError(LookupError):
    """No such file, or several; the message is for the user, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as received."""

    file_sha256: str
    file_name: str
    content: bytes


def list_archive(actor: Actor) -> list[KeptFile]:
    """What the archive holds.

    Raises:
        AccessError: the person may not see it.
        RetentionError: the configured retention cannot be used.
    """
    require("list_archive", actor)
    with ledger.open_ledger() as book:
        return kept_files(book)


def open_archived(named: str, actor: Actor, purpose: str) -> Opened:
    """Open a file as received.

    Args:
        named: its SHA-256 or one of its loads, or the first 8 or more characters of either.
        actor: who opens it.
        purpose: what for; written down.

    Returns:
        The file with the name under which it came.

    Raises:
        AccessError: the person may not (written down as well), or gave no purpose.
        NotKeptError: no such file is kept, or the beginning fits several.
        ArchiveError: the file is damaged or the key is another one.
    """
    if not purpose.strip():
        raise AccessError("Hãy nêu mục đích mở tệp (--purpose); mục đích được ghi vào nhật ký.")
    with ledger.open_ledger() as book:
        sha256, load_id, name, agency = _find(book, named)
        outcome = "opened"
        right = "open_own_file" if load_id and _is_own(agency, actor) else "open_archive"
        if not actor.may(right):
            outcome = "denied"
        elif not archive.is_kept(sha256):
            outcome = "missing"
        row = {
            "asked_at": ledger.now().isoformat(),
            "asked_by": actor.user,
            "role": actor.role,
            "system_user": actor.system_user,
            "file_sha256": sha256,
            "load_id": load_id,
            "purpose": purpose.strip(),
            "outcome": outcome,
        }
        with ledger.transaction(book):
            ledger.insert(book, "archive_openings", row)
    require(right, actor)
    if outcome == "missing":
        raise NotKeptError(
            f"Tệp {name} không còn trong kho lưu trữ (đã hết hạn lưu, hoặc có dấu mật nên không "
            "được lưu)."
        )
    return Opened(sha256, name, archive.open_kept(sha256))


def _is_own(agency_code: str | None, actor: Actor) -> bool:
    """Whether an officer's own commune sent the load, by the ledger; any other role has none."""
    agency = reference.agencies().get(agency_code or "")
    is_sender = agency is not None and agency.commune_code in actor.communes
    return is_sender and actor.may("open_own_file")


def _find(book: sqlite3.Connection, named: str) -> tuple[str, str | None, str, str | None]:
    """Hash, load, name and sender of the file that was named."""
    start = named.strip().casefold()
    if len(start) < LEAST_CHARACTERS or not set(start) <= set("0123456789abcdef"):
        raise NotKeptError(
            f"“{named}” không phải mã tệp (SHA-256) hay mã lần nạp; cần ít nhất "
            f"{LEAST_CHARACTERS} ký tự đầu. Xem mã bằng qhld archive list hoặc qhld trace."
        )
    rows = book.execute(
        """
        select file_sha256, load_id, file_name, agency_code from submissions
        where substr(file_sha256, 1, :length) = :start or substr(load_id, 1, :length) = :start
        order by attempt_seq
        """,
        {"start": start, "length": len(start)},
    ).fetchall()
    files = {row["file_sha256"] for row in rows}
    if len(files) > 1:
        raise NotKeptError(f"“{named}” là phần đầu của {len(files)} tệp; hãy ghi thêm ký tự.")
    if not rows:
        raise NotKeptError(f"Sổ tiếp nhận không có tệp hay lần nạp “{named}”.")
    newest = rows[-1]
    is_load = bool(newest["load_id"]) and newest["load_id"].startswith(start)
    load_id = newest["load_id"] if is_load else None
    return newest["file_sha256"], load_id, newest["file_name"], newest["agency_code"]


def purge(actor: Actor, *, dry_run: bool) -> list[KeptFile]:
    """Remove the files whose time is over.

    Args:
        actor: who has them removed.
        dry_run: only tell which.

    Returns:
        The files removed, or to be removed.

    Raises:
        AccessError: the person may not.
        RetentionError: the configured retention cannot be used.
    """
    require("purge_archive", actor)
    with ledger.open_ledger() as book, only_one(intake_lock_path()):
        over = [kept for kept in kept_files(book) if kept.keep_until < ledger.now()]
        for kept in () if dry_run else over:
            _remove(book, kept, actor)
    return over


def _remove(book: sqlite3.Connection, kept: KeptFile, actor: Actor) -> None:
    """Write down, remove, write down that it is done: a kill between leaves a trace, never none."""
    days = (kept.keep_until - kept.last_received_at).days
    row = {
        "purged_at": ledger.now().isoformat(),
        "purged_by": actor.user,
        "role": actor.role,
        "system_user": actor.system_user,
        "file_sha256": kept.file_sha256,
        "retention_class": kept.retention_class,
        "retention_days": days,
        "last_received_at": kept.last_received_at.isoformat(),
        "is_removed": 0,
    }
    with ledger.transaction(book):
        ledger.insert(book, "archive_purges", row)
        number = book.execute("select last_insert_rowid()").fetchone()[0]
    archive.remove_kept(kept.file_sha256)
    with ledger.transaction(book):
        book.execute("update archive_purges set is_removed = 1 where purge_no = ?", (number,))
