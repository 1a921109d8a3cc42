"""Whether a file in the inbox is whole, or still being copied or written.

Nothing tells for certain that a copy has ended. A file counts as whole when it looked the same
twice with some time between, can be opened, is not locked by an office program, and, being a
workbook, .ods or .zip, has the record that ends every such package. After a long time without any
change it is taken as it is, and refused by the reader for what is wrong with it.
"""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from ingest.submissions.submission import printable

JUST_SEEN = "mới thấy lần đầu"
_END_RECORD = b"PK\x05\x06"
_END_BYTES = 22 + 65_535  # the record with the longest comment it may carry


@dataclass(slots=True)
class HalfCopied:
    """Remembers how files looked, to tell which are whole now.

    Attributes:
        settle_seconds: time without change after which a file is taken as it is.
    """

    settle_seconds: float
    _seen: dict[Path, tuple[int, int, int, int]] = field(default_factory=dict)

    def remembered(self) -> dict[str, list[int]]:
        """How the files looked, for whoever cannot keep this object until the next look."""
        return {str(path): list(looks) for path, looks in self._seen.items()}

    def remember(self, seen: dict[str, list[int]]) -> None:
        """Go on from what `remembered` gave after an earlier look."""
        self._seen = {Path(path): tuple(looks) for path, looks in seen.items()}

    def look(self, paths: list[Path]) -> dict[Path, str | None]:
        """Look at files once more.

        Args:
            paths: files that are there; those no longer named are forgotten.

        Returns:
            By path, why the file must wait (in Vietnamese), or None when it is whole; files that
            went away meanwhile are left out.
        """
        before, self._seen = self._seen, {}
        found: dict[Path, str | None] = {}
        for path in paths:
            try:
                state = path.stat()
            except OSError:
                continue
            looks = state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
            self._seen[path] = looks
            idle = time.time() - max(state.st_mtime, state.st_ctime)
            if path not in before:
                found[path] = JUST_SEEN
            elif before[path] != looks:
                found[path] = "đang thay đổi (có thể đang được chép)"
            elif not os.access(path, os.R_OK):
                found[path] = "không có quyền đọc tệp; hãy cấp quyền đọc cho tài khoản đang chạy"
            elif idle < self.settle_seconds:
                found[path] = _reason(path, state.st_size)
            else:
                found[path] = None
        return found


def _reason(path: Path, size: int) -> str | None:
    """Why a file that changed not long ago must wait; None when nothing speaks against it."""
    if size == 0:
        return "tệp còn rỗng"
    if lock := _lock_of(path):
        return f"đang mở trong chương trình khác ({printable(lock.name)})"
    return None if _has_end(path) else "chép chưa xong (gói nén chưa có phần cuối)"


def _lock_of(path: Path) -> Path | None:
    """The lock that Excel or LibreOffice lays beside a file that is open."""
    name = path.name
    for lock in (f"~${name}", f"~${name[2:]}", f".~lock.{name}#"):
        if path.with_name(lock).exists():
            return path.with_name(lock)
    return None


def _has_end(path: Path) -> bool:
    """Whether a package ends as it must; true for files of other kinds and unreadable ones."""
    try:
        with path.open("rb") as stream:
            if stream.read(4) != b"PK\x03\x04":
                return True
            stream.seek(0, os.SEEK_END)
            stream.seek(max(0, stream.tell() - _END_BYTES))
            return _END_RECORD in stream.read()
    except OSError:
        return True
