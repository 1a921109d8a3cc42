"""Limits within which a file is read; each can be set by an environment variable."""

import os
import resource
from dataclasses import asdict, dataclass

_PREFIX = "QHLD_READER_"


class LimitError(ValueError):
    """A configured limit is not a positive number; the message names the variable."""


@dataclass(frozen=True)
class Limits:
    """How much a single file may cost.

    Attributes:
        seconds: wall time for reading and checking one file (QHLD_READER_SECONDS).
        memory_mb: resident memory of the reader process, in MB (QHLD_READER_MEMORY_MB).
        file_mb: size of the file, in MB (QHLD_READER_FILE_MB).
        unpacked_mb: size of a zipped workbook's parts, in MB (QHLD_READER_UNPACKED_MB).
        cells: cells of the file, counted as the bounding rectangles of its sheets' values
            (QHLD_READER_CELLS).
    """

    seconds: float = 20.0
    memory_mb: int = 1024
    file_mb: int = 100
    unpacked_mb: int = 400
    cells: int = 5_000_000

    @classmethod
    def from_environment(cls) -> "Limits":
        """Limits as configured.

        Raises:
            LimitError: a variable is not a positive number; it never falls back to the default.
        """
        return cls(
            **{
                name: positive_number(f"{_PREFIX}{name.upper()}", default)
                for name, default in asdict(cls()).items()
            }
        )

    def to_environment(self) -> dict[str, str]:
        """The variables that make ``from_environment`` give these limits in a child process."""
        return {f"{_PREFIX}{name.upper()}": str(value) for name, value in asdict(self).items()}


def positive_number(variable: str, default: float) -> float:
    """A number above 0 from an environment variable.

    Raises:
        LimitError: the variable is set to anything else.
    """
    text = os.environ.get(variable)
    if text is None:
        return default
    try:
        number = type(default)(text)
    except ValueError:
        number = 0
    if not number > 0:
        raise LimitError(f"{variable}={text!r}: phải là một số lớn hơn 0.")
    return number


def confine_memory(megabytes: int) -> None:
    """Keep this process within so much resident memory; beyond it allocations fail.

    Linux limits address space, not resident memory. What is reserved now without being used (some
    10 MB: code, the allocator's arenas) is added, so that resident memory stays below the limit.
    """
    with open("/proc/self/statm") as file:
        reserved, resident = (int(pages) for pages in file.read().split()[:2])
    most = megabytes * 1024 * 1024 + (reserved - resident) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def resident_mb() -> float:
    """Resident memory of this process now, in MB."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1024 / 1024
