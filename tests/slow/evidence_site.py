"""Installs Evidence into a cache, runs its steps, and serves what it built."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from dagster_project.handover.evidence_project import PROJECT

UNREACHABLE = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET")
KEPT = "node_modules"
BIN = Path(sys.executable).parent  # node and npm of the environment, not of the machine


class RegistryUnreachableError(RuntimeError):
    """Packages could not be fetched."""


@contextmanager
def installed(project: Path) -> Iterator[Path]:
    """A folder with the project and its packages, which stay there for the next run.

    Args:
        project: as `qhld export evidence` wrote it.

    Raises:
        RegistryUnreachableError: the packages are not here and cannot be fetched.
    """
    lock = hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qhld"
    folder = cache / f"evidence-{lock}"
    folder.mkdir(parents=True, exist_ok=True)
    with (cache / f"evidence-{lock}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for path in folder.iterdir():
            if path.name not in (KEPT, f"{KEPT}.whole"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(project, folder, dirs_exist_ok=True)
        mark = folder / f"{KEPT}.whole"
        if not mark.is_file():
            done = step(folder, "npm", "ci", minutes=8)
            if done.returncode and UNREACHABLE.search(done.stdout):
                raise RegistryUnreachableError(done.stdout[-400:])
            assert done.returncode == 0, done.stdout[-3000:]
            mark.write_text("npm ci ended well\n")
        yield folder


def step(folder: Path, *command: str, minutes: float) -> subprocess.CompletedProcess:
    """Run a command in the project, its output in one text.

    Raises:
        subprocess.TimeoutExpired: it takes longer.
    """
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "SEND_ANONYMOUS_USAGE_STATS": "no",
            "NO_COLOR": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=minutes * 60,
        check=False,
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder's files on this machine; the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
