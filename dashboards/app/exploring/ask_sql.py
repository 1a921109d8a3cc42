"""Hand a question in SQL to its child process, with what the viewer may see."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from dashboards.app.exploring.answer_sql import SECONDS, TOO_LARGE, TOO_LONG
from dashboards.release_reader import Release

ROOT = Path(__file__).parents[3]
MOST_LETTERS = 10_000
BUSY = "Đang có nhiều câu hỏi khác. Hãy thử lại sau ít giây."
_AT_ONCE = threading.BoundedSemaphore(2)


def ask_sql(sql: str, release: Release) -> dict:
    """Answer a question over the marts of a release as its viewer sees it.

    Args:
        sql: what was typed.
        release: opened for the viewer.

    Returns:
        ``columns``, ``rows``, ``cut``; or ``error`` in words.
    """
    if len(sql) > MOST_LETTERS:
        return {"error": f"Câu hỏi dài quá {MOST_LETTERS} chữ."}
    if not _AT_ONCE.acquire(timeout=2):
        return {"error": BUSY}
    try:
        return _ask(sql, release)
    finally:
        _AT_ONCE.release()


def _ask(sql: str, release: Release) -> dict:
    scope = release.scope
    asked = {
        "file": str(release.folder / f"{scope.audience}.duckdb"),
        "communes": None if scope.communes is None else sorted(scope.communes),
        "hotspots": scope.hotspots,
        "audience": scope.audience,
        "sql": sql,
    }
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "dashboards.app.exploring.answer_sql"],
            input=json.dumps(asked),
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=SECONDS * 3,  # its start and its own stop within; then it is killed
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"error": TOO_LONG}
    try:
        return json.loads(ended.stdout)
    except json.JSONDecodeError:
        return {"error": TOO_LARGE}  # the process was ended by one of its limits
