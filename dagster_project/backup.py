"""The whole state as one file or folder, and back into a new root: `qhld backup`, `qhld restore`.

    backup.json     what is in it: files with size and SHA-256, folders with their mode, links
    state/…         QHLD_HOME as it was at one moment, the ledger as SQLite's own backup

Left out: what can be made again (warehouse, Dagster's runs, logs), locks, and the key of the
archive, which belongs elsewhere: who holds both can read the files as received. Whatever else lies
in QHLD_HOME is taken along, so that nothing that is added to the product is forgotten here.
A backup gets its name when it is whole; a root that was restored appears when everything in it has
been compared with its hash.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from dagster_project import release
from dagster_project.refresh import only_refresh
from dagster_project.user_error import UserError
from ingest.durable import flush_file, flush_folder, only_one, put_in_place
from ingest.home import (
    archive_key_path,
    home,
    inbox_lock_path,
    intake_lock_path,
    ledger_path,
    reread_lock_path,
)
from ingest.ledgers import ledger

CONTENTS, STATE, FORMAT = "backup.json", "state", 1
_LEFT_OUT = {
    "dagster",
    "warehouse",
    "logs",
    "scratch",
    "rereading",
    "sample_workbooks",
    "session.key",
}
USERS = "access.sqlite"  # users and audit log of the dashboards
_UNFINISHED = (".making-", ".gone-")
_PIECE = 1 << 20


@dataclass(frozen=True)
class Backup:
    """What a backup holds.

    Attributes:
        files: number of files.
        size: bytes.
        release_id: the release in force, None when there is none.
        skipped: links that were left out.
    """

    files: int
    size: int
    release_id: str | None
    skipped: list[str]


class _Sink(Protocol):
    """Where a backup is written."""

    def add(self, name: str, stream: BinaryIO, size: int, mode: int, changed: float) -> None:
        """Write one file with its mode and the time of its last change."""

    def close(self) -> None:
        """Bring everything to the disk."""


class _Folder:
    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(mode=0o700)

    def add(self, name: str, stream: BinaryIO, size: int, mode: int, changed: float) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as target:
            shutil.copyfileobj(stream, target, _PIECE)
        path.chmod(mode)
        os.utime(path, (changed, changed))
        flush_file(path)

    def close(self) -> None:
        for folder in {path.parent for path in self.root.rglob("*")}:
            flush_folder(folder)


class _Tar:
    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch(mode=0o600)
        self.tar = tarfile.open(path, "w")  # noqa: SIM115

    def add(self, name: str, stream: BinaryIO, size: int, mode: int, changed: float) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, mode, changed
        self.tar.addfile(info, stream)

    def close(self) -> None:
        self.tar.close()
        flush_file(self.path)


class _Hashing(io.RawIOBase):
    """A stream that hashes what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.digest, self.size = stream, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self.digest.update(piece)
        self.size += len(piece)
        return piece


@contextmanager
def _nobody_writes() -> Iterator[None]:
    """Keep refreshes, intake and readings out while the state is copied."""
    with ExitStack() as held:
        held.enter_context(only_refresh())
        for lock in (reread_lock_path(), inbox_lock_path(), intake_lock_path()):
            held.enter_context(only_one(lock))
        release.recover()
        yield


def back_up(target: Path) -> Backup:
    """Copy the whole state.

    Args:
        target: file ending in `.tar`, or folder; must not exist, nor lie in QHLD_HOME.

    Raises:
        UserError: the target cannot be used.
        RefreshBusyError, IntakeBusyError: something is being written at this moment.
    """
    target = target.absolute()
    if target.exists():
        raise UserError(f"{target} đã có; hãy chọn tên khác, không ghi đè bản sao lưu.", 64)
    if home() in (target, *target.parents):
        raise UserError(f"Bản sao lưu phải nằm ngoài {home()}, tốt nhất ở máy hoặc ổ khác.", 64)
    if not target.parent.is_dir():
        raise UserError(f"Không có thư mục {target.parent}.", 64)
    made = target.with_name(f".{target.name}.part")
    _discard(made)
    with _nobody_writes():
        sink: _Sink = _Tar(made) if target.suffix == ".tar" else _Folder(made)
        done = _copy(sink, made.with_name(f"{made.name}.ledger"))
    put_in_place(made, target)
    return done


def _copy(sink: _Sink, ledger_copy: Path) -> Backup:
    files, folders, links, skipped = {}, {}, {}, []
    try:
        for path, name in _state():
            if path.is_symlink():
                if name == "releases/current":
                    links[name] = str(path.readlink())
                else:
                    skipped.append(name)
            elif path.is_dir():
                folders[name] = path.stat().st_mode & 0o777
            else:
                files[name] = _add(sink, name, path)
        _copy_ledger(ledger_copy)
        files["ledger.sqlite"] = _add(sink, "ledger.sqlite", ledger_copy)
        if (users := home() / USERS).is_file():
            _discard(ledger_copy)
            _copy_database(users, ledger_copy)
            files[USERS] = _add(sink, USERS, ledger_copy)
    finally:
        _discard(ledger_copy)
    contents = {
        "format": FORMAT,
        "made_at": ledger.now().isoformat(),
        "release_id": release.current_id(),
        "links": links,
        "folders": folders,
        "files": files,
    }
    text = json.dumps(contents, ensure_ascii=False, indent=1).encode()
    sink.add(CONTENTS, io.BytesIO(text), len(text), 0o600, time.time())
    sink.close()
    size = sum(one["size"] for one in files.values())
    return Backup(len(files), size, contents["release_id"], skipped)


def _state() -> Iterator[tuple[Path, str]]:
    """Everything that belongs to the state but the ledger, with its name below the root."""
    keys = {archive_key_path().absolute(), home() / "archive.key"}
    for top in sorted(home().iterdir()):
        if top.name in _LEFT_OUT or top.name.startswith(("ledger.sqlite", USERS)):
            continue
        if top.suffix == ".lock":
            continue
        below = sorted(top.rglob("*")) if top.is_dir() and not top.is_symlink() else []
        for path in (top, *below):
            name = path.relative_to(home()).as_posix()
            parts = name.split("/")
            hidden = any(part.startswith(_UNFINISHED) for part in parts)
            unfinished = hidden or (parts[-1].startswith(".") and parts[-1].endswith(".tmp"))
            is_building = name.startswith("lake/building/")
            if path not in keys and not unfinished and not is_building:
                yield path, name


def _add(sink: _Sink, name: str, path: Path) -> dict:
    with path.open("rb") as stream:
        hashing, state = _Hashing(stream), os.fstat(stream.fileno())
        mode = state.st_mode & 0o777
        sink.add(f"{STATE}/{name}", hashing, state.st_size, mode, state.st_mtime)
    return {"size": hashing.size, "sha256": hashing.digest.hexdigest()}


def _copy_ledger(target: Path) -> None:
    """The ledger at one moment, whoever has it open."""
    _discard(target)
    with (
        ledger.open_ledger() as book,
        closing(sqlite3.connect(target)) as copy,
    ):
        book.backup(copy)
    target.chmod(ledger_path().stat().st_mode & 0o777)


def _copy_database(source: Path, target: Path) -> None:
    """A database of another part of the product at one moment, whoever has it open."""
    with closing(sqlite3.connect(source)) as book, closing(sqlite3.connect(target)) as copy:
        book.backup(copy)
    target.chmod(source.stat().st_mode & 0o777)


def _discard(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def read_backup(source: Path) -> Iterator[tuple[str, BinaryIO, int, float]]:
    """The files of a backup: name below it, content, mode, time of the last change.

    Raises:
        UserError: there is no backup, or it cannot be read.
    """
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.is_file() and not path.is_symlink():
                state = path.stat()
                with path.open("rb") as stream:
                    yield path.relative_to(source).as_posix(), stream, state.st_mode, state.st_mtime
        return
    try:
        with tarfile.open(source, "r:") as tar:
            for info in tar:
                if info.isreg():
                    yield info.name, tar.extractfile(info), info.mode, info.mtime
    except (OSError, tarfile.TarError) as error:
        raise UserError(
            f"Không đọc được bản sao lưu {source}: không phải tệp .tar do qhld backup tạo, hoặc "
            f"tệp bị cắt, hỏng. Hãy chọn bản sao lưu khác. Mô tả lỗi: {error}"
        ) from error


def is_plain_name(name: str) -> bool:
    """Whether a name stays below the folder it is written into."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and str(path) == name
