"""A backup back into a new root, compared file by file with its hashes before it appears."""

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb

from dagster_project.backup import CONTENTS, FORMAT, STATE, is_plain_name, read_backup
from dagster_project.release_content import EXTERNAL_FILE, RELEASE_FILE, content_hash
from dagster_project.user_error import UserError
from dagster_project.warehouse_build import environment
from ingest.durable import flush_file, flush_folder, put_in_place

_PIECE = 1 << 20
_MOST_NAMED = 3


def restore(source: Path, root: Path, key: Path | None) -> dict:
    """Bring a backup back.

    Args:
        source: what `back_up` made.
        root: the new QHLD_HOME; must not exist or be empty.
        key: file with the archive's key, None to put it in place later.

    Returns:
        The contents of the backup, as `backup.json` has them.

    Raises:
        UserError: root is in use, or the backup is damaged or incomplete; nothing is left of it.
    """
    root = root.absolute()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UserError(f"{root} đã có dữ liệu; hãy khôi phục vào một thư mục mới.", 64)
    if not source.exists():
        raise UserError(f"Không có bản sao lưu {source}.", 64)
    making = root.with_name(f".{root.name}.restoring")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True, mode=0o700)
    try:
        contents = _unpack(source, making)
        _finish(contents, making)
        if key is not None:
            _put_key(key, making)
        _check(contents, making)
        if key is not None:
            _check_key(making)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    for folder in [making, *(path for path in making.rglob("*") if path.is_dir())]:
        if not folder.is_symlink():
            flush_folder(folder)
    put_in_place(making, root)
    return contents


def _unpack(source: Path, making: Path) -> dict:
    """Write the files and compare them with their hashes."""
    contents, found = None, {}
    for name, stream, mode, changed in read_backup(source):
        if name == CONTENTS:
            contents = json.loads(stream.read())
            continue
        head, _, below = name.partition("/")
        if head != STATE or not below or not is_plain_name(name):
            raise UserError(f"Bản sao lưu có tệp lạ {name}; không khôi phục.")
        path = making / below
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with path.open("xb") as target:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                target.write(piece)
        path.chmod(mode & 0o777)
        os.utime(path, (changed, changed))
        flush_file(path)
        found[below] = digest.hexdigest()
    if contents is None or contents.get("format") != FORMAT:
        raise UserError(f"{source} không phải bản sao lưu của qhld, hoặc chưa được ghi xong.")
    stated = {name: one["sha256"] for name, one in contents["files"].items()}
    wrong = sorted(name for name in stated | found if stated.get(name) != found.get(name))
    if wrong:
        raise UserError(
            f"Bản sao lưu hỏng: {len(wrong)} tệp thiếu hoặc sai mã kiểm tra "
            f"({', '.join(wrong[:_MOST_NAMED])}). Không khôi phục gì; hãy dùng bản sao lưu khác."
        )
    return contents


def _finish(contents: dict, making: Path) -> None:
    """Folders with their modes, and links."""
    for name in (*contents["folders"], *contents["links"]):
        if not is_plain_name(name):
            raise UserError(f"Bản sao lưu có tên lạ {name}; không khôi phục.")
    for name, mode in contents["folders"].items():
        (making / name).mkdir(parents=True, exist_ok=True)
        (making / name).chmod(mode)
    for name, target in contents["links"].items():
        if "/" in target or target.startswith("."):
            raise UserError(f"Bản sao lưu có liên kết lạ {name}; không khôi phục.")
        (making / name).symlink_to(target)


def _check(contents: dict, making: Path) -> None:
    """The ledger is sound, and both files of the release in force hold what its manifest says."""
    try:
        with closing(sqlite3.connect(making / "ledger.sqlite")) as book:
            answer = book.execute("pragma integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        raise UserError(f"Sổ tiếp nhận trong bản sao lưu bị hỏng: {answer}")
    if contents["release_id"] is None:
        return
    current = making / "releases" / "current"
    try:
        manifest = json.loads((current / "manifest.json").read_text(encoding="utf-8"))
        stated = {RELEASE_FILE: manifest["content_hash"]}
        if "external" in manifest:  # a release of an older version has no such file
            stated[EXTERNAL_FILE] = manifest["external"]["content_hash"]
        found = {name: content_hash(current / name) for name in stated}
    except (OSError, ValueError, KeyError, duckdb.Error) as error:
        raise UserError(f"Bản công bố trong bản sao lưu không mở được: {error}") from error
    if found != stated:
        raise UserError(
            f"Bản công bố {manifest['release_id']} trong bản sao lưu không còn đúng nội dung."
        )


def _put_key(key: Path, making: Path) -> None:
    try:
        content = key.read_bytes()
    except OSError as error:
        raise UserError(f"Không đọc được tệp khoá {key}.", 64) from error
    path = making / "archive.key"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
    flush_file(path)


def _check_key(making: Path) -> None:
    """The key opens what is in the archive: one file tells."""
    from ingest.archives.archive import key_fits

    first = next((making / "archive").glob("*.enc"), None)
    if first is None:
        return
    place = {"QHLD_HOME": str(making), "QHLD_ARCHIVE_KEY_FILE": str(making / "archive.key")}
    with environment(place):
        fits = key_fits(first.stem)
    if not fits:
        raise UserError(
            "Tệp khoá không mở được kho lưu trữ của bản sao lưu này; dùng tệp khoá khác."
        )
