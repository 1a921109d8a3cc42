"""Takes a made-up inbox in, killing itself (SIGKILL) at a chosen step; see test_submit_kill.

    python -m tests.unit.kill_intake WORK_FOLDER STRIDE

A step is anything that reaches the disk: a flush, a rename, a removal, a commit of the ledger.
The process is killed just before step n, for every STRIDE-th n and every removal, and the inbox
is then taken in again by a process that is left alone (or killed a second time, first). Prints a
JSON object: the state after an undisturbed run, the number of steps, and the runs whose state
differs from it.

Each run is a forked child. polars is imported here but first used in the children, because its
threads do not survive a fork.
"""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import sys
import zipfile
from pathlib import Path

import polars as pl

from ingest.archives import archive
from ingest.home import (
    archive_dir,
    building_dir,
    home,
    inbox_dir,
    loads_dir,
    outbox_dir,
    scratch_dir,
)
from ingest.ledgers.export_ledger import export_parquet
from ingest.submissions import inbox
from ingest.submissions.answer_outbox import answer as outbox_answer
from tests.unit.made_checks import (
    DISPUTE,
    EMPLOYER,
    INSPECTION,
    STOPPAGE,
    make_check,
    make_finding,
    make_table,
)

SUMMARY = make_table("inspection_summary", INSPECTION)
LOG = make_table("dispute_log", DISPUTE, sheet="Sổ")
NEWER = make_table("inspection_summary", INSPECTION | {"inspections": 8})
BAD = make_finding("error", "not_a_number", "Biểu", "C10")
SECRET = make_finding("error", "state_secret")
# name -> what the reader says of it; taken in by time of receipt, in this order
FILES = {
    "1 đủ.xlsx": {"tables": [SUMMARY, LOG]},
    "2 lỗi.xlsx": {
        "tables": [make_table("employer_register", EMPLOYER, rejected=1)],
        "findings": [BAD],
    },
    "3 chưa ghi thay thế.xls": {"tables": [NEWER], "replacement": False},
    "4 sửa.xlsx": {"tables": [NEWER], "replacement": True},
    "5 mật.xlsx": {"tables": [], "findings": [SECRET], "outcome": "refused"},
    "6 đơn vị lạ.xlsx": {"tables": [LOG], "agency": None},
    "7 không phát sinh.xlsx": {"tables": [make_table("stoppage_log", nil=True)]},
    "8 gói.zip": {"tables": [make_table("stoppage_log", STOPPAGE)]},
}
IN_ZIP = ("8 một.xlsx", "8 mật.xlsx")
NAMED_OTHERWISE = {"3 chưa ghi thay thế.xls": "3 bản khác.xls"}


class MadeUpPool:
    """Says of each file what is written above."""

    def check_all(self, requests):
        for path, *_ in requests:
            said = FILES[next(k for k in FILES if k[0] == path.name[0])]
            if "mật" in path.name:
                said = FILES["5 mật.xlsx"]
            tables = said["tables"]
            rest = {key: value for key, value in said.items() if key != "tables"}
            yield make_check(path, *tables, **rest)


def fill_inbox(folder: Path) -> None:
    folder.mkdir(parents=True)
    lines = ["file,agency_code,period,received_at"]
    for number, original in enumerate(FILES, start=1):
        name = NAMED_OTHERWISE.get(original, original)
        if name.endswith(".zip"):
            with zipfile.ZipFile(folder / name, "w") as bundle:
                for part in IN_ZIP:
                    bundle.writestr(zipfile.ZipInfo(f"thư mục/{part}"), part)
        else:
            (folder / name).write_bytes(name.encode())
        lines.append(f"{name},,2026Q3,2026-09-1{number}T08:00:00")
    (folder / "receipts.csv").write_text("\n".join(lines), encoding="utf-8")


def count_steps(kill_before: int | None) -> list[str]:
    """Note the steps from now on; kill this process before the given one, counted from 1."""
    done = []

    def step(name: str) -> None:
        done.append(name)
        if len(done) == kill_before:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(function):
        def call(*args, **kwargs):
            step(function.__name__)
            return function(*args, **kwargs)

        return call

    class CountedConnection(sqlite3.Connection):
        def execute(self, sql, *args):
            if sql == "commit":
                step("commit")
            return super().execute(sql, *args)

    for name in ("fsync", "replace", "unlink", "rmdir", "link"):
        setattr(os, name, counted(getattr(os, name)))
    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **kwargs: connect(*args, factory=CountedConnection, **kwargs)
    return done


def state() -> dict:
    """All that a release depends on, and what must not be left over."""
    export_parquet(home() / "export")
    exported = {
        path.stem: pl.read_parquet(path).cast({pl.Datetime: pl.String}).rows()
        for path in sorted((home() / "export").glob("*.parquet"))
    }
    return {
        "ledger": exported,
        "lake": {
            path.relative_to(loads_dir()).as_posix(): hash_of(path.read_bytes())
            for path in sorted(loads_dir().rglob("*.*"))
        },
        "archive": sorted(hash_of(archive.open_kept(p.stem)) for p in archive_dir().glob("*.enc")),
        "left": sorted(
            path.name
            for folder in (inbox_dir(), building_dir(), scratch_dir())
            for path in folder.iterdir()
        ),
        "outbox": {
            path.relative_to(outbox_dir()).as_posix(): hash_of(path.read_bytes())
            for path in sorted(outbox_dir().rglob("*.*"))
        },
        "half": sorted(p.name for p in archive_dir().iterdir() if p.suffix != ".enc"),
    }


def answer_with_book(delivery, result) -> None:
    """The answer of the watch, with a marked workbook that is none."""
    outbox_answer(delivery, result, lambda path, check: b"marked " + path.read_bytes())


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def run(work: Path, kill_before: int | None, answer: Path) -> bool:
    """Take the inbox in, in a child; True when it was left alone and ended well."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.environ["QHLD_HOME"] = str(work)
            done = count_steps(kill_before)
            inbox.take_in(pool=MadeUpPool(), answer=answer_with_book)
            steps = list(done)
            answer.write_text(json.dumps({"steps": steps, "state": state()}, default=str))
            code = 0
        finally:
            sys.stdout.flush()
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    if status:
        raise RuntimeError(f"the run ended with status {status}")
    return True


def main(root: Path, stride: int) -> dict:
    answer = root / "answer.json"

    def after(kills: list[int]) -> dict | None:
        """State after runs killed at these steps and a last one left alone; None: not so far."""
        work = root / "home"
        shutil.rmtree(work, ignore_errors=True)
        fill_inbox(work / "inbox")
        for kill_before in kills:
            if run(work, kill_before, answer):
                return None
        assert run(work, None, answer)
        return json.loads(answer.read_text())

    undisturbed = after([])
    kinds = undisturbed["steps"]
    steps = len(kinds)
    # Between the ledger and the inbox a file is recorded and still waiting: always tried.
    once = [[n] for n in range(1, steps + 1) if n % stride == 0 or kinds[n - 1] == "unlink"]
    twice = [[n, m] for n in range(3, steps + 1, 7 * stride) for m in (1, 2, 4, 8)]
    differ, runs = [], 0
    for kills in once + twice:
        found = after(kills)
        runs += found is not None
        if found and found["state"] != undisturbed["state"]:
            differ.append({"kills": kills, "state": found["state"]})
    return {
        "steps": steps,
        "stride": stride,
        "runs": runs,
        "differ": differ,
        "state": undisturbed["state"],
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
