"""Runs dbt as a child that never outlives the refresh which started it.

Without this a killed refresh would leave its dbt behind, writing on into the build that the next
refresh has begun. Started as `python -m dagster_project.dbt_process ...` (dbt's own arguments).
"""

import ctypes
import os
import signal
import sys

PARENT = "QHLD_DBT_PARENT"
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to its parent's life, then become dbt."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        parent = os.environ.get(PARENT)
        if parent and os.getppid() != int(parent):
            sys.exit(1)  # it died before the line above
    from dbt.cli.main import cli

    cli()


if __name__ == "__main__":
    main()
