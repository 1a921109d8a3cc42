"""A .zip of spreadsheets handed in as one: unpacked within limits, each part a delivery of its own.

The whole is refused, and nothing of it unpacked, when it lies about its size, needs a password, or
names places outside of itself (``..``, absolute paths, links): no office program writes such a
file. A .zip inside a .zip is not opened: as a part it is refused like any file that is no
spreadsheet. Folders in a .zip say nothing. The .zip itself is never kept: its parts are, each as
if it had come alone, so that a part which must not be kept leaves no trace.
"""

import csv
import fcntl
import io
import os
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.archives.archive import hash_file
from ingest.cells.decode_text import decode_mixed
from ingest.home import scratch_dir
from ingest.reader_limits import Limits, positive_number
from ingest.refused import Refused
from ingest.submissions.submission import PERIOD, Delivery, printable

MOST_RATIO = 200  # unpacked to packed; spreadsheets, packed already, stay below 2
SMALL = 1 << 20  # bytes below which a ratio says nothing
PIECE = 1 << 20
RECEIPTS = "receipts.csv"
_WORKBOOK_PARTS = ("[content_types].xml", "mimetype", "xl/", "word/", "ppt/", "meta-inf/")
_NOT_FILES = ("~$", ".", "thumbs.db", "desktop.ini")
_NAME_BYTES = 200
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Part:
    """One file in a .zip.

    Attributes:
        entry: where it stands.
        name: its own name, decoded, without folders.
        place: name with its folders, for telling parts of one name apart.
    """

    entry: zipfile.ZipInfo
    name: str
    place: str


def most_parts() -> int:
    """How many files a .zip may hold (QHLD_ZIP_FILES, default 1000)."""
    return int(positive_number("QHLD_ZIP_FILES", 1000))


def is_bundle(path: Path) -> bool:
    """Whether a file is a .zip that is no workbook, whatever its name says."""
    try:
        with path.open("rb") as stream:
            if stream.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
                return False
        with zipfile.ZipFile(path) as bundle:
            names = [name.casefold() for name in bundle.namelist()]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return path.suffix.casefold() == ".zip" and _starts_like_zip(path)
    return not any(name.startswith(_WORKBOOK_PARTS) for name in names)


def looks_like_workbook(path: Path) -> bool:
    """Whether a file starting like a .zip is a workbook (.xlsx, .ods), a damaged one as well."""
    return not is_bundle(path) and _starts_like_zip(path)


def _starts_like_zip(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as stream:
        return stream.read(2) == b"PK"
    return False


@contextmanager
def unpacked(deliveries: Sequence[Delivery]) -> Iterator[list[list[Delivery]]]:
    """Deliveries with every .zip replaced by its parts, which exist within the ``with``.

    Args:
        deliveries: files handed in.

    Yields:
        For each delivery what it stands for: itself, or the parts of the .zip in their order, or
        the .zip as refused.
    """
    bundles = [is_bundle(delivery.path) for delivery in deliveries]
    if not any(bundles):
        yield [[delivery] for delivery in deliveries]
        return
    with _scratch() as folder:
        yield [
            _parts_or_refusal(delivery, folder / str(number)) if bundle else [delivery]
            for number, (delivery, bundle) in enumerate(zip(deliveries, bundles, strict=True))
        ]


def _parts_or_refusal(delivery: Delivery, folder: Path) -> list[Delivery]:
    try:
        return _unpack(delivery, folder, Limits.from_environment())
    except Refused as refused:
        from ingest.check import refusal  # late: what reads cells, for the few that need it

        shutil.rmtree(folder, ignore_errors=True)
        sha256 = hash_file(delivery.path)
        return [replace(delivery, check=refusal(delivery.name, sha256, refused))]


def _unpack(delivery: Delivery, folder: Path, limits: Limits) -> list[Delivery]:
    """Write the parts of a .zip into a folder of their own.

    Raises:
        Refused: the .zip cannot or must not be unpacked.
    """
    if delivery.path.stat().st_size > limits.unpacked_mb * 1024 * 1024:
        raise _too_large(delivery.path.stat().st_size, limits)
    try:
        with zipfile.ZipFile(delivery.path) as bundle:
            parts = [part for entry in bundle.infolist() if (part := _part(entry))]
            _require_safe(parts, limits)
            stated = _stated(bundle, parts)
            wanted = [part for part in parts if part.name.casefold() != RECEIPTS]
            if not wanted:
                raise Refused("wrong_kind", "empty_zip")
            room = [limits.unpacked_mb * 1024 * 1024]
            return [
                _delivery(bundle, part, delivery, folder / str(number), stated, room)
                for number, part in enumerate(wanted)
            ]
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise Refused("unreadable", "zip") from error


def _part(entry: zipfile.ZipInfo) -> Part | None:
    """A part of a .zip; None for folders and what operating systems leave behind.

    Raises:
        Refused: the part is a link or names a place outside of the .zip.
    """
    place = decoded_name(entry)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("unsafe_content", "zip_link")
    plain = place.replace("\\", "/")
    if plain.startswith("/") or ".." in PurePosixPath(plain).parts or plain[1:3] == ":/":
        raise Refused("unsafe_content", "zip_outside")
    if "\x00" in place:
        raise Refused("unsafe_content", "zip_name")
    name = PurePosixPath(plain).name
    is_junk = name.casefold().startswith(_NOT_FILES) or plain.startswith("__MACOSX/")
    return None if entry.is_dir() or plain.endswith("/") or is_junk else Part(entry, name, plain)


def decoded_name(entry: zipfile.ZipInfo) -> str:
    """The name of a part in NFC; old programs write UTF-8 or TCVN3 without saying so."""
    name = entry.orig_filename or entry.filename
    if not entry.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", decode_mixed(name))


def _require_safe(parts: list[Part], limits: Limits) -> None:
    """Look at what the .zip states of its parts, before anything is unpacked.

    Raises:
        Refused: too many, too large, packed beyond belief, or behind a password.
    """
    if len(parts) > most_parts():
        raise Refused("unsafe_size", "zip_files", count=len(parts), limit=most_parts())
    if any(part.entry.flag_bits & 1 for part in parts):
        raise Refused("password_protected", "zip")
    total = sum(part.entry.file_size for part in parts)
    if total > limits.unpacked_mb * 1024 * 1024:
        raise _too_large(total, limits)
    for part in parts:
        packed, size = max(part.entry.compress_size, 1), part.entry.file_size
        if size > SMALL and size / packed > MOST_RATIO:
            raise Refused("unsafe_size", "zip_ratio", limit=MOST_RATIO)


def _delivery(
    bundle: zipfile.ZipFile,
    part: Part,
    whole: Delivery,
    folder: Path,
    stated: dict[str, dict[str, str]],
    room: list[int],
) -> Delivery:
    folder.mkdir(parents=True, mode=0o700)
    path = folder / _safe_name(part.name)
    with bundle.open(part.entry) as source, path.open("xb") as target:
        while piece := source.read(PIECE):
            room[0] -= len(piece)  # what is stated may be a lie
            if room[0] < 0:
                raise Refused("unsafe_content", "zip_lies")
            target.write(piece)
    receipt = stated.get(part.name, {})
    period = receipt.get("period") or None
    return replace(
        whole,
        path=path,
        called=f"{printable(whole.path.name)}/{part.name}",
        agency=whole.agency or receipt.get("agency_code") or None,
        period=whole.period or (period if period and PERIOD.fullmatch(period) else None),
        inbox_path=f"{whole.inbox_path}/{part.place}" if whole.inbox_path else None,
    )


def _safe_name(name: str) -> str:
    """A part's name as a file's name; the quarter in it is read, its length is not needed."""
    stem, dot, suffix = name.rpartition(".")
    if len(name.encode()) <= _NAME_BYTES or not dot:
        return name.encode()[:_NAME_BYTES].decode("utf-8", "ignore")
    return stem.encode()[:_NAME_BYTES].decode("utf-8", "ignore") + dot + suffix[:10]


def _stated(bundle: zipfile.ZipFile, parts: list[Part]) -> dict[str, dict[str, str]]:
    """Who sent which part, for which quarter, when a ``receipts.csv`` lies in the .zip.

    A time in it is not believed: the .zip was received as a whole, and its sender wrote the list.
    """
    for part in parts:
        if part.name.casefold() == RECEIPTS and part.entry.file_size < PIECE:
            text = bundle.read(part.entry).decode("utf-8-sig", "replace")
            rows = csv.DictReader(io.StringIO(text))
            return {
                unicodedata.normalize("NFC", row["file"].strip()): row
                for row in rows
                if isinstance(row.get("file"), str)
            }
    return {}


def _too_large(size: int, limits: Limits) -> Refused:
    limit = f"{limits.unpacked_mb} MB"
    return Refused("unsafe_size", "zip_unpacked", size=size >> 20, limit=limit)


@contextmanager
def _scratch() -> Iterator[Path]:
    """A private folder; one that a killed process left is removed by the next.

    The lock beside it is there before the folder and goes after it, and the kernel frees it
    however this process ends.
    """
    clear_scratch()
    folder = scratch_dir() / f"{os.getpid()}-{os.urandom(4).hex()}"
    lock_file = folder.with_suffix(_LOCK)
    lock = _locked(lock_file)
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock_file.unlink(missing_ok=True)
        os.close(lock)


def _locked(lock_file: Path) -> int:
    """Make and lock a file; again when another process tidied it away before it was locked."""
    while True:
        lock = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if lock_file.stat().st_ino == os.fstat(lock).st_ino:
                return lock
        os.close(lock)


def clear_scratch() -> None:
    """Remove folders whose process has ended."""
    for path in sorted(scratch_dir().iterdir()):
        if path.suffix != _LOCK:
            if not path.with_suffix(_LOCK).exists():
                shutil.rmtree(path, ignore_errors=True)
            continue
        try:
            lock = os.open(path, os.O_RDWR)
        except OSError:
            continue  # gone this moment
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path.with_suffix(""), ignore_errors=True)
            path.unlink(missing_ok=True)
        except BlockingIOError:
            pass  # at work
        finally:
            os.close(lock)
