"""The commands of `qhld archive`: names, options and help; the work is in `archive_commands`."""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.vietnamese_help import Command, Group

archive_app = typer.Typer(
    cls=Group, no_args_is_help=True, help="Kho lưu trữ tệp gốc đã nhận (files as received)."
)


@archive_app.command("list", cls=Command)
def archive_list(
    retention_class: Annotated[
        str | None,
        typer.Option(
            "--class",
            help="Chỉ một loại: accepted, superseded, returned, refused, unrecorded (one class).",
            metavar="CLASS",
        ),
    ] = None,
) -> int:
    """Liệt kê tệp gốc và hạn lưu (list files as received)."""
    from dagster_project.cli.archive_commands import print_archive

    return print_archive(retention_class)


@archive_app.command("open", cls=Command)
def archive_open(
    named: Annotated[
        str, typer.Argument(help="Mã tệp SHA-256 hoặc mã lần nạp.", metavar="SHA|LOAD")
    ],
    out: Annotated[Path, typer.Option("--out", help="Tệp ghi ra (output file).", metavar="FILE")],
    purpose: Annotated[
        str, typer.Option(help="Mục đích, được ghi vào nhật ký (purpose).", metavar="TEXT")
    ],
    by: Annotated[
        str | None, typer.Option("--by", help="Người mở (who opens it).", metavar="NAME")
    ] = None,
) -> int:
    """Mở một tệp gốc, dành cho vai trò được phép (open a file, for a role that may)."""
    from dagster_project.cli.archive_commands import open_file

    return open_file(named, out, by, purpose)


@archive_app.command("purge", cls=Command)
def archive_purge(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ liệt kê, không xoá (only tell).")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", help="Người xoá (who removes them).", metavar="NAME")
    ] = None,
) -> int:
    """Xoá các tệp gốc đã hết hạn lưu (remove files whose retention is over)."""
    from dagster_project.cli.archive_commands import purge_files

    return purge_files(by, dry_run=dry_run)
