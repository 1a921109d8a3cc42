"""One look at the inbox by the sensor: which files are whole, and what came in by other ways.

The same judgement as `qhld watch` makes (`ingest/submissions/half_copied.py`); what a file looked
like the time before is kept in the sensor's cursor, since a sensor may run in another process each
time. No dagster in here.
"""

import hashlib
import json
from dataclasses import dataclass

from ingest.home import inbox_dir
from ingest.ledgers.ledger import open_ledger
from ingest.submissions.half_copied import HalfCopied
from ingest.submissions.inbox import waiting
from ingest.submissions.watch_inbox import settle_seconds


@dataclass(frozen=True, slots=True)
class InboxLook:
    """What a look has found.

    Attributes:
        files: whole files, by their place in the inbox, in the order in which they are taken in.
        waiting: place -> why the file must wait, in Vietnamese.
        came_otherwise: loads came or went since the last look without a refresh of the sensor's
            (`qhld watch`, `qhld submit`, a withdrawal).
        cursor: to be handed to the next look.
        key: the same for the same files in the same state.
    """

    files: list[str]
    waiting: dict[str, str]
    came_otherwise: bool
    cursor: str
    key: str


def look(cursor: str | None) -> InboxLook:
    """Look at the inbox and the ledger.

    Args:
        cursor: what the last look gave; None at the first, which finds no file whole.
    """
    before = json.loads(cursor) if cursor else {"seen": {}, "ledger": None}
    copies = HalfCopied(settle_seconds())
    copies.remember(before["seen"])
    deliveries = waiting()
    states = copies.look([delivery.path for delivery in deliveries])
    places = {
        delivery.path: delivery.path.relative_to(inbox_dir()).as_posix()
        for delivery in deliveries
        if delivery.path in states
    }
    files = [place for path, place in places.items() if states[path] is None]
    seen = copies.remembered()
    looks = [[str(path), seen[str(path)]] for path, place in places.items() if place in files]
    ledger = _ledger_state()
    return InboxLook(
        files,
        {place: states[path] for path, place in places.items() if states[path]},
        before["ledger"] not in (None, ledger),
        json.dumps({"seen": seen, "ledger": ledger}),
        hashlib.sha256(json.dumps([looks, ledger]).encode()).hexdigest()[:16],
    )


def _ledger_state() -> str:
    """What changes whenever other rows count."""
    with open_ledger() as book:
        counts = [
            book.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("loads", "withdrawals", "partial_acceptances")
        ]
    return ":".join(map(str, counts))
