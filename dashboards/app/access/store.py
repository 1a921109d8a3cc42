"""The file of users and of what they did: SQLite in WAL mode, migrated when it is opened."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dashboards.app.format_vi import HANOI
from dashboards.release_reader import find_home

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_SECONDS = 15
_ready: set[tuple[Path, int]] = set()


def now() -> str:
    """Wall time in Lào Cai, to the second, as it is written to the file."""
    return datetime.now(HANOI).replace(tzinfo=None, microsecond=0).isoformat()


@contextmanager
def open_store(home: Path | None = None) -> Iterator[sqlite3.Connection]:
    """Open the file, made (readable by the service user only) or migrated when needed.

    Args:
        home: root of all state (default: ``QHLD_HOME``).

    Yields:
        A connection in autocommit mode whose rows have names.

    Raises:
        sqlite3.DatabaseError: a newer version of the product wrote the file, or it is damaged.
    """
    path = find_home(home) / "access.sqlite"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    store = sqlite3.connect(path, isolation_level=None, timeout=WAIT_SECONDS)
    try:
        store.row_factory = sqlite3.Row
        mark = (path, path.stat().st_ino)
        if mark not in _ready:
            store.execute("pragma journal_mode = wal")
            _migrate(store)
            _ready.add(mark)
        store.execute("pragma synchronous = full")
        yield store
    finally:
        store.close()


def _migrate(store: sqlite3.Connection) -> None:
    """Bring the tables up to date; all steps or none."""
    steps = sorted(MIGRATIONS.glob("*.sql"))
    if store.execute("pragma user_version").fetchone()[0] == len(steps):
        return
    store.execute("begin immediate")
    try:
        version = store.execute("pragma user_version").fetchone()[0]
        if version > len(steps):
            raise sqlite3.DatabaseError("access.sqlite was written by a newer version")
        for step in steps[version:]:
            for statement in _statements(step.read_text(encoding="utf-8")):
                store.execute(statement)
        store.execute(f"pragma user_version = {len(steps)}")
    except BaseException:
        store.execute("rollback")
        raise
    store.execute("commit")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; ``executescript`` would commit our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def session_key(home: Path | None = None) -> bytes:
    """Return the key that signs sessions, made at first use and shared by all workers.

    Args:
        home: root of all state (default: ``QHLD_HOME``).
    """
    path = find_home(home) / "session.key"
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".session.key.{os.getpid()}.tmp")
    if not path.exists():
        made.touch(mode=0o600)
        made.write_bytes(secrets.token_bytes(32))
        try:
            os.link(made, path)  # the first of several workers wins
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_bytes()
