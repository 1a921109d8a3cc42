"""`qhld backup` and `qhld restore`."""

import os
import shlex
from pathlib import Path

import typer

from dagster_project.cli.published import vietnamese_number
from dagster_project.user_error import UserError


def back_up(target: Path, key: Path | None) -> int:
    """Back the state up, and the key apart from it when asked for.

    Raises:
        UserError: a target cannot be used.
    """
    from dagster_project import backup
    from ingest.archives.archive import archive_key
    from ingest.home import archive_key_path

    if key is not None:
        if key.exists():
            raise UserError(f"{key} đã có; hãy chọn tên khác, không ghi đè tệp khoá.", 64)
        if target.absolute() in key.absolute().parents:
            raise UserError("Tệp khoá phải nằm ngoài bản sao lưu, tốt nhất ở nơi khác.", 64)
        archive_key()  # there, and a key
    done = backup.back_up(target)
    typer.echo(
        f"Đã sao lưu {done.files} tệp ({vietnamese_number(done.size / 1e6, 1)} MB) vào {target}; "
        f"bản công bố hiện hành: {done.release_id or 'chưa có'}."
    )
    if done.skipped:
        typer.echo(f"Bỏ qua {len(done.skipped)} liên kết: {', '.join(done.skipped[:3])}.")
    if key is None:
        typer.echo(
            f"Tệp khoá kho lưu trữ ({archive_key_path()}) không nằm trong bản sao lưu: hãy giữ một "
            "bản của tệp này ở nơi khác (hoặc --key TỆP); thiếu nó, tệp gốc không mở được nữa."
        )
        return 0
    descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(archive_key_path().read_bytes())
    typer.echo(f"Tệp khoá: {key}. Cất ở nơi khác bản sao lưu; ai có cả hai thì đọc được tệp gốc.")
    return 0


def restore_to(source: Path, root: Path, key: Path | None) -> int:
    """Restore a backup into a new root and say how to use it."""
    from dagster_project.restore import restore

    contents = restore(source, root, key)
    typer.echo(
        f"Đã khôi phục {len(contents['files'])} tệp vào {root}, mọi mã kiểm tra đều khớp (sao lưu "
        f"lúc {contents['made_at'].replace('T', ' ')}); bản công bố hiện hành: "
        f"{contents['release_id'] or 'chưa có'}."
    )
    if key is None and any((root / "archive").glob("*.enc")):
        typer.echo(
            f"Trước khi nhận tệp mới, hãy đặt tệp khoá kho lưu trữ vào {root / 'archive.key'} "
            "(quyền 600)."
        )
    typer.echo(f"Dùng thư mục này: export QHLD_HOME={shlex.quote(str(root.absolute()))}")
    return 0
