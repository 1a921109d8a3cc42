"""Drafts: documents that stand ready beside a release before anybody asks for them.

`ban-nhap.json` beside them says by which program, notes and boundaries they were made and the hash
of each. A draft is handed out only while all of that is still so, and a file that a person has
made or changed since is never taken for a draft nor written over.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dashboards.boundaries import FILE as BOUNDARIES
from dashboards.boundaries import FOLDER as GEO
from dashboards.briefing.notes import notes_path
from dashboards.briefing.write_whole import write_whole

NOTED = "ban-nhap.json"
_PROGRAM = Path(__file__).parents[1]
_PARTS = ("briefing", "pictures", "queries", "app")
_TEXTS = ("*.py", "*.sql", "*.typ", "*.yml", "*.ttf")


@dataclass(frozen=True)
class Noted:
    """What stands beside drafts.

    Attributes:
        stamp: what they were made by.
        files: SHA-256 of each by its name.
    """

    stamp: str = ""
    files: dict[str, str] = field(default_factory=dict)


def stamp_of(home: Path, period: str) -> str:
    """What documents of a quarter of a release are made by today, apart from the release itself.

    Args:
        home: root of all state.
        period: the quarter.
    """
    told = hashlib.sha256(_program().encode())
    for path in (notes_path(home, period), home / GEO / BOUNDARIES):
        told.update(path.read_bytes() if path.is_file() else b"-")
    return told.hexdigest()


@cache
def _program() -> str:
    told = hashlib.sha256()
    files = (path for part in _PARTS for kind in _TEXTS for path in (_PROGRAM / part).rglob(kind))
    for path in sorted((*files, *_PROGRAM.glob("*.py"))):
        told.update(path.relative_to(_PROGRAM).as_posix().encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def read_noted(folder: Path) -> Noted:
    """What is noted in a folder; nothing where there are no drafts.

    Args:
        folder: of the documents of a release.
    """
    try:
        said = json.loads((folder / NOTED).read_text(encoding="utf-8"))
        return Noted(str(said["stamp"]), dict(said["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Noted()


def note(folder: Path, stamp: str, files: dict[str, bytes]) -> None:
    """Note drafts that were made, beside those of the same stamp that stood there.

    Args:
        folder: of the documents.
        stamp: what they were made by.
        files: content by name.
    """
    known = read_noted(folder)
    kept = known.files if known.stamp == stamp else {}
    made = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    said = {"stamp": stamp, "files": kept | made}
    write_whole(folder / NOTED, json.dumps(said, ensure_ascii=False, indent=1).encode())


def is_draft(path: Path, known: Noted) -> bool:
    """Whether a file is a draft as it was made, by whatever program.

    Args:
        path: a document.
        known: what is noted in its folder.
    """
    noted = known.files.get(path.name)
    return (
        noted is not None
        and path.is_file()
        and hashlib.sha256(path.read_bytes()).hexdigest() == noted
    )


def ready(folder: Path, stamp: str, name: str) -> bytes | None:
    """A draft that says what would be made now; None where it would have to be made.

    Args:
        folder: of the documents of the release.
        stamp: what documents are made by today.
        name: of the document.
    """
    known = read_noted(folder)
    path = folder / name
    return path.read_bytes() if known.stamp == stamp and is_draft(path, known) else None
