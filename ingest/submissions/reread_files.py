"""Read archived files again after a change of form or of names, and say what comes out otherwise.

Nothing is sent anew: a file read again keeps its sender, its time and its place in the order of
receipt, so an older log never brings back older states. What is proposed becomes a load of its own
(by the steps of `ingest.submissions.submit`); the earlier reading stays in the lake and counts no
more.

Files are opened by the door of the archive (`ingest.archives.open_archive`), which asks for the
role of the acting person and writes each opening down, into a private folder, a few at a time, and
removed at once.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archives import archive
from ingest.archives.access import Actor
from ingest.archives.open_archive import NotKeptError, open_archived
from ingest.durable import only_one
from ingest.home import reread_dir, reread_lock_path
from ingest.ledgers.ledger import now, transaction
from ingest.submissions.compare_readings import Rereading, compare_reading
from ingest.submissions.judge_file import contract_version
from ingest.submissions.submission import Delivery
from ingest.submissions.submit import store_checked

if TYPE_CHECKING:
    from ingest.reader_pool import ReaderPool


def select_files(
    book: sqlite3.Connection,
    *,
    forms: Iterable[str] = (),
    loads: Iterable[str] = (),
    agencies: Iterable[str] = (),
    submissions: Iterable[str] = (),
) -> list[sqlite3.Row]:
    """The last reading of each archived file that may be read again, in the order of receipt.

    Args:
        book: open ledger.
        forms: only files with these forms, and those in which no form was recognised.
        loads: only the files of these loads.
        agencies: only files of these agencies (codes).
        submissions: only these submissions.

    Without any choice: the files that have not been read under this version of forms and names.
    """
    forms, loads, agencies = set(forms), set(loads), set(agencies)
    wanted = set(submissions)
    is_chosen = bool(forms or loads or agencies or wanted)
    version = contract_version()
    query = "select distinct file_sha256 from archive_purges where is_removed"
    purged = {row[0] for row in book.execute(query) if not archive.is_kept(row[0])}
    query = "select submission_id from readings_alike where contract_version = ?"
    alike = {row[0] for row in book.execute(query, (version,))}
    found = []
    for row in book.execute(
        """
        select submissions.* from submissions
        where is_archived and not exists (
            select 1 from submissions as later
            where later.receipt_seq = submissions.receipt_seq
                and later.attempt_seq > submissions.attempt_seq
        ) and (load_id is null or load_id in (select load_id from standing_loads))
        order by receipt_seq
        """
    ):
        query = "select form from submission_items where submission_id = ?"
        own = {item[0] for item in book.execute(query, (row["submission_id"],))}
        if not is_chosen:
            is_wanted = row["contract_version"] != version and row["submission_id"] not in alike
        else:
            is_wanted = (
                (not forms or not own or bool(own & forms))
                and (not loads or row["load_id"] in loads)
                and (not agencies or row["agency_code"] in agencies)
                and (not wanted or row["submission_id"] in wanted)
            )
        if is_wanted and row["file_sha256"] not in purged:
            found.append(row)
    return found


def reread_files(
    book: sqlite3.Connection,
    selected: Sequence[sqlite3.Row],
    pool: "ReaderPool",
    *,
    actor: Actor,
    apply: bool = False,
    by: str | None = None,
    reason: str | None = None,
    even_if_less: bool = False,
) -> Iterator[Rereading]:
    """Read archived files again, in the order of receipt.

    Args:
        book: open ledger.
        selected: what `select_files` gave.
        pool: reader processes.
        actor: who opens the files, for the archive's rights and audit.
        apply: store what is other than before as loads of their own.
        by: who has it done.
        reason: why, kept with the new loads.
        even_if_less: store also what counts less than before.

    Yields:
        One file after the other, stored if asked for.

    Raises:
        IntakeBusyError: another process is reading archived files again.
        AccessError: the acting person may not open files of the archive.
    """
    purpose = "đọc lại để nạp" if apply else "đọc lại để so sánh"
    purpose += f", theo quyết định của {by}" if by else ""
    purpose += f": {reason}" if reason else ""
    with only_one(reread_lock_path()):
        _empty()
        step = max(pool.size * 2, 1)
        for start in range(0, len(selected), step):
            opened = [
                (row, _opened(row, number, actor, purpose))
                for number, row in enumerate(selected[start : start + step])
            ]
            readable = [(row, path) for row, path in opened if isinstance(path, Path)]
            checks = pool.check_all(
                (path, None, row["stated_period"], row["agency_code"]) for row, path in readable
            )
            results = {id(row): check for (row, _), check in zip(readable, checks, strict=True)}
            for row, path in opened:
                if isinstance(path, str):
                    yield Rereading(row, problem=path)
                    continue
                delivery = _delivery(row, path, by, reason, book)
                one = compare_reading(row, delivery, results[id(row)], book, even_if_less)
                if one.is_same and one.problem is None:
                    _record_alike(book, row)
                if apply and not one.is_same and one.problem is None:
                    one.result = next(store_checked([(delivery, results[id(row)])]))
                yield one
            _empty()


def _record_alike(book: sqlite3.Connection, row: sqlite3.Row) -> None:
    """Note that a file says under this version what it said before."""
    said = (row["submission_id"], contract_version(), now().isoformat())
    with transaction(book):
        book.execute("insert or ignore into readings_alike values (?, ?, ?)", said)


def _empty() -> None:
    """Remove opened files; also those that a killed process left."""
    for path in reread_dir().iterdir():
        shutil.rmtree(path)


def _opened(row: sqlite3.Row, number: int, actor: Actor, purpose: str) -> Path | str:
    """The file under its own name, or why it cannot be had."""
    folder = reread_dir() / str(number)
    folder.mkdir(mode=0o700)
    path = folder / Path(row["file_name"]).name
    try:
        path.write_bytes(open_archived(row["file_sha256"], actor, purpose).content)
    except (archive.ArchiveError, NotKeptError) as error:
        return str(error)
    return path


def _delivery(
    row: sqlite3.Row, path: Path, by: str | None, reason: str | None, book: sqlite3.Connection
) -> Delivery:
    query = "select is_replacement, is_correction from loads where load_id = ?"
    load = book.execute(query, (row["load_id"],)).fetchone()
    return Delivery(
        path=path,
        agency=row["agency_code"] or row["agency_stated"],
        period=row["stated_period"],
        received_at=datetime.fromisoformat(row["received_at"]),
        is_time_stated=bool(row["received_at_stated"]),
        replace=bool(load and load["is_replacement"]),
        correct=bool(load and load["is_correction"]),
        inbox_path=row["inbox_path"],
        by=by,
        reason=reason,
        reread_of=row["submission_id"],
        called=row["file_name"],
    )
