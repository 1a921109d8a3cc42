"""Hand in one file, as `qhld submit` does with many."""

from datetime import datetime
from pathlib import Path
from typing import Any

from ingest.reader_pool import ReaderPool
from ingest.submissions.submission import Delivery, SubmissionResult
from ingest.submissions.submit import store_checked, submit_files


def submit_file(
    path: Path | str,
    *,
    received_at: datetime | None = None,
    check_result: dict[str, Any] | None = None,
    **stated: Any,
) -> SubmissionResult:
    """Hand in a file.

    Args:
        path: the file; it is not removed.
        received_at: when it was received, logged as stated; None takes the clock.
        check_result: what the reader said of these very bytes, with rows, when already known.
        **stated: what else a `Delivery` holds.
    """
    is_stated = received_at is not None
    delivery = Delivery(Path(path), received_at=received_at, is_time_stated=is_stated, **stated)
    if check_result is not None:
        return next(store_checked([(delivery, check_result)]))
    with ReaderPool(1, as_columns=True) as pool:
        return next(submit_files([delivery], pool))
