"""What waits for a decision, as ``qhld`` tells it: kept until the ledger or the release changes.

A page asks for the same thing several times over, and most visits find nothing new; a child
process for each would let people wait for a second and more.
"""

import json
import threading
from pathlib import Path

from dashboards.app.submitting import command
from dashboards.app.viewer import Viewer
from dashboards.release_reader import find_home

NAMES = ("names", "list", "--json")
QUARTERS = ("release", "status", "--json")
_locks = {question: threading.Lock() for question in (NAMES, QUARTERS)}
_kept: dict[tuple[Path, tuple[str, ...]], tuple[tuple, list[dict]]] = {}


class NotAnsweredError(Exception):
    """The command did not answer; the message is its own, in Vietnamese."""


def waiting_names(viewer: Viewer, home: Path | None) -> list[dict]:
    """Return the names that hold files up (``qhld names list --json``).

    Args:
        viewer: who asks; the right to do so was looked up.
        home: root of all state.

    Raises:
        NotAnsweredError: the command failed.
    """
    return _ask(NAMES, viewer, find_home(home).resolve())


def quarters(viewer: Viewer, home: Path | None) -> list[dict]:
    """Return how each quarter stands: warnings, proposals (``qhld release status --json``).

    Args:
        viewer: who asks; the right to do so was looked up.
        home: root of all state.

    Returns:
        Newest first; none before the first release.

    Raises:
        NotAnsweredError: the command failed.
    """
    root = find_home(home).resolve()
    if not (root / "releases" / "current").exists():
        return []
    return _ask(QUARTERS, viewer, root)


def _ask(question: tuple[str, ...], viewer: Viewer, home: Path) -> list[dict]:
    with _locks[question]:  # who asks meanwhile waits for the answer that is on its way
        # taken before the question: what changes afterwards makes another mark
        mark = _mark(home)
        known = _kept.get((home, question))
        if known and known[0] == mark:
            return known[1]
        ended = command.run(list(question), viewer, home)
        if ended.code != 0:
            raise NotAnsweredError(ended.errors.strip() or command.NOT_ANSWERED)
        answer = json.loads(ended.text)
        _kept[home, question] = (mark, answer)
        return answer


def _mark(home: Path) -> tuple:
    """What tells one state of ledger and release from another."""
    files = (home / "ledger.sqlite", home / "ledger.sqlite-wal")
    return (
        (home / "releases" / "current").resolve(),
        *((stat.st_ino, stat.st_size, stat.st_mtime_ns) for stat in map(_stat, files) if stat),
    )


def _stat(path: Path):
    try:
        return path.stat()
    except FileNotFoundError:
        return None
