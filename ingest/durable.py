"""The few steps that make a change to the disk survive a kill or a power cut.

A file or folder appears under its final name whole or not at all: it is written under another
name, flushed to the disk, then renamed. The steps are kept here so that every writer uses the
same ones and the tests can kill the process at each of them.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK_WAIT_SECONDS = 300.0


class IntakeBusyError(RuntimeError):
    """Another process has been taking files in for longer than we are willing to wait."""


def flush_file(path: Path) -> None:
    """Flush a finished file's content to the disk."""
    _flush(path, os.O_RDONLY)


def flush_folder(path: Path) -> None:
    """Flush a folder's entries (names made, renamed or removed in it) to the disk."""
    _flush(path, os.O_RDONLY | os.O_DIRECTORY)


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_in_place(made: Path, final: Path) -> None:
    """Give a flushed file or folder its final name, in one step that lasts."""
    os.replace(made, final)
    flush_folder(final.parent)


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a small file so that a reader finds the old content or the new, never a part."""
    made = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    put_in_place(made, path)


@contextmanager
def only_one(lock_file: Path, wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[None]:
    """Hold a lock between processes; the kernel drops it when its holder dies, however it dies.

    Args:
        lock_file: file to lock; made when missing, never removed.
        wait_seconds: how long to wait for the present holder.

    Raises:
        IntakeBusyError: the lock was not free in time; the message is for the user.
    """
    descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + wait_seconds
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                raise IntakeBusyError(
                    "Một tiến trình khác đang tiếp nhận tệp quá lâu. Hãy chờ tiến trình đó xong "
                    "rồi chạy lại; các tệp đang chờ vẫn còn nguyên."
                )
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
