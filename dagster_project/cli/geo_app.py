"""`qhld geo …`: names, options and help. What each does is in `dagster_project.cli.geo`."""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.loads_app import By
from dagster_project.cli.vietnamese_help import Command, Group

geo_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Ranh giới xã, phường của tỉnh cho bản đồ (boundaries for maps).",
)


@geo_app.command("install", cls=Command)
def geo_install(
    file: Annotated[
        Path,
        typer.Argument(
            help="Tệp GeoJSON có 99 xã, phường, hệ tọa độ WGS 84 (boundaries).", metavar="FILE"
        ),
    ],
    make_valid: Annotated[
        bool,
        typer.Option("--make-valid", help="Tự sửa hình không hợp lệ (mend invalid shapes)."),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Chỉ kiểm tra, không cài (check only).")
    ] = False,
    by: By = None,
) -> int:
    """Kiểm tra tệp ranh giới rồi cài; bản đồ ô thành bản đồ ranh giới (check and install).

    Tệp phải có đủ 99 xã, phường, nhận ra theo mã năm chữ số hoặc theo tên. Chỉ mã và đường ranh
    giới được giữ; mọi thuộc tính khác bị bỏ.
    """
    from dagster_project.cli.geo import install

    return install(file, by, make_valid=make_valid, check_only=check)


@geo_app.command("show", cls=Command)
def geo_show() -> int:
    """Đang dùng tệp ranh giới nào, ai cài, ngày nào (what is installed)."""
    from dagster_project.cli.geo import show

    return show()


@geo_app.command("remove", cls=Command)
def geo_remove(by: By = None) -> int:
    """Gỡ ranh giới; bản đồ trở lại dạng ô (remove)."""
    from dagster_project.cli.geo import remove

    return remove(by)
