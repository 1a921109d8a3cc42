"""Some steps of a refresh in a process of their own, without Dagster, to be killed or starved.

    python -m tests.refresh_steps N intake            recover, inbox, ledger export, build
    python -m tests.refresh_steps N publish BUILD     recover, checks, release

The process is killed at its N-th file operation under QHLD_HOME (0: never); the number of
operations is written to the file named by QHLD_OPERATIONS when it ends by itself. With
QHLD_DISK_FULL_AT=N the disk is full from the N-th operation that writes on.
"""

import os
import sys
from pathlib import Path

from tests.killing import DiskFull, FileOperations

RUN = "steps-of-a-run"


def intake() -> None:
    """What a refresh does before dbt."""
    from dagster_project import refresh

    with refresh.only_refresh():
        refresh.recover()
        refresh.take_in_inbox()
        refresh.build_of_run(RUN)


def publish(build: Path) -> None:
    """What a refresh does after dbt."""
    from dagster_project import refresh

    with refresh.only_refresh():
        refresh.recover()
        refresh.publish(build)


def main() -> int:
    """Run the steps under the counter."""
    operations = FileOperations(int(sys.argv[1]))
    if full_at := os.environ.get("QHLD_DISK_FULL_AT"):
        DiskFull(int(full_at))
    if sys.argv[2] == "intake":
        intake()
    else:
        publish(Path(sys.argv[3]))
    if report := os.environ.get("QHLD_OPERATIONS"):
        Path(report).write_text(str(operations.count), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
