"""Writes the answer to a sender: a marked copy of the workbook, made in a process of its own.

The copy for the sender's own hand (``qhld check --return``) has everything that the sender wrote; a
copy that we keep (the outbox) is made with ``mask_personal=True``.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.reader_limits import Limits

SUFFIX = " - kết quả kiểm tra"
SECONDS = 60.0  # a large workbook takes longer to mark than to read
_SUFFIXED = re.compile(rf"{SUFFIX}( \(\d+\))?$")


def answer_sender(
    path: Path,
    result: Mapping[str, Any],
    folder: Path,
    *,
    mask_personal: bool = False,
    limits: Limits | None = None,
) -> Path:
    """Write a marked copy of a checked file into a folder.

    Args:
        path: the file.
        result: its check result; its findings may be completed by those of intake.
        folder: where to write; made if it is not there. Nothing in it is overwritten.
        mask_personal: cover personal values, for a copy that we keep.
        limits: what the file may cost; None takes the configured limits.

    Returns:
        The copy: ``<name> - kết quả kiểm tra.xlsx``. A file that cannot be marked, for whatever
        reason, is answered by the result sheet alone.

    Raises:
        OSError: the folder cannot be written.
    """
    limits = limits or Limits.from_environment()
    folder.mkdir(parents=True, exist_ok=True)
    brief = without_rows(result)
    request = {"path": str(path.absolute()), "result": brief, "mask_personal": mask_personal}
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".tmp", delete=False) as made:
        pass
    try:
        if not _marked(request | {"out": made.name}, limits):
            from ingest.answers.return_workbook import result_alone

            Path(made.name).write_bytes(result_alone(brief))
        return _put(Path(made.name), folder, _SUFFIXED.sub("", path.stem) + SUFFIX)
    finally:
        Path(made.name).unlink(missing_ok=True)


def _marked(request: dict[str, Any], limits: Limits) -> bool:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ingest.answers.return_process"],
            input=json.dumps(request).encode() + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | limits.to_environment(),
            timeout=max(SECONDS, limits.seconds),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.stdout == b"done\n"


def without_rows(result: Mapping[str, Any]) -> dict[str, Any]:
    """A check result as the marking process needs it."""
    tables = [{k: v for k, v in table.items() if k != "rows"} for table in result["tables"]]
    return {**result, "tables": tables}


def _put(made: Path, folder: Path, stem: str) -> Path:
    """Give a finished file the first free name; never replaces another."""
    made.chmod(0o644)
    number = 1
    while True:
        target = folder / f"{stem}{f' ({number})' if number > 1 else ''}.xlsx"
        try:
            target.hardlink_to(made)
        except FileExistsError:
            number += 1
            continue
        return target
