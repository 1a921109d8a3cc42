"""The province's own boundaries, where `qhld geo install` put them: read for maps.

Without them maps are tiles. The file is read anew when it changes; who draws never looks at what
the file was made from.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboards.release_reader import DEFAULT_HOME

FOLDER, FILE = "geo", "communes.geojson"


@dataclass(frozen=True)
class Boundaries:
    """An installed file.

    Attributes:
        content: the bytes of the GeoJSON, as browsers get them.
        version: changes with the content; the ``ETag``.
    """

    content: bytes
    version: str

    @property
    def geojson(self) -> dict:
        """The parsed file."""
        return json.loads(self.content)


def installed(home: Path | None = None) -> Boundaries | None:
    """Return the installed boundaries, None where there are none.

    Args:
        home: root of all state (default: ``QHLD_HOME``).
    """
    path = Path(home or os.environ.get("QHLD_HOME") or DEFAULT_HOME) / FOLDER / FILE
    try:
        now = path.stat()
        return _read(path, now.st_ino, now.st_mtime_ns, now.st_size)
    except FileNotFoundError:
        return None


def read(home: Path | None = None) -> dict | None:
    """Return the installed boundaries as GeoJSON, None where there are none.

    Args:
        home: root of all state (default: ``QHLD_HOME``).
    """
    found = installed(home)
    return found.geojson if found else None


@lru_cache(maxsize=4)
def _read(path: Path, _inode: int, _changed: int, _size: int) -> Boundaries:
    content = path.read_bytes()
    return Boundaries(content, hashlib.sha256(content).hexdigest()[:16])
