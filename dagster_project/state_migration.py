"""Bring the state of an older version of the product to what this version reads.

The ledger and the file of users are migrated whenever they are opened; an upgrade does it at once,
while nobody works, so that a failure is seen then. Releases are never rewritten: readers know the
layouts of all versions.
"""

from dataclasses import dataclass
from pathlib import Path

from dagster_project.user_error import UserError
from dashboards.app.access.store import MIGRATIONS as ACCESS_MIGRATIONS
from dashboards.app.access.store import open_store
from ingest.home import home
from ingest.ledgers.ledger import MIGRATIONS as LEDGER_MIGRATIONS
from ingest.ledgers.ledger import open_ledger


@dataclass(frozen=True)
class Migrated:
    """One file of the state.

    Attributes:
        name: file name under `QHLD_HOME`.
        before: version of its tables that was found; None when the file was not there.
        after: version that it now has; None when it still is not there.
    """

    name: str
    before: int | None
    after: int | None


def migrate() -> list[Migrated]:
    """Migrate what is there; what is not there is left to be made when it is needed.

    Raises:
        UserError: `QHLD_HOME` does not exist.
        LedgerError, sqlite3.DatabaseError: a file is damaged or a newer version wrote it.
    """
    root = home()
    if not root.is_dir():
        raise UserError(f"Không có thư mục {root}; kiểm tra biến QHLD_HOME.")
    return [
        _migrate(root / "ledger.sqlite", open_ledger, len(list(LEDGER_MIGRATIONS.glob("*.sql")))),
        _migrate(root / "access.sqlite", open_store, len(list(ACCESS_MIGRATIONS.glob("*.sql")))),
    ]


def _migrate(path: Path, opened, newest: int) -> Migrated:
    if not path.exists():
        return Migrated(path.name, None, None)
    before = _version(path)
    with opened():
        return Migrated(path.name, before, newest)


def _version(path: Path) -> int:
    """Version of the tables, read from the header of the file (user_version, bytes 60 to 63).

    Opening the file with a library would already take part in its write-ahead log.
    """
    with path.open("rb") as stream:
        return int.from_bytes(stream.read(64)[60:64], "big")
