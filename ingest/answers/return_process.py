"""The child process that marks untrusted workbooks; started by ``answer_sender``, ``mark_copies``.

``python -m ingest.answers.return_process`` reads JSON requests from standard input, one a line:
``path``, ``out``, ``result`` (a check result without rows) and ``mask_personal``. It writes the
file and says ``done``, or ``failed`` when the file cannot be marked.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ingest.answers.return_workbook import return_workbook
from ingest.reader_limits import Limits, confine_memory


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
    for line in sys.stdin:
        try:
            answer(json.loads(line), own_limits)
            print("done", flush=True)
        except Exception:  # whatever a file does to its reader: it is answered without its cells
            print("failed", flush=True)
