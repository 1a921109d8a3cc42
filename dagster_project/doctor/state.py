"""Is the state under `QHLD_HOME` whole: folder, disk, ledger, users, keys, the release in force.

Everything is opened for reading only: an examination makes, migrates and repairs nothing.
"""

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from dagster_project import release
from dagster_project.doctor import Verdict
from dagster_project.release_content import EXTERNAL_FILE, RELEASE_FILE, content_hash
from dashboards.app.access.store import MIGRATIONS as ACCESS_MIGRATIONS
from ingest.archives.archive import KEY_BYTES, ArchiveError, key_fits
from ingest.home import archive_key_path, home
from ingest.ledgers.ledger import MIGRATIONS as LEDGER_MIGRATIONS

LOW_DISK_BYTES = 2 * 1024**3
# SQLite's write-ahead log needs memory that all processes share: no network file system has it.
_REMOTE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "glusterfs"}
_RESTORE = "Khôi phục từ bản sao lưu (qhld restore), không xoá tệp."


def examine_state() -> Iterator[Verdict]:
    """Look at the state, from the disk up."""
    root = home()
    folder = _folder(root)
    yield folder
    if folder.state == "error":
        return
    yield _disk(root)
    yield _file_system(root)
    yield _privacy(root)
    yield _sqlite("Sổ tiếp nhận", root / "ledger.sqlite", LEDGER_MIGRATIONS)
    yield _sqlite("Sổ người dùng", root / "access.sqlite", ACCESS_MIGRATIONS)
    yield _archive(root)
    yield _release(root)


def _folder(root: Path) -> Verdict:
    about = "Thư mục QHLD_HOME"
    if not root.exists():
        return Verdict(
            about, "error", f"không có {root}", "Tạo thư mục này, hoặc đặt lại biến QHLD_HOME."
        )
    try:
        with tempfile.NamedTemporaryFile(dir=root, prefix=".doctor-") as trial:
            trial.write(b"qhld")
            trial.flush()
            os.fsync(trial.fileno())
    except OSError as error:
        return Verdict(
            about,
            "error",
            f"không ghi được vào {root} ({error.strerror})",
            "Cho người chạy dịch vụ quyền ghi vào thư mục này; kiểm tra ổ đĩa không ở chế độ "
            "chỉ đọc và còn chỗ.",
        )
    return Verdict(about, "ok", f"{root}, ghi được")


def _disk(root: Path) -> Verdict:
    free = shutil.disk_usage(root).free
    found = f"còn {free / 1024**3:.0f} GB trống"
    if free >= LOW_DISK_BYTES:
        return Verdict("Dung lượng ổ đĩa", "ok", found)
    return Verdict(
        "Dung lượng ổ đĩa",
        "warning",
        f"chỉ còn {free / 1024**2:.0f} MB trống",
        "Giải phóng dung lượng: xem qhld gc --dry-run.",
    )


def file_system(path: Path, mounts: str) -> str:
    """Tell which kind of file system holds a path.

    Args:
        path: an absolute path.
        mounts: text of `/proc/mounts`.

    Returns:
        Its type, such as `ext4`; empty when the text does not say.
    """
    kinds = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    holding = [
        (len(where), kind)
        for where, kind in kinds
        if path == Path(where) or Path(where) in path.parents
    ]
    return max(holding)[1] if holding else ""


def _file_system(root: Path) -> Verdict:
    mounts = Path("/proc/mounts")
    kind = file_system(root.resolve(), mounts.read_text("utf-8")) if mounts.exists() else ""
    if kind in _REMOTE:
        return Verdict(
            "Loại ổ đĩa",
            "error",
            f"QHLD_HOME nằm trên ổ đĩa mạng ({kind}): sổ tiếp nhận có thể hỏng",
            "Chuyển QHLD_HOME về ổ đĩa của máy này; ổ đĩa mạng chỉ để chứa bản sao lưu.",
        )
    return Verdict("Loại ổ đĩa", "ok", kind or "không rõ")


def _privacy(root: Path) -> Verdict:
    """What others on this machine could read and must not."""
    private = ["archive", "inbox", "outbox", "ledger.sqlite", "access.sqlite", "session.key"]
    paths = [path for name in private if (path := root / name).exists()]
    if archive_key_path().exists():
        paths.append(archive_key_path())
    opened = [str(path) for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if opened:
        return Verdict(
            "Quyền đọc tệp riêng",
            "warning",
            f"người khác trên máy đọc được {', '.join(opened)}",
            f"chmod go-rwx {' '.join(opened)}",
        )
    return Verdict("Quyền đọc tệp riêng", "ok", "chỉ người chạy dịch vụ đọc được")


def _sqlite(about: str, path: Path, migrations: Path) -> Verdict:
    if not path.exists():
        return Verdict(about, "ok", "chưa có; được tạo khi cần")
    known = len(list(migrations.glob("*.sql")))
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as book:
            version = book.execute("pragma user_version").fetchone()[0]
            damage = [row[0] for row in book.execute("pragma integrity_check(3)")]
    except sqlite3.DatabaseError as error:
        return Verdict(about, "error", f"không đọc được {path}: {error}", _RESTORE)
    if damage != ["ok"]:
        return Verdict(about, "error", f"{path} hỏng: {'; '.join(damage)}", _RESTORE)
    if version > known:
        return Verdict(
            about,
            "error",
            f"{path} do phiên bản mới hơn của phần mềm ghi (cấu trúc {version}, phần mềm này biết "
            f"đến {known})",
            "Cài phiên bản phần mềm mới, hoặc khôi phục bản sao lưu làm trước khi nâng cấp.",
        )
    if version < known:
        return Verdict(
            about, "warning", f"còn theo cấu trúc {version}/{known}", "Chạy qhld migrate."
        )
    return Verdict(about, "ok", f"nguyên vẹn, cấu trúc {version}")


def _archive(root: Path) -> Verdict:
    about = "Kho tệp gốc"
    kept = sorted((root / "archive").glob("*.enc"))
    key = archive_key_path()
    if not kept:
        return Verdict(about, "ok", "chưa có tệp")
    if not key.exists():
        return Verdict(
            about,
            "error",
            f"có {len(kept)} tệp nhưng không thấy tệp khoá {key}",
            "Đặt lại tệp khoá từ nơi cất giữ; không tạo khoá mới, khoá mới không mở được tệp cũ.",
        )
    try:
        fits = key_fits(kept[-1].stem)
    except ArchiveError:
        fits = False
    if not fits:
        return Verdict(
            about,
            "error",
            f"tệp khoá {key} không mở được {kept[-1].name} (khoá cần {KEY_BYTES} byte)",
            "Đặt lại đúng tệp khoá đã dùng; nếu khoá đúng thì tệp hỏng, khôi phục từ bản sao lưu.",
        )
    return Verdict(about, "ok", f"{len(kept)} tệp, khoá mở được")


def _release(root: Path) -> Verdict:
    about = "Bản công bố"
    if not (root / "releases" / release.CURRENT).is_symlink():
        return Verdict(about, "ok", "chưa có; chạy qhld refresh để tạo")
    try:
        manifest = release.current_manifest()
        if manifest is None:
            raise FileNotFoundError(root / "releases" / release.CURRENT)
        folder = root / "releases" / manifest["release_id"]
        wrong = [
            name
            for name, told in (
                (RELEASE_FILE, manifest["content_hash"]),
                (EXTERNAL_FILE, manifest.get("external", {}).get("content_hash")),
            )
            if told is not None and content_hash(folder / name) != told
        ]
    except Exception as error:  # a damaged file may break anywhere in its reader
        return Verdict(about, "error", f"không đọc được: {error}", _RELEASE_ADVICE)
    if wrong:
        return Verdict(
            about,
            "error",
            f"nội dung {', '.join(wrong)} của bản {manifest['release_id']} khác mã kiểm tra lúc "
            "công bố",
            _RELEASE_ADVICE,
        )
    return Verdict(about, "ok", f"{manifest['release_id']}, nội dung khớp mã kiểm tra")


_RELEASE_ADVICE = (
    "Quay về bản khác (qhld release list, qhld release rollback), chạy qhld refresh để dựng lại, "
    "hoặc khôi phục từ bản sao lưu."
)
