"""Runs steps of a refresh in forked children of one warm process, to be killed or starved.

The warm process is that of `multiprocessing`'s fork server, with `warm_steps` imported.
"""

import json
import multiprocessing
import os
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.killing import DiskFull, FileOperations

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.slow.warm_steps"])


@dataclass(frozen=True)
class Ended:
    """What became of a child.

    Attributes:
        killed: it ended by SIGKILL.
        said: what the step returned; None when it was killed or failed.
        error: kind and words of the error that it failed by.
        operations: file operations under its home.
        writes: those of them that write.
    """

    killed: bool
    said: Any = None
    error: str | None = None
    operations: int = 0
    writes: int = 0


class Child:
    """A step in a process of its own.

    Args:
        home: its QHLD_HOME.
        step: name of a function of `warm_steps`.
        arguments: its arguments.
        kill_at: it is killed at this file operation; 0: never.
        full_at: the disk is full from this operation that writes on; 0: never.
        named: its named arguments.
    """

    def __init__(
        self,
        home: Path,
        step: str,
        *arguments: str,
        kill_at: int = 0,
        full_at: int = 0,
        **named: Any,
    ) -> None:
        self._report = home.with_name(f"{home.name}.report")
        self._report.unlink(missing_ok=True)
        what = (home, self._report, step, arguments, named, kill_at, full_at)
        self._process = _context.Process(target=_work, args=what)
        self._process.start()

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def wait_until_stopped(self) -> bool:
        """Wait until it has stopped itself; False when it has ended."""
        while self._process.is_alive():
            if self._states() == {"T"}:
                return True
            time.sleep(0.005)
        return False

    def _states(self) -> set[str]:
        """States of its threads, as /proc tells them."""
        try:
            tasks = list(Path(f"/proc/{self.pid}/task").iterdir())
            texts = [(task / "stat").read_text("utf-8") for task in tasks]
        except OSError:
            return set()
        return {text.rsplit(")", 1)[1].split()[0] for text in texts}

    def end(self) -> Ended:
        """Wait for its end."""
        self._process.join()
        if self._process.exitcode == -signal.SIGKILL:
            return Ended(killed=True)
        assert self._process.exitcode == 0, f"ended by {self._process.exitcode}, see its output"
        return Ended(killed=False, **json.loads(self._report.read_text("utf-8")))


def run(home: Path, step: str, *arguments: str, **how: Any) -> Ended:
    """Run a step to its end; arguments as those of `Child`."""
    return Child(home, step, *arguments, **how).end()


def _work(
    home: Path,
    report: Path,
    step: str,
    arguments: tuple,
    named: dict,
    kill_at: int,
    full_at: int,
) -> None:
    from dagster_project.refresh import only_refresh
    from tests.slow import warm_steps

    os.environ["QHLD_HOME"] = str(home)
    with Path(f"{report}.log").open("a", encoding="utf-8") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    operations, disk = FileOperations(kill_at), DiskFull(full_at)
    said = error = None
    try:
        with only_refresh():
            said = getattr(warm_steps, step)(*arguments, **named)
    except Exception as failure:
        traceback.print_exc()
        error = f"{type(failure).__name__}: {failure}"
    told = {"said": said, "error": error}
    counted = {"operations": operations.count, "writes": disk.count}
    report.write_text(json.dumps(told | counted), encoding="utf-8")
