"""The child process that marks one untrusted workbook; started by ``answer_sender``.

``python -m ingest.return_process`` reads one JSON request from standard input: ``path``, ``out``,
``result`` (a check result without rows) and ``mask_personal``. It writes the file and exits with 0.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ingest.reader_limits import Limits, confine_memory
from ingest.return_workbook import return_workbook


def answer(request: dict[str, Any], limits: Limits) -> None:
    """Write the marked copy of one file.

    Args:
        request: see the module's text.
        limits: what the file may cost.
    """
    path = Path(request["path"])
    data = path.read_bytes() if request["result"]["outcome"] != "refused" else b""
    marked = return_workbook(
        data,
        request["result"],
        limits,
        name=path.stem,
        mask_personal=request["mask_personal"],
    )
    Path(request["out"]).write_bytes(marked)


if __name__ == "__main__":
    own_limits = Limits.from_environment()
    confine_memory(own_limits.memory_mb)
    answer(json.load(sys.stdin), own_limits)
