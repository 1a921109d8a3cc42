"""Write a file so that a reader sees the old one or the new one, never a half."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, mode: int = 0o640) -> None:
    """Write a file, whole and on the disk, in one step.

    Args:
        path: the file; its folder is made.
        content: what it holds.
        mode: who may read it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".dang-ghi-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(file.name, mode)
    os.replace(file.name, path)
