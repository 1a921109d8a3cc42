"""What of the product's own state is over, and removing it: `qhld gc`.

Never removed: what counts or may count again, the journal of publications, and releases that
something cites (`release_citations`). Removing is safe to kill: a release is renamed out of sight
first, every other file goes by itself, and what is to go is in the ledger before it goes.
"""

import shutil
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import yaml

from dagster_project import release
from dagster_project.briefing_drafts import drafts_of
from dagster_project.release_citations import cited_releases
from dagster_project.release_content import RELEASE_FILE
from dagster_project.release_journal import CELLS, entries
from dagster_project.user_error import UserError
from ingest.archives.access import Actor
from ingest.connect_duckdb import connect
from ingest.home import home, loads_dir, logs_dir, outbox_dir, releases_dir, set_aside_dir
from ingest.ledgers import ledger

_DEFAULTS = Path(__file__).with_name("retention.yml")
KINDS = {
    "release": "bản công bố",
    "load": "các dòng của lần nạp đã thu hồi",
    "set_aside": "lần nạp để riêng",
    "outbox": "tệp trong hộp thư đi",
    "log": "nhật ký",
}


@dataclass(frozen=True)
class Garbage:
    """Something whose time is over.

    Attributes:
        kind: key of KINDS.
        name: what it is called.
        paths: what is removed.
        size: bytes.
    """

    kind: str
    name: str
    paths: list[Path] = field(default_factory=list)
    size: int = 0


def settings() -> dict[str, int]:
    """Numbers of days and releases, as configured.

    Raises:
        UserError: the configuration cannot be used.
    """
    numbers: dict[str, int] = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))["state"]
    path = home() / "retention.yml"
    if path.exists():
        try:
            own = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("state") or {}
            unknown = set(own) - set(numbers)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError) as error:
            raise UserError(f"Không đọc được mục state của {path}.") from error
        if unknown:
            raise UserError(f"{path}: không có mục {', '.join(sorted(map(str, unknown)))}.")
        numbers |= own
    wrong = [name for name, count in numbers.items() if type(count) is not int or count < 0]
    if wrong:
        raise UserError(f"{', '.join(wrong)} trong {path} phải là số nguyên, từ 0 trở lên.")
    return numbers


def find_garbage(now: datetime) -> list[Garbage]:
    """Everything whose time is over. Call with the refresh lock and the intake lock held.

    Args:
        now: wall time in Lào Cai.

    Raises:
        UserError: the configuration cannot be used, or a release cannot be read.
    """
    numbers = settings()
    with ledger.open_ledger() as book:
        return [
            *_releases(book, now, numbers),
            *_withdrawn_loads(book, now - timedelta(days=numbers["withdrawn_loads_days"])),
            *_folders("set_aside", set_aside_dir(), now, numbers["set_aside_days"]),
            *_files("outbox", outbox_dir(), now, numbers["outbox_days"]),
            *_files("log", logs_dir(), now, numbers["logs_days"]),
        ]


def _releases(book: sqlite3.Connection, now: datetime, numbers: dict[str, int]) -> list[Garbage]:
    manifests = release.list_releases()
    kept = set(cited_releases(book))
    if numbers["releases_newest"]:
        kept |= {one["release_id"] for one in manifests[-numbers["releases_newest"] :]}
    in_journal = {entry.release_id for entry in entries()}
    before = now - timedelta(days=numbers["releases_days"])
    found = []
    for manifest in manifests:
        name = manifest["release_id"]
        made = ledger.wall_time(datetime.fromisoformat(manifest["created_at"]))
        if name in in_journal - kept and made < before:
            paths = [releases_dir() / name, *drafts_of(name)]
            found.append(Garbage("release", name, paths, sum(map(_size, paths))))
    return found


def _withdrawn_loads(book: sqlite3.Connection, before: datetime) -> list[Garbage]:
    """Rows of loads that a person took out of the count, unless a release or revision cites them.

    A load that was replaced or read again stays: it counts again when what took its place is
    withdrawn.
    """
    over = [
        row[0]
        for row in book.execute(
            "select load_id from withdrawals where withdrawn_at < ? order by load_id",
            (before.isoformat(),),
        )
    ]
    if not over:
        return []
    cited = _cited_loads()
    found = []
    for load_id in over:
        files = sorted((loads_dir() / load_id).glob("*.parquet"))
        if files and load_id not in cited:
            found.append(Garbage("load", load_id, files, sum(map(_size, files))))
    return found


def _cited_loads() -> set[str]:
    """Loads whose cells are in a release that is there, or in the journal."""
    queries = [
        (str(entry.path / CELLS), "SELECT DISTINCT load_id FROM read_parquet(?)")
        for entry in entries()
    ]
    loads: set[str] = set()
    try:
        with connect() as connection:
            for path, query in queries:
                loads |= {row[0] for row in connection.execute(query, [path]).fetchall()}
        for manifest in release.list_releases():
            path = releases_dir() / manifest["release_id"] / RELEASE_FILE
            with connect(path, read_only=True) as connection:
                rows = connection.execute("SELECT DISTINCT load_id FROM marts.fct_kpi_cells")
                loads |= {row[0] for row in rows.fetchall()}
    except duckdb.Error as error:
        raise UserError(
            f"Không đọc được {path} nên không biết lần nạp nào còn được dùng; chưa xoá gì. Hãy "
            "khôi phục từ bản sao lưu rồi chạy lại."
        ) from error
    return loads


def _folders(kind: str, root: Path, now: datetime, days: int) -> list[Garbage]:
    return [
        Garbage(kind, path.name, [path], _size(path))
        for path in sorted(root.iterdir())
        if _changed(path) < now - timedelta(days=days)
    ]


def _files(kind: str, root: Path, now: datetime, days: int) -> list[Garbage]:
    """The old files below a folder, as one item."""
    old = [
        path
        for path in sorted(root.rglob("*"))
        if path.is_file() and _changed(path) < now - timedelta(days=days)
    ]
    return [Garbage(kind, f"{len(old)} tệp", old, sum(map(_size, old)))] if old else []


def _changed(path: Path) -> datetime:
    return ledger.wall_time(datetime.fromtimestamp(path.lstat().st_mtime, tz=ledger.LOCAL))


def _size(path: Path) -> int:
    if path.is_dir():
        return sum(part.lstat().st_size for part in path.rglob("*") if part.is_file())
    return path.lstat().st_size


def collect(found: list[Garbage], actor: Actor) -> None:
    """Remove what `find_garbage` found, under the same locks."""
    rows = [
        {
            "kind": one.kind,
            "name": one.name,
            "bytes": one.size,
            "collected_at": ledger.now().isoformat(),
            "collected_by": actor.user,
        }
        for one in found
    ]
    with ledger.open_ledger() as book, ledger.transaction(book):
        ledger.insert(book, "collections", *rows)
    for one in found:
        if one.kind == "release":
            release.remove(one.name)
            for drafts in drafts_of(one.name):
                shutil.rmtree(drafts)
        for path in one.paths if one.kind != "release" else ():
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for root in (outbox_dir(), logs_dir()):
        for folder in sorted((path for path in root.rglob("*") if path.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
