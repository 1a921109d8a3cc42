"""A pool of reader processes: each file is read within limits of time and memory.

A reader that dies (a native crash, the memory limit) or runs too long is replaced, and its file
gets a finding; the service goes on.
"""

import hashlib
import json
import os
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ingest.answer_lines import decode_answer
from ingest.checks.table_rows import from_wire, public_result
from ingest.messages import finding
from ingest.reader_limits import Limits

_START_SECONDS = 60.0
_END_SECONDS = 5.0
_CHUNK = 1 << 20
_ENVIRONMENT = {
    # looking for pydantic plugins reads the metadata of every installed package at each start
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
    # a thread would set address space aside for itself, which counts against the limit of memory
    "MALLOC_ARENA_MAX": "1",
}


class ReaderStartError(RuntimeError):
    """No reader can be started: a fault of the installation, never of a file."""


class _Reader:
    """One child process."""

    def __init__(self, limits: Limits) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ingest.reader_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=os.environ | limits.to_environment() | _ENVIRONMENT,
            # Ctrl-C is for us alone: a reader that it ended would look like a file's fault.
            process_group=0,
        )
        self.is_ready = False

    def wait_until_ready(self) -> None:
        """Wait for the interpreter's start, which does not count against a file.

        Raises:
            ReaderStartError: it does not start.
        """
        if self.is_ready:
            return
        if isinstance(self._line(_START_SECONDS), str):
            raise ReaderStartError(
                "Không khởi động được trình đọc tệp (xem lỗi ở trên); chưa tệp nào bị từ chối. "
                "Hãy kiểm tra bản cài đặt và các biến QHLD_READER_…"
            )
        self.is_ready = True

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any] | str:
        """The answer, or ``"timeout"`` or ``"crash"``."""
        assert self.process.stdin
        self.wait_until_ready()
        try:
            self.process.stdin.write((json.dumps(request) + "\n").encode())
        except BrokenPipeError:
            return "crash"
        return self._line(seconds)

    def _line(self, seconds: float) -> dict[str, Any] | str:
        assert self.process.stdout
        deadline = time.monotonic() + seconds
        line = bytearray()
        while not line.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                return "timeout"
            chunk = self.process.stdout.read(_CHUNK)
            if not chunk:
                return "crash"
            line += chunk
        return decode_answer(line)

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self.process.poll() is None

    def was_killed(self) -> bool:
        """Whether somebody else ended the process, as a crash of its own does not."""
        try:
            return self.process.wait(_END_SECONDS) in (-signal.SIGKILL, -signal.SIGTERM)
        except subprocess.TimeoutExpired:
            return False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


class ReaderPool:
    """Reads and checks files in child processes; use as a context manager.

    Args:
        size: number of child processes; started when first needed.
        limits: what one file may cost; None takes the configured limits.
        as_columns: give the rows of tables by column (``ingest.checks.table_rows``), for who
            stores them.
    """

    def __init__(
        self, size: int = 1, limits: Limits | None = None, *, as_columns: bool = False
    ) -> None:
        self.size, self.as_columns = size, as_columns
        self.limits = limits or Limits.from_environment()
        self._idle: queue.LifoQueue[_Reader] = queue.LifoQueue()
        self._retired: list[_Reader] = []
        self._all: set[_Reader] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> "ReaderPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all reader processes."""
        self._await_retired()
        with self._lock:
            for reader in self._all:
                reader.end()
            self._all.clear()
            self._idle = queue.LifoQueue()

    def pids(self) -> list[int]:
        """Process ids of the readers that have been started."""
        with self._lock:
            return [reader.process.pid for reader in self._all]

    def check(
        self,
        path: Path | str,
        form: str | None = None,
        period: str | None = None,
        agency: str | None = None,
    ) -> dict[str, Any]:
        """Check one file; thread-safe.

        Args:
            path: the file.
            form: id of the only form to look for.
            period: quarter stated with the file.
            agency: code of the sending office stated with the file.

        Returns:
            The check result of ``ingest.check.check_file``; a reader that died or ran out of time
            gives a refusal, never an exception.

        Raises:
            ReaderStartError: no reader can be started.
        """
        path = Path(path)
        request = {"path": str(path.absolute()), "form": form, "period": period, "agency": agency}
        answer = self._ask(request)
        if answer == "killed":  # from outside, which is no file's fault: once more
            answer = self._ask(request)
        if isinstance(answer, str):
            return self._failure(path, answer)
        result = from_wire(answer["result"])
        return result if self.as_columns else public_result(result)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any] | str:
        reader = self._take()
        try:
            answer = reader.ask(request, self.limits.seconds)
        except BaseException:
            self._drop(reader)
            raise
        if answer == "crash" and reader.was_killed():
            answer = "killed"
        if isinstance(answer, str):
            self._drop(reader)
        elif answer["is_last"]:
            self._retire(reader)
        else:
            self._idle.put(reader)
        return answer

    def check_all(
        self, requests: Iterable[tuple[Path | str | None, ...]]
    ) -> Iterator[dict[str, Any]]:
        """Check many files on all reader processes; results come in the order of the requests.

        Args:
            requests: (path, form, stated period, stated agency) of each file, as for ``check``.
        """
        with ThreadPoolExecutor(self.size) as threads:
            yield from threads.map(lambda request: self.check(*request), requests)

    def _take(self) -> _Reader:
        self._await_retired()
        while True:
            try:
                reader = self._idle.get_nowait()
            except queue.Empty:
                break
            if reader.is_alive:
                return reader
            self._drop(reader)  # it died while idle: no file's fault
        reader = _Reader(self.limits)
        with self._lock:
            self._all.add(reader)
        return reader

    def _retire(self, reader: _Reader) -> None:
        """End a reader that is not needed; giving its memory back takes a moment."""
        reader.process.kill()
        with self._lock:
            self._all.discard(reader)
            self._retired.append(reader)

    def _await_retired(self) -> None:
        with self._lock:
            retired, self._retired = self._retired, []
        for reader in retired:
            reader.end()

    def _drop(self, reader: _Reader) -> None:
        reader.end()
        with self._lock:
            self._all.discard(reader)

    def _failure(self, path: Path, how: str) -> dict[str, Any]:
        if how == "timeout":
            item = finding("too_slow", seconds=f"{self.limits.seconds:.0f}")
        else:
            item = finding("unreadable", variant="crash")
        return {
            "schema_version": 1,
            "file": os.fsencode(path.name).decode("utf-8", "replace"),
            "sha256": _sha256(path, self.limits),
            "outcome": "refused",
            "agency": None,
            "replacement": False,
            "tables": [],
            "findings": [item.to_dict()],
        }


def _sha256(path: Path, limits: Limits) -> str | None:
    """Hash of a file within the size limit; None for what is no such file."""
    try:
        if not path.is_file() or path.stat().st_size > limits.file_mb * 1024 * 1024:
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
