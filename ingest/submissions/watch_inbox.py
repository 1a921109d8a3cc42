"""A watch on the inbox: what is dropped in is taken in, answered in the outbox and moved away.

It looks at the folder every few seconds: network drives and synchronised folders tell nobody about
changes. State is kept nowhere but in the inbox, the ledger and the outbox, so it may be killed at
any moment and started again. A file that cannot be taken in does not hold up the others.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archives import archive
from ingest.durable import IntakeBusyError
from ingest.home import home, inbox_dir
from ingest.ledgers import ledger
from ingest.reader_limits import positive_number
from ingest.submissions.answer_outbox import MakeWorkbook, answer
from ingest.submissions.half_copied import JUST_SEEN, HalfCopied
from ingest.submissions.inbox import take_in, waiting
from ingest.submissions.submission import Delivery, SubmissionResult, printable

if TYPE_CHECKING:
    from ingest.reader_pool import ReaderPool

_SOON = 2.0  # seconds between the two looks of a single round
# What the machine, not a file, is the cause of.
_TROUBLE = (OSError, sqlite3.Error, ledger.LedgerError, archive.ArchiveError, IntakeBusyError)


def interval_seconds() -> float:
    """Time between two looks (QHLD_WATCH_SECONDS, default 5)."""
    return positive_number("QHLD_WATCH_SECONDS", 5.0)


def settle_seconds() -> float:
    """Time after which an unfinished file is taken as it is (QHLD_WATCH_SETTLE_SECONDS, 600)."""
    return positive_number("QHLD_WATCH_SETTLE_SECONDS", 600.0)


class _StopAskedError(Exception):
    """The watch was asked to end; the file at hand is finished."""


@dataclass(slots=True)
class InboxWatch:
    """One watch.

    Attributes:
        pool: reader processes.
        tell: takes a line for the log, in Vietnamese.
        stop: set to end the watch after the file at hand.
        make_workbook: makes the marked workbook of the answer; None answers in words only.
    """

    pool: "ReaderPool"
    tell: Callable[[str], None]
    stop: threading.Event = field(default_factory=threading.Event)
    make_workbook: MakeWorkbook | None = None
    taken: int = 0
    _copies: HalfCopied = field(default_factory=lambda: HalfCopied(settle_seconds()))
    _told: dict[Path, str] = field(default_factory=dict)
    _later: dict[Path, float] = field(default_factory=dict)
    _passed: set[Path] = field(default_factory=set)

    def run(self, *, once: bool = False) -> None:
        """Watch until asked to stop.

        Args:
            once: only look, look again, take in what is whole, and end.
        """
        interval = interval_seconds()
        if once:
            self.look()
            self.stop.wait(min(interval, _SOON))
        while not self.stop.is_set():
            self.take_in_ready()
            if once:
                return
            self.stop.wait(interval)

    def look(self) -> list[Path]:
        """Look at the inbox.

        Returns:
            Files that are whole, in the order in which they are to be taken in.
        """
        deliveries = waiting()
        states = self._copies.look([delivery.path for delivery in deliveries])
        self._tell_of_others()
        now = time.monotonic()
        for path, reason in states.items():
            if reason and reason not in (JUST_SEEN, self._told.get(path)):
                self.tell(f"Chờ: {_place(path)}: {reason}.")
        self._told = {path: reason for path, reason in states.items() if reason}
        self._later = {path: then for path, then in self._later.items() if path in states}
        return [
            delivery.path
            for delivery in deliveries
            if delivery.path in states
            and states[delivery.path] is None
            and self._later.get(delivery.path, now) <= now
        ]

    def take_in_ready(self) -> None:
        """Take in what is whole; trouble is told and tried again later."""
        try:
            ready = self.look()
            if ready:
                self._take_in(ready)
        except _StopAskedError:
            self.tell("Dừng theo yêu cầu sau tệp vừa xong; các tệp còn lại vẫn ở hộp thư đến.")
        except _TROUBLE as error:
            self.tell(f"Chưa tiếp nhận được, sẽ thử lại: {_sentence(error)}")

    def _take_in(self, paths: list[Path]) -> None:
        try:
            take_in(self._after_each, self.pool, only=set(paths), answer=self._answer)
        except (_StopAskedError, *_TROUBLE):
            raise
        except Exception as error:
            if len(paths) > 1:
                for path in paths:  # which of them it is, the others need not wait for
                    if path.exists():
                        self._take_in([path])
                return
            self._later[paths[0]] = time.monotonic() + self._copies.settle_seconds
            self.tell(
                f"Lỗi của phần mềm khi tiếp nhận {_place(paths[0])} [{type(error).__name__}]; tệp "
                "vẫn ở hộp thư đến, các tệp khác vẫn được tiếp nhận. Hãy báo bộ phận hỗ trợ."
            )

    def _answer(self, delivery: Delivery, result: SubmissionResult) -> None:
        written = answer(delivery, result, self.make_workbook)
        place = f" → {printable(str(written.relative_to(home())))}" if written else ""
        self.tell(f"{result.file}: {result.message}{place}")

    def _after_each(self, _done: int, _count: int, result: SubmissionResult) -> None:
        self.taken += 1
        if not result.is_recorded:
            self.tell(f"{result.file}: {result.message}")
        if self.stop.is_set():
            raise _StopAskedError

    def _tell_of_others(self) -> None:
        """Say once of links and closed folders that they are passed over."""
        for folder, folders, names in os.walk(inbox_dir(), onerror=self._tell_closed):
            for name in (*folders, *names):
                path = Path(folder) / name
                if path.is_symlink() and path not in self._passed:
                    self._passed.add(path)
                    self.tell(f"Bỏ qua liên kết (symlink) {_place(path)}: hãy chép chính tệp vào.")

    def _tell_closed(self, error: OSError) -> None:
        path = Path(error.filename)
        if path not in self._passed:
            self._passed.add(path)
            self.tell(f"Không có quyền mở thư mục {_place(path)}; các tệp trong đó phải chờ.")


def _place(path: Path) -> str:
    return printable(str(path.relative_to(inbox_dir())))


def _sentence(error: BaseException) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror or error} ({printable(str(error.filename or home()))})"
    return str(error)
