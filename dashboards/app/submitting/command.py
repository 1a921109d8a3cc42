"""The one module that runs ``qhld``: as a child process, in the name of the viewer.

The dashboards read releases; whatever reads a spreadsheet or writes to the ledger is the command's
work, in a process of its own that ends with its time. Free texts are passed as ``--option=text``
and after ``--``, so that none is taken for an option.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from dashboards.app.viewer import Viewer
from dashboards.release_reader import find_home

ROOT = Path(__file__).parents[3]
SECONDS = 240
DENIED = 77  # exit code: the archive's door said no
_AT_ONCE = threading.BoundedSemaphore(2)  # readers of spreadsheets take a processor each
_NOT_PASSED = ("QHLD_USER", "QHLD_ROLE", "QHLD_COMMUNES")
_MARKED = "  → Bảng tính trả lại: "
BUSY = "Máy đang đọc nhiều tệp khác. Hãy thử lại sau một phút."
NOT_READ = "Không đọc được tệp này. Hãy báo người quản trị."
NOT_ANSWERED = "Máy chủ không trả lời được câu hỏi này. Hãy thử lại; nếu vẫn vậy, báo quản trị."
TOO_LONG = "Đọc quá lâu nên đã dừng; không có gì được lưu. Hãy tách tệp rồi gửi lại từng phần."


@dataclass(frozen=True)
class Ended:
    """How a run of the command ended.

    Attributes:
        code: exit code; the command's own meaning (0 done, 1 returned, 2 refused).
        text: what it printed.
        errors: what it printed to the error stream.
    """

    code: int
    text: str
    errors: str

    @property
    def words(self) -> str:
        """What to show of a run that is not JSON: its text, else its errors."""
        return (self.text.strip() or self.errors.strip())[:20_000]


def user_of(viewer: Viewer) -> str:
    """The name under which a viewer acts: that of the account where there is one."""
    return viewer.user or viewer.name


def run(arguments: list[str], viewer: Viewer, home: Path | None, *, in_role: bool = False) -> Ended:
    """Run ``qhld`` in the name of a viewer.

    Args:
        arguments: after ``qhld``; never a text that somebody typed, unless behind ``=`` or ``--``.
        viewer: decided by the session; the command is told the name and the role.
        home: root of all state.
        in_role: tell the role and the own communes of an officer too.
    """
    if not _AT_ONCE.acquire(timeout=20):
        return Ended(75, "", BUSY)
    try:
        return _run(arguments, viewer, home, in_role)
    finally:
        _AT_ONCE.release()


def _run(arguments: list[str], viewer: Viewer, home: Path | None, in_role: bool) -> Ended:
    environment = {k: v for k, v in os.environ.items() if k not in _NOT_PASSED} | {
        "QHLD_HOME": str(find_home(home).resolve()),
        "QHLD_USER": user_of(viewer),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "200",
        "NO_COLOR": "1",
    }
    if in_role or viewer.may("decide") or viewer.may("approve"):
        environment["QHLD_ROLE"] = viewer.role
    if in_role:
        environment["QHLD_COMMUNES"] = ",".join(sorted(viewer.communes or ()))
    child = subprocess.Popen(
        [sys.executable, "-c", "from dagster_project.cli import main; main()", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
        start_new_session=True,  # its readers end with it
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    try:
        text, errors = child.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return Ended(75, "", TOO_LONG)
    return Ended(child.returncode, text, errors)


def check(
    files: list[Path], agency: str | None, marked: Path, viewer: Viewer, home: Path | None
) -> list[dict]:
    """Check spreadsheets; store nothing.

    Args:
        files: as uploaded; a .zip stands for its parts.
        agency: code of the sender; None believes what the file says.
        marked: folder for the marked workbooks.
        viewer: who asks.
        home: root of all state.

    Returns:
        One result a file read (``qhld check --json --rows``), with ``marked``: path of the marked
        workbook. Where the command failed, one refused result a file that says so.
    """
    arguments = ["check", "--json", "--rows", f"--return={marked}"]
    arguments += [f"--agency={agency}"] if agency else []
    ended = run([*arguments, "--", *map(str, files)], viewer, home)
    try:
        results = [json.loads(line) for line in ended.text.splitlines() if line.startswith("{")]
    except json.JSONDecodeError:
        results = []
    if not results:
        words = ended.errors.strip() if ended.code == 75 else NOT_READ
        return [_failed(path, words) for path in files]
    written = [
        line.removeprefix(_MARKED) for line in ended.errors.splitlines() if line.startswith(_MARKED)
    ]
    written += [""] * (len(results) - len(written))
    return [result | {"marked": path} for result, path in zip(results, written, strict=False)]


def _failed(path: Path, words: str) -> dict:
    finding = {
        "severity": "error",
        "code": "reader_fault",
        "sheet": None,
        "cell": None,
        "found": None,
        "allowed": None,
        "message": words,
    }
    return {
        "file": path.name,
        "outcome": "refused",
        "agency": None,
        "tables": [],
        "findings": [finding],
        "changes": None,
        "marked": "",
    }


def submit(
    files: list[Path],
    agency: str | None,
    viewer: Viewer,
    home: Path | None,
    *,
    parts: list[int] | None = None,
    replaces: bool = False,
    reason: str = "",
) -> list[dict]:
    """Hand spreadsheets in: check them again and store what is accepted.

    Args:
        files: as uploaded.
        agency: code of the sender; None believes what the file says.
        viewer: who hands in; written into the ledger.
        home: root of all state.
        parts: numbers, from 1, of what is meant of the one .zip.
        replaces: they replace what was sent.
        reason: why; kept in the ledger.

    Returns:
        What became of each file or part, in their order (``qhld submit --json``): ``outcome``,
        ``told`` (sentences), ``findings``, ``changes``. Where the command failed, why it did, for
        each.
    """
    arguments = ["submit", "--json", f"--by={user_of(viewer)}"]
    arguments += [f"--part={number}" for number in parts or ()]
    arguments += [f"--agency={agency}"] if agency else []
    arguments += ["--replace"] if replaces else []
    arguments += [f"--reason={reason}"] if reason else []
    ended = run([*arguments, "--", *map(str, files)], viewer, home)
    count = len(parts or files)
    lines = [line for line in ended.text.splitlines() if line.startswith("{")]
    if len(lines) != count:
        failed = {"outcome": "refused", "told": [ended.errors.strip() or NOT_READ]}
        return [failed | {"findings": [], "changes": None}] * count
    return [json.loads(line) for line in lines]


def open_original(load: str, out: Path, viewer: Viewer, home: Path | None) -> Ended:
    """Have the file as received of a load written out of the archive (``qhld archive open``).

    Args:
        load: id of the load.
        out: where to; nothing lies there yet.
        viewer: who asks; the archive's door decides by role and communes and writes it down.
        home: root of all state.
    """
    said = [f"--out={out}", "--purpose=Tải từ “Nguồn số liệu”", f"--by={user_of(viewer)}"]
    return run(["archive", "open", *said, "--", load], viewer, home, in_role=True)


def decide_name(name: str, commune: str, reason: str, viewer: Viewer, home: Path | None) -> Ended:
    """Say which commune a name means; the files that it held up are read again."""
    said = [f"--commune={commune}", f"--reason={reason}", f"--by={user_of(viewer)}"]
    return run(["names", "decide", *said, "--", name], viewer, home)


def reject_name(name: str, reason: str, viewer: Viewer, home: Path | None) -> Ended:
    """Say that a name means nothing: the sender has to mend it."""
    said = [f"--reason={reason}", f"--by={user_of(viewer)}"]
    return run(["names", "reject", *said, "--", name], viewer, home)


def sign(
    act: str,
    period: str,
    reason: str,
    viewer: Viewer,
    home: Path | None,
    accepted: dict[str, str] | None = None,
) -> Ended:
    """Propose, approve or decline the figures of a quarter.

    Args:
        act: ``propose``, ``approve`` or ``decline``.
        period: quarter.
        reason: kept for good.
        viewer: who signs.
        home: root of all state.
        accepted: warning's code -> why it is accepted.
    """
    said = [f"--by={user_of(viewer)}", f"--reason={reason}"]
    said += [f"--accept={code}={why}" for code, why in (accepted or {}).items()]
    return run(["release", act, *said, "--", period], viewer, home)


def sheet_rows(workbook: Path, sheet: str) -> list[list[str]]:
    """Return the first cells of a sheet of a marked workbook as text, read by a child process.

    Args:
        workbook: written by ``check``.
        sheet: name of the sheet.
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "dashboards.app.submitting.read_sheet", str(workbook), sheet],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            timeout=60,
            check=True,
        )
        return json.loads(ended.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError):
        return []
