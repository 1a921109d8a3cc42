"""Uploaded files between check and submission: a tray of its own for each upload and viewer.

A tray lies in ``scratch/uploads`` of the home, is opened only for the account that made it, and is
gone after a day. Nothing in it counts for any figure.
"""

import base64
import binascii
import json
import re
import secrets
import shutil
import time
from pathlib import Path

from dashboards.app.submitting.command import user_of
from dashboards.app.viewer import Viewer
from dashboards.release_reader import find_home

MOST_FILES = 30
MOST_BYTES = 15_000_000  # a file
MOST_BYTES_TOGETHER = 45_000_000
KINDS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".htm", ".html", ".xml", ".zip")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_KEPT_SECONDS = 24 * 3600


class UploadError(ValueError):
    """The upload is not taken; the message is for the sender, in Vietnamese."""


def decode(contents: object, names: object) -> list[tuple[str, bytes]]:
    """Return name and bytes of each uploaded file.

    Args:
        contents: data URLs as the browser sends them, or anything else.
        names: names of the files.

    Raises:
        UploadError: too many, too large, of another kind, or no upload at all.
    """
    if not isinstance(contents, list) or not isinstance(names, list) or len(contents) != len(names):
        raise UploadError("Không nhận được tệp nào. Hãy chọn lại.")
    if len(contents) > MOST_FILES:
        raise UploadError(f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp; hãy nén lại hoặc chia ra.")
    found, together = [], 0
    for content, name in zip(contents, names, strict=True):
        shown = clean_name(name)
        if not shown.casefold().endswith(KINDS):
            raise UploadError(f"“{shown}” không phải bảng tính. Nhận: {', '.join(KINDS)}.")
        if not isinstance(content, str) or len(content) > MOST_BYTES * 4 // 3 + 200:
            raise UploadError(f"“{shown}” lớn quá {MOST_BYTES // 1_000_000} MB.")
        try:
            data = base64.b64decode(content.partition(",")[2], validate=True)
        except (binascii.Error, ValueError):
            raise UploadError(f"“{shown}” đến không trọn vẹn. Hãy gửi lại.") from None
        together += len(data)
        if together > MOST_BYTES_TOGETHER:
            raise UploadError(f"Cả lần gửi lớn quá {MOST_BYTES_TOGETHER // 1_000_000} MB.")
        found.append((shown, data))
    return found


def clean_name(name: object) -> str:
    """A file's name without folders and control characters, 120 letters and 230 bytes at most."""
    text = str(name).replace("\\", "/").rpartition("/")[2]
    text = "".join(letter for letter in text if letter.isprintable()).strip(" .")
    stem, dot, ending = text.rpartition(".")
    if not dot:
        return _cut(text, 120) or "tep"
    return f"{_cut(stem, 110) or 'tep'}.{_cut(ending, 8)}"


def _cut(text: str, letters: int) -> str:
    """The beginning of a name; a letter may take three of the bytes that a name may have."""
    return text[:letters].encode()[:200].decode(errors="ignore")


class Tray:
    """One upload.

    Args:
        folder: where it lies.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def make(cls, files: list[tuple[str, bytes]], viewer: Viewer, home: Path | None) -> "Tray":
        """Lay files into a new tray of a viewer.

        Args:
            files: name and bytes, of ``decode``.
            viewer: whose tray it is.
            home: root of all state.
        """
        root = _root(home)
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(root)
        tray = cls(root / secrets.token_urlsafe(16))
        for number, (name, data) in enumerate(files):
            folder = tray.folder / "files" / str(number)
            folder.mkdir(parents=True, mode=0o700)
            (folder / name).write_bytes(data)
        tray.marked.mkdir()
        (tray.folder / "owner").write_text(_owner(viewer), encoding="utf-8")
        return tray

    @classmethod
    def open(cls, token: object, viewer: Viewer, home: Path | None) -> "Tray | None":
        """Return a viewer's own tray; None where there is none or it is somebody else's."""
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            return None
        folder = _root(home) / token
        owner = folder / "owner"
        if not owner.is_file() or owner.read_text(encoding="utf-8") != _owner(viewer):
            return None
        return cls(folder)

    @property
    def token(self) -> str:
        """The tray's name, as the browser keeps it."""
        return self.folder.name

    @property
    def marked(self) -> Path:
        """Folder of the marked workbooks."""
        return self.folder / "marked"

    def files(self) -> list[Path]:
        """The uploaded files in their order."""
        folders = sorted((self.folder / "files").iterdir(), key=lambda path: int(path.name))
        return [next(folder.iterdir()) for folder in folders]

    def keep(self, facts: dict) -> None:
        """Keep what is known of the tray."""
        text = json.dumps(facts, ensure_ascii=False)
        (self.folder / "facts.json").write_text(text, encoding="utf-8")

    def facts(self) -> dict:
        """What is known of the tray: ``agency``, ``items``."""
        return json.loads((self.folder / "facts.json").read_text(encoding="utf-8"))


def _root(home: Path | None) -> Path:
    return find_home(home) / "scratch" / "uploads"


def _owner(viewer: Viewer) -> str:
    return f"{user_of(viewer)}|{viewer.role}|{','.join(sorted(viewer.communes or ()))}"


def _sweep(root: Path) -> None:
    for folder in root.iterdir():
        if time.time() - folder.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
