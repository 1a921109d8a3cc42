"""A folder or file that is handed over appears whole under its name, or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster_project.user_error import UserError
from ingest.durable import flush_file, flush_folder, put_in_place


def refuse_to_overwrite(target: Path) -> None:
    """Stop where something stands already.

    Raises:
        UserError: a file, or a folder that is not empty; or there is no folder above it.
    """
    if not target.parent.is_dir():
        raise UserError(f"Không có thư mục {target.parent}. Hãy tạo thư mục đó rồi xuất lại.")
    if target.is_symlink() or target.is_file():
        raise UserError(f"{target} đã có. Không ghi đè; hãy chọn tên khác hoặc dời tệp đó đi.")
    if target.is_dir() and any(target.iterdir()):
        raise UserError(
            f"Thư mục {target} không rỗng. Không ghi đè; hãy chọn thư mục khác hoặc dọn thư mục đó."
        )


@contextmanager
def made_whole(target: Path) -> Iterator[Path]:
    """Give a name beside the target to write at; it becomes the target when all went well.

    Args:
        target: file or folder that must not be there, or an empty folder.

    Raises:
        UserError: something stands there already.
    """
    target = target.absolute()
    refuse_to_overwrite(target)
    making = target.with_name(f".{target.name}.{os.getpid()}.making")
    try:
        yield making
        for path in [making] if making.is_file() else sorted(making.rglob("*")):
            flush_file(path) if path.is_file() else flush_folder(path)
        if target.is_dir():
            target.rmdir()  # empty: a file may not take its place, a folder may
        put_in_place(making, target)
    finally:
        if making.is_dir():
            shutil.rmtree(making)
        else:
            making.unlink(missing_ok=True)
