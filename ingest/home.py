"""Where the state of the product lives: one root, ``QHLD_HOME``, and the folders under it.

Every path is asked for by a function, never kept in a constant, so that a test or a service
that sets ``QHLD_HOME`` after this module was imported is obeyed. Folders are made when they are
first asked for. What holds personal data or the ledger is readable by the service user only.
"""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
PRIVATE = 0o700


def home() -> Path:
    """The root of all state: ``QHLD_HOME``, or ``data/`` of the checkout."""
    return Path(os.environ.get("QHLD_HOME") or CHECKOUT / "data").expanduser().absolute()


def _folder(path: Path, mode: int = 0o755) -> Path:
    """Make a folder that is missing; an existing one keeps the mode its owner gave it."""
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
    return path


def inbox_dir() -> Path:
    """Files that wait to be taken in."""
    return _folder(home() / "inbox", PRIVATE)


def archive_dir() -> Path:
    """Files as received, encrypted; only the service user may look inside."""
    return _folder(home() / "archive", PRIVATE)


def archive_key_path() -> Path:
    """The key of the archive; ``QHLD_ARCHIVE_KEY_FILE`` keeps it (and its backup) elsewhere."""
    return Path(os.environ.get("QHLD_ARCHIVE_KEY_FILE") or home() / "archive.key").expanduser()


def lake_dir() -> Path:
    """The Parquet lake."""
    return _folder(home() / "lake")


def loads_dir() -> Path:
    """Finished loads, one folder each; nothing unfinished is ever in here."""
    return _folder(lake_dir() / "loads")


def building_dir() -> Path:
    """Loads that are being written: beside ``loads`` so that no reader's glob meets them."""
    return _folder(lake_dir() / "building")


def set_aside_dir() -> Path:
    """Loads the ledger does not know and whose file is not in the archive either."""
    return _folder(lake_dir() / "set_aside")


def ledger_path() -> Path:
    """The ledger (SQLite in WAL mode); its folder exists."""
    return _folder(home()) / "ledger.sqlite"


def intake_lock_path() -> Path:
    """The file whose lock makes intake one process at a time; its folder exists."""
    return _folder(home()) / "intake.lock"


def reread_dir() -> Path:
    """Where archived files lie opened while they are read again; emptied before and after."""
    return _folder(home() / "rereading", PRIVATE)


def reread_lock_path() -> Path:
    """The file whose lock lets one process at a time read archived files again."""
    return _folder(home()) / "reread.lock"


def inbox_lock_path() -> Path:
    """The file whose lock lets one process at a time empty the inbox; its folder exists."""
    return _folder(home()) / "inbox.lock"


def scratch_dir() -> Path:
    """Parts of a .zip while they are read; nothing stays in here.

    What the dashboards keep in ``scratch`` for a day, uploads between check and submission, lies
    beside it and not in it.
    """
    return _folder(_folder(home() / "scratch", PRIVATE) / "zip", PRIVATE)


def outbox_dir() -> Path:
    """What goes back to the agencies."""
    return _folder(home() / "outbox", PRIVATE)


def schedule_dir() -> Path:
    """What the daily tick has done, and how the last refresh ended."""
    return _folder(home() / "schedule")


def logs_dir() -> Path:
    """Logs."""
    return _folder(home() / "logs")


def warehouse_dir() -> Path:
    """The private side of the warehouse."""
    return _folder(home() / "warehouse")


def builds_dir() -> Path:
    """dbt builds, each a private folder until its release."""
    return _folder(warehouse_dir() / "builds")


def releases_dir() -> Path:
    """Published releases and the ``current`` pointer."""
    return _folder(home() / "releases")


def published_dir() -> Path:
    """The journal of published values, kept when the files of a release are removed."""
    return _folder(home() / "published")


def geo_dir() -> Path:
    """The province's own boundaries, for maps, once `qhld geo install` has checked them."""
    return _folder(home() / "geo")
