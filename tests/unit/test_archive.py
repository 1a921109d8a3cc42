"""The archive of files as received."""

import hashlib
import os
import stat

import pytest

from ingest.archives import archive
from ingest.home import archive_dir, archive_key_path


@pytest.fixture(autouse=True)
def _key_in_its_usual_place(monkeypatch):
    monkeypatch.delenv("QHLD_ARCHIVE_KEY_FILE", raising=False)


@pytest.mark.parametrize("size", [0, 1, archive.PIECE - 1, archive.PIECE, archive.PIECE * 2 + 7])
def test_what_is_kept_comes_back(size):
    content = os.urandom(size)
    sha256 = archive.keep(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert archive.open_kept(sha256) == content


def test_kept_file_and_key_are_private_and_unreadable():
    content = b"Nguyen Van Gia Lap, 000000000000" * 40
    path = archive.kept_path(archive.keep(content))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(archive_key_path().stat().st_mode) == 0o600
    assert stat.S_IMODE(archive_dir().stat().st_mode) == 0o700
    assert b"Nguyen" not in path.read_bytes()


def test_keeping_twice_leaves_the_first_copy():
    path = archive.kept_path(archive.keep(b"same"))
    before = path.read_bytes()
    archive.keep(b"same")
    assert path.read_bytes() == before
    assert [p.name for p in archive_dir().iterdir()] == [path.name]


@pytest.mark.parametrize("harm", ["flip", "cut", "swap"])
def test_a_damaged_file_does_not_open(harm):
    sha256 = archive.keep(os.urandom(archive.PIECE * 3))
    path = archive.kept_path(sha256)
    sealed = bytearray(path.read_bytes())
    whole, start = archive.PIECE + archive.TAG_BYTES, len(archive.MAGIC) + 8
    if harm == "flip":
        sealed[500] ^= 1
    elif harm == "cut":  # a whole piece is missing at the end
        sealed = sealed[: start + 2 * whole]
    else:
        first, second = sealed[start : start + whole], sealed[start + whole : start + 2 * whole]
        sealed[start : start + 2 * whole] = second + first
    path.write_bytes(sealed)
    with pytest.raises(archive.ArchiveError, match="bị hỏng"):
        archive.open_kept(sha256)


def test_a_lost_key_is_never_replaced_by_a_new_one():
    archive.keep(b"something")
    archive_key_path().unlink()
    with pytest.raises(archive.ArchiveError, match="sao lưu"):
        archive.keep(b"something else")
    assert not archive_key_path().exists()


def test_another_key_does_not_open(tmp_path, monkeypatch):
    sha256 = archive.keep(b"something")
    archive_key_path().write_bytes(b"A" * 43 + b"=\n")
    with pytest.raises(archive.ArchiveError, match="khoá không đúng"):
        archive.open_kept(sha256)


def test_the_key_may_live_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("QHLD_ARCHIVE_KEY_FILE", str(tmp_path / "keys" / "archive.key"))
    archive.keep(b"something")
    assert (tmp_path / "keys" / "archive.key").exists()


def test_what_a_kill_left_is_removed_and_no_more():
    sha256 = archive.keep(b"whole")
    (archive_dir() / ".abc.1.tmp").write_bytes(b"half")
    assert archive.remove_unfinished() == 1
    assert archive.open_kept(sha256) == b"whole"


def test_only_a_hash_names_a_kept_file():
    with pytest.raises(ValueError, match="SHA-256"):
        archive.open_kept("../../etc/passwd")
