"""Kills a process at its n-th file operation under QHLD_HOME, as a power cut would.

Python reports every file operation to audit hooks, so no product code has to know of this. An
operation that only looks counts too: what comes before it has happened, what comes after has not.
Dagster's own state is left out: it is no part of the product's data.

Run as `python -m tests.killing N qhld-arguments...`; N = 0 never kills. The number of operations
is written to the file named by QHLD_OPERATIONS when the process ends by itself.
"""

import errno
import os
import signal
import sys
from pathlib import Path

_EVENTS = {
    "open",
    "os.chmod",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "sqlite3.connect",
}


class FileOperations:
    """Counts file operations from its making on and kills the process at one of them.

    Args:
        kill_at: number of the operation; 0 never kills.
        below: folder in which operations count; None is QHLD_HOME.

    Attributes:
        count: operations so far.
    """

    def __init__(self, kill_at: int, below: Path | None = None) -> None:
        self.count = 0
        self._kill_at = kill_at
        self._home = os.environ["QHLD_HOME"]
        self._below = str(below or self._home)
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple) -> None:
        if event not in _EVENTS or not isinstance(arguments[0], (str, bytes, os.PathLike)):
            return
        path = os.fsdecode(arguments[0])
        if not path.startswith(self._below) or path.startswith(f"{self._home}/dagster"):
            return
        self.count += 1
        if self.count == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


class DiskFull:
    """Refuses to write under QHLD_HOME from the n-th operation that writes on, as a full disk does.

    What is there can still be read, renamed and removed. What a library writes without telling
    Python (DuckDB, SQLite, polars) is not met; a limit on the size of files meets that.

    Attributes:
        count: operations that write, so far.
    """

    def __init__(self, full_at: int) -> None:
        self.count = 0
        self._full_at = full_at
        self._home = os.environ["QHLD_HOME"]
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple) -> None:
        if event not in ("open", "os.mkdir", "os.symlink"):
            return
        path = arguments[1 if event == "os.symlink" else 0]
        if not isinstance(path, (str, bytes, os.PathLike)):
            return
        if event == "open" and not (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        if os.fsdecode(path).startswith(f"{self._home}/"):
            self.count += 1
            if 0 < self._full_at <= self.count:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), os.fsdecode(path))


def main() -> int:
    """Run one command line of qhld under the counter."""
    from dagster_project.cli.run import run

    operations = FileOperations(int(sys.argv[1]))
    code = run(sys.argv[2:])
    if report := os.environ.get("QHLD_OPERATIONS"):
        Path(report).write_text(str(operations.count), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
