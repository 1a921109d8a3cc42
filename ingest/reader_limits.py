"""Limits within which a file is read; each can be set by an environment variable."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much a single file may cost.

    Attributes:
        seconds: wall time for reading and checking one file (QHLD_READER_SECONDS).
        memory_mb: memory of the reader process, in MB (QHLD_READER_MEMORY_MB).
        file_mb: size of the file, in MB (QHLD_READER_FILE_MB).
        unpacked_mb: declared size of a zipped workbook's parts, in MB (QHLD_READER_UNPACKED_MB).
        cells: cells of the bounding rectangle of a sheet's values (QHLD_READER_CELLS).
    """

    seconds: float = 20.0
    memory_mb: int = 1024
    file_mb: int = 100
    unpacked_mb: int = 400
    cells: int = 5_000_000

    @classmethod
    def from_environment(cls) -> "Limits":
        """Limits as configured; a value that is not a number is an error, not a default."""
        env = os.environ
        return cls(
            seconds=float(env.get("QHLD_READER_SECONDS", cls.seconds)),
            memory_mb=int(env.get("QHLD_READER_MEMORY_MB", cls.memory_mb)),
            file_mb=int(env.get("QHLD_READER_FILE_MB", cls.file_mb)),
            unpacked_mb=int(env.get("QHLD_READER_UNPACKED_MB", cls.unpacked_mb)),
            cells=int(env.get("QHLD_READER_CELLS", cls.cells)),
        )
