"""The inbox: which files wait, what their receipts say of them, and taking them all in.

A file lies anywhere under ``QHLD_HOME/inbox``. A ``receipts.csv`` in the same folder may state
who sent it, for which quarter and when it came (columns ``file``, ``agency_code``, ``period``,
``received_at``; others are ignored). A file leaves the inbox once it is archived and recorded,
whatever came of it; one that is still being copied stays for the next time.
"""

import csv
import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.archives.archive import hash_file
from ingest.durable import only_one
from ingest.home import inbox_dir, inbox_lock_path
from ingest.ledgers import ledger
from ingest.messages import remark
from ingest.persons.clean_text import without_persons
from ingest.submissions.answer_outbox import remove_unfinished_answers
from ingest.submissions.submission import PERIOD, Delivery, SubmissionResult, printable
from ingest.submissions.submit import clear_up_after_kill, submit_files
from ingest.submissions.unpack_zip import clear_scratch, unpacked

if TYPE_CHECKING:
    import sqlite3

    from ingest.reader_pool import ReaderPool

RECEIPTS = "receipts.csv"
TRUTH = "truth"  # made-up samples bring what they should be read as
NOT_FILES = ("~$", ".", "thumbs.db", "desktop.ini")
UNFINISHED = (".tmp", ".part", ".partial", ".crdownload")

Progress = Callable[[int, int, SubmissionResult], None]
Answer = Callable[[Delivery, SubmissionResult], None]


def waiting() -> list[Delivery]:
    """The files that wait, in the order in which they are to be taken in.

    Returns:
        Deliveries by time of receipt, then path. Without a stated time, the time at which the
        file appeared in its folder counts.
    """
    return deliveries_in(inbox_dir())


def deliveries_in(root: Path) -> list[Delivery]:
    """The files of a folder and the folders in it, with what their receipts state; as `waiting`.

    Links are not followed. A file that goes away meanwhile is left out.
    """
    found = []
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(n for n in subfolders if n != TRUTH and not n.startswith("."))
        files = [Path(folder) / n for n in names if _is_waiting(n)]
        files = [path for path in files if path.is_file() and not path.is_symlink()]
        receipts, remarks = _receipts(Path(folder) / RECEIPTS) if files else ({}, ())
        for path in files:
            receipt = receipts.get(_nfc(path.name), {})
            place = without_persons(printable(path.relative_to(root).as_posix()))
            with suppress(FileNotFoundError):
                found.append(_delivery(path, place, receipt, remarks))
    return sorted(found, key=lambda d: (d.received_at, d.inbox_path))


def gather(
    paths: Iterable[Path],
    agency: str | None = None,
    period: str | None = None,
    received_at: datetime | None = None,
) -> list[Delivery]:
    """Deliveries of files and folders that a person names; what they state goes before receipts.

    Args:
        paths: files; a folder stands for the files in it, as `deliveries_in` finds them.
        agency: the sender of all of them.
        period: the quarter of all of them.
        received_at: when all of them were received.
    """
    found = []
    for path in paths:
        inside = deliveries_in(path) if path.is_dir() else [Delivery(path)]
        for one in inside:
            time = received_at or (one.received_at if one.is_time_stated else None)
            found.append(
                replace(
                    one,
                    agency=agency or one.agency,
                    period=period or one.period,
                    received_at=time,
                    is_time_stated=time is not None,
                    inbox_path=None,
                )
            )
    return found


def _is_waiting(name: str) -> bool:
    lower = name.lower()
    return lower != RECEIPTS and not lower.startswith(NOT_FILES) and not lower.endswith(UNFINISHED)


def _nfc(name: str) -> str:
    """File names come decomposed from some systems."""
    return unicodedata.normalize("NFC", name.strip())


def _receipts(path: Path) -> tuple[dict[str, dict[str, str]], tuple[dict[str, Any], ...]]:
    """Receipts of a folder by file name, and what is to be remarked about them."""
    if not path.is_file():
        return {}, ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.DictReader(stream) if row.get("file")]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return {}, (remark("receipts_unreadable", error=type(error).__name__),)
    return {_nfc(row["file"]): row for row in rows}, ()


def _delivery(
    path: Path, inbox_path: str, receipt: dict[str, str], remarks: tuple[dict[str, Any], ...]
) -> Delivery:
    """A waiting file with what its receipt states; a statement that cannot be is remarked."""
    stated = {k: v.strip() for k, v in receipt.items() if isinstance(v, str) and v.strip()}
    period, time = stated.get("period"), stated.get("received_at")
    if period and not PERIOD.fullmatch(period):
        remarks += (remark("receipt_unusable", column="period", value=period),)
        period = None
    received_at = None
    if time:
        try:
            received_at = ledger.wall_time(datetime.fromisoformat(time))
        except ValueError:
            item = remark("receipt_unusable", variant="time", column="received_at", value=time)
            remarks += (item,)
    # The change time: unlike the modification time it cannot be older than the arrival.
    arrived = datetime.fromtimestamp(path.stat().st_ctime, tz=ledger.LOCAL)
    return Delivery(
        path=path,
        agency=stated.get("agency_code"),
        period=period,
        received_at=received_at or ledger.wall_time(arrived),
        is_time_stated=received_at is not None,
        inbox_path=inbox_path,
        remarks=remarks,
    )


def take_in(
    on_progress: Progress | None = None,
    pool: "ReaderPool | None" = None,
    periods: Collection[str] | None = None,
    only: Collection[Path] | None = None,
    answer: Answer | None = None,
) -> list[SubmissionResult]:
    """Take in every waiting file: read, judge, keep, store, record, then remove it.

    Files are read in parallel and decided one after the other in the order of `waiting`.

    Args:
        on_progress: told after each file: how many are done, how many there are, what came.
        pool: reader processes to use; None starts some for this call.
        periods: leave files waiting whose receipt states another quarter; None takes all.
        only: leave other files waiting; None takes all.
        answer: called with each file that was recorded, while it is still there; a kill before
            the file is removed makes it be called again.

    Returns:
        What came of each file, each part of a .zip by itself, in the order they were taken in.

    Raises:
        IntakeBusyError: another process is taking the inbox in.
    """
    with only_one(inbox_lock_path()):
        wanted = [d for d in waiting() if periods is None or d.period in (None, *periods)]
        wanted = [d for d in wanted if only is None or d.path in only]
        with ledger.open_ledger() as book:
            clear_up_after_kill(book)
        clear_scratch()
        remove_unfinished_answers()
        if not wanted:
            return []
        if pool is not None:
            return list(_take_in(wanted, pool, on_progress, answer))
        from ingest.reader_pool import ReaderPool

        with ReaderPool(os.cpu_count() or 1, as_columns=True) as own_pool:
            return list(_take_in(wanted, own_pool, on_progress, answer))


def _take_in(
    wanted: list[Delivery],
    pool: "ReaderPool",
    on_progress: Progress | None,
    answer: Answer | None,
) -> Iterator[SubmissionResult]:
    seen = {delivery.path: _look(delivery.path) for delivery in wanted}
    with unpacked(wanted) as groups:
        parts = [
            (whole, part) for whole, group in zip(wanted, groups, strict=True) for part in group
        ]
        with ledger.open_ledger() as book:
            deliveries = [_without_used_receipt(part, whole, book) for whole, part in parts]
        left = Counter(whole.path for whole, _ in parts)
        results = submit_files(deliveries, pool)
        for done, (part, result) in enumerate(zip(deliveries, results, strict=True), start=1):
            whole = parts[done - 1][0]
            if result.is_recorded:
                left[whole.path] -= 1
                if answer:
                    answer(part, result)
            if not left[whole.path] and _look(whole.path) == seen[whole.path]:
                # Not flushed: a removal undone by a power cut makes a repeat and changes nothing.
                whole.path.unlink(missing_ok=True)
            if on_progress:
                on_progress(done, len(deliveries), result)
            yield result


def _look(path: Path) -> tuple[int, int, int] | None:
    """What tells that a file is still the one it was; None when it is gone."""
    with suppress(OSError):
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns
    return None


def _without_used_receipt(
    delivery: Delivery, whole: Delivery, book: "sqlite3.Connection"
) -> Delivery:
    """Drop a stated time that was given for another file of the same name.

    ``receipts.csv`` stays in its folder. A corrected file that is put there later under the old
    name must not pass as received when the first one was.
    """
    if not delivery.is_time_stated or delivery.inbox_path is None:
        return delivery
    earlier = ledger.submissions_from_inbox(book, delivery.inbox_path, delivery.received_at)
    if not earlier:
        return delivery
    try:
        if hash_file(delivery.path) in {row["file_sha256"] for row in earlier}:
            return delivery
        arrived = datetime.fromtimestamp(whole.path.stat().st_ctime, tz=ledger.LOCAL)
    except OSError:  # it cannot be read or is gone: said when it is to be stored
        return delivery
    used = remark("receipt_used", found=delivery.received_at.isoformat())
    return replace(
        delivery,
        received_at=ledger.wall_time(arrived),
        is_time_stated=False,
        remarks=(*delivery.remarks, used),
    )
