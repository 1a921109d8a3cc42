"""Commands about the whole state and the installation: names, options and help."""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.vietnamese_help import Command


def add_state_commands(app: typer.Typer) -> None:
    """Put the commands into the list of commands."""
    for command in (gc, backup, restore, migrate, doctor):
        app.command(cls=Command)(command)


def gc(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ liệt kê, không xoá (only tell).")
    ] = False,
    by: Annotated[
        str | None, typer.Option("--by", help="Người xoá (who removes).", metavar="NAME")
    ] = None,
) -> int:
    """Dọn bản công bố, lần nạp đã thu hồi, tệp trả lại, nhật ký hết hạn lưu (retention).

    Không bao giờ xoá: bản hiện hành, bản được trích dẫn, ký duyệt hoặc đang bị giữ, và nhật ký các
    giá trị đã công bố. Tệp gốc có lệnh riêng: qhld archive purge.
    """
    from dagster_project.cli.collecting import collect_garbage

    return collect_garbage(by, dry_run=dry_run)


def backup(
    target: Annotated[
        Path,
        typer.Argument(
            help="Tệp .tar hoặc thư mục ghi ra; chưa được có (new .tar file or folder).",
            metavar="FILE|DIR",
        ),
    ],
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            help="Ghi cả tệp khoá kho lưu trữ ra đây; để ở nơi khác bản sao lưu (key, apart).",
            metavar="FILE",
        ),
    ] = None,
) -> int:
    """Sao lưu toàn bộ trạng thái, trừ tệp khoá (back up the whole state, the key apart)."""
    from dagster_project.cli.backing_up import back_up

    return back_up(target, key)


def restore(
    source: Annotated[Path, typer.Argument(help="Bản sao lưu (backup).", metavar="FILE|DIR")],
    to: Annotated[
        Path,
        typer.Option("--to", help="Thư mục gốc mới; chưa có hoặc còn trống.", metavar="ROOT"),
    ],
    key: Annotated[
        Path | None,
        typer.Option("--key", help="Tệp khoá kho lưu trữ (archive key).", metavar="FILE"),
    ] = None,
) -> int:
    """Khôi phục bản sao lưu vào một thư mục gốc mới, có kiểm tra toàn vẹn (restore)."""
    from dagster_project.cli.backing_up import restore_to

    return restore_to(source, to, key)


def migrate() -> int:
    """Chuyển trạng thái của phiên bản cũ sang cấu trúc của phiên bản này (after an upgrade).

    Làm bản sao lưu trước: phiên bản cũ không đọc được trạng thái đã chuyển.
    """
    from dagster_project.cli.doctoring import migrate_state

    return migrate_state()


def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="Một mảng JSON (one JSON array).")
    ] = False,
    software: Annotated[
        bool,
        typer.Option("--software", help="Chỉ xem phần mềm, không xem QHLD_HOME (software only)."),
    ] = False,
) -> int:
    """Khám cài đặt: phần mềm, thư mục, sổ, khoá, bản công bố; không sửa gì (examine).

    Mã thoát (exit code): 0 dùng được, 1 có lỗi phải sửa.
    """
    from dagster_project.cli.doctoring import print_examination

    return print_examination(as_json=as_json, software_only=software)
