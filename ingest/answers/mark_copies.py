"""The marked copies that we keep of files from the inbox, many made by one child process.

The child reads files that nobody has vouched for (``return_process``). One that dies or hangs is
replaced; its file is answered by the result sheet alone.
"""

import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from ingest.answers.answer_sender import SECONDS, without_rows
from ingest.reader_limits import Limits

_FILES_A_PROCESS = 200  # what one file leaves in memory is given back now and then


class CopyMarker:
    """Marks files one after the other; use as a context manager.

    Args:
        limits: what a file may cost; None takes the configured limits.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits.from_environment()
        self._process: subprocess.Popen[bytes] | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def masked_copy(self, path: Path, result: Mapping[str, Any]) -> bytes | None:
        """A marked copy with personal values covered.

        Args:
            path: the file.
            result: its check result; its findings may be completed by those of intake.

        Returns:
            An .xlsx file; None for a file that was not read at all: there is nothing to mark.
        """
        if result["outcome"] == "refused":
            return None
        brief = without_rows(result)
        with tempfile.TemporaryDirectory(prefix="qhld-answer-") as folder:
            out = Path(folder) / "copy.xlsx"
            request = {"path": str(path.absolute()), "out": str(out)}
            if self._ask(request | {"result": brief, "mask_personal": True}):
                return out.read_bytes()
        from ingest.answers.return_workbook import result_alone

        return result_alone(brief)

    def _ask(self, request: dict[str, Any]) -> bool:
        """Have the child make one copy; whether it did."""
        if self._count >= _FILES_A_PROCESS:
            self._end()
        process = self._process or self._start()
        self._count += 1
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], max(SECONDS, self.limits.seconds))
            answer = process.stdout.readline() if ready else b""
        except OSError:
            answer = b""
        if not answer:
            self._end()
        return answer == b"done\n"

    def _start(self) -> "subprocess.Popen[bytes]":
        self._count = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.answers.return_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | self.limits.to_environment(),
            start_new_session=True,  # Ctrl-C ends the watch after the file at hand
        )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
