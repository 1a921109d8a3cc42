"""`qhld archive`: what is kept of the files as received, opening one, removing what is over."""

import os
from pathlib import Path

import typer

from dagster_project.user_error import UserError

EXIT_DENIED = 77  # EX_NOPERM


def print_archive(retention_class: str | None) -> int:
    """Print what the archive holds, what is to go first at the top.

    Args:
        retention_class: only files of this class; None prints all.

    Raises:
        UserError: the person may not see it, or there is no such class.
    """
    from ingest.archives.archive_contents import CLASSES

    if retention_class is not None and retention_class not in CLASSES:
        raise UserError(f"Không có loại “{retention_class}”. Các loại: {', '.join(CLASSES)}.", 64)
    files = _guarded(_listed)
    shown = [f for f in files if retention_class in (None, f.retention_class)]
    for kept in shown:
        typer.echo(_line(kept))
    size = f"{sum(kept.size for kept in shown) / 1e6:.1f}".replace(".", ",")
    typer.echo(f"{len(shown)} tệp, {size} MB (đã mã hoá). Mã ở đầu dòng dùng cho archive open.")
    return 0


def _listed():
    from ingest.archives.access import acting
    from ingest.archives.open_archive import list_archive

    return list_archive(acting())


def _line(kept) -> str:
    from ingest.archives.archive_contents import CLASSES

    return (
        f"{kept.file_sha256[:12]}  {kept.last_received_at:%d/%m/%Y}  "
        f"giữ đến {kept.keep_until:%d/%m/%Y}  {CLASSES[kept.retention_class]:<20}  "
        f"{kept.agency_code or '-':<8}  {kept.file_name or '(chưa ghi sổ)'}"
    )


def open_file(named: str, out: Path, by: str | None, purpose: str) -> int:
    """Write a file as received to a place of its own, readable by its owner only.

    Raises:
        UserError: the person may not, no such file, or something lies there already.
    """
    from ingest.archives.access import acting
    from ingest.archives.open_archive import open_archived

    if out.exists():
        raise UserError(f"{out} đã có; hãy chọn tên khác, không ghi đè.", 64)
    if not out.absolute().parent.is_dir():
        raise UserError(f"Không có thư mục {out.absolute().parent}.", 64)
    opened = _guarded(lambda: open_archived(named, acting(by), purpose))
    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(opened.content)
    typer.echo(
        f"Đã mở “{opened.file_name}” ra {out} ({len(opened.content):,} byte); việc mở đã được ghi "
        "vào nhật ký. Tệp có thể chứa dữ liệu cá nhân: xoá ngay khi dùng xong."
    )
    return 0


def purge_files(by: str | None, *, dry_run: bool) -> int:
    """Remove the files whose retention is over.

    Raises:
        UserError: the person may not, or the configuration cannot be used.
    """
    from ingest.archives.access import acting
    from ingest.archives.open_archive import purge

    removed = _guarded(lambda: purge(acting(by), dry_run=dry_run))
    for kept in removed:
        typer.echo(_line(kept))
    done = "sẽ bị xoá (chạy thử, chưa xoá gì)" if dry_run else "đã được xoá và ghi vào nhật ký"
    typer.echo(
        f"{len(removed)} tệp hết hạn lưu {done}." if removed else "Không có tệp nào hết hạn."
    )
    return 0


def _guarded(action):
    """Run an action; what the person may not do or what is not there becomes a `UserError`."""
    from ingest.archives.access import AccessError
    from ingest.archives.archive import ArchiveError
    from ingest.archives.archive_contents import RetentionError
    from ingest.archives.open_archive import NotKeptError

    try:
        return action()
    except AccessError as error:
        raise UserError(str(error), EXIT_DENIED) from error
    except (ArchiveError, NotKeptError, RetentionError) as error:
        raise UserError(str(error)) from error
