"""The archive of files as received: encrypted, named by content, readable by the service only.

A kept file is ``archive/<sha256>.enc`` (0600). It is encrypted with AES-256-GCM in pieces of one
MiB, so that neither keeping nor opening needs the whole file twice in memory; the number of each
piece and whether it is the last are authenticated, so a cut or shuffled file does not open.
The key is a file of 32 bytes (0600), made at the first start. It belongs in a backup apart from
the archive: without it nothing here can be read again.
"""

import base64
import hashlib
import io
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ingest.durable import flush_folder, put_in_place
from ingest.home import archive_dir, archive_key_path

MAGIC = b"QHLDARC1"
PIECE = 1 << 20
KEY_BYTES = 32
TAG_BYTES = 16


class ArchiveError(RuntimeError):
    """The archive cannot be written or read; the message is for the operator, in Vietnamese."""


def archive_key() -> bytes:
    """The key of the archive, made at the first call.

    Raises:
        ArchiveError: the key file is there but is not a key.
    """
    path = archive_key_path()
    if not path.exists():
        _make_key(path)
    try:
        key = base64.urlsafe_b64decode(path.read_bytes().strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ArchiveError(
            f"Tệp khoá kho lưu trữ {path} không phải khoá hợp lệ (cần {KEY_BYTES} byte). "
            "Hãy khôi phục tệp khoá từ bản sao lưu; không tạo khoá mới, vì khoá mới không mở "
            "được các tệp đã lưu."
        )
    return key


def _make_key(path: Path) -> None:
    """Make the key file; when two processes do so at once, the first one's key stands."""
    if any(archive_dir().glob("*.enc")):
        raise ArchiveError(
            f"Không thấy tệp khoá kho lưu trữ {path}, nhưng kho đã có tệp được mã hoá. "
            "Hãy khôi phục tệp khoá từ bản sao lưu rồi chạy lại."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(base64.urlsafe_b64encode(os.urandom(KEY_BYTES)) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()
    flush_folder(path.parent)  # before anything is encrypted with it


def kept_path(sha256: str) -> Path:
    """Where the file with this content is kept, whether or not it is there."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256 in hexadecimal: {sha256!r}")
    return archive_dir() / f"{sha256}.enc"


def is_kept(sha256: str) -> bool:
    """Whether the archive holds the file with this content."""
    return kept_path(sha256).exists()


def keep(content: bytes) -> str:
    """Keep a file's bytes.

    Args:
        content: the file as received.

    Returns:
        Its SHA-256 in hexadecimal, under which `open_kept` gives it back.
    """
    return keep_stream(io.BytesIO(content))


def keep_file(path: Path) -> str:
    """Keep a file without holding the whole of it in memory.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        return keep_stream(stream)


def keep_stream(stream: BinaryIO) -> str:
    """Encrypt a seekable stream into the archive; already kept content is left as it is.

    Returns:
        SHA-256 of the content. When this returns, the content is on the disk.
    """
    sha256 = hash_stream(stream)
    final = kept_path(sha256)
    if final.exists():
        return sha256
    stream.seek(0)
    made = final.with_name(f".{sha256}.{os.getpid()}.tmp")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    digest = hashlib.sha256()
    with os.fdopen(descriptor, "wb") as target:
        for piece in _encrypted(stream, sha256, digest):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    if digest.hexdigest() != sha256:
        made.unlink()
        raise ArchiveError(
            "Tệp thay đổi trong khi đang được lưu. Hãy chờ việc sao chép tệp xong rồi nộp lại."
        )
    put_in_place(made, final)
    return sha256


def hash_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hash_stream(stream)


def hash_stream(stream: BinaryIO) -> str:
    """SHA-256 of what is left of a stream, in hexadecimal."""
    digest = hashlib.sha256()
    while piece := stream.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _encrypted(stream: BinaryIO, sha256: str, digest) -> Iterator[bytes]:
    """The file format: magic, 8 random bytes, then sealed pieces of at most PIECE bytes."""
    cipher = _cipher()
    prefix = os.urandom(8)
    yield MAGIC + prefix
    number, piece = 0, stream.read(PIECE)
    while True:
        following = stream.read(PIECE)
        digest.update(piece)
        nonce = prefix + struct.pack(">I", number)
        yield cipher.encrypt(nonce, piece, _seal(sha256, number, is_last=not following))
        if not following:
            return
        number, piece = number + 1, following


def open_kept(sha256: str) -> bytes:
    """The file as received.

    Args:
        sha256: what `keep` returned.

    Raises:
        ArchiveError: it is not kept here, is damaged, or the key is another one.
    """
    path = kept_path(sha256)
    if not path.exists():
        raise ArchiveError(f"Kho lưu trữ không có tệp {sha256}.")
    sealed = path.read_bytes()
    try:
        content = b"".join(_decrypted(sealed, sha256))
    except ValueError as error:
        raise ArchiveError(
            f"Không mở được tệp {path.name} trong kho lưu trữ: tệp bị hỏng hoặc tệp khoá không "
            "đúng. Hãy khôi phục tệp hoặc tệp khoá từ bản sao lưu."
        ) from error
    return content


def key_fits(sha256: str) -> bool:
    """Whether the present key opens a kept file; nothing of it is given out."""
    try:
        open_kept(sha256)
    except ArchiveError:
        return False
    return True


def _decrypted(sealed: bytes, sha256: str) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag

    start = len(MAGIC) + 8
    if sealed[: len(MAGIC)] != MAGIC or len(sealed) < start + TAG_BYTES:
        raise ValueError("not an archive file")
    prefix, cipher, number = sealed[len(MAGIC) : start], _cipher(), 0
    while start < len(sealed):
        end = min(start + PIECE + TAG_BYTES, len(sealed))
        seal = _seal(sha256, number, is_last=end == len(sealed))
        try:
            yield cipher.decrypt(prefix + struct.pack(">I", number), sealed[start:end], seal)
        except InvalidTag as error:
            raise ValueError("does not open") from error
        start, number = end, number + 1


def _seal(sha256: str, number: int, *, is_last: bool) -> bytes:
    """What is authenticated with a piece besides its content."""
    return bytes.fromhex(sha256) + struct.pack(">I?", number, is_last)


def _cipher():
    # Imported late: `qhld check` starts this package but never the archive.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(archive_key())


def remove_kept(sha256: str) -> None:
    """Remove a file whose time is over; on the disk when this returns. Not there is as well."""
    kept_path(sha256).unlink(missing_ok=True)
    flush_folder(archive_dir())


def remove_unfinished() -> int:
    """Remove what a killed process left half-written; call with the intake lock held.

    Returns:
        How many files were removed.
    """
    leftovers = list(archive_dir().glob(".*.tmp"))
    for path in leftovers:
        path.unlink()
    return len(leftovers)
