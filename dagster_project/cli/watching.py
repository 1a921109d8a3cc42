"""`qhld watch`: take in what is dropped into the inbox, until asked to stop."""

import os
import signal
import threading
from datetime import datetime
from zoneinfo import ZoneInfo

import typer

from dagster_project.user_error import UserError

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def watch_inbox(*, once: bool) -> int:
    """Watch the inbox; SIGTERM and Ctrl-C end it after the file at hand.

    Args:
        once: one round only.

    Returns:
        0.

    Raises:
        UserError: another watch of the same home is running.
    """
    from ingest.answers.mark_copies import CopyMarker
    from ingest.durable import IntakeBusyError, only_one
    from ingest.home import home, inbox_dir
    from ingest.reader_pool import ReaderPool
    from ingest.submissions.watch_inbox import InboxWatch, interval_seconds

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    interval = interval_seconds()
    if not once:
        _tell(f"Trực hộp thư đến {inbox_dir()} mỗi {interval:g} giây; Ctrl-C để dừng.")
    try:
        with (
            only_one(home() / "watch.lock", wait_seconds=0),
            ReaderPool(os.cpu_count() or 1, as_columns=True) as pool,
            CopyMarker() as marker,
        ):
            watch = InboxWatch(pool, _tell, stop, marker.masked_copy)
            watch.run(once=once)
    except IntakeBusyError:
        raise UserError("Một lệnh qhld watch khác đang trực hộp thư đến này.") from None
    _tell(f"Đã dừng; đã xử lý {watch.taken} tệp." if watch.taken else "Đã dừng.")
    return 0


def _tell(line: str) -> None:
    typer.echo(f"{datetime.now(_LOCAL):%Y-%m-%d %H:%M:%S} {line}")
