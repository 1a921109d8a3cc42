"""What a file is, from its bytes; refusal of what cannot or must not be read.

The extension is never believed: office systems save HTML as ``.xls`` and people rename files.
"""

import errno
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ingest.cells.sniff_binary import OLE_MARK, kind_of_biff, kind_of_ole, refuse_other_bytes
from ingest.cells.sniff_text import kind_of_text
from ingest.reader_limits import Limits
from ingest.refused import Refused, password_protected, wrong_kind

__all__ = ["OLE_MARK", "Refused", "Sniffed", "password_protected", "sniff", "unopened"]

_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)

_UNOPENED = {
    errno.ENOENT: "missing",
    errno.EISDIR: "folder",
    errno.EACCES: "denied",
    errno.ENAMETOOLONG: "long_name",
}


def unopened(path: Path, error: OSError | None = None) -> Refused:
    """The refusal of a path that cannot be opened as a file.

    Args:
        path: what was named.
        error: what the system said; None looks at the path.
    """
    number = error.errno if error else None
    if number is None:
        try:
            number = errno.EISDIR if path.is_dir() else None if path.exists() else errno.ENOENT
        except OSError as failure:  # the folder itself may not be looked into
            number = failure.errno
    error_name = errno.errorcode.get(number or 0, "không rõ")
    return Refused("not_opened", _UNOPENED.get(number or 0), error=error_name)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The kind of a file: ``xlsx``, ``xls``, ``ods``, ``csv``, ``html`` or ``xml2003``."""

    kind: str


def sniff(data: bytes, limits: Limits) -> Sniffed:
    """Tell the kind of a file.

    Args:
        data: the whole file.
        limits: size limits.

    Raises:
        Refused: nothing that can be read safely; says what it is and what to do.
    """
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):  # spaces, with or without marks
        raise Refused("empty_file")
    if len(data) > limits.file_mb * 1024 * 1024:
        size = f"{len(data) / 1024 / 1024:.0f}"
        raise Refused("file_too_large", size=size, limit=limits.file_mb)
    if data[:4] == b"PK\x03\x04" or data[:4] == b"PK\x05\x06":
        return Sniffed(_kind_of_zip(data, limits))
    if data[:8] == OLE_MARK:
        return Sniffed(kind_of_ole(data))
    if kind := kind_of_biff(data):
        return Sniffed(kind)
    refuse_other_bytes(data)
    return Sniffed(kind_of_text(data))


def _kind_of_zip(data: bytes, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > limits.unpacked_mb * 1024 * 1024:
                raise _bomb(unpacked, limits)
            if any(part.flag_bits & 1 for part in parts):
                raise password_protected()
            _refuse_entities(archive)
            names = set(archive.namelist())
            mimetype = _head(archive, "mimetype", 200)
            manifest = _head(archive, "META-INF/manifest.xml", 1_000_000)
    except Refused:
        raise
    except Exception as error:  # BadZipFile, zlib.error, EOFError…: a damaged package
        raise Refused("unreadable", "package") from error
    if b"encryption-data" in manifest or "encrypted-package" in names:
        raise password_protected()
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise wrong_kind("sổ Excel nhị phân (.xlsb)", "convertible")
    for folder, what in (("word/", "văn bản Word"), ("ppt/", "tệp trình chiếu")):
        if any(name.startswith(folder) for name in names):
            raise wrong_kind(what)
    if b"opendocument" in mimetype:
        raise wrong_kind("văn bản OpenDocument")
    raise wrong_kind("gói nén (.zip)", "archive")


def _head(archive: zipfile.ZipFile, name: str, length: int) -> bytes:
    """The start of a part; empty when there is none."""
    if name not in archive.NameToInfo:
        return b""
    with archive.open(name) as part:
        return part.read(length)


def _refuse_entities(archive: zipfile.ZipFile) -> None:
    """Office programs never declare entities; who does wants to blow the reader up or to spy.

    Only the manifest of an old .ods names a document type; nobody parses it here.
    """
    for name in archive.namelist():
        if not name.endswith((".xml", ".rels")) or name.startswith("META-INF/"):
            continue
        if _DECLARATION.search(_head(archive, name, 4096).replace(b"\x00", b"")):
            raise Refused("unsafe_content", part=name)


def _bomb(unpacked: int, limits: Limits) -> Refused:
    size = f"{unpacked / 1024 / 1024:.0f}"
    return Refused("unsafe_size", "unpacked", size=size, limit=f"{limits.unpacked_mb} MB")
