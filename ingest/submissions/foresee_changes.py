"""What a checked file would change if it were handed in now; nothing is written.

Loads the rest of the intake only where there is something to compare with: `qhld check` starts
fast on a machine without a ledger.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.home import home

if TYPE_CHECKING:
    import sqlite3

    from ingest.submissions.compare_standing import Changes
    from ingest.submissions.judge_file import Judged


def foresee_changes(
    path: Path, check: dict[str, Any], *, agency: str | None = None, period: str | None = None
) -> dict[str, Any]:
    """What a file would change of what stands.

    Args:
        path: the file.
        check: what the reader said of it, with rows.
        agency: sender as stated.
        period: quarter as stated.

    Returns:
        ``changes`` of the check result; says why when nothing can be said.
    """
    if check["outcome"] == "refused":
        return unknown_changes("tệp không đọc được")
    if not (home() / "ledger.sqlite").exists():
        return unknown_changes("trên máy này chưa có sổ tiếp nhận để so sánh")
    import sqlite3

    from ingest.ledgers import ledger
    from ingest.submissions.judge_file import judge_file
    from ingest.submissions.submission import Delivery

    try:
        with ledger.open_ledger() as book:
            judged = judge_file(Delivery(path, agency=agency, period=period), check, book)
            return _described(judged, book)
    except (sqlite3.Error, ledger.LedgerError):
        return unknown_changes("không đọc được sổ tiếp nhận ledger.sqlite")


def unknown_changes(reason: str) -> dict[str, Any]:
    """The answer where nothing can be said.

    Args:
        reason: why, a Vietnamese sentence without a full stop.
    """
    counts = dict.fromkeys(("figures", "texts", "rows_added", "rows_removed"), 0)
    flags = dict.fromkeys(("is_first", "needs_replacement", "is_held_up"), False)
    return {"is_known": False, "reason": reason, **flags, **counts, "overlaps": [], "items": []}


def _described(judged: "Judged", book: "sqlite3.Connection") -> dict[str, Any]:
    from ingest.submissions.describe_changes import describe

    if judged.agency is None:
        return unknown_changes("không biết đơn vị nào gửi tệp (hãy nêu bằng --agency)")
    if not any(one.coverage for one in judged.judgements):
        return unknown_changes("không đọc được số liệu nào có xã, phường và quý để so sánh")
    return describe(changes_of_file(judged, book), judged)


def changes_of_file(
    judged: "Judged", book: "sqlite3.Connection", *, only_accepted: bool = False
) -> "Changes":
    """What a judged file changes of what stands.

    Args:
        judged: the file; its sender is known.
        book: open ledger, in which the file is not recorded yet.
        only_accepted: leave out tables that are sent back.
    """
    from ingest.submissions.compare_standing import changes_of
    from ingest.submissions.judge_file import is_correction, is_replacement

    assert judged.agency
    said = judged.delivery, judged.check
    tables = [one for one in judged.judgements if not only_accepted or one.status == "accepted"]
    return changes_of(
        tables,
        judged.agency,
        book,
        is_whole=is_replacement(*said) or is_correction(*said),
        receipt=judged.receipt,
    )
