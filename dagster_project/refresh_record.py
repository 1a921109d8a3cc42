"""How the last refresh went: `schedule/refresh.json`, rewritten whole at every step.

A process that is killed writes nothing any more; its record says "running" while nobody holds the
refresh lock, and that is how `qhld status` knows.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from dagster_project.warehouse_build import TIME_ZONE
from ingest.durable import write_whole
from ingest.home import schedule_dir

RUNNING, DONE, FAILED = "running", "done", "failed"


@dataclass(frozen=True, slots=True)
class RefreshRecord:
    """The last refresh.

    Attributes:
        state: "running", "done" or "failed".
        step: Vietnamese name of the step it is at, or ended at.
        started_at: time in Lào Cai, ISO.
        ended_at: the same; None while it runs.
        sentence: what came of it, in Vietnamese.
    """

    state: str
    step: str
    started_at: str
    ended_at: str | None = None
    sentence: str = ""


def begin(step: str) -> None:
    """Note that a refresh has begun. Call with the refresh lock held."""
    _write(RefreshRecord(RUNNING, step, _now()))


def note_step(step: str) -> None:
    """Note the step that begins now."""
    record = last()
    _write(replace(record, step=step) if record else RefreshRecord(RUNNING, step, _now()))


def end(state: str, sentence: str) -> None:
    """Note what came of it.

    Args:
        state: DONE or FAILED.
        sentence: Vietnamese.
    """
    record = last() or RefreshRecord(RUNNING, "", _now())
    _write(replace(record, state=state, sentence=sentence, ended_at=_now()))


def last() -> RefreshRecord | None:
    """The last refresh of this home; None before the first."""
    path = _path()
    return RefreshRecord(**json.loads(path.read_text("utf-8"))) if path.exists() else None


def _now() -> str:
    return datetime.now(TIME_ZONE).isoformat(timespec="seconds")


def _path() -> Path:
    return schedule_dir() / "refresh.json"


def _write(record: RefreshRecord) -> None:
    write_whole(_path(), json.dumps(asdict(record), ensure_ascii=False, indent=1).encode())
